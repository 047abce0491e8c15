import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { DemandCoverage, MarketPlan, Step, Target, TargetPlan } from '../../../core/market/market-plan.ts'
import {
  basisText,
  effectText,
  estimateText,
  extentText,
  needText,
  outcomeText,
  ruleVerdictText,
  stateText,
} from '../../../core/market/market-texts.ts'
import type { RecognitionAnswer } from '../../../core/market/recognise.ts'
import { targetName } from '../../../core/market/target.ts'
import { type NodeId, splitNode } from '../../../core/scheme/node.ts'

const words = {
  head: {
    ja: '{day} 時点　示せていること {proven} 件、取得済みのラベルなど {holdings} 件',
    en: 'As of {day}: {proven} demands shown, {holdings} labels or certificates held',
  },
  scope: { ja: '対象', en: 'Scope' },
  state: { ja: '制度の状態', en: 'State of the scheme' },
  coming: { ja: 'これから', en: 'To come' },
  recognition: { ja: '承認（法令・取決め）', en: 'Recognition (by law or agreement)' },
  noRecognition: {
    ja: 'いま持っているものを認める規則はありません',
    en: 'No rule recognises anything the product holds',
  },
  wouldCount: { ja: '次があれば：{from} → {effects}', en: 'With this it would: {from} → {effects}' },
  coverage: { ja: '技術的な照合（承認ではありません）', en: 'Technical comparison (this is not recognition)' },
  counts: {
    ja: '全体 {whole}、一部 {part}、なし {none}、対象外 {notApplicable}',
    en: '{whole} whole, {part} in part, {none} not, {notApplicable} not applicable',
  },
  by: { ja: '{node}（{leaf} による。最も弱い根拠：{link}）', en: '{node} (by {leaf}; weakest row: {link})' },
  left: { ja: '残り', en: 'Left' },
  leftCount: {
    ja: '{count} 件。この制度だけなら約 {hours} 時間',
    en: '{count} demands; about {hours} hours for this target alone',
  },
  accepted: { ja: '規則 {rule} により示さなくてよい：{nodes}', en: 'need not be shown, by rule {rule}: {nodes}' },
  class: { ja: '区分と適合の手続', en: 'Class and route' },
  needs: { ja: '証拠では代えられないもの', en: 'What no evidence can replace' },
  mayBe: { ja: '（場合による）', en: ' (depends)' },
  fee: { ja: '手数料', en: 'Fee' },
  plan: { ja: 'まとめての計画', en: 'The plan for all of them' },
  nothing: { ja: '示すことは残っていません', en: 'Nothing is left to show' },
  total: {
    ja: '{count} 件、約 {hours} 時間（別々に進めると約 {separately} 時間）。{proof}',
    en: '{count} things to show, about {hours} hours (one target after another: about {separately}). {proof}',
  },
  optimal: {
    ja: 'これより少ない時間の計画はありません',
    en: 'No plan takes less',
  },
  bound: {
    ja: '見つかったうちで最も少ない計画です。{bound} 時間より少なくはなりません',
    en: 'The best found; none takes less than {bound} hours',
  },
  hours: { ja: '{hours} 時間（{estimate}）', en: '{hours} h ({estimate})' },
  partly: { ja: '。一部は示せている', en: '; shown in part' },
  scopeOpen: { ja: '（対象かどうかは未定）', en: ' (whether it is covered stays open)' },
  through: { ja: '{to}：{from} を得れば、規則 {rule} により足ります', en: '{to}: follows from {from} by rule {rule}' },
  withheld: {
    ja: '{to}：{from} を得ても、規則 {rule} はまだ使えません',
    en: '{to}: rule {rule} from {from} is not counted on',
  },
  toConfirm: { ja: '確かめること', en: 'To be seen to' },
  adds: { ja: '加わる義務', en: 'Added duty' },
  unreachable: {
    ja: 'カタログにないため計画できないもの',
    en: 'Demands the catalogue does not have, left out of the plan',
  },
  estimate: {
    ja: '時間は見積りであり、申請や審査にかかる期間は含みません。この結果は公式の判断ではありません。',
    en: 'Hours are estimates without the time an application takes. This is no official decision.',
  },
} as const satisfies Record<string, Text>

/** A market plan for reading in a terminal: for each target first recognition, then coverage, then what is left; then the plan. */
export function gapText(name: { readonly ja: string; readonly en?: string }, plan: MarketPlan, lang: Language): string {
  const counts = { day: plan.asOf, proven: plan.evidence.proven.length, holdings: plan.evidence.holdings.length }
  return [
    lang === 'en' ? (name.en ?? name.ja) : name.ja,
    fill(words.head, counts)[lang],
    ...plan.targets.flatMap((target) => ['', ...targetLines(target, plan, lang)]),
    '',
    ...workLines(plan, lang),
    '',
    words.estimate[lang],
  ].join('\n')
}

