import { notesFor, type RunOrder, type Runs } from '../../../../casework/runs.ts'
import type { OrderedStep } from '../../../../casework/step-notes.ts'
import type { Declared } from '../../../../lab/declared/declared.ts'
import { mergeRecords, type RecordConflict } from '../../../../lab/guided/merge-records.ts'
import { recordSchema, type StepRecord } from '../../../../lab/guided/record.ts'
import { key, type Session, sessionOf } from '../../../../lab/guided/session.ts'
import type { About, GuidedStep } from '../../../../lab/guided/step.ts'
import { steps } from '../../../../lab/guided/steps.ts'

// The steps of an order, from what casework kept: casework does not read the notes, the bench does.

/** A declaration that says nothing: what is left are the steps about the device as a whole. */
const nothingDeclared: Declared = {
  interfaces: [],
  authentication: [],
  communication: [],
  services: [],
  updates: [],
  information: {},
  tables: [],
  gaps: [],
}

/** Steps that need an entry of the declaration to be about. */
export const stepsAboutEntries: readonly GuidedStep[] = steps.filter((step) => step.about(nothingDeclared).length === 0)

/** A step as a word of the bench, or undefined where it has none. */
export const stepOf = (id: string): GuidedStep | undefined => steps.find((step) => step.id === id)

/** Two people, or one on two days, who answered one question differently; the later answer counts. */
export interface Contradiction {
  readonly step: GuidedStep
  readonly about: string
  readonly sample: number
  readonly question: string
  readonly round?: string
  readonly people: readonly string[]
}

/** Everything about the steps of one order. */
export interface OrderSession {
  readonly session: Session
  readonly records: readonly StepRecord[]
  readonly conflicts: readonly RecordConflict[]
  readonly contradictions: readonly Contradiction[]
  readonly strangers: number // notes that the bench has no word for
}

/** What steps an order asks for: those it names, else those of any device; and whatever was noted besides. */
export function aboutsOf(
  ordered: readonly OrderedStep[] | undefined,
  records: readonly Pick<StepRecord, 'step' | 'about'>[],
): (step: GuidedStep) => readonly About[] {
  const asked =
    ordered ?? steps.flatMap((step) => step.about(nothingDeclared).map(({ id }) => ({ step: step.id, about: id })))
  return (step) => {
    const ids = [...asked, ...records].filter((one) => one.step === step.id).map(({ about }) => about)
    return [...new Set(ids)].map((id) => ({ id, name: id }))
  }
}

/** How the steps of an order stand. */
export function orderSession(c: Runs, order: Pick<RunOrder, 'id' | 'steps'>, sample = 1): OrderSession {
  const notes = notesFor(c, order.id).notes
  const read = notes.flatMap((note) => {
    const record = recordSchema.safeParse(note)
    return record.success ? [record.data] : []
  })
  const { records, conflicts } = mergeRecords(read)
  const about = aboutsOf(order.steps, records)
  const own = steps.map((step) => ({ ...step, about: () => about(step) }))
  return {
    session: sessionOf(records, { steps: own, declared: nothingDeclared, sample }),
    records,
    conflicts,
    contradictions: contradictionsIn(records),
    strangers: notes.length - read.length,
  }
}

/** Answers of one person that another one's later answer contradicts; what was said before «again» does not count. */
export function contradictionsIn(records: readonly StepRecord[]): readonly Contradiction[] {
  const said = new Map<string, { readonly record: StepRecord; readonly answer: unknown }[]>()
  for (const record of records) {
    const { step, about, sample, said: what } = record
    const place = [sample, step, about].join('\n')
    if (what.what === 'again') for (const k of said.keys()) if (k.startsWith(`${place}\n`)) said.delete(k)
    if (what.what !== 'answer') continue
    const k = `${place}\n${key(what.question, what.round)}`
    said.set(k, [...(said.get(k) ?? []), { record, answer: what.answer }])
  }
  return [...said.values()].flatMap((answers) => {
    const last = answers.at(-1)
    const others = answers.filter(
      ({ record, answer }) => record.person !== last?.record.person && answer !== last?.answer,
    )
    const step = last && stepOf(last.record.step)
    if (last === undefined || others.length === 0 || step === undefined || last.record.said.what !== 'answer') return []
    const { question, round } = last.record.said
    const { about, sample } = last.record
    const people = [...new Set([...others.map(({ record }) => record.person), last.record.person])]
    return [{ step, about, sample, question, ...(round === undefined ? {} : { round }), people }]
  })
}

/** Minutes of everything that is left. */
export const minutesLeft = ({ remaining }: Session): number =>
  remaining.reduce((sum, { step }) => sum + step.minutes, 0)
