import { carryAnswers, type Kept, restoreAnswers } from '../core/determination/carry-over.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { IcsAnswer } from '../core/selection/ics.ts'
import type { ActData } from './act-data.ts'
import type { Case, Declaration, EvidenceFile, Proposal, ProposalKind } from './case.ts'
import { clockOf, type Step } from './clock.ts'
import type { CaseEvent } from './events.ts'
import { type ActName, lifecycle, type State } from './lifecycle.ts'
import { type AttachedRun, notesFor } from './runs.ts'

const nextState = new Map<ActName, State | 'same'>(lifecycle.declaration.map((row) => [row.act, row.to]))

/** A case before its first event cannot be told from its event; everything else follows. */
function begin(event: CaseEvent): Case {
  const data = event.data as unknown as ActData['start']
  return {
    id: event.caseId,
    organisation: event.organisation,
    scheme: data.scheme,
    edition: data.edition,
    level: data.level,
    path: 'declaration',
    state: 'draft',
    seq: event.seq,
    head: event.digest,
    startedAt: event.at,
    updatedAt: event.at,
    ...(data.renews === undefined ? {} : { renews: data.renews }),
    ...(data.example ? { example: true } : {}),
    eligibility: data.eligibility,
    maker: data.maker,
    product: data.product,
    answers: Object.fromEntries(data.answers.map((answer) => [answer.criterion, answer])),
    laidAside: {},
    moved: null,
    files: data.files,
    numbers: {},
    reviews: {},
    runOrders: [],
    runs: [],
    stepNotes: {},
    questions: [],
    notes: [],
    proposals: [],
    advisories: [],
    participants: [],
    clock: { spentMs: 0 },
    sample: data.sample,
  }
}

type Change = Partial<Case>
type Step1<A extends ActName> = (c: Case, data: ActData[A], event: CaseEvent) => Change

/** A field that was left out this time is gone, not kept as `undefined`: a case is as clean as its JSON. */
const defined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key))

const fileOf = (file: Omit<EvidenceFile, 'addedBy' | 'addedAt'>, event: CaseEvent): EvidenceFile => ({
  digest: file.digest,
  name: file.name,
  type: file.type,
  size: file.size,
  shows: file.shows,
  ...(file.replaces === undefined ? {} : { replaces: file.replaces }),
  addedBy: event.person,
  addedAt: event.at,
})

const withFiles = (c: Case, files: readonly EvidenceFile[]): readonly EvidenceFile[] => [
  ...c.files.filter((old) => !files.some((f) => f.digest === old.digest)),
  ...files,
]

const declarationOf = (data: { name: string; position: string; digest: Declaration['digest'] }, event: CaseEvent) => ({
  at: event.at,
  by: event.person,
  name: data.name,
  position: data.position,
  digest: data.digest,
})

const propose =
  (kind: ProposalKind) =>
  (c: Case, data: Omit<Proposal, 'kind' | 'by' | 'at' | 'outcome'>, event: CaseEvent): Change => ({
    proposals: [...c.proposals, { ...data, kind, by: event.person, at: event.at }],
  })

const settle = (c: Case, id: string, outcome: NonNullable<Proposal['outcome']>) =>
  c.proposals.map((proposal) => (proposal.id === id ? { ...proposal, outcome } : proposal))

// A cited file that was replaced or removed: the answers follow, also those that wait for another edition to ask for them
// again, and whoever reviewed them looks again.
function citing(c: Case, digest: string, put: EvidenceFile | undefined): Change {
  const cites = (answer: IcsAnswer) => answer.restsOn.some((r) => r.kind === 'file' && r.digest === digest)
  const follow = (answer: IcsAnswer): IcsAnswer => ({
    ...answer,
    restsOn: answer.restsOn.flatMap((r) =>
      r.kind !== 'file' || r.digest !== digest
        ? [r]
        : put === undefined
          ? []
          : [{ kind: 'file' as const, digest: put.digest, name: put.name, shows: put.shows }],
    ),
  })
  const following = (answers: Kept['answers']): Kept['answers'] =>
    Object.fromEntries(Object.entries(answers).map(([id, a]) => [id, cites(a) ? follow(a) : a]))
  return {
    answers: following(c.answers),
    laidAside: following(c.laidAside),
    moved: c.moved && {
      ...c.moved,
      before: { answers: following(c.moved.before.answers), laidAside: following(c.moved.before.laidAside) },
    },
    reviews: Object.fromEntries(
      Object.entries(c.reviews).filter(([id]) => {
        const answer = c.answers[id]
        return answer === undefined || !cites(answer)
      }),
    ),
  }
}

