import { canonicalJson } from '../kernel/canonical-json.ts'
import type { Text } from '../kernel/text.ts'
import type { Fee } from './fee.ts'
import type { Demand, Level, Operation, Route, Scheme } from './scheme.ts'

/** What of a scheme besides its criteria can differ between two editions. */
export const termKinds = [
  'nature',
  'scope',
  'question',
  'class',
  'route',
  'level',
  'demand',
  'need',
  'fee',
  'duty',
  'category',
  'reason',
] as const
export type TermKind = (typeof termKinds)[number]

/** A rule, a fee, a class … that is in one edition only, or says something else. */
export interface TermDifference {
  readonly term: TermKind
  readonly kind: 'added' | 'removed' | 'changed'
  readonly id: string // of its kind; within a level `<level>/<id>`
  readonly before: readonly Text[] // what it said, for people
  readonly after: readonly Text[]
}

interface Term {
  readonly term: TermKind
  readonly id: string
  readonly value: unknown // compared
  readonly shown: readonly Text[]
}

const joined = (parts: readonly (Text | undefined)[]): Text => {
  const said = parts.filter((part) => part !== undefined)
  return { ja: said.map(({ ja }) => ja).join('：'), en: said.map(({ en }) => en).join(': ') }
}
const plain = (text: string): Text => ({ ja: text, en: text })

const days = ({ from, until }: { readonly from?: string; readonly until?: string }): Text | undefined =>
  from === undefined && until === undefined ? undefined : plain(`${from ?? ''}–${until ?? ''}`)

const verdictText = {
  in: { ja: '対象になる', en: 'covered' },
  out: { ja: '対象にならない', en: 'not covered' },
  unclear: { ja: '決まっていない', en: 'left open' },
} as const satisfies Record<Scheme['scope'][number]['verdict'], Text>

const pathText = {
  declaration: { ja: '自己宣言', en: 'declaration' },
  certification: { ja: '認証', en: 'certification' },
} as const satisfies Record<Level['path'], Text>
const assessorText = {
  self: { ja: '製造業者が評価する', en: 'assessed by its maker' },
  'third-party': { ja: '第三者が評価する', en: 'assessed by a third party' },
} as const satisfies Record<Level['assessor'], Text>
const statusText = {
  'in-operation': { ja: '運用中', en: 'in operation' },
  announced: { ja: '予告', en: 'announced' },
  unpublished: { ja: '未公表', en: 'unpublished' },
  ended: { ja: '終了', en: 'ended' },
} as const satisfies Record<Level['status'], Text>

const feeText = (fee: Fee): Text => joined([fee.name, plain(`${fee.amount} ${fee.currency}`), days(fee)])

const routeText = (route: Route): Text =>
  joined([
    plain(`${route.module} (${route.tiers.join(', ')})`),
    route.open ? { ja: '使える', en: 'open' } : { ja: '使えない', en: 'closed' },
    days(route),
    route.reason,
  ])

const demandText = ({ standard, provisions }: Demand): Text => {
  if (typeof provisions !== 'string') return plain(`${standard}: ${provisions.join(', ')}`)
  return provisions === 'all'
    ? { ja: `${standard}：すべて`, en: `${standard}: all` }
    : { ja: `${standard}：必須のもの`, en: `${standard}: the mandatory ones` }
}

// Where a fact was read, and how well it is known, is no change of the rule.
const said = <T extends { readonly provenance?: unknown }>({ provenance: _, ...rest }: T): Omit<T, 'provenance'> => rest

const term = (kind: TermKind, id: string, value: unknown, ...shown: readonly Text[]): Term => ({
  term: kind,
  id,
  value,
  shown,
})

function termsOf(scheme: Scheme & Partial<Operation>): readonly Term[] {
  const { categories = [], reasons = [] } = scheme.operation ?? scheme
  const { legalNature, covers, evaluation, penalties, mandatory, classes = [], routes = [], duties = [] } = scheme
  const tier = scheme.defaultTier
  return [
    term('nature', 'legal-nature', [legalNature, mandatory], legalNature),
    term('nature', 'evaluation', evaluation, evaluation),
    ...(penalties === undefined ? [] : [term('nature', 'penalties', penalties.text, penalties.text)]),
    term('scope', 'covers', covers, covers),
    ...scheme.scope.map((rule) => term('scope', rule.id, said(rule), joined([verdictText[rule.verdict], rule.reason]))),
    ...scheme.questions.map(({ fact, question, answers }) =>
      term('question', fact, [question, answers], question, ...answers.map(({ text }) => text)),
    ),
    ...(tier === undefined ? [] : [term('class', 'default', tier, plain(tier))]),
    ...classes.map((one) => term('class', one.id, said(one), joined([one.name, plain(one.tier)]))),
    ...routes.map((route) => term('route', route.id, said(route), routeText(route))),
    ...scheme.levels.flatMap(levelTerms),
    ...duties.map((duty) => term('duty', duty.id, said(duty), duty.text)),
    ...categories.map(({ id, name }) => term('category', id, name, name)),
    ...reasons.map((reason) => term('reason', reason.code, reason, reason.text)),
  ]
}

function levelTerms(level: Level): readonly Term[] {
  const { code, status, path, assessor, name, fees, demands = [], needs = [] } = level
  const own = (id: string) => `${code}/${id}`
  const [how, who] = [pathText[path], assessorText[assessor]]
  return [
    term('level', code, [status, path, assessor], joined([name, statusText[status]]), how, who),
    ...demands.map((demand, at) => term('demand', own(`${demand.standard}/${at}`), said(demand), demandText(demand))),
    ...needs.map((need) => term('need', own(need.id), said(need), need.text)),
    ...fees.map((fee) => term('fee', own(fee.id), said(fee), feeText(fee))),
  ]
}

const equal = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** How two editions of a scheme differ besides their criteria: whom they cover, what they cost, who may do what. */
export function diffTerms(before: Scheme, after: Scheme): readonly TermDifference[] {
  const name = ({ term: kind, id }: Term) => `${kind} ${id}`
  const old = new Map(termsOf(before).map((one) => [name(one), one]))
  const now = new Map(termsOf(after).map((one) => [name(one), one]))
  const differences = [...now].flatMap(([key, is]): readonly TermDifference[] => {
    const was = old.get(key)
    const row = { term: is.term, id: is.id, before: was?.shown ?? [], after: is.shown }
    if (was === undefined) return [{ ...row, kind: 'added' }]
    return equal(was.value, is.value) ? [] : [{ ...row, kind: 'changed' }]
  })
  const gone = [...old].flatMap(([key, { term: kind, id, shown }]): readonly TermDifference[] =>
    now.has(key) ? [] : [{ term: kind, kind: 'removed', id, before: shown, after: [] }],
  )
  return [...differences, ...gone, ...reordered('scope', before.scope, after.scope)]
    .concat(reordered('class', before.classes ?? [], after.classes ?? []))
    .sort((a, b) => termKinds.indexOf(a.term) - termKinds.indexOf(b.term))
}

type Ordered = readonly { readonly id: string }[]

// The first that holds decides, so one that changes its place may decide otherwise. Those that come and go move the others
// along; that is no news.
function reordered(kind: TermKind, before: Ordered, after: Ordered): readonly TermDifference[] {
  const kept = (one: Ordered, other: Ordered) =>
    one.flatMap(({ id }) => (other.some((rule) => rule.id === id) ? [plain(id)] : []))
  const [was, is] = [kept(before, after), kept(after, before)]
  return equal(was, is) ? [] : [{ term: kind, kind: 'changed', id: 'order', before: was, after: is }]
}
