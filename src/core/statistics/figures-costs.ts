import type { Text } from '../kernel/text.ts'
import type { Cell, Figure, FigureId, FigureRow, Unit } from './figure.ts'
import { fiscalYearOf } from './months.ts'
import type { PlainCounts, Quartiles } from './plain-counts.ts'
import { enough, fewest, suppressCounts } from './suppress.ts'

const written = (n: number): string => n.toLocaleString('en')

/** What of an application's cost is told, and how. */
const costs: readonly {
  readonly what: Quartiles['what']
  readonly name: Text
  readonly unit: Unit
  readonly scale: number
}[] = [
  { what: 'hours', name: { ja: '社内の作業（時間）', en: 'In-house work (hours)' }, unit: 'hours', scale: 1 },
  {
    what: 'spend',
    name: { ja: '外部への支払い（千円）', en: 'External spend (thousand yen)' },
    unit: 'yen',
    scale: 1_000,
  },
  { what: 'fee', name: { ja: '申請手数料（千円）', en: 'Application fee (thousand yen)' }, unit: 'yen', scale: 1_000 },
]

/** Levels somebody applied for; before anybody did, the first that can be applied for. */
function judged({ levels, cases }: PlainCounts): PlainCounts['levels'] {
  const open = levels.filter(({ categories }) => categories === 'all' || categories.length > 0)
  const used = open.filter(({ id }) => cases.some((c) => c.level === id && c.declared !== undefined))
  return (used.length > 0 ? used : open.slice(0, 1)).slice(0, 4)
}

const tenth = (n: number): number => Math.round(n * 10) / 10

// A median over five answers or more; the number of answers is itself hidden where it is smaller.
function quartileCells(found: Quartiles | undefined, scale: number): readonly Cell[] {
  const n = found?.n ?? 0
  if (found === undefined || n < fewest || found.median === null)
    return ['suppressed', 'suppressed', 'suppressed', 'suppressed']
  const value = (x: number | null): Cell => (x === null ? 'suppressed' : tenth(x / scale))
  return [value(found.q1), value(found.median), value(found.q3), enough(n)]
}

const quartileColumns = [
  { id: 'q1', name: { ja: '第1四分位', en: '1st quartile' }, unit: 'count' },
  { id: 'median', name: { ja: '中央値', en: 'Median' }, unit: 'count' },
  { id: 'q3', name: { ja: '第3四分位', en: '3rd quartile' }, unit: 'count' },
  { id: 'n', name: { ja: '件数', en: 'n' }, unit: 'count' },
] as const

const tooFew: Text = {
  ja: '答えが5件に満たないため、値は表示しません。',
  en: 'There are fewer than five answers, so no value is shown.',
}
const allHidden = (rows: readonly FigureRow[]): boolean =>
  rows.every(({ cells }) => cells.every((c) => typeof c !== 'number'))

const voluntary: Text = {
  ja: '申請を提出した事業者が、任意で答えた値です。中央値と、まんなかの半分が収まる範囲（第1・第3四分位）です。5件未満の値は表示しません。',
  en: 'What makers chose to tell after submission: the median, and the range of the middle half. Values of fewer than five answers are not shown.',
}