function targetLines(plan: TargetPlan, { evidence }: MarketPlan, lang: Language): readonly string[] {
  const { target, shortName, levelSymbol, jurisdiction, outcome, scope, state } = plan
  const open = scope.verdict === 'unclear' ? words.scopeOpen[lang] : ''
  const title = [shortName[lang], levelSymbol].filter((word) => word !== '').join(' ')
  const head = `■ ${title} [${targetName(target)}, ${jurisdiction}] ${outcomeText[outcome][lang]}${open}`
  const row = (label: Text, text: string) => `  ${label[lang]}: ${text}`
  const clause = 'clause' in scope && scope.clause !== undefined ? ` (${scope.clause})` : ''
  const scopeLine = row(words.scope, `${scope.reason[lang]}${clause}`)
  if (outcome === 'not-covered') return [head, scopeLine]
  return [
    head,
    scopeLine,
    ...(state.is === 'in-operation' ? [] : [row(words.state, `${stateText[state.is][lang]} – ${state.text[lang]}`)]),
    ...plan.coming.map(({ date, event }) => row(words.coming, `${date} ${event[lang]}`)),
    ...recognitionLines(plan, lang),
    ...coverageLines(plan, evidence.proven, lang),
    ...(plan.left.length === 0
      ? []
      : [row(words.left, fill(words.leftCount, { count: plan.left.length, hours: plan.hoursAlone })[lang])]),
    ...conformityLines(plan, lang),
    ...listed(
      words.needs,
      plan.needs.map(({ kind, text, open }) => {
        return `${needText[kind][lang]}: ${text[lang]}${open.length === 0 ? '' : words.mayBe[lang]}`
      }),
      lang,
    ),
    ...plan.fees.map((fee) => row(words.fee, `${fee.name[lang]} ${fee.amount.toLocaleString('en')} ${fee.currency}`)),
  ]
}

const listed = (label: Text, items: readonly string[], lang: Language): readonly string[] =>
  items.length === 0 ? [] : [`  ${label[lang]}:`, ...items.map((item) => `    ${item}`)]

function recognitionLines({ recognition }: TargetPlan, lang: Language): readonly string[] {
  const { answers, accepted, others } = recognition
  const byRule = [...Map.groupBy(accepted, ({ rule }) => rule)]
  return [
    ...(answers.length === 0
      ? [`  ${words.recognition[lang]}: ${words.noRecognition[lang]}`]
      : [`  ${words.recognition[lang]}:`, ...answers.flatMap((answer) => answerLines(answer, lang))]),
    ...byRule.map(([rule, rows]) => {
      const nodes = joined(rows.map(({ node }) => node))
      return `    ${fill(words.accepted, { rule, nodes })[lang]}`
    }),
    ...others.map(({ from, levels, effects }) => {
      const source = levels.length === 0 ? from : `${from}:${levels.join('/')}`
      const does = effects.map((effect) => effectText(effect)[lang]).join(lang === 'ja' ? '、' : '; ')
      return `    ${fill(words.wouldCount, { from: source, effects: does })[lang]}`
    }),
  ]
}

function answerLines(answer: RecognitionAnswer, lang: Language): readonly string[] {
  const does = answer.effects.map((effect) => effectText(effect)[lang]).join(lang === 'ja' ? '、' : '; ')
  const open = answer.checks.filter(({ outcome }) => outcome !== 'met')
  return [
    `    ${ruleVerdictText[answer.verdict][lang]} [${answer.rule}, ${basisText[answer.basis][lang]}] ${does}`,
    ...open.map(({ outcome, text }) => `      ${outcome === 'unmet' ? '×' : '?'} ${text[lang]}`),
    ...answer.adds.map(({ text }) => `      + ${text[lang]}`),
    ...(answer.unknown === undefined ? [] : [`      ? ${answer.unknown[lang]}`]),
  ]
}

