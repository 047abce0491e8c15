import type { Text } from '../kernel/text.ts'
import type { Figure, FigureRow, FigureStep } from './figure.ts'
import { monthOf } from './months.ts'
import type { LaboratoryQuartiles, PlainCounts } from './plain-counts.ts'
import { allHidden, judged, quartileCells, quartileColumns, tenth, tooFew } from './quartile-rows.ts'

// What a laboratory costs, by level and kind of product (ux.md §11). What may stand alone is decided where the answers are kept.

/** The bands in which invoices are told, the lowest first. */
export const invoiceBands: readonly FigureStep[] = [
  {
    id: 'none',
    name: { ja: '頼まなかった', en: 'No laboratory' },
    short: { ja: '頼まず', en: 'none' },
  },
  {
    id: 'under-100k',
    name: { ja: '10万円未満', en: 'Under 100,000 yen' },
    short: { ja: '10万未満', en: '< 100k' },
  },
  {
    id: '100k-300k',
    name: { ja: '10万円から30万円', en: '100,000–300,000 yen' },
    short: { ja: '30万未満', en: '< 300k' },
  },
  {
    id: '300k-1m',
    name: { ja: '30万円から100万円', en: '300,000–1 million yen' },
    short: { ja: '100万未満', en: '< 1m' },
  },
  {
    id: 'over-1m',
    name: { ja: '100万円以上', en: '1 million yen or more' },
    short: { ja: '100万以上', en: '1m +' },
  },
]

const everyKind: Text = { ja: 'すべての種類をあわせて', en: 'all kinds together' }
const otherKinds: Text = { ja: 'ほかの種類をあわせて', en: 'other kinds together' }

/**
 * A row for each kind of product that has labels at a level, and one for those together that do not stand alone. Which kinds have
 * labels is public: that a row is hidden tells nobody whether there was an answer.
 */
function rowsOf(plain: PlainCounts, what: LaboratoryQuartiles['what']): readonly FigureRow[] {
  const { laboratory, inForce, categories, at } = plain
  const shown = judged(plain)
  return shown.flatMap((level) => {
    const told = laboratory.filter((q) => q.what === what && q.level === level.id)
    const id = level.id.replace(' ', '_')
    const name = (part: Text): Text =>
      shown.length === 1 ? capital(part) : { ja: `${level.name.ja}　${part.ja}`, en: `${level.name.en}, ${part.en}` }
    const labelled = (category: string) =>
      inForce.some((c) => c.month === monthOf(at) && c.level === level.id && c.category === category && c.labels > 0)
    const kinds = categories
      .map((kind) => ({ kind, found: told.find(({ category }) => category === kind.id) }))
      .filter(({ kind, found }) => found !== undefined || labelled(kind.id))
    const others = told.find(({ category }) => category === '')
    const alone = kinds.some(({ found }) => found !== undefined)
    return [
      ...kinds
        .toSorted((a, b) => Number(b.found !== undefined) - Number(a.found !== undefined))
        .map(({ kind, found }) => ({ id: `${id}-${kind.id}`, name: name(kind.name), cells: quartileCells(found) })),
      { id: `${id}-together`, name: name(alone ? otherKinds : everyKind), cells: quartileCells(others) },
    ]
  })
}

const capital = ({ ja, en }: Text): Text => ({ ja, en: en.charAt(0).toUpperCase() + en.slice(1) })

const hidden: Text = {
  ja: '答えが5件か、事業者が3社に満たない種類は、ほかの種類とあわせます。引き算で分かってしまう種類も、あわせます。あわせても足りない値は表示しません。',
  en: 'Kinds with fewer than five answers, or with answers of fewer than three makers, are put together with others, as is any that could be had by subtraction. What is too little even so is not shown.',
}
const defined = (what: Text): Text => ({ ja: what.ja + hidden.ja, en: `${what.en} ${hidden.en}` })

