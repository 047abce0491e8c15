export const ja = {
  title: '対象の型番',
  back: 'ラベルのページ',
  lead: (n: string) => `このラベルの対象は、全${n}件です。`,
  find: '型番かJANコードで絞りこむ',
  button: '絞りこむ',
  found: (n: string) => `${n}件が当てはまります。`,
  none: '当てはまる型番は、このラベルにはありません。よく似ていても、ここにない型番は対象ではありません。',
  all: 'すべての型番を見る',
  model: '型番',
  gtin: 'JANコード（GTIN）',
  pages: {
    label: '型番の一覧のページ',
    of: (page: number, pages: number) => `${pages}ページのうち ${page}ページ目`,
    previous: '前のページ',
    next: '次のページ',
  },
}

export const en = {
  title: 'Models covered',
  back: 'Page of the label',
  lead: (n: string) => `This label covers ${n} models.`,
  find: 'Narrow by model or bar code number',
  button: 'Narrow',
  found: (n: string) => `${n} match.`,
  none: 'No model of this label matches. However similar, a model that is not listed is not covered.',
  all: 'Show all models',
  model: 'Model',
  gtin: 'Bar code number (GTIN)',
  pages: {
    label: 'Pages of models',
    of: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous page',
    next: 'Next page',
  },
} satisfies typeof ja
