import { toBase64url } from '../../core/kernel/base64.ts'
import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { unitsOf } from '../../core/scheme/criterion.ts'
import type { OperatedScheme } from '../../core/scheme/scheme.ts'
import { type Act, type Doing, idIn } from '../act.ts'
import { criteriaOf, needsEvaluator } from '../assessment.ts'
import type { RunReading } from '../device-runs.ts'
import { evaluatorStateOn, evaluatorStateText, evaluatorsFrom, qualifiedAt } from '../evaluators.ts'
import type { CaseworkFault } from '../faults.ts'
import { send } from '../letters.ts'
import type { ActName } from '../lifecycle.ts'
import type { CaseTransaction } from '../ports.ts'
import { currentRuns, notesFor, openOrders, type RunEvaluator, type RunOrder } from '../runs.ts'
import { mostNotes, mostPictureBytes, mostPictures, newNotes, type StepPicture } from '../step-notes.ts'
import { isOwn } from '../taking-in.ts'
import { keepFile } from './evidence.ts'

export const mostRuns = 50 // in one case, replaced ones included
export const mostOpenOrders = 10

/** Asks for a run on the bench. The nonce that comes with it has to come back in the evidence. */
export const orderRun: Act<'order-run'> = async (doing) => {
  const { input, case: c, tx, ports } = doing
  if (openOrders(c).length >= mostOpenOrders) return refuse({ code: 'run-orders-too-many', limit: mostOpenOrders })
  if (c.runOrders.length >= mostRuns) return refuse({ code: 'runs-too-many', limit: mostRuns })
  const id = idIn(doing, 'run-order')
  const nonce = toBase64url(ports.chance.bytes(24))
  const told = { order: id, product: c.product.name?.ja ?? '' }
  await send(tx, { organisation: c.organisation }, 'run-ordered', c.id, told)
  await send(tx, { organisation: c.organisation, only: 'evaluator' }, 'run-asked', c.id, told)
  const { ixit, note, steps } = input
  return ok({
    id,
    nonce,
    ...(ixit === undefined ? {} : { ixit }),
    ...(note === undefined ? {} : { note }),
    ...(steps === undefined ? {} : { steps }),
  })
}

/**
 * Keeps what people noted while they carried out the steps of a test. What is known already is passed over, so that a telephone may
 * send again what it does not know to have arrived.
 */
export const noteSteps: Act<'note-steps'> = async (doing) => {
  const { input, case: c, tx, ports } = doing
  if (!c.runOrders.some(({ id }) => id === input.order))
    return refuse({ code: 'run-order-unknown', order: input.order })
  const known = notesFor(c, input.order)
  const notes = newNotes(known.notes, input.notes)
  if (known.notes.length + notes.length > mostNotes) return refuse({ code: 'step-notes-too-many', limit: mostNotes })
  const pictures: StepPicture[] = []
  for (const picture of input.pictures) {
    if ([...known.pictures, ...pictures].some(({ digest }) => digest === picture.digest)) continue
    const size = (await isOwn(tx, c.organisation, picture.digest)) ? await ports.files.size(picture.digest) : undefined
    if (size !== picture.size) return refuse({ code: 'file-unknown', digest: picture.digest })
    pictures.push(picture)
  }
  const all = [...known.pictures, ...pictures]
  if (all.length > mostPictures || all.reduce((sum, { size }) => sum + size, 0) > mostPictureBytes)
    return refuse({ code: 'step-pictures-too-many', limit: mostPictures, megabytes: mostPictureBytes / 1_000_000 })
  return ok({ order: input.order, notes, pictures })
}

/** Takes the evidence of a run into the case: verified, made for this case, by somebody who was qualified on that day. */
export const attachRun: Act<'attach-run'> = async (doing) => {
  const { input, case: c, scheme, tx, ports } = doing
  const { digest, name, size, replaces } = input
  if (replaces !== undefined && !currentRuns(c).some(({ run }) => run === replaces))
    return refuse({ code: 'run-unknown', run: replaces })
  const file = { digest, name, type: 'application/zip', size, shows: 'real-device' as const }
  const kept = await keepFile(doing, file)
  if (!kept.ok) return kept
  const read = await ports.runs.read(digest, doing.viewer.organisation)
  if (!read.ok) return read
  const reading = read.value
  const order = orderFor(doing, reading)
  if (!order.ok) return order
  const fault = misfit(doing, reading, order.value)
  if (fault !== undefined) return refuse(fault)
  const evaluator = await evaluatorFor(tx, reading, doing.now)
  if (!evaluator.ok && needsEvaluator(c, scheme)) return evaluator
  return ok({
    file,
    order: order.value.id,
    reading,
    ...(evaluator.ok ? { evaluator: evaluator.value } : {}),
    ...(replaces === undefined ? {} : { replaces }),
    criteria: spokenOf(scheme, criteriaOf(c, scheme), reading),
  })
}

