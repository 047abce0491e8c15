import type { Text } from '../kernel/text.ts'
import type { Figure } from './figure.ts'
import type { CaseCount, PlainCounts } from './plain-counts.ts'
import { quantile } from './quantile.ts'

const ages = [
  { id: 'days_0_10', from: 0, to: 10, name: { ja: '0–10日', en: '0–10 days' } },
  { id: 'days_11_20', from: 11, to: 20, name: { ja: '11–20日', en: '11–20 days' } },
  { id: 'days_21_40', from: 21, to: 40, name: { ja: '21–40日', en: '21–40 days' } },
  { id: 'days_over_40', from: 41, to: Number.POSITIVE_INFINITY, name: { ja: '41日以上', en: 'over 40 days' } },
] as const

/** Applications that are open, by where they stand and how old they are on the body's own clock. */
export function applicationsOpen({ at, cases, stages }: PlainCounts): Figure {
  const open = cases.filter((c) => c.stage !== undefined)
  const late = open.filter((c) => c.ownDays > 20).length
  const within = ({ ownDays }: CaseCount, { from, to }: (typeof ages)[number]) => ownDays >= from && ownDays <= to
  const rows = stages.map(({ id, name }) => ({
    id,
    name,
    cells: ages.map((age) => open.filter((c) => c.stage === id && within(c, age)).length),
  }))
  return {
    id: 'applications-open',
    title:
      open.length === 0
        ? { ja: '審査中の申請はない', en: 'No application is open' }
        : late === 0
          ? {
              ja: `申請${open.length}件すべてが、20営業日以内に進んでいる`,
              en: `All ${open.length} open applications are within 20 business days`,
            }
          : {
              ja: `申請${open.length}件のうち、${late}件が20営業日を超えている`,
              en: `${late} of ${open.length} open applications are past 20 business days`,
            },
    summary: {
      ja: `提出されてまだ終わっていない申請は${open.length}件です。目安の20営業日を超えたものは${late}件です。`,
      en: `${open.length} applications are submitted and not over; ${late} are past the standard period of 20 business days.`,
    },
    definition: {
      ja: '認証機関の持ち時間だけを、営業日で数えています。事業者の回答や支払いを待つあいだは止まります。',
      en: 'Only the time of the certification body, in business days: the clock stops while it waits for an answer or a payment.',
    },
    asOf: at,
    head: { ja: '段階', en: 'Stage' },
    columns: ages.map(({ id, name }) => ({ id, name, unit: 'count' })),
    rows,
    chart: { form: 'stacked-bars', series: ages.map(({ id }) => id) },
    ...(open.length === 0
      ? { empty: { ja: '提出されてまだ終わっていない申請はありません。', en: 'Nothing is open.' } }
      : {}),
  }
}

const round = (n: number | null): number | null => (n === null ? null : Math.round(n * 10) / 10)
const onlyOwn: Text = { ja: '認証機関の持ち時間', en: 'Time of the body' }
const total: Text = { ja: '提出から判定まで', en: 'Submission to decision' }

/** How long decided applications took. */
export function processingTime({ at, cases }: PlainCounts): Figure {
  const decided = cases.filter((c) => c.decided !== undefined)
  const row = (id: string, name: Text, of: (c: CaseCount) => number) => ({
    id,
    name,
    cells: [round(quantile(decided.map(of), 0.5)), round(quantile(decided.map(of), 0.9)), decided.length],
  })
  const rows = [row('own', onlyOwn, (c) => c.ownDays), row('elapsed', total, (c) => c.elapsedDays)]
  const [median, ninety] = rows[0]!.cells
  const [whole] = rows[1]!.cells
  return {
    id: 'processing-time',
    title:
      decided.length === 0
        ? { ja: '判定された申請は、まだない', en: 'No application was decided yet' }
        : {
            ja: `申請の半分は、${median}営業日以内に判定されている`,
            en: `Half of the applications are decided within ${median} business days`,
          },
    summary: {
      ja:
        decided.length === 0
          ? '判定が出ると、ここに日数が載ります。'
          : `判定された${decided.length}件の、認証機関の持ち時間の中央値です。9割は${ninety}営業日以内でした。待ち時間をふくめると、中央値は${whole}営業日です。`,
      en:
        decided.length === 0
          ? 'Days are shown here once something was decided.'
          : `Median of the body’s own time over ${decided.length} decisions; nine in ten took ${ninety} days or less. With all waiting the median is ${whole} business days.`,
    },
    definition: {
      ja: '営業日です（土日、祝日、12月29日から1月3日を除く）。持ち時間は、事業者の回答や支払いを待つあいだを除きます。はじめの日は数えません。',
      en: 'Business days in Japan (no weekends, holidays, 29 December to 3 January). The body’s own time leaves out waiting for answers and payments. The first day does not count.',
    },
    asOf: at,
    head: { ja: '数えかた', en: 'What is counted' },
    columns: [
      { id: 'median_days', name: { ja: '中央値', en: 'Median' }, unit: 'days' },
      { id: 'p90_days', name: { ja: '9割が収まる日数', en: '90th percentile' }, unit: 'days' },
      { id: 'n', name: { ja: '件数', en: 'Number' }, unit: 'count' },
    ],
    rows,
    chart: { form: 'dot-range', series: ['median_days', 'p90_days'] },
    ...(decided.length === 0 ? { empty: { ja: '判定された申請がありません。', en: 'Nothing was decided yet.' } } : {}),
  }
}

