import { z } from 'zod'
import type { Instant } from '../core/kernel/date.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { EvaluatorFault } from './evaluator-faults.ts'
import { type Evaluator, type EvaluatorEvent, evaluatorsFrom, type Qualification } from './evaluators.ts'
import * as field from './fields.ts'
import type { CaseTransaction, Ports } from './ports.ts'
import type { Viewer } from './roles.ts'
import { readSigningKey } from './signing-key.ts'

// The desk of the register of evaluators: the body's people read it, its administrators keep it.

const mostEntries = 2_000

const qualification = z
  .object({
    name: field.name(80),
    organisation: field.name(120),
    title: field.name(120),
    issuedBy: field.name(120),
    validFrom: field.isoDate,
    validUntil: field.isoDate,
    key: z
      .string()
      .max(4_000)
      .transform((text, context) => {
        const key = readSigningKey(text)
        if (key === undefined) context.addIssue({ code: 'custom', message: 'not-a-signing-key' })
        return key ?? ''
      }),
    person: z
      .string()
      .max(80)
      .transform((s) => (s === '' ? undefined : s))
      .optional(),
  })
  .refine((q) => q.validFrom <= q.validUntil, { error: 'ends-before-it-begins', path: ['validUntil'] })
const ending = z.object({ on: field.isoDate, reason: field.line(400) })

const mayKeep = (viewer: Viewer): boolean => viewer.kind === 'body' && viewer.roles.includes('administrator')

/** The register, newest entry last; with a moment, as it was known then. Nobody but the body reads it. */
export const evaluatorRegister = (ports: Ports, viewer: Viewer, asOf?: Instant): Promise<readonly Evaluator[]> =>
  viewer.kind !== 'body'
    ? Promise.resolve([])
    : ports.store.transact(viewer, async (tx) => evaluatorsFrom(await tx.evaluatorEvents(), asOf))

/** Everything that was entered, oldest first. */
export const evaluatorHistory = (ports: Ports, viewer: Viewer): Promise<readonly EvaluatorEvent[]> =>
  viewer.kind !== 'body' ? Promise.resolve([]) : ports.store.transact(viewer, (tx) => tx.evaluatorEvents())

/** Enters a qualification. A renewed one is another entry, with the same key and its own days. */
export async function registerEvaluator(
  ports: Ports,
  viewer: Viewer,
  data: unknown,
): Promise<Result<Evaluator, EvaluatorFault>> {
  if (!mayKeep(viewer)) return refuse({ code: 'evaluator-register-closed' })
  const read = qualification.safeParse(data)
  if (!read.success) return refuse(field.fieldFaults(read.error, data))
  const { person, ...rest } = read.data
  const entry: Qualification = { ...rest, ...(person === undefined ? {} : { person }) }
  return ports.store.transact(viewer, async (tx) => {
    const before = evaluatorsFrom(await tx.evaluatorEvents())
    const fault = clash(before, entry)
    if (fault !== undefined) return refuse(fault)
    const id = ports.chance.uuid()
    return entered(tx, id, { id, at: ports.clock.now(), by: viewer.person, kind: 'registered', ...entry })
  })
}

// A key is a person: whoever signs with it has tested. Two names for one key would let one stand in for the other.
function clash(before: readonly Evaluator[], entry: Qualification): EvaluatorFault | undefined {
  if (before.length >= mostEntries) return { code: 'evaluators-too-many', limit: mostEntries }
  const other = before.find((one) => one.key === entry.key && (one.name !== entry.name || one.person !== entry.person))
  if (other !== undefined) return { code: 'evaluator-key-taken', name: other.name }
  const same = before.find(
    (one) =>
      one.key === entry.key &&
      one.title === entry.title &&
      one.ended === undefined &&
      one.validFrom <= entry.validUntil &&
      entry.validFrom <= one.validUntil,
  )
  return same && { code: 'evaluator-entered-twice', name: same.name, until: same.validUntil }
}

/** Ends a qualification, with a reason. The entry and all that was done under it stay; an end may reach back. */
export async function endEvaluator(
  ports: Ports,
  viewer: Viewer,
  id: string,
  data: unknown,
): Promise<Result<Evaluator, EvaluatorFault>> {
  if (!mayKeep(viewer)) return refuse({ code: 'evaluator-register-closed' })
  const read = ending.safeParse(data)
  if (!read.success) return refuse(field.fieldFaults(read.error, data))
  return ports.store.transact(viewer, async (tx) => {
    const found = evaluatorsFrom(await tx.evaluatorEvents()).find((one) => one.id === id)
    if (found === undefined) return refuse({ code: 'evaluator-unknown', evaluator: id.slice(0, 80) })
    if (found.ended !== undefined && found.ended.on <= read.data.on)
      return refuse({ code: 'evaluator-ended-already', on: found.ended.on })
    return entered(tx, id, { id, at: ports.clock.now(), by: viewer.person, kind: 'ended', ...read.data })
  })
}

async function entered(
  tx: CaseTransaction,
  id: string,
  event: EvaluatorEvent,
): Promise<Result<Evaluator, EvaluatorFault>> {
  await tx.addEvaluatorEvent(event)
  const entry = evaluatorsFrom(await tx.evaluatorEvents()).find((one) => one.id === id)
  if (entry === undefined) throw new Error(`the entry ${id} was made and is not there`)
  return ok(entry)
}