/** What one self-declaration costs its maker. */
export function costPerDeclaration(plain: PlainCounts): Figure {
  const { at, costs: told } = plain
  const shown = judged(plain)
  const rows = shown.flatMap((level) =>
    costs.map(({ what, name, scale }) => ({
      id: `${level.id.replace(' ', '_')}-${what}`,
      name: shown.length === 1 ? name : { ja: `${level.name.ja}　${name.ja}`, en: `${level.name.en}, ${name.en}` },
      cells: quartileCells(
        told.find((q) => q.what === what && q.level === level.id),
        scale,
      ),
    })),
  )
  const hours = told.find((q) => q.what === 'hours' && q.median !== null)
  return {
    id: 'cost-per-declaration',
    title:
      hours?.median == null
        ? { ja: '自己宣言の費用は、まだ表示できない', en: 'The cost of a self-declaration cannot be shown yet' }
        : {
            ja: `自己宣言の社内作業は、中央値で${tenth(hours.median)}時間`,
            en: `A self-declaration takes ${tenth(hours.median)} hours in house at the median`,
          },
    summary:
      hours?.median == null
        ? {
            ja: '事業者の答えが5件集まった項目から、中央値と範囲を載せます。',
            en: 'Each item is shown once five makers have answered it.',
          }
        : {
            ja: `${hours.n}件の答えです。半分は${tenth(hours.q1 ?? 0)}時間から${tenth(hours.q3 ?? 0)}時間のあいだでした。`,
            en: `${hours.n} answers; half of them between ${tenth(hours.q1 ?? 0)} and ${tenth(hours.q3 ?? 0)} hours.`,
          },
    definition: voluntary,
    asOf: at,
    head: { ja: '費用の種類', en: 'Kind of cost' },
    columns: quartileColumns,
    rows,
    chart: { form: 'dot-range', series: ['q1', 'median', 'q3'], ownScales: true },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

/** How long tests on the device took on the bench. */
export function laboratoryMinutes(plain: PlainCounts): Figure {
  const { at, costs: told } = plain
  const rows = judged(plain).map((level) => ({
    id: level.id.replace(' ', '_'),
    name: level.name,
    cells: quartileCells(
      told.find((q) => q.what === 'bench-minutes' && q.level === level.id),
      1,
    ),
  }))
  const found = told.find((q) => q.what === 'bench-minutes' && q.median !== null)
  return {
    id: 'laboratory-minutes',
    title:
      found?.median == null
        ? { ja: '試験の時間は、まだ表示できない', en: 'Minutes of testing cannot be shown yet' }
        : {
            ja: `実機の試験は、中央値で${tenth(found.median)}分`,
            en: `Tests on the device take ${tenth(found.median)} minutes at the median`,
          },
    summary:
      found?.median == null
        ? {
            ja: '試験のある申請が5件集まったレベルから載せます。',
            en: 'A level is shown once five applications were tested.',
          }
        : {
            ja: `${found.n}件の申請の、試験台の記録から数えています。`,
            en: `From the records of the bench of ${found.n} applications.`,
          },
    definition: {
      ja: '申請に付けられた試験の記録から、1件の申請にかかった分数を数えています。試験の工程ごとの時間は、工数の記録と同じものです。5件未満の値は表示しません。',
      en: 'Minutes of one application, from the test records attached to it: the same that the effort ledger is made of. Values of fewer than five are not shown.',
    },
    asOf: at,
    head: { ja: 'レベル（分）', en: 'Level (minutes)' },
    columns: quartileColumns,
    rows,
    chart: { form: 'dot-range', series: ['q1', 'median', 'q3'] },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

const bands = [
  { id: 'none', name: { ja: '試験機関に頼まなかった', en: 'No laboratory' } },
  { id: 'under-100k', name: { ja: '10万円未満', en: 'Under 100,000 yen' } },
  { id: '100k-300k', name: { ja: '10万円以上 30万円未満', en: '100,000 to under 300,000 yen' } },
  { id: '300k-1m', name: { ja: '30万円以上 100万円未満', en: '300,000 to under 1 million yen' } },
  { id: 'over-1m', name: { ja: '100万円以上', en: '1 million yen or more' } },
] as const

const sizes = [
  { id: 'up-to-20', name: { ja: '20人以下', en: 'Up to 20 people' } },
  { id: '21-300', name: { ja: '21人から300人', en: '21 to 300 people' } },
  { id: 'over-300', name: { ja: '301人以上', en: 'Over 300 people' } },
] as const

/** Answers that fall into classes, the small ones hidden. */
function classesFigure(
  { at, classes }: PlainCounts,
  what: 'laboratory' | 'size',
  shown: readonly { readonly id: string; readonly name: Text }[],
  words: Pick<Figure, 'head' | 'definition'> & {
    readonly id: FigureId
    readonly title: (n: number, small: number) => Text
    readonly none: Text
  },
): Figure {
  const counts = shown.map(({ id }) => classes.find((c) => c.what === what && c.class === id)?.n ?? 0)
  const n = counts.reduce((a, b) => a + b, 0)
  const cells = suppressCounts(counts)
  const rows = shown.map(({ id, name }, i) => ({ id, name, cells: [cells[i] ?? null] }))
  const [first] = cells
  const seen = typeof first === 'number'
  return {
    id: words.id,
    title: n < fewest || !seen ? words.none : words.title(n, first),
    summary:
      n < fewest
        ? { ja: '答えが5件集まると、ここに載せます。', en: 'Shown once five makers have answered.' }
        : { ja: `${n}件の答えです。`, en: `${n} answers.` },
    definition: words.definition,
    asOf: at,
    head: words.head,
    columns: [{ id: 'answers', name: { ja: '答え', en: 'Answers' }, unit: 'count' }],
    rows,
    chart: { form: 'bars', series: ['answers'] },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

/** What laboratories invoiced, in bands. */
export const laboratoryInvoices = (plain: PlainCounts): Figure =>
  classesFigure(plain, 'laboratory', bands, {
    id: 'laboratory-invoices',
    title: (n, none) => ({
      ja: `${Math.round((none / n) * 100)}％は、試験機関に頼まずに申請した`,
      en: `${Math.round((none / n) * 100)}% applied without a laboratory`,
    }),
    none: { ja: '試験機関への支払いは、まだ表示できない', en: 'What laboratories invoiced cannot be shown yet' },
    head: { ja: '試験機関への支払い', en: 'Invoiced by laboratories' },
    definition: {
      ja: '申請を提出した事業者が、任意で答えた金額の幅です。5件未満の区分と、引き算で分かってしまう区分は表示しません。',
      en: 'Bands that makers chose to tell after submission. Classes of fewer than five, and any that could be had by subtraction, are not shown.',
    },
  })

/** How many of the makers are small. */
export const smeShare = (plain: PlainCounts): Figure =>
  classesFigure(plain, 'size', sizes, {
    id: 'sme-share',
    title: (n, small) => ({
      ja: `答えた事業者の${Math.round((small / n) * 100)}％は、20人以下`,
      en: `${Math.round((small / n) * 100)}% of the makers who answered have up to 20 people`,
    }),
    none: { ja: '事業者の規模は、まだ表示できない', en: 'The size of makers cannot be shown yet' },
    head: { ja: '働く人の数', en: 'People' },
    definition: {
      ja: '事業者が任意で答えた、働く人の数の区分です。1つの事業者を1件と数えます。5件未満の区分と、引き算で分かってしまう区分は表示しません。',
      en: 'The size class that makers chose to tell; one maker counts once. Classes of fewer than five, and any that could be had by subtraction, are not shown.',
    },
  })

/** What evidence that was used again saves: hours of a first application beside those of the next ones of the same maker. */
export function reuse(plain: PlainCounts): Figure {
  const { at, reuse: pairs } = plain
  const rows = judged(plain).map((level) => {
    const found = pairs.find((p) => p.level === level.id)
    const shown = found !== undefined && found.n >= fewest && found.first !== null && found.sibling !== null
    const cells: readonly Cell[] = shown
      ? [tenth(found.first ?? 0), tenth(found.sibling ?? 0), enough(found.n)]
      : ['suppressed', 'suppressed', 'suppressed']
    return { id: level.id.replace(' ', '_'), name: level.name, cells }
  })
  const [first, sibling] = rows.find(({ cells }) => typeof cells[0] === 'number')?.cells ?? []
  const saved =
    typeof first === 'number' && typeof sibling === 'number' && first > 0
      ? Math.round((1 - sibling / first) * 100)
      : null
  return {
    id: 'reuse',
    title:
      saved === null
        ? { ja: '2つ目の製品の差は、まだ表示できない', en: 'The difference of a second product cannot be shown yet' }
        : saved >= 0
          ? { ja: `2つ目の製品では、作業時間が${saved}％へる`, en: `A second product takes ${saved}% less work` }
          : { ja: `2つ目の製品では、作業時間が${-saved}％ふえる`, en: `A second product takes ${-saved}% more work` },
    summary: {
      ja: '同じ事業者の、はじめての申請と次からの申請を比べています。根拠を使いまわせることの効果が分かります。',
      en: 'A maker’s first application beside its next ones: what using evidence again is worth.',
    },
    definition: {
      ja: '同じ事業者が、同じレベルで答えた社内の作業時間です。はじめての製品と、次からの製品の平均を組にして、それぞれの中央値を載せます。5組未満は表示しません。',
      en: 'In-house hours told by the same maker at the same level: its first product, paired with the mean of its next ones; medians over the pairs. Fewer than five pairs are not shown.',
    },
    asOf: at,
    head: { ja: 'レベル（時間）', en: 'Level (hours)' },
    columns: [
      { id: 'first', name: { ja: 'はじめての製品', en: 'First product' }, unit: 'hours' },
      { id: 'sibling', name: { ja: '次からの製品', en: 'Next products' }, unit: 'hours' },
      { id: 'pairs', name: { ja: '組', en: 'Pairs' }, unit: 'count' },
    ],
    rows,
    chart: { form: 'paired-dots', series: ['first', 'sibling'] },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

/** Operating cost over decided cases, fiscal year by fiscal year; only years whose cost the operator has published. */
export function costPerCase({ operatingCost, cases }: PlainCounts) {
  return Object.entries(operatingCost)
    .map(([year, cost]) => {
      const n = cases.filter(
        (c) => c.decided !== undefined && fiscalYearOf(c.decided.slice(0, 7)) === Number(year),
      ).length
      return { year, cost, n, each: n === 0 ? null : Math.round(cost / n) }
    })
    .sort((a, b) => Number(a.year) - Number(b.year))
}

/** What one decided application costs the scheme. */
export function schemeCost(plain: PlainCounts): Figure {
  const years = costPerCase(plain)
  const last = years.findLast(({ each }) => each !== null)
  return {
    id: 'scheme-cost',
    title:
      last?.each == null
        ? { ja: '1件あたりの運営費は、まだ分からない', en: 'The cost of running the scheme is not known yet' }
        : {
            ja: `1件の判定にかかる運営費は、${written(last.each)}円`,
            en: `One decision costs the scheme ${written(last.each)} yen`,
          },
    summary:
      last === undefined
        ? {
            ja: '運営者が年度の運営費を公表すると、ここに載ります。',
            en: 'Shown once the operator publishes the cost of a year.',
          }
        : {
            ja: `${last.year}年度は、運営費${written(last.cost)}円で${last.n}件を判定しました。`,
            en: `Fiscal year ${last.year}: ${written(last.cost)} yen for ${last.n} decisions.`,
          },
    definition: {
      ja: '運営者が公表した年度（4月から翌年3月）の運営費を、その年度に判定した申請の数で割っています。',
      en: 'The operating cost that the operator published for a fiscal year (April to March), divided by the applications decided in it.',
    },
    asOf: plain.at,
    head: { ja: '年度', en: 'Fiscal year' },
    columns: [
      { id: 'cost_per_case', name: { ja: '1件あたり（円）', en: 'Per decision (yen)' }, unit: 'yen' },
      { id: 'operating_cost', name: { ja: '運営費（円）', en: 'Operating cost (yen)' }, unit: 'yen' },
      { id: 'decided', name: { ja: '判定した申請', en: 'Decided' }, unit: 'count' },
    ],
    rows: years.map(({ year, cost, n, each }) => ({
      id: year,
      name: { ja: `${year}年度`, en: `FY ${year}` },
      short: { ja: year, en: year },
      cells: [each, cost, n],
    })),
    chart: { form: 'columns', series: ['cost_per_case'] },
    ...(last?.each == null
      ? {
          empty: {
            ja: '運営者が年度の運営費をまだ公表していません。',
            en: 'The operator has not published its operating cost yet.',
          },
        }
      : {}),
  }
}
