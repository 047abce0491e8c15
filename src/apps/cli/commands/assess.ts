import { determine, strayFindings } from '../../../core/determination/determine.ts'
import type { CriterionResult, Evaluation } from '../../../core/determination/evaluation.ts'
import { explain, explanationLines } from '../../../core/determination/explain.ts'
import type { Finding } from '../../../core/determination/finding.ts'
import { type Verdict, verdicts, verdictText } from '../../../core/determination/verdict.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { PinnedScheme } from '../../../core/scheme/scheme.ts'
import { selectionFaultTexts } from '../../../core/selection/faults.ts'
import type { Ics } from '../../../core/selection/ics.ts'
import type { Ixit } from '../../../core/selection/ixit.ts'
import type { SelectionFault } from '../../../core/selection/plan.ts'
import type { Product, ProductFacts } from '../../../core/selection/product.ts'
import { select } from '../../../core/selection/select.ts'

/** Everything an assessment needs, already read and checked. */
export interface LoadedProduct {
  readonly scheme: PinnedScheme
  readonly product: Product
  readonly facts: ProductFacts
  readonly ics: Ics
  readonly ixit: Ixit
  readonly findings: readonly Finding[]
}

export interface AssessOptions {
  readonly lang: Language
  readonly criterion?: string // explain this one down to its evidence
}

/** What a command gives back: how the process ends, what people read, what programs read. */
export interface CommandOutcome {
  readonly exit: 0 | 1 | 2 // 0: fulfilled or done · 1: not fulfilled · 2: refused
  readonly text: string
  readonly json: unknown
}

const words = {
  fulfilled: { ja: '判定：満たしています', en: 'Result: fulfilled' },
  not: { ja: '判定：満たしていません', en: 'Result: not fulfilled' },
  next: { ja: '次にすること', en: 'Next' },
  unknownCriterion: {
    ja: '適合要件 {criterion} は、この版のこのレベルにありません。',
    en: 'There is no criterion {criterion} at this level of this edition.',
  },
  stray: {
    ja: '{unit} という試験項目はありません。番号を確かめ、findings.yaml を直してください。',
    en: 'There is no test unit {unit}. Check the number and correct findings.yaml.',
  },
} as const satisfies Record<string, Text>

/** `assess`: the verdict, the reason and the next step for every criterion of a product. */
export function assess(loaded: LoadedProduct, options: AssessOptions): CommandOutcome {
  const { lang } = options
  const plan = select(loaded.scheme, loaded.ics.level, loaded.facts, loaded.ics)
  if (!plan.ok) return { exit: 2, text: refusal(plan.fault, lang), json: { fault: plan.fault } }

  const stray = strayFindings(plan.value, loaded.findings)[0]
  if (stray !== undefined)
    return {
      exit: 2,
      text: fill(words.stray, { unit: stray.unit })[lang],
      json: { fault: { code: 'finding-unit-unknown', unit: stray.unit } },
    }

  const evaluation = determine(plan.value, loaded.ixit, loaded.findings)
  const exit = evaluation.fulfilled ? 0 : 1
  if (options.criterion === undefined) return { exit, text: report(loaded, evaluation, lang), json: evaluation }

  const chain = explain(evaluation, options.criterion, loaded.scheme)
  if (chain === undefined)
    return {
      exit: 2,
      text: fill(words.unknownCriterion, { criterion: options.criterion })[lang],
      json: { fault: { code: 'criterion-unknown', criterion: options.criterion } },
    }
  const next = chain.next === undefined ? [] : [`${words.next[lang]}: ${chain.next[lang]}`]
  return { exit, text: [...explanationLines(chain, lang), ...next].join('\n'), json: chain }
}

function refusal(fault: SelectionFault, lang: Language): string {
  const told = selectionFaultTexts[fault.code]
  const reason = 'reason' in fault ? { reason: fault.reason[lang] } : {}
  return [told.what, told.why, told.next].map((text) => fill(text, { ...fault, ...reason })[lang]).join('\n')
}

function report(loaded: LoadedProduct, evaluation: Evaluation, lang: Language): string {
  const { scheme, product } = loaded
  const level = scheme.levels.find((l) => l.code === evaluation.level)
  const name = lang === 'en' ? (product.name.en ?? product.name.ja) : product.name.ja
  const count = (verdict: Verdict) => evaluation.criteria.filter((c) => c.verdict === verdict).length
  const tally = verdicts.filter((v) => count(v) > 0).map((v) => `${verdictText[v][lang]} ${count(v)}`)
  return [
    name,
    `${scheme.name[lang]} ${level?.symbol ?? evaluation.level} (${evaluation.edition})`,
    '',
    ...evaluation.criteria.flatMap((result) => criterionLines(result, scheme, lang)),
    '',
    `${(evaluation.fulfilled ? words.fulfilled : words.not)[lang]} (${tally.join(', ')})`,
    scheme.notice[lang],
  ].join('\n')
}

function criterionLines(result: CriterionResult, scheme: PinnedScheme, lang: Language): readonly string[] {
  const title = scheme.criteria.find((c) => c.id === result.criterion)?.title[lang] ?? ''
  const verdict = verdictText[result.verdict][lang]
  // Japanese verdicts are two to four full-width characters, English ones up to fourteen letters.
  const column = lang === 'ja' ? verdict.padEnd(4, '　') : verdict.padEnd(14)
  return [
    `${column} ${result.criterion} ${title}`,
    `    ${result.reason[lang]}`,
    ...(result.next === undefined ? [] : [`    → ${words.next[lang]}: ${result.next[lang]}`]),
  ]
}
