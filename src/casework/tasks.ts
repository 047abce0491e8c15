import type { IsoDate } from '../core/kernel/date.ts'
import type { Text } from '../core/kernel/text.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import { scopeAtLevel } from '../core/selection/scope.ts'
import { levelOf, needsEvaluator } from './assessment.ts'
import type { Case } from './case.ts'
import { lackingIn, missing, missingIn, type Section, sections, shownBy, untested } from './completeness.ts'
import { currentRuns } from './runs.ts'

export const taskStatuses = ['not-started', 'in-progress', 'complete', 'problem', 'cannot-start'] as const
export type TaskStatus = (typeof taskStatuses)[number]

export const taskStatusText: Record<TaskStatus, Text> = {
  'not-started': { ja: 'まだ', en: 'Not started' },
  'in-progress': { ja: '入力中', en: 'In progress' },
  complete: { ja: '完了', en: 'Complete' },
  problem: { ja: '問題があります', en: 'There is a problem' },
  'cannot-start': { ja: 'まだ始められません', en: 'Cannot start yet' },
}

export const taskGroups = ['organisation', 'product', 'criteria', 'tests', 'declaration', 'payment'] as const
export type TaskGroup = (typeof taskGroups)[number]

export const taskGroupText: Record<TaskGroup, Text> = {
  organisation: { ja: '組織', en: 'Organisation' },
  product: { ja: '製品', en: 'Product' },
  criteria: { ja: '基準', en: 'Criteria' },
  tests: { ja: '実機試験', en: 'Tests on the device' },
  declaration: { ja: '確認と宣言', en: 'Check and declare' },
  payment: { ja: '支払い', en: 'Payment' },
}

/** One thing to do. Its id is the section, `criterion:<id>`, `runs`, `check`, `declare`, `answer-questions` or `payment`. */
export interface Task {
  readonly id: string
  readonly title: Text
  readonly status: TaskStatus
  /** Why there is a problem, in a sentence. */
  readonly reason?: Text
  /** It does not keep the application from being declared all the same; the body will weigh it. */
  readonly mayDeclare?: true
}

const sectionTitle: Record<Section, Text> = {
  organisation: { ja: '組織の確認', en: 'Your organisation' },
  contact: { ja: '連絡先と脆弱性の窓口', en: 'Contact and vulnerability reports' },
  product: { ja: '製品', en: 'Product' },
  models: { ja: '対象の型番', en: 'Models' },
  software: { ja: 'ソフトウェアと関連サービス', en: 'Software and services' },
  updates: { ja: '更新とサポート', en: 'Updates and support' },
}

function sectionTask(c: Case, section: Section): Task {
  const lacking = missingIn(c, section).length
  const status = lacking === 0 ? 'complete' : lacking < sections[section].length ? 'in-progress' : 'not-started'
  return { id: section, title: sectionTitle[section], status }
}

function eligibilityTask(c: Case, scheme: OperatedScheme): Task {
  const title: Text = { ja: '対象になるかの確認', en: 'Is the product covered?' }
  const scope = scopeAtLevel(scheme, levelOf(c, scheme), c.product.facts ?? {})
  if (scope.verdict === 'in') return { id: 'eligibility', title, status: 'complete' }
  if (scope.verdict === 'out') return { id: 'eligibility', title, status: 'problem', reason: scope.reason }
  return { id: 'eligibility', title, status: Object.keys(c.eligibility).length === 0 ? 'not-started' : 'in-progress' }
}

function criterionTask(c: Case, scheme: OperatedScheme, id: string, day?: IsoDate): Task {
  const title = scheme.criteria.find((criterion) => criterion.id === id)?.title ?? { ja: id, en: id }
  const task = { id: `criterion:${id}`, title: { ja: `${id} ${title.ja}`, en: `${id} ${title.en}` } }
  const answer = c.answers[id]
  if (answer === undefined) return { ...task, status: 'not-started' }
  const shown = shownBy(c, scheme, id, day)
  if (!shown.ok) return { ...task, status: 'problem' }
  const { verdict, reason } = shown.value
  if (verdict === 'pass' || verdict === 'not-applicable') return { ...task, status: 'complete' }
  const lacking = lackingIn(c, scheme, shown.value)
  if (lacking === undefined) return { ...task, status: 'problem', reason, mayDeclare: true }
  return verdict === 'fail'
    ? { ...task, status: 'problem', reason }
    : { ...task, status: 'in-progress', reason: lacking }
}

