import type { Text } from '../kernel/text.ts'
import type { Cell, Figure, Unit } from './figure.ts'
import { fiscalYearOf, monthOf } from './months.ts'
import type { PlainCounts, Quartiles } from './plain-counts.ts'
import { allHidden, heldBack, judged, quartileCells, quartileColumns, tenth, tooFew } from './quartile-rows.ts'
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
    columns: quartileColumns(),
    rows,
    chart: { form: 'dot-range', series: ['q1', 'median', 'q3'], ownScales: true },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

const sizes = [
  { id: 'up-to-20', name: { ja: '20人以下', en: 'Up to 20 people' } },
  { id: '21-300', name: { ja: '21人から300人', en: '21 to 300 people' } },
  { id: 'over-300', name: { ja: '301人以上', en: 'Over 300 people' } },
] as const

/** How many of the makers are small; small classes are hidden. */
export function smeShare({ at, classes }: PlainCounts): Figure {
  const counts = sizes.map(({ id }) => classes.find((c) => c.class === id)?.n ?? 0)
  const n = counts.reduce((a, b) => a + b, 0)
  const cells = suppressCounts(counts)
  const rows = sizes.map(({ id, name }, i) => ({ id, name, cells: [cells[i] ?? null] }))
  const [small] = cells
  return {
    id: 'sme-share',
    title:
      typeof small === 'number'
        ? {
            ja: `答えた事業者の${Math.round((small / n) * 100)}％は、20人以下`,
            en: `${Math.round((small / n) * 100)}% of the makers who answered have up to 20 people`,
          }
        : { ja: '事業者の規模は、まだ表示できない', en: 'The size of makers cannot be shown yet' },
    summary: allHidden(rows)
      ? {
          ja: '答えがじゅうぶんに集まると、ここに載せます。',
          en: 'Shown once enough makers have answered.',
        }
      : { ja: `${n}件の答えです。`, en: `${n} answers.` },
    definition: {
      ja: '事業者が任意で答えた、働く人の数の区分です。1つの事業者を1件と数えます。5件未満の区分と、引き算で分かってしまう区分は表示しません。',
      en: 'The size class that makers chose to tell; one maker counts once. Classes of fewer than five, and any that could be had by subtraction, are not shown.',
    },
    asOf: at,
    head: { ja: '働く人の数', en: 'People' },
    columns: [{ id: 'answers', name: { ja: '答え', en: 'Answers' }, unit: 'count' }],
    rows,
    chart: { form: 'bars', series: ['answers'] },
    ...(allHidden(rows) ? { empty: n < fewest ? tooFew : heldBack } : {}),
  }
}

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
  const now = fiscalYearOf(monthOf(plain.at))
  const decided = years.filter(({ each }) => each !== null)
  // A year that goes on says less than one that is over.
  const last = decided.findLast(({ year }) => Number(year) < now) ?? decided.at(-1)
  const first = decided[0]
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
            ja: `${last.year}年度は、運営費${written(last.cost)}円で${last.n}件を判定しました。${first === undefined || first === last || first.each === null ? '' : `${first.year}年度は1件あたり${written(first.each)}円でした。`}`,
            en: `Fiscal year ${last.year}: ${written(last.cost)} yen for ${last.n} decisions.${first === undefined || first === last || first.each === null ? '' : ` In ${first.year} one cost ${written(first.each)} yen.`}`,
          },
    definition: {
      ja: '運営者が公表した年度（4月から翌年3月）の運営費を、その年度に判定した申請の数で割っています。終わっていない年度は、途中までの値です。',
      en: 'The operating cost that the operator published for a fiscal year (April to March), divided by the applications decided in it. A year that is not over counts so far.',
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
      name:
        Number(year) < now
          ? { ja: `${year}年度`, en: `FY ${year}` }
          : { ja: `${year}年度（途中）`, en: `FY ${year} (so far)` },
      short: { ja: year, en: year },
      cells: [each, cost, n],
    })),
    chart: { form: 'columns', series: ['cost_per_case'] },
    ...(last?.each == null
      ? {
          empty:
            years.length === 0
              ? {
                  ja: '運営者が年度の運営費をまだ公表していません。',
                  en: 'The operator has not published its operating cost yet.',
                }
              : {
                  ja: '運営費が公表された年度に、判定された申請がありません。',
                  en: 'Nothing was decided in the years whose cost is published.',
                },
        }
      : {}),
  }
}
