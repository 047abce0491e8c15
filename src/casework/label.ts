import { attest } from '../core/attestation/attest.ts'
import type { CredentialInput } from '../core/attestation/credential.ts'
import { headerOf, signJws } from '../core/attestation/jws.ts'
import { type LoggedEvent, labelEventPayload } from '../core/attestation/label-event.ts'
import type { Statement } from '../core/attestation/statement.ts'
import type { Evaluation } from '../core/determination/evaluation.ts'
import { addDays, dateInJapan, type Instant, type IsoDate, startOfDate } from '../core/kernel/date.ts'
import { type Digest, digestBytes } from '../core/kernel/digest.ts'
import { type LabelId, makeLabelId } from '../core/kernel/label-id.ts'
import type { Result } from '../core/kernel/result.ts'
import type { Entry } from '../core/register/entry.ts'
import { publicProduct } from '../core/register/publish.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import type { Maker, Product } from '../core/selection/product.ts'
import type { LabelEvent } from '../core/surveillance/standing.ts'
import type { Doing } from './act.ts'
import { levelOf, needsEvaluator } from './assessment.ts'
import type { Case } from './case.ts'
import { sections } from './completeness.ts'
import type { CaseworkFault } from './faults.ts'
import type { ActName } from './lifecycle.ts'
import type { LabelRecord } from './ports.ts'
import { currentRuns } from './runs.ts'

type Hands = Pick<Doing<ActName>, 'case' | 'scheme' | 'now' | 'seq' | 'events' | 'ports' | 'tx'>

/** Maker and product of a case that was declared complete; anything missing here is a bug, not a refusal. */
export function declaredOf(c: Case): { readonly maker: Maker; readonly product: Product } {
  const product: Product = { ...(c.product as Product), facts: c.product.facts ?? {} }
  const maker = c.maker as Maker
  const whole: Readonly<Record<string, object>> = { maker, product }
  for (const field of Object.values(sections).flat()) {
    const [root = '', key = ''] = field.split('.')
    if (!(key in (whole[root] ?? {}))) throw new Error(`the case ${c.id} was declared without ${field}`)
  }
  return { maker, product }
}

/** The first moment at which a label is no longer valid, from its last day in Japan. */
export const endOfDay = (lastDay: IsoDate): Instant => startOfDate(addDays(lastDay, 1))

/** Criteria a label may name: those that were shown, not those that rightly do not apply. */
export const shownCriteria = (evaluation: Evaluation): readonly string[] =>
  evaluation.criteria.filter((c) => c.verdict === 'pass').map((c) => c.criterion)

/** That an evaluator tested the device, and when: all of the runs that the public reads. */
export function testedIn(c: Case, scheme: OperatedScheme): { readonly testedOn?: IsoDate } {
  if (!needsEvaluator(c, scheme)) return {}
  const days = currentRuns(c).flatMap((run) => (run.evaluator === undefined ? [] : [dateInJapan(run.ended)]))
  const last = days.toSorted().at(-1)
  return last === undefined ? {} : { testedOn: last }
}

/** Draws a label number nobody has; two in a row taken already would be a broken source of chance. */
export async function drawLabelId({ ports, tx }: Hands): Promise<LabelId | undefined> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const label = makeLabelId(ports.chance.bytes(18))
    if ((await tx.readLabel(label)) === undefined) return label
  }
  return undefined
}

/** Signs the label's credential under a new place in the status lists. */
export async function signCredential(
  hands: Hands,
  facts: {
    readonly label: LabelId
    readonly product: Product
    readonly maker: Maker
    readonly criteria: readonly string[]
    readonly declaredOn: IsoDate
    readonly validFrom: Instant
    readonly validUntil: Instant
  },
): Promise<Result<Statement, CaseworkFault>> {
  const { scheme, ports, tx } = hands
  const { did, name, labelsUrl, sample } = ports.issuer
  const input: CredentialInput = {
    ...facts,
    issuer: { did, name, labelsUrl, sample },
    scheme,
    level: levelOf(hands.case, scheme),
    product: publicProduct(facts.product),
    statusIndex: await tx.nextStatusIndex(),
  }
  return attest(input, ports.signer)
}