function coverageLines({ coverage }: TargetPlan, proven: readonly NodeId[], lang: Language): readonly string[] {
  if (coverage.demands.length === 0) return []
  const held = new Set(proven)
  const of = (extent: DemandCoverage['extent']) =>
    coverage.demands.filter((demand) => demand.extent === extent && !demand.notApplicable)
  const with_ = (extent: 'whole' | 'part') => {
    const itself = of(extent).filter(({ rows }) => rows.length === 0)
    const lines = of(extent).flatMap((demand) => {
      const leaves = [...new Set(demand.rows.flatMap(({ from }) => from.filter((node) => held.has(node))))]
      const { weakest } = demand
      if (weakest === undefined) return []
      const link = `${weakest.mark}, ${weakest.confidence}`
      return fill(words.by, { node: demand.node, leaf: joined(leaves), link })[lang]
    })
    const all = itself.length === 0 ? lines : [joined(itself.map(({ node }) => node)), ...lines]
    return all.length === 0 ? [] : [`    ${extentText[extent][lang]}:`, ...all.map((line) => `      ${line}`)]
  }
  const none = of('none').map(({ node }) => node)
  return [
    `  ${words.coverage[lang]}: ${fill(words.counts, coverage)[lang]}`,
    ...with_('whole'),
    ...with_('part'),
    ...(none.length === 0 ? [] : [`    ${extentText.none[lang]}: ${joined(none)}`]),
  ]
}

function conformityLines({ conformity }: TargetPlan, lang: Language): readonly string[] {
  if (conformity === undefined) return []
  const { class: found, tiers } = conformity
  return listed(
    words.class,
    [
      `${'class' in found ? `${found.class} ` : ''}${found.reason[lang]}`,
      ...tiers.flatMap(({ tier, routes }) =>
        routes.map(({ module, state, reason }) => {
          const sign = state === 'open' ? '○' : state === 'closed' ? '×' : '?'
          return `${sign} [${tier}] ${module}: ${reason[lang]}`
        }),
      ),
    ],
    lang,
  )
}

/** Nodes for reading: each document's name once, then its ids. */
function joined(nodes: readonly NodeId[]): string {
  const byDocument = Map.groupBy(nodes.map(splitNode), ({ document }) => document)
  return [...byDocument].map(([document, ids]) => `${document}:${ids.map(({ id }) => id).join(', ')}`).join('; ')
}

function workLines({ work, targets }: MarketPlan, lang: Language): readonly string[] {
  const proof = work.optimal ? words.optimal[lang] : fill(words.bound, { bound: hours(work.bound) })[lang]
  const totals = {
    count: work.steps.length,
    hours: hours(work.hours),
    separately: hours(work.separately),
    proof,
  }
  const nameOf = (target: Target) => {
    const plan = targets.find((one) => targetName(one.target) === targetName(target))
    return [plan?.shortName[lang] ?? target.scheme, plan?.levelSymbol ?? ''].filter((word) => word !== '').join(' ')
  }
  return [
    `■ ${words.plan[lang]}`,
    work.steps.length === 0 ? `  ${words.nothing[lang]}` : `  ${fill(words.total, totals)[lang]}`,
    ...work.steps.flatMap((step, at) => stepLines(step, at, nameOf, lang)),
    ...work.arrivals.flatMap(({ target, through }) =>
      through.flatMap(({ rule, from, toConfirm, adds }) => [
        `  ${fill(words.through, { to: nameOf(target), from: nameOf(from), rule })[lang]}`,
        ...toConfirm.map((text) => `    ${words.toConfirm[lang]}: ${text[lang]}`),
        ...adds.map(({ text }) => `    ${words.adds[lang]}: ${text[lang]}`),
      ]),
    ),
    ...work.withheld.flatMap(({ rule, from, to, because }) => [
      `  ${fill(words.withheld, { to: nameOf(to), from: nameOf(from), rule })[lang]}`,
      ...because.map(({ outcome, text }) => `    ${outcome === 'unmet' ? '×' : '?'} ${text[lang]}`),
    ]),
    ...(work.unreachable.length === 0 ? [] : [`  ${words.unreachable[lang]}: ${joined(work.unreachable)}`]),
  ]
}

function stepLines(step: Step, at: number, nameOf: (target: Target) => string, lang: Language): readonly string[] {
  const figure = fill(words.hours, { hours: hours(step.hours), estimate: estimateText[step.estimate][lang] })[lang]
  const partly = step.before === 'part' ? words.partly[lang] : ''
  const serves = step.serves.map(({ target, demands }) => {
    const others = demands.filter((node) => node !== step.node)
    return others.length === 0 ? nameOf(target) : `${nameOf(target)} (${joined(demands)})`
  })
  return [
    `  ${String(at + 1).padStart(3)}. ${step.node} ${step.title[lang]} – ${figure}${partly}`,
    `       → ${serves.join(' / ')}`,
  ]
}

const hours = (value: number): string => String(Math.round(value * 10) / 10)