/** The tests on the device, where the level asks for an evaluator, or where the maker had some made all the same. */
function runTasks(c: Case, scheme: OperatedScheme, day?: IsoDate): readonly Task[] {
  const runs = currentRuns(c)
  if (!needsEvaluator(c, scheme) && runs.length === 0 && c.runOrders.length === 0) return []
  const task = { id: 'runs', title: { ja: '試験台での実機試験', en: 'Tests on the bench' } }
  if (runs.length === 0) return [{ ...task, status: c.runOrders.length === 0 ? 'not-started' : 'in-progress' }]
  const waiting = untested(c, scheme, day)
  if (waiting.length > 0)
    return [
      {
        ...task,
        status: 'in-progress',
        reason: {
          ja: `次の基準は、まだ試験されていません：${waiting.join('、')}`,
          en: `Not tested yet: ${waiting.join(', ')}`,
        },
      },
    ]
  const bad = levelOf(c, scheme).criteria.filter((id) => criterionTask(c, scheme, id, day).mayDeclare === true)
  if (bad.length === 0) return [{ ...task, status: 'complete' }]
  const reason = {
    ja: `試験で示せなかった基準があります：${bad.join('、')}。このまま宣言できますが、ラベルは交付されません。`,
    en: `Not shown by the tests: ${bad.join(', ')}. You may declare all the same, but no label can be granted.`,
  }
  return [{ ...task, status: 'problem', reason, mayDeclare: true }]
}

function declarationTasks(c: Case, ready: boolean): readonly Task[] {
  const declared = c.state !== 'draft' && c.declaration !== undefined
  const check: Task = {
    id: 'check',
    title: { ja: '入力内容の確認', en: 'Check your answers' },
    status: declared ? 'complete' : ready ? 'not-started' : 'cannot-start',
  }
  const declare: Task = {
    id: 'declare',
    title: { ja: '自己宣言', en: 'Self-declaration' },
    status: declared ? 'complete' : c.example || !ready ? 'cannot-start' : 'not-started',
  }
  if (c.questions.length === 0) return [check, declare]
  const open = c.questions.filter((q) => q.answer === undefined).length
  const questions: Task = {
    id: 'answer-questions',
    title: { ja: '質問への回答', en: 'Answer the questions' },
    status: open === 0 ? 'complete' : 'not-started',
  }
  return [check, declare, questions]
}

function paymentTask(c: Case): Task {
  const paid = ['in-review', 'question', 'awaiting-decision', 'granted', 'issued', 'refused'].includes(c.state)
  return {
    id: 'payment',
    title: { ja: '手数料の支払い', en: 'Pay the fee' },
    status: paid ? 'complete' : c.state === 'payment-due' ? 'not-started' : 'cannot-start',
  }
}

/** Everything an applicant has to do, in groups, with how far each thing is on a day. */
export function taskList(
  c: Case,
  scheme: OperatedScheme,
  day?: IsoDate,
): readonly { readonly group: TaskGroup; readonly title: Text; readonly tasks: readonly Task[] }[] {
  const ready =
    missing(c, scheme, day).length === 0 &&
    scopeAtLevel(scheme, levelOf(c, scheme), c.product.facts ?? {}).verdict === 'in'
  const tasks: Record<TaskGroup, readonly Task[]> = {
    organisation: [sectionTask(c, 'organisation'), sectionTask(c, 'contact')],
    product: [
      eligibilityTask(c, scheme),
      ...(['product', 'models', 'software', 'updates'] as const).map((section) => sectionTask(c, section)),
    ],
    criteria: levelOf(c, scheme).criteria.map((id) => criterionTask(c, scheme, id, day)),
    tests: runTasks(c, scheme, day),
    declaration: declarationTasks(c, ready),
    payment: [paymentTask(c)],
  }
  return taskGroups
    .filter((group) => tasks[group].length > 0)
    .map((group) => ({ group, title: taskGroupText[group], tasks: tasks[group] }))
}
