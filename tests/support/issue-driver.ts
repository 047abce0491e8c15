import { Readable } from 'node:stream'
import type { Case } from '../../src/casework/case.ts'
import { fold } from '../../src/casework/fold.ts'
import type { ActName } from '../../src/casework/lifecycle.ts'
import { perform } from '../../src/casework/perform.ts'
import type { Ports } from '../../src/casework/ports.ts'
import { declarationDocument } from '../../src/casework/queries.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { takeIn } from '../../src/casework/taking-in.ts'
import { dateInJapan } from '../../src/core/kernel/date.ts'
import type { Digest } from '../../src/core/kernel/digest.ts'
import type { Fault } from '../../src/core/kernel/fault.ts'
import { people } from './application.ts'

// Drives invented cases from nothing to an issued label, and on to its suspension and restoration, by looking each time
// only at the case as it stands: so it can go on after any crash.

/** An act that comes next, by whom. */
export interface Step {
  readonly who: Viewer
  readonly act: ActName
  readonly data: unknown
}

type File = { readonly digest: Digest; readonly size: number }

/** Evidence that is stored once and shown in every case: one of each kind that criteria ask for. */
export interface Evidence {
  readonly document: File
  readonly 'real-device': File
}

async function put(ports: Ports, text: string): Promise<File> {
  const upload = { name: 'evidence.txt', limit: 1_000_000 }
  const taken = await takeIn(ports, applicant, Readable.from([Buffer.from(text)]), upload)
  if (!taken.ok) throw new Error(taken.fault.code)
  return taken.value
}

export const storeEvidence = async (ports: Ports): Promise<Evidence> => ({
  document: await put(ports, 'a design document, invented'),
  'real-device': await put(ports, 'a test record, invented'),
})

const { applicant, intake, reviewer, decider, second } = people

type Rules = Pick<Ports, 'schemes' | 'clock'>

function drafting(c: Case, ports: Rules, evidence: Evidence): Step {
  const save = (act: ActName, data: unknown): Step => ({ who: applicant, act, data })
  const { maker, product } = c
  if (Object.keys(c.eligibility).length === 0)
    return save('save-eligibility', {
      facts: { 'ip-communication': true, 'user-adds-security-software': false, 'product-unit': 'device' },
    })
  if (maker.name === undefined)
    return save('save-organisation', { name: { ja: '株式会社ひかり見本（架空）' }, role: 'manufacturer' })
  if (maker.contact === undefined)
    return save('save-contact', {
      contact: 'support@maker-a.example',
      vulnerability: { contact: 'psirt@maker-a.example', policyUrl: 'https://maker-a.example/security' },
    })
  if (product.name === undefined)
    return save('save-product', {
      name: { ja: 'ひかりルーター（見本）', en: 'Hikari Router (sample)' },
      category: 'router',
      intendedUse: '家庭内でインターネットにつなぐ。',
    })
  if (product.models === undefined) {
    const model = `HR-${c.id.replaceAll('-', '').slice(-12).toUpperCase()}`
    return save('save-models', { text: `${model}\n${model}W` })
  }
  if (product.software === undefined) return save('save-software', { minimum: '2.1.0', services: [], sbom: 'kept' })
  if (product.updates === undefined)
    return save('save-updates', {
      mode: 'automatic',
      howToSeeVersion: '設定画面の「本体情報」で確認する。',
      supportUntil: '2035-03-31',
      use: { setUp: '管理者パスワードを決める。', daily: '自動更新を切らない。', disposal: '初期化する。' },
      defaultPassword: 'set-by-user',
    })
  for (const shows of ['document', 'real-device'] as const)
    if (!c.files.some((file) => file.shows === shows))
      return save('add-evidence', { ...evidence[shows], name: `${shows}.txt`, type: 'text/plain', shows })
  const criterion = criteriaOf(c, ports).find((id) => c.answers[id] === undefined)
  if (criterion !== undefined)
    return save('answer', {
      criterion,
      claim: 'fulfilled',
      reason: '試験記録のとおり。',
      restsOn: c.files.map(({ digest }) => ({ kind: 'file', digest })),
    })
  const { digest } = declarationDocument(c, schemeOf(c, ports))
  return save('declare', { name: '見本 花子', position: '品質保証部長', digest, truthful: true, duty: true })
}