/** How long tests on the device took on the bench. */
export function laboratoryMinutes(plain: PlainCounts): Figure {
  const rows = rowsOf(plain, 'bench-minutes')
  const told = plain.laboratory.filter(({ what }) => what === 'bench-minutes')
  const all = told.map(({ median }) => tenth(median))
  const [least, most] = [Math.min(...all), Math.max(...all)]
  return {
    id: 'laboratory-minutes',
    title:
      told.length === 0
        ? { ja: '試験の時間は、まだ表示できない', en: 'Minutes of testing cannot be shown yet' }
        : least === most
          ? {
              ja: `実機の試験は、中央値で${least}分`,
              en: `Tests on the device take ${least} minutes at the median`,
            }
          : {
              ja: `実機の試験の中央値は、製品の種類により${least}分から${most}分`,
              en: `Tests on the device take ${least} to ${most} minutes at the median, by kind of product`,
            },
    summary:
      told.length === 0
        ? {
            ja: '試験のある申請が、3社から5件集まると載せます。',
            en: 'Shown once five applications of three makers were tested.',
          }
        : {
            ja: `${sum(told)}件の申請の、試験台の記録から数えています。`,
            en: `From the records of the bench of ${sum(told)} applications.`,
          },
    definition: defined({
      ja: '申請に付けられた試験の記録から、1件の申請にかかった分数を数えています。工数の記録と同じものです。',
      en: 'Minutes of one application, from the test records attached to it: the same that the effort ledger is made of.',
    }),
    asOf: plain.at,
    head: { ja: '製品の種類（分）', en: 'Kind of product (minutes)' },
    columns: quartileColumns({ unit: 'minutes' }),
    rows,
    chart: { form: 'dot-range', series: ['q1', 'median', 'q3'] },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

const sum = (told: readonly LaboratoryQuartiles[]): number => told.reduce((all, { n }) => all + n, 0)

/** What laboratories invoiced, in bands. */
export function laboratoryInvoices(plain: PlainCounts): Figure {
  const rows = rowsOf(plain, 'invoice-band')
  const told = plain.laboratory.filter(({ what }) => what === 'invoice-band')
  const most = told.toSorted((a, b) => b.n - a.n)[0]
  const band = invoiceBands[most?.median ?? -1]
  const kind = plain.categories.find(({ id }) => id === most?.category)?.name
  const whose: Text | undefined =
    most?.category === ''
      ? told.some(({ level, category }) => level === most.level && category !== '')
        ? otherKinds
        : everyKind
      : kind
  return {
    id: 'laboratory-invoices',
    title:
      band === undefined
        ? { ja: '試験機関への支払いは、まだ表示できない', en: 'What laboratories invoiced cannot be shown yet' }
        : band.id === 'none'
          ? {
              ja: '試験機関に頼まない申請が、まんなかの値になっている',
              en: 'At the median no laboratory is paid',
            }
          : {
              ja: `試験機関への支払いは、中央値で${band.name.ja}`,
              en: `Laboratories invoice, at the median: ${lower(band.name.en)}`,
            },
    summary:
      most === undefined || band === undefined || whose === undefined
        ? {
            ja: '3社から5件の答えが集まると載せます。',
            en: 'Shown once there are five answers of three makers.',
          }
        : {
            ja: `答えがいちばん多いのは「${whose.ja}」の${most.n}件で、その中央値です。`,
            en: `Median of the row with the most answers, “${whose.en}”: ${most.n}.`,
          },
    definition: defined({
      ja: '申請を提出した事業者が、任意で答えた金額の幅です。幅の上の端は、次の幅にふくみます。',
      en: 'Bands that makers chose to tell after submission; the upper end of a band belongs to the next one.',
    }),
    asOf: plain.at,
    head: { ja: '製品の種類', en: 'Kind of product' },
    columns: quartileColumns({ unit: 'step', steps: invoiceBands }),
    rows,
    chart: { form: 'dot-range', series: ['q1', 'median', 'q3'] },
    ...(allHidden(rows) ? { empty: tooFew } : {}),
  }
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
