export const ja = {
  title: '法律はいつ始まるか',
  note: '法律で義務になっている制度の、2020年から2028年までの主な日付。',
  summary: (laws: number, coming: number) =>
    coming === 0
      ? `${laws}つの法律の主な日付です。これから始まると分かっているものはありません。`
      : `${laws}つの法律の主な日付です。このうち${coming}件が、これからの日付です。`,
  key: (day: string) => `太い線は効力のある期間、黒い丸は過ぎた日付、白い丸はこれからの日付。縦の線は${day}です。`,
  table: '表で見る',
  date: '日付',
  law: '法律',
  event: 'できごと',
  state: '時期',
  past: '済み',
  future: 'これから',
}

export const en = {
  title: 'When laws apply',
  note: 'Main dates from 2020 to 2028 of the schemes that are mandatory by law.',
  summary: (laws: number, coming: number) =>
    coming === 0
      ? `The main dates of ${laws} laws. None is known to be still to come.`
      : `The main dates of ${laws} laws; ${coming} of them ${coming === 1 ? 'is' : 'are'} still to come.`,
  key: (day: string) =>
    `Thick line: in force. Black dot: a date that has passed. White dot: a date to come. The upright line is ${day}.`,
  table: 'See it as a table',
  date: 'Date',
  law: 'Law',
  event: 'What happens',
  state: 'When',
  past: 'past',
  future: 'to come',
} satisfies typeof ja