const schemeOf = (c: Case, ports: Rules) => {
  const scheme = ports.schemes.find(c.scheme, c.edition)
  if (scheme === undefined) throw new Error(`no scheme ${c.scheme}`)
  return scheme
}
const criteriaOf = (c: Case, ports: Rules): readonly string[] =>
  schemeOf(c, ports).levels.find((l) => l.code === c.level)?.criteria ?? []

function reviewing(c: Case, ports: Rules): Step {
  const step = (act: ActName, data: unknown = {}): Step => ({ who: reviewer, act, data })
  if (c.reviewer === undefined) return step('begin-review')
  const criterion = criteriaOf(c, ports).find((id) => c.reviews[id] === undefined)
  return criterion === undefined ? step('finish-review') : step('review', { criterion, outcome: 'sufficient' })
}

const rounds = 8 // of a suspension or a restoration: each leaves an event in the log

function watching(c: Case): Step | undefined {
  const open = c.proposals.find((p) => p.outcome === undefined)
  if (open !== undefined) return { who: decider, act: 'confirm-proposal', data: { proposal: open.id, label: c.label } }
  if (c.proposals.length >= rounds) return undefined
  return c.proposals.length % 2 === 0
    ? { who: second, act: 'propose-suspend', data: standing('vulnerability-open', '弱点の修正を待っています。') }
    : { who: second, act: 'propose-restore', data: standing('cause-removed', '修正を確認しました。') }
}
const standing = (reasonCode: string, ja: string) => ({ reasonCode, publicText: { ja } })

/** What has to be done next in a case, as it stands; undefined when nothing is left. */
export function nextStep(c: Case, ports: Rules, evidence: Evidence): Step | undefined {
  switch (c.state) {
    case 'draft':
      return drafting(c, ports, evidence)
    case 'submitted':
      return { who: intake, act: 'accept', data: {} }
    case 'payment-due':
      return { who: intake, act: 'confirm-payment', data: { paidOn: dateInJapan(ports.clock.now()) } }
    case 'in-review':
      return reviewing(c, ports)
    case 'awaiting-decision':
      return { who: decider, act: 'decide-grant', data: { reasons: { ja: 'すべての要件に適合している。' } } }
    case 'granted':
      return { who: intake, act: 'issue', data: {} }
    case 'issued':
      return watching(c)
    default:
      return undefined
  }
}

/** An act that was refused though it should not be. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
}

/** Does the next act of a case (the first where there is none); undefined when nothing is left to do. */
export async function advance(
  ports: Ports,
  c: Case | undefined,
  evidence: Evidence,
): Promise<{ readonly act: ActName; readonly case: Case } | undefined> {
  const step =
    c === undefined
      ? { who: applicant, act: 'start' as const, data: { scheme: 'jc-star', level: '1' } }
      : nextStep(c, ports, evidence)
  if (step === undefined) return undefined
  const { who, act, data } = step
  const done = await perform(ports, who, c === undefined ? { act, data } : { act, caseId: c.id, seenSeq: c.seq, data })
  if (!done.ok) throw new Unexpected(`${act}: ${JSON.stringify(done.fault satisfies Fault)}`)
  return { act, case: done.value }
}

/** A case as the database has it, whole. */
export const readCase = (ports: Pick<Ports, 'store'>, id: string): Promise<Case> =>
  ports.store.transact(applicant, async (tx) => fold(await tx.readEvents(id)))

/** Cases in which something is left to do, the oldest first. */
export async function unfinished(ports: Ports): Promise<readonly string[]> {
  const lines = await ports.store.transact(applicant, (tx) => tx.list({}))
  return lines
    .filter((line) => line.state !== 'issued')
    .map((line) => line.id)
    .reverse()
}

/** A label from nothing, up to its issue. */
export async function issueOne(ports: Ports): Promise<Case> {
  const evidence = await storeEvidence(ports)
  let c = (await advance(ports, undefined, evidence))?.case
  while (c !== undefined && c.state !== 'issued') c = (await advance(ports, c, evidence))?.case
  if (c === undefined) throw new Error('the case ended before it was issued')
  return c
}