/** The criteria of the level that a run has something to say about, whatever it says. */
function spokenOf(
  scheme: Pick<OperatedScheme, 'shows'>,
  criteria: ReturnType<typeof criteriaOf>,
  { units }: RunReading,
): readonly string[] {
  const tested = new Set(units.map(({ unit }) => unit))
  const shown = new Set((scheme.shows ?? []).filter(({ tests }) => tests.some((t) => tested.has(t))).map((s) => s.unit))
  return [...new Set(unitsOf(criteria).flatMap(({ criterion, unit }) => (shown.has(unit.id) ? [criterion] : [])))]
}

function orderFor({ case: c }: Doing<'attach-run'>, { nonce }: RunReading): Result<RunOrder, CaseworkFault> {
  const order = c.runOrders.find((one) => one.nonce === nonce)
  if (order === undefined) return refuse({ code: 'run-not-ordered-here' })
  const used = c.runs.find((run) => run.order === order.id)
  return used === undefined ? ok(order) : refuse({ code: 'run-order-used', order: order.id, run: used.run })
}

// The bench has a clock of its own, and many benches have no network: a day either way is forgiven, a wrong year is not. A run
// that could be dated freely could be put into the time of a qualification that is over.
const clockTolerance = 86_400_000

function misfit(
  { case: c, ports, now }: Doing<'attach-run'>,
  reading: RunReading,
  order: RunOrder,
): CaseworkFault | undefined {
  const [began, ended] = [Date.parse(reading.began), Date.parse(reading.ended)]
  if (ended < began || began < Date.parse(order.at) - clockTolerance || ended > Date.parse(now) + clockTolerance)
    return { code: 'run-out-of-time', began: reading.began, ended: reading.ended, ordered: order.at }
  if (!ports.runs.policies.has(reading.policy)) return { code: 'run-policy-unknown', policy: reading.policy }
  const expected = order.ixit ?? c.ixit
  if (expected !== undefined && reading.ixit !== expected)
    return { code: 'run-declaration-differs', found: reading.ixit, expected }
  return undefined
}

/** Who signed a run, if the register has them as qualified on the day of the run. */
async function evaluatorFor(
  tx: CaseTransaction,
  { key, ended }: Pick<RunReading, 'key' | 'ended'>,
  now: Instant,
): Promise<Result<RunEvaluator, CaseworkFault>> {
  const known = evaluatorsFrom(await tx.evaluatorEvents(key), now).filter((one) => one.key === key)
  const found = qualifiedAt(known, key, ended)
  if (found !== undefined) {
    const { id, name, organisation, title, issuedBy, validFrom, validUntil, person } = found
    return ok({ id, name, organisation, title, issuedBy, validFrom, validUntil, ...(person && { person }) })
  }
  const [last] = known.toReversed()
  if (last === undefined) return refuse({ code: 'evaluator-key-unknown', key })
  const day = dateInJapan(ended)
  const state = evaluatorStateText[evaluatorStateOn(last, day)]
  const { name, validFrom, validUntil } = last
  return refuse({ code: 'evaluator-not-qualified', name, day, validFrom, validUntil, state })
}

/**
 * Whether every run that counts was made under a qualification that still stands for its day: an end may be entered later than
 * the run, and reach back before it.
 */
export async function lostQualification({
  case: c,
  tx,
  now,
}: Pick<Doing<ActName>, 'case' | 'tx' | 'now'>): Promise<CaseworkFault | undefined> {
  for (const run of currentRuns(c)) {
    if (run.evaluator === undefined) continue
    const again = await evaluatorFor(tx, run, now)
    if (!again.ok) return { code: 'evaluator-qualification-lost', name: run.evaluator.name, run: run.run }
  }
  return undefined
}

/** Judges a run again from its evidence, and keeps what came of it. */
export const replayRun: Act<'replay-run'> = async ({ input, case: c, viewer, ports }) => {
  const run = currentRuns(c).find((one) => one.run === input.run)
  if (run === undefined) return refuse({ code: 'run-unknown', run: input.run })
  const again = await ports.runs.read(run.file, viewer.organisation)
  if (!again.ok) {
    const { fault } = again
    // Nothing was found out, so nothing goes on record.
    if (fault.code === 'evidence-queue-full' || fault.code === 'evidence-queue-yours') return refuse(fault)
    if (fault.code === 'evidence-broken') return ok({ run: run.run, same: false, problem: fault.why })
    const problem = { ja: `${fault.why.ja}${fault.differs.ja}`, en: `${fault.why.en} ${fault.differs.en}` }
    return ok({ run: run.run, same: false, verdicts: fault.verdicts, problem })
  }
  const { verdicts } = again.value
  return ok({ run: run.run, same: verdicts === run.verdicts && again.value.run === run.run, verdicts })
}
