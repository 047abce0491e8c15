import type { Language, Text } from '../kernel/text.ts'
import type { CriterionId, Method } from '../scheme/criterion.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { EvidenceRef } from '../selection/ics.ts'
import type { CriterionResult, Evaluation, ProcedureResult, UnitResult } from './evaluation.ts'
import { inBoth } from './evidence.ts'
import type { Finding, Means } from './finding.ts'
import { type Verdict, verdictText } from './verdict.ts'

/** One step of the chain of reasons, from the level down to the evidence. */
export interface Explanation {
  readonly kind: 'level' | 'criterion' | 'procedure' | 'unit' | 'finding' | 'evidence'
  readonly id: string
  readonly title: Text
  readonly verdict?: Verdict
  readonly reason?: Text
  readonly next?: Text
  readonly decisive: boolean // the step above has its verdict because of this one
  readonly children: readonly Explanation[]
}

export const methodText: Record<Method, Text> = {
  document: { ja: '文書による評価', en: 'Evaluation of documents' },
  'real-device': { ja: '実機による評価', en: 'Evaluation on the device' },
}

export const meansText: Record<Means, Text> = {
  'self-declaration': { ja: '自己宣言', en: 'Self-declaration' },
  'document-review': { ja: '文書の確認', en: 'Document review' },
  'device-test': { ja: '実機試験', en: 'Device test' },
  automatic: { ja: '自動確認', en: 'Automatic check' },
}

/** Where titles come from, if they are wanted; the evaluation itself carries only numbers. */
export type Titles = Pick<Scheme, 'criteria' | 'levels' | 'name'>

/** Why the verdict is what it is: the whole level, or one criterion; undefined where there is no such criterion. */
export function explain(evaluation: Evaluation, criterion: CriterionId, titles?: Titles): Explanation | undefined
export function explain(evaluation: Evaluation, criterion?: undefined, titles?: Titles): Explanation
export function explain(evaluation: Evaluation, criterion?: CriterionId, titles?: Titles): Explanation | undefined {
  if (criterion !== undefined) {
    const found = evaluation.criteria.find((c) => c.criterion === criterion)
    return found && criterionStep(found, found.verdict, titles)
  }
  const level = titles?.levels.find((l) => l.code === evaluation.level)
  const failing = evaluation.criteria.filter((c) => c.verdict !== 'pass' && c.verdict !== 'not-applicable').length
  return {
    kind: 'level',
    id: evaluation.level,
    title: {
      ja: `${titles?.name.ja ?? evaluation.scheme} ${level?.symbol ?? evaluation.level}（${evaluation.edition}）`,
      en: `${titles?.name.en ?? evaluation.scheme} ${level?.symbol ?? evaluation.level} (${evaluation.edition})`,
    },
    verdict: evaluation.verdict,
    reason: evaluation.fulfilled
      ? { ja: 'すべての適合要件を満たしています。', en: 'Every criterion is fulfilled.' }
      : {
          ja: `適合要件 ${evaluation.criteria.length} 件のうち ${failing} 件が満たされていません。`,
          en: `${failing} of ${evaluation.criteria.length} criteria are not shown to be fulfilled.`,
        },
    decisive: true,
    children: evaluation.criteria.map((c) => criterionStep(c, evaluation.verdict, titles)),
  }
}

function criterionStep(result: CriterionResult, above: Verdict, titles?: Titles): Explanation {
  const criterion = titles?.criteria.find((c) => c.id === result.criterion)
  return {
    kind: 'criterion',
    id: result.criterion,
    title: criterion?.title ?? { ja: result.criterion, en: result.criterion },
    verdict: result.verdict,
    reason: result.reason,
    ...(result.next === undefined ? {} : { next: result.next }),
    decisive: result.verdict === above,
    children: result.procedures.map((p) => procedureStep(p, result.verdict, criterion)),
  }
}

function procedureStep(result: ProcedureResult, above: Verdict, criterion?: Titles['criteria'][number]): Explanation {
  const units = criterion?.procedures.find((p) => p.id === result.procedure)?.units
  return {
    kind: 'procedure',
    id: result.procedure,
    title: methodText[result.method],
    verdict: result.verdict,
    decisive: result.verdict === above,
    children: result.units.map((u) => unitStep(u, result.verdict, units?.find((unit) => unit.id === u.unit)?.question)),
  }
}

function unitStep(result: UnitResult, above: Verdict, question?: Text): Explanation {
  // Where no finding has the unit's verdict, a recorded pass was not believed: then that finding is the decisive one.
  const doubted = result.findings.every((f) => f.verdict !== result.verdict)
  return {
    kind: 'unit',
    id: result.unit,
    title: question ?? { ja: result.unit, en: result.unit },
    verdict: result.verdict,
    reason: result.reason,
    decisive: result.verdict === above,
    children: result.findings.map((finding) => findingStep(finding, doubted || finding.verdict === result.verdict)),
  }
}

function findingStep(finding: Finding, decisive: boolean): Explanation {
  const means = meansText[finding.means]
  return {
    kind: 'finding',
    id: finding.unit,
    title: {
      ja: `${means.ja}（${finding.by}、${finding.at.slice(0, 10)}）`,
      en: `${means.en} (${finding.by}, ${finding.at.slice(0, 10)})`,
    },
    verdict: finding.verdict,
    reason: inBoth(finding.reason),
    decisive,
    children: finding.restsOn.map(evidenceStep),
  }
}

function evidenceStep(ref: EvidenceRef): Explanation {
  const id =
    ref.kind === 'file' ? ref.name : [ref.table, ref.entry, ref.field].filter((part) => part !== undefined).join('/')
  return { kind: 'evidence', id, title: { ja: id, en: id }, decisive: false, children: [] }
}

/** The chain as lines of text, indented by depth; only the decisive steps where `brief`. */
export function explanationLines(
  step: Explanation,
  language: Language,
  options: { readonly brief?: boolean } = {},
): readonly string[] {
  const label =
    step.kind === 'finding' || step.kind === 'evidence' || step.title[language] === step.id ? '' : `${step.id} `
  const verdict = step.verdict === undefined ? '' : `[${verdictText[step.verdict][language]}] `
  const title = step.title[language]
  const colon = language === 'ja' ? '：' : title.endsWith('?') ? ' ' : ': '
  const said = step.reason === undefined ? '' : `${colon}${step.reason[language]}`
  const children = options.brief && step.kind !== 'finding' ? step.children.filter((c) => c.decisive) : step.children
  return [
    `${verdict}${label}${title}${said}`,
    ...children.flatMap((child) => explanationLines(child, language, options).map((text) => `  ${text}`)),
  ]
}