const note = (c: Case, id: string, visibility: 'internal' | 'applicant', text: string, event: CaseEvent) => [
  ...c.notes,
  { id, criterion: null, visibility, text, by: event.person, at: event.at },
]

// The evidence is cited by every criterion it speaks about, in the place of the run it follows; whoever reviewed them looks
// again, and so does whoever judged the earlier run.
function attachRun(c: Case, data: ActData['attach-run'], event: CaseEvent): Change {
  const { reading, order, evaluator, replaces, criteria } = data
  const file = fileOf(data.file, event)
  const follows = (run: AttachedRun) =>
    run.replacedBy === undefined && (run.run === replaces || run.device.id === reading.device.id)
  const gone = new Set<string>(c.runs.filter(follows).map((run) => run.file))
  const ref = { kind: 'file' as const, digest: file.digest, name: file.name, shows: file.shows }
  const cited = criteria.map((criterion): [string, IcsAnswer] => {
    const old = c.answers[criterion] ?? { criterion, claim: 'unanswered' as const, reason: '', restsOn: [] }
    const kept = old.restsOn.filter((r) => r.kind !== 'file' || (r.digest !== file.digest && !gone.has(r.digest)))
    return [criterion, { ...old, restsOn: [...kept, ref] }]
  })
  const run: AttachedRun = {
    ...reading,
    file: file.digest,
    fileName: file.name,
    order,
    ...(evaluator === undefined ? {} : { evaluator }),
    attachedBy: event.person,
    attachedAt: event.at,
    replays: [],
  }
  return {
    files: withFiles(c, [file]),
    runs: [...c.runs.map((one) => (follows(one) ? { ...one, replacedBy: reading.run } : one)), run],
    ixit: c.ixit ?? reading.ixit,
    answers: { ...c.answers, ...Object.fromEntries(cited) },
    reviews: Object.fromEntries(Object.entries(c.reviews).filter(([id]) => !criteria.includes(id))),
  }
}