/** Puts a signed credential on its way to the log. The id keeps a retry from making a second leaf. */
export async function logCredential(hands: Hands, statement: Statement): Promise<void> {
  const id = `${hands.case.id}/${hands.seq}/credential`
  await hands.tx.addLeaf({ id, jws: statement.jws, typ: 'vc+jwt', label: statement.label })
}

// The last leaf this case made; its events remember, so that a label's history can be walked backwards in the log.
const previousLeaf = (hands: Hands): Digest | undefined =>
  hands.events.findLast((e) => typeof e.data.leaf === 'string')?.data.leaf as Digest | undefined

/** Signs and logs an event of the label: codes only, because a log forgets nothing. Answers the leaf's digest. */
export async function logLabelEvent(
  hands: Hands,
  facts: {
    readonly event: LoggedEvent
    readonly of: Entry // before the event: names the credential whose bits change
    readonly effectiveFrom: Instant
    readonly reasonCode?: string
    readonly previousLeaf?: Digest
  },
): Promise<Digest> {
  const { ports, tx, now } = hands
  const id = `${hands.case.id}/${hands.seq}/${facts.event}`
  const previous = facts.previousLeaf ?? previousLeaf(hands)
  const payload = labelEventPayload({
    issuer: ports.issuer.did,
    id: ports.chance.uuid(),
    at: now,
    event: facts.event,
    label: facts.of.label,
    credential: facts.of.credential.digest as Digest,
    statusIndex: facts.of.credential.statusIndex,
    effectiveFrom: facts.effectiveFrom,
    ...(facts.reasonCode === undefined ? {} : { reasonCode: facts.reasonCode }),
    ...(previous === undefined ? {} : { previousLeaf: previous }),
  })
  const jws = await signJws(headerOf('label-event+jwt', ports.signer.kid), payload, ports.signer)
  await tx.addLeaf({ id, jws, typ: 'label-event+jwt', label: facts.of.label })
  return digestBytes(jws)
}

/** The label's record with one more public event. */
export const followed = (record: LabelRecord, event: LabelEvent): LabelRecord => ({
  ...record,
  entry: { ...record.entry, events: [...record.entry.events, event] },
})

/**
 * Issues the label anew under its own number: another credential takes the place of the one in force, which is superseded
 * in the register and in the log. For more models, a change, and a renewal.
 */
export async function reissue(
  hands: Hands,
  record: LabelRecord,
  statement: Statement,
  renewed: {
    readonly product: Product
    readonly maker: Maker
    readonly declaredOn: IsoDate
    readonly testedOn?: IsoDate // absent: as the entry has it
    readonly actorRole: string
  },
): Promise<{ readonly record: LabelRecord; readonly leaf: Digest }> {
  const { entry } = record
  await logCredential(hands, statement)
  const leaf = await logLabelEvent(hands, {
    event: 'superseded',
    of: entry,
    effectiveFrom: hands.now,
    previousLeaf: statement.digest,
  })
  const product = publicProduct(renewed.product)
  const next: Entry = {
    ...entry,
    edition: hands.scheme.edition.documentNumber,
    product,
    maker: renewed.maker,
    declaredOn: renewed.declaredOn,
    ...(renewed.testedOn === undefined ? {} : { testedOn: renewed.testedOn }),
    // It was valid until now without a gap, so it is valid from when it was first issued.
    validity: { validFrom: entry.validity.validFrom, validUntil: statement.validUntil },
    credential: { digest: statement.digest, statusIndex: statement.statusIndex, leafIndex: null },
  }
  const event: LabelEvent = {
    event: 'superseded',
    at: hands.now,
    effectiveFrom: hands.now,
    actorRole: renewed.actorRole,
    credential: statement.digest,
    models: product.models.length,
  }
  const saved = followed({ ...record, entry: next, caseId: hands.case.id, jws: statement.jws }, event)
  await hands.tx.saveLabel(saved)
  return { record: saved, leaf }
}

/** The last day on which a label is valid, as letters and pages say it. */
export const lastDay = (validUntil: Instant): IsoDate => dateInJapan(new Date(Date.parse(validUntil) - 1).toISOString())
