import type { Figure } from './figure.ts'
import { completion } from './figures-cases.ts'
import { schemeCost } from './figures-costs.ts'
import type { PlainCounts } from './plain-counts.ts'
import { heldBack, tooFew } from './quartile-rows.ts'
import { fewest, sumTellsNothing, suppressCounts } from './suppress.ts'

// The four indicators that services of the United Kingdom's government publish (ux.md §11): cost per transaction, user satisfaction,
// completion rate, digital take-up.

/** Cost per transaction: the same as the scheme's cost per decided application. */
export const serviceCost = (plain: PlainCounts): Figure => ({ ...schemeCost(plain), id: 'service-cost' })

/** How content applicants were right after submission. */
export function serviceSatisfaction({ at, counted }: PlainCounts): Figure {
  const names = ['とても不満', '不満', 'どちらでもない', '満足', 'とても満足']
  const english = ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied']
  const counts = names.map((_, i) =>
    counted.filter((c) => c.counter === 'satisfaction' && c.key === String(i + 1)).reduce((n, c) => n + c.n, 0),
  )
  const n = counts.reduce((a, b) => a + b, 0)
  const content = (counts[3] ?? 0) + (counts[4] ?? 0)
  const cells = suppressCounts(counts)
  // With the share, the content and the others are two sums, each of which people may know.
  const tells =
    n >= fewest &&
    [[0, 3] as const, [3, 5] as const].every(([from, to]) =>
      sumTellsNothing(counts.slice(from, to), cells.slice(from, to)),
    )
  const share = tells ? Math.round((content / n) * 100) : null
  return {
    id: 'service-satisfaction',
    title:
      share === null && n >= fewest
        ? { ja: `満足度には、${n}件の答えがある`, en: `There are ${n} answers about satisfaction` }
        : share === null
          ? { ja: '満足度は、まだ表示できない', en: 'Satisfaction cannot be shown yet' }
          : { ja: `提出した人の${share}％が、満足と答えた`, en: `${share}% of those who submitted were satisfied` },
    summary:
      share === null && n >= fewest
        ? {
            ja: '少ない答えが分からないよう、割合は表示しません。',
            en: 'The share is not shown, so that small numbers stay hidden.',
          }
        : share === null
          ? { ja: '答えが5件集まると、ここに載せます。', en: 'Shown once there are five answers.' }
          : {
              ja: `${n}件の答えのうち、「満足」と「とても満足」の割合です。`,
              en: `“Satisfied” and “very satisfied” among ${n} answers.`,
            },
    definition: {
      ja: '申請を提出した直後に、任意でたずねています。だれの、どの申請の答えかは残しません。月ごとの数だけを数えます。',
      en: 'Asked right after submission; answering is optional. Neither person nor application is kept, only how many answers a month.',
    },
    asOf: at,
    head: { ja: '答え', en: 'Answer' },
    columns: [{ id: 'answers', name: { ja: '件数', en: 'Answers' }, unit: 'count' }],
    rows: names
      .map((ja, i) => ({ id: String(i + 1), name: { ja, en: english[i] ?? '' }, cells: [cells[i] ?? null] }))
      .reverse(),
    chart: { form: 'bars', series: ['answers'] },
    ...(cells.every((c) => typeof c !== 'number') ? { empty: n < fewest ? tooFew : heldBack } : {}),
  }
}

/** Completion rate: of the applications begun, those submitted. */
export function serviceCompletion({ at, cases }: PlainCounts): Figure {
  const { started, submitted } = completion(cases)
  const share = started === 0 ? null : Math.round((submitted / started) * 100)
  return {
    id: 'service-completion',
    title:
      share === null
        ? { ja: '完了率は、まだ分からない', en: 'The completion rate is not known yet' }
        : { ja: `始めた申請の${share}％が、提出まで進んだ`, en: `${share}% of applications begun were submitted` },
    summary: {
      ja: `${started}件のうち${submitted}件です。目標は80％です。`,
      en: `${submitted} of ${started}. The aim is 80%.`,
    },
    definition: {
      ja: 'はじめからの申請のうち、一度でも提出されたものの割合です。まだ下書きのものは、始めた申請にだけふくまれます。',
      en: 'Applications that were ever submitted, of all that were begun. Drafts count as begun only.',
    },
    asOf: at,
    head: { ja: 'どこまで進んだか', en: 'How far they came' },
    columns: [{ id: 'applications', name: { ja: '申請', en: 'Applications' }, unit: 'count' }],
    rows: [
      { id: 'submitted', name: { ja: '提出した', en: 'Submitted' }, cells: [submitted] },
      { id: 'not-submitted', name: { ja: 'まだ提出していない', en: 'Not submitted' }, cells: [started - submitted] },
    ],
    chart: { form: 'bars', series: ['applications'] },
    ...(share === null ? { empty: { ja: '申請がありません。', en: 'There is no application.' } } : {}),
  }
}

/** Digital take-up: applications made here, of all applications. */
export function serviceDigital({ at, cases }: PlainCounts): Figure {
  const { submitted } = completion(cases)
  return {
    id: 'service-digital',
    title: { ja: '申請は、すべてこの画面から出されている', en: 'All applications are made online' },
    summary: {
      ja: `提出された${submitted}件のすべてです。この登録簿は、紙の申請を受け付けません。`,
      en: `All ${submitted} that were submitted: this register takes no applications on paper.`,
    },
    definition: {
      ja: '画面またはAPIから提出された申請の数です。電話やメールで手伝った申請も、画面から提出されるため、ここにふくまれます。',
      en: 'Applications submitted by page or API. Those made with help by phone or mail are submitted here as well.',
    },
    asOf: at,
    head: { ja: '出しかた', en: 'Way' },
    columns: [{ id: 'applications', name: { ja: '申請', en: 'Applications' }, unit: 'count' }],
    rows: [
      { id: 'online', name: { ja: '画面またはAPI', en: 'Page or API' }, cells: [submitted] },
      { id: 'paper', name: { ja: '紙', en: 'Paper' }, cells: [0] },
    ],
    chart: { form: 'bars', series: ['applications'] },
    ...(submitted === 0 ? { empty: { ja: '申請がありません。', en: 'There is no application.' } } : {}),
  }
}