// What each act adds to the case. The compiler asks for a line when the table gets an act.
const steps: { readonly [A in Exclude<ActName, 'start'>]: Step1<A> } = {
  // Another fact may make other criteria apply, so every review is made again.
  'save-eligibility': (c, { facts }) => {
    const known = (old: Case['eligibility']) =>
      Object.fromEntries(
        Object.entries({ ...old, ...facts }).filter((e): e is [string, boolean | string] => e[1] !== null),
      )
    return {
      eligibility: known(c.eligibility),
      product: { ...c.product, facts: known(c.product.facts ?? {}) },
      reviews: {},
    }
  },
  'save-organisation': (c, { name, corporateNumber, role, address }) => ({
    maker: defined({ ...c.maker, name, corporateNumber, role, address }),
  }),
  'save-contact': (c, { contact, vulnerability }) => ({
    maker: { ...c.maker, contact },
    product: { ...c.product, vulnerability },
  }),
  'save-product': (c, { name, category, page, intendedUse }) => ({
    product: defined({ ...c.product, name, category, page, intendedUse }),
  }),
  'save-models': (c, { models, gtins }) => ({ product: defined({ ...c.product, models, gtins }) }),
  'save-software': (c, { minimum, services, sbom }) => ({
    product: { ...c.product, software: { minimum, services }, sbom },
  }),
  'save-updates': (c, { mode, howToTurnOff, howToSeeVersion, supportUntil, use, defaultPassword }) => ({
    product: {
      ...c.product,
      updates: defined({ mode, howToTurnOff, howToSeeVersion, supportUntil }),
      use,
      defaultPassword,
    },
  }),
  'move-edition': (c, { edition, asked, lookAgain }, event) => {
    const before = { answers: c.answers, laidAside: c.laidAside }
    return {
      edition,
      ...carryAnswers(before, asked, lookAgain),
      reviews: Object.fromEntries(
        Object.entries(c.reviews).filter(([id]) => asked.includes(id) && !lookAgain.includes(id)),
      ),
      moved: { from: c.edition, by: event.person, at: event.at, before, lookAgain },
    }
  },
  'move-back': (c, { edition, asked }) => {
    const { before, lookAgain } = c.moved ?? { before: c, lookAgain: [] }
    return { edition, ...restoreAnswers(c, before, asked, lookAgain), reviews: {}, moved: null }
  },
  answer: (c, { answer, files }, event) => ({
    answers: { ...c.answers, [answer.criterion]: answer },
    files: withFiles(
      c,
      files.map((f) => fileOf(f, event)),
    ),
    reviews: without(c.reviews, answer.criterion),
  }),
  'add-evidence': (c, data, event) => {
    const file = fileOf(data, event)
    const files = withFiles(c, [file])
    if (data.criterion === undefined) return { files }
    const old = c.answers[data.criterion]
    const ref = { kind: 'file' as const, digest: file.digest, name: file.name, shows: file.shows }
    const restsOn = [...(old?.restsOn ?? []).filter((r) => r.kind !== 'file' || r.digest !== file.digest), ref]
    const answer = { criterion: data.criterion, claim: 'unanswered' as const, reason: '', ...old, restsOn }
    return { files, answers: { ...c.answers, [data.criterion]: answer }, reviews: without(c.reviews, data.criterion) }
  },
  'replace-evidence': (c, data, event) => {
    const file = fileOf(data, event)
    const kept = { ...c, files: c.files.filter((f) => f.digest !== data.replaces) }
    return { files: withFiles(kept, [file]), ...citing(c, data.replaces, file) }
  },
  'remove-evidence': (c, { digest }) => ({
    files: c.files.filter((f) => f.digest !== digest),
    ...citing(c, digest, undefined),
  }),
  'order-run': (c, { id, nonce, ixit, note: text, steps: asked }, event) => ({
    runOrders: [...c.runOrders, defined({ id, nonce, ixit, note: text, steps: asked, at: event.at, by: event.person })],
    ...(ixit === undefined ? {} : { ixit }),
  }),
  'attach-run': attachRun,
  'note-steps': (c, { order, notes, pictures }) => {
    const before = notesFor(c, order)
    return {
      stepNotes: {
        ...c.stepNotes,
        [order]: { notes: [...before.notes, ...notes], pictures: [...before.pictures, ...pictures] },
      },
    }
  },
  declare: (c, data, event) => ({
    declaration: declarationOf(data, event),
    numbers: { ...c.numbers, application: data.number },
  }),
  'withdraw-application': () => ({}),
  accept: (c, { number, fee }) => ({
    numbers: { ...c.numbers, acceptance: number },
    ...(fee === undefined ? {} : { fee }),
  }),
  'send-back': (c, { id, reason }, event) => ({ notes: note(c, id, 'applicant', reason, event) }),
  'confirm-payment': (c, _, event) => (c.fee === undefined ? {} : { fee: { ...c.fee, paidAt: event.at } }),
  'give-provisional': (c, { number }) => ({ numbers: { ...c.numbers, provisional: number } }),
  'begin-review': (_c, _d, event) => ({ reviewer: event.person }),
  review: (c, { criterion, outcome, note: text }, event) => ({
    reviewer: c.reviewer ?? event.person,
    reviews: { ...c.reviews, [criterion]: { criterion, outcome, note: text, by: event.person, at: event.at } },
  }),
  'replay-run': (c, { run, ...replay }, event) => ({
    reviewer: c.reviewer ?? event.person,
    runs: c.runs.map((one) =>
      one.run === run ? { ...one, replays: [...one.replays, { ...replay, by: event.person, at: event.at }] } : one,
    ),
  }),
  note: (c, { id, criterion, visibility, text }, event) => ({
    notes: [...c.notes, { id, criterion, visibility, text, by: event.person, at: event.at }],
  }),
  ask: (c, { due, questions }, event) => {
    const round = Math.max(0, ...c.questions.map((q) => q.round)) + 1
    const asked = questions.map((q) => ({ ...q, round, askedBy: event.person, askedAt: event.at, due }))
    return { questions: [...c.questions, ...asked] }
  },
  reply: (c, { answers, redeclare }, event) => ({
    questions: c.questions.map((q) => {
      const answer = answers.find((a) => a.id === q.id)
      return answer === undefined ? q : { ...q, answer: { text: answer.text, by: event.person, at: event.at } }
    }),
    ...(redeclare === undefined ? {} : { declaration: declarationOf(redeclare, event) }),
  }),
  'finish-review': () => ({}),
  'reopen-review': (c, { id, reason }, event) => ({ notes: note(c, id, 'internal', reason, event) }),
  'decide-grant': (_, { decision }) => ({ decision }),
  'decide-refuse': (_, { decision }) => ({ decision }),
  issue: (c, { label, number }) => ({ label, numbers: { ...c.numbers, registration: number } }),
  'propose-suspend': propose('suspend'),
  'propose-withdraw': propose('withdraw'),
  'propose-restore': propose('restore'),
  'confirm-proposal': (c, { proposal: id }, event) => {
    const proposals = settle(c, id, { confirmed: true, by: event.person, at: event.at })
    const proposal = c.proposals.find((p) => p.id === id)
    const product = proposal && changed(c.product, proposal)
    return { proposals, ...(product === undefined ? {} : { product }) }
  },
  'reject-proposal': (c, { proposal, reason }, event) => ({
    proposals: settle(c, proposal, { confirmed: false, by: event.person, at: event.at, reason }),
  }),
  'end-label': () => ({}),
  'add-models': propose('add-models'),
  change: propose('change'),
  'publish-advisory': (c, { id, text, url }, event) => ({
    advisories: [...c.advisories, { id, at: event.at, open: true, text, ...(url === undefined ? {} : { url }) }],
  }),
  'close-advisory': (c, { advisory }) => ({
    advisories: c.advisories.map((a) => (a.id === advisory ? { ...a, open: false } : a)),
  }),
}

