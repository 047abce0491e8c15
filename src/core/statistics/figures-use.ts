import { answers, answerText } from '../procurement/answer.ts'
import type { Figure } from './figure.ts'
import { monthName, monthOf, monthShort, monthsUntil } from './months.ts'
import type { PlainCounts } from './plain-counts.ts'

const written = (n: number): string => n.toLocaleString('en')

const counter =
  ({ counted }: PlainCounts) =>
  (month: string | undefined, name: string, key?: string): number =>
    counted
      .filter(
        (c) => (month === undefined || c.month === month) && c.counter === name && (key === undefined || c.key === key),
      )
      .reduce((all, c) => all + c.n, 0)

/** How much is checked before buying, and with which answers. */
export function bulkChecks(plain: PlainCounts): Figure {
  const { at } = plain
  const of = counter(plain)
  const months = monthsUntil(monthOf(at), 12)
  const rows = months.map((m) => ({
    id: m,
    name: monthName(m),
    short: monthShort(m),
    cells: [...answers.map((a) => of(m, 'row', a)), of(m, 'check')],
  }))
  const all = rows.reduce((n, { cells }) => n + (cells.at(-1) ?? 0), 0)
  const answered = rows.reduce((n, { cells }) => n + cells.slice(0, 3).reduce((a, b) => a + b, 0), 0)
  const meets = rows.reduce((n, { cells }) => n + (cells[0] ?? 0), 0)
  return {
    id: 'bulk-checks',
    title:
      answered === 0
        ? { ja: 'まとめての確認は、まだ使われていない', en: 'No list was checked yet' }
        : {
            ja: `確かめられた機器の${Math.round((meets / answered) * 100)}％が、方針に適合した`,
            en: `${Math.round((meets / answered) * 100)}% of the devices checked met the policy`,
          },
    summary: {
      ja: `この12か月に、${written(all)}の一覧、のべ${written(answered)}台分の行が確かめられました。`,
      en: `${written(all)} lists with ${written(answered)} rows were checked in these twelve months.`,
    },
    definition: {
      ja: 'このサーバーで答えた一覧と、行ごとの判定の数だけを数えています。一覧の中身は残しません。ブラウザーの中だけで確かめたものは、数えられません。',
      en: 'Only how many lists were answered here, and the answers row by row. Nothing of a list is kept. What is checked in a browser alone cannot be counted.',
    },
    asOf: at,
    head: { ja: '月', en: 'Month' },
    columns: [
      ...answers.map((a) => ({ id: a.replaceAll('-', '_'), name: answerText[a], unit: 'count' as const })),
      { id: 'lists', name: { ja: '一覧', en: 'Lists' }, unit: 'count' },
    ],
    rows,
    chart: { form: 'lines', series: answers.map((a) => a.replaceAll('-', '_')) },
    ...(answered === 0 ? { empty: { ja: 'まだ数えたものがありません。', en: 'Nothing was counted yet.' } } : {}),
  }
}

/** How often label pages are opened. */
export function scans(plain: PlainCounts): Figure {
  const { at } = plain
  const of = counter(plain)
  const months = monthsUntil(monthOf(at), 12)
  const rows = months.map((m) => ({ id: m, name: monthName(m), short: monthShort(m), cells: [of(m, 'scan')] }))
  const now = of(monthOf(at), 'scan')
  const all = rows.reduce((n, { cells }) => n + (cells[0] ?? 0), 0)
  return {
    id: 'scans',
    title:
      all === 0
        ? { ja: 'ラベルのページは、まだ開かれていない', en: 'No label page was opened yet' }
        : {
            ja: `ラベルのページは、今月${written(now)}回開かれた`,
            en: `Label pages opened this month: ${written(now)}`,
          },
    summary: { ja: `この12か月では${written(all)}回です。`, en: `In these twelve months: ${written(all)}.` },
    definition: {
      ja: 'ラベルの短いアドレスのページが、このサーバーで開かれた回数です。だれが開いたかは記録しません。途中のキャッシュが答えた回は、ふくまれません。',
      en: 'How often the page at a label’s short address was answered here. Nobody who opens it is recorded. What a cache on the way answered is not included.',
    },
    asOf: at,
    head: { ja: '月', en: 'Month' },
    columns: [{ id: 'opened', name: { ja: '開かれた回数', en: 'Times opened' }, unit: 'count' }],
    rows,
    chart: { form: 'columns', series: ['opened'] },
    ...(all === 0 ? { empty: { ja: 'まだ数えたものがありません。', en: 'Nothing was counted yet.' } } : {}),
  }
}

const spaced = (label: string): string => `${label.slice(0, 4)}-${label.slice(4)}`

/** Which labels with a notice are looked at most. */
export function topNotices(plain: PlainCounts): Figure {
  const { at, counted } = plain
  const recent = monthsUntil(monthOf(at), 3)
  const of = new Map<string, number>()
  for (const c of counted)
    if (c.counter === 'notice' && recent.includes(c.month)) of.set(c.key, (of.get(c.key) ?? 0) + c.n)
  const top = [...of].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 10)
  const first = top[0]
  return {
    id: 'top-notices',
    title:
      first === undefined
        ? { ja: 'お知らせのあるラベルは、まだ見られていない', en: 'No label with a notice was looked at yet' }
        : {
            ja: `お知らせがいちばん見られたラベルは、${spaced(first[0])}`,
            en: `The notice looked at most is that of label ${spaced(first[0])}`,
          },
    summary:
      first === undefined
        ? {
            ja: '停止や取消し、事業者からの注意があるラベルを数えています。',
            en: 'Labels that are not valid, or have an advisory, are counted.',
          }
        : {
            ja: `この3か月に${written(first[1])}回開かれました。`,
            en: `Times opened in these three months: ${written(first[1])}.`,
          },
    definition: {
      ja: '有効でないラベルと、注意のお知らせがあるラベルのページが、この3か月に開かれた回数です。多い順に10件です。',
      en: 'How often the pages of labels that are not valid, or have an open advisory, were opened in three months. The ten most opened.',
    },
    asOf: at,
    head: { ja: 'ラベル', en: 'Label' },
    columns: [{ id: 'opened', name: { ja: '開かれた回数', en: 'Times opened' }, unit: 'count' }],
    rows: top.map(([label, n]) => ({ id: label, name: { ja: spaced(label), en: spaced(label) }, cells: [n] })),
    chart: { form: 'bars', series: ['opened'] },
    ...(first === undefined ? { empty: { ja: 'まだ数えたものがありません。', en: 'Nothing was counted yet.' } } : {}),
  }
}