/** How often applicants were asked before the decision. */
export function questionRounds({ at, cases }: PlainCounts): Figure {
  const decided = cases.filter((c) => c.decided !== undefined)
  const names: readonly Text[] = [
    { ja: '質問なし', en: 'No question' },
    { ja: '1回', en: 'Once' },
    { ja: '2回', en: 'Twice' },
    { ja: '3回以上', en: 'Three times or more' },
  ]
  const of = (i: number) => decided.filter((c) => Math.min(3, c.rounds) === i).length
  const share = decided.length === 0 ? 0 : Math.round((of(0) / decided.length) * 100)
  return {
    id: 'question-rounds',
    title:
      decided.length === 0
        ? { ja: '質問の回数は、まだ数えられない', en: 'Rounds of questions cannot be counted yet' }
        : share === 100
          ? { ja: '申請はすべて、質問なしで判定された', en: 'All applications were decided without a question' }
          : {
              ja: `申請の${share}％は、質問なしで判定された`,
              en: `${share}% of applications were decided without a question`,
            },
    summary: {
      ja: `判定された${decided.length}件のうち、質問なしが${of(0)}件、1回以上が${decided.length - of(0)}件です。`,
      en: `${of(0)} of ${decided.length} decided applications had no question, ${decided.length - of(0)} one round or more.`,
    },
    definition: {
      ja: '判定までに、審査する人が事業者に質問を送った回数です。1度に送った質問は、まとめて1回と数えます。',
      en: 'How often the reviewer sent questions before the decision. Questions sent together are one round.',
    },
    asOf: at,
    head: { ja: '回数', en: 'Rounds' },
    columns: [{ id: 'applications', name: { ja: '申請', en: 'Applications' }, unit: 'count' }],
    rows: names.map((name, i) => ({ id: i === 3 ? '3+' : String(i), name, cells: [of(i)] })),
    chart: { form: 'bars', series: ['applications'] },
    ...(decided.length === 0 ? { empty: { ja: '判定された申請がありません。', en: 'Nothing was decided yet.' } } : {}),
  }
}

/** The share of started applications that were submitted, and of those accepted without being sent back. */
export function completion(cases: readonly CaseCount[]) {
  const declared = cases.filter((c) => c.declared !== undefined)
  return { started: cases.length, submitted: declared.length, first: declared.filter((c) => !c.sentBack).length }
}

/** Of what was begun, how much was submitted, and right the first time. */
export function firstTimeCompletion({ at, cases }: PlainCounts): Figure {
  const { started, submitted, first } = completion(cases)
  const share = started === 0 ? null : Math.round((submitted / started) * 100)
  const of = (n: number) => (started === 0 ? null : Math.round((n / started) * 1000) / 10)
  return {
    id: 'first-time-completion',
    title:
      share === null
        ? { ja: '始められた申請は、まだない', en: 'No application was begun yet' }
        : { ja: `始められた申請の${share}％が提出された`, en: `${share}% of applications begun were submitted` },
    summary: {
      ja: `${started}件が始められ、${submitted}件が提出されました。差し戻しなく受け付けられたのは${first}件です。`,
      en: `${started} were begun and ${submitted} submitted; ${first} were never sent back.`,
    },
    definition: {
      ja: 'はじめからの申請を数えています。まだ下書きのものは、始めた申請にだけふくまれます。実在の製品の例は除きます。',
      en: 'All applications so far. Drafts count as begun only. Examples of real products are left out.',
    },
    asOf: at,
    head: { ja: 'どこまで進んだか', en: 'How far they came' },
    columns: [
      { id: 'applications', name: { ja: '申請', en: 'Applications' }, unit: 'count' },
      { id: 'share', name: { ja: '始めた申請に対する割合', en: 'Of those begun' }, unit: 'percent' },
    ],
    rows: [
      { id: 'started', name: { ja: '始めた', en: 'Begun' }, cells: [started, of(started)] },
      { id: 'submitted', name: { ja: '提出した', en: 'Submitted' }, cells: [submitted, of(submitted)] },
      { id: 'first-time', name: { ja: '差し戻しがなかった', en: 'Never sent back' }, cells: [first, of(first)] },
    ],
    chart: { form: 'bars', series: ['applications'] },
    ...(share === null ? { empty: { ja: '申請がありません。', en: 'There is no application.' } } : {}),
  }
}