/** The product as a confirmed proposal leaves it. */
export function changed(product: Case['product'], proposal: Proposal): Case['product'] {
  if (proposal.kind === 'add-models')
    return defined({
      ...product,
      models: [...(product.models ?? []), ...(proposal.models ?? [])],
      gtins: proposal.gtins === undefined ? product.gtins : [...(product.gtins ?? []), ...proposal.gtins],
    })
  return proposal.kind === 'change' ? { ...product, ...proposal.product } : product
}

/** The case after one more event; its clock is left to `fold`, which knows the whole way. */
function follow(c: Case, event: CaseEvent): Case {
  const step = steps[event.act as Exclude<ActName, 'start'>] as Step1<ActName>
  return {
    ...c,
    ...step(c, event.data as never, event),
    state: stateAfter(c.state, event.act),
    seq: event.seq,
    head: event.digest,
    updatedAt: event.at,
  }
}

/** The case its events tell of. Events are believed: they were checked when they were made. */
export function fold(events: readonly CaseEvent[]): Case {
  const [first, ...rest] = events
  if (first?.act !== 'start') throw new TypeError('a case begins with the event `start`')
  const last = rest.reduce(follow, begin(first))
  const participants = events.map(({ person, act, at }) => ({ person, act, at }))
  return { ...last, participants, clock: clockOf(wayOf(events)) }
}

const stateAfter = (state: State, act: ActName): State => {
  const to = nextState.get(act)
  return to === undefined || to === 'same' ? state : to
}

/** The states a case went through, and since when. */
export function wayOf(events: readonly CaseEvent[]): readonly Step[] {
  const way: Step[] = []
  for (const { at, act } of events) {
    const before = way.at(-1)?.state
    const state = stateAfter(before ?? 'draft', act)
    if (state !== before) way.push({ at, state })
  }
  return way
}

/** The case as it stood at a moment; undefined before it was begun. */
export function foldAsOf(events: readonly CaseEvent[], at: Instant): Case | undefined {
  const until = Date.parse(at)
  const known = events.filter((event) => Date.parse(event.at) <= until)
  return known.length === 0 ? undefined : fold(known)
}
