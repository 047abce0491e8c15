import type { Case, CaseSummary, EvidenceFile } from '../../src/casework/case.ts'
import { type CaseEvent, chain } from '../../src/casework/events.ts'
import type { ActName, State } from '../../src/casework/lifecycle.ts'
import type { CaseTransaction, LabelRecord } from '../../src/casework/ports.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { digestOf } from '../../src/core/kernel/digest.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import type { LabelEvent } from '../../src/core/surveillance/standing.ts'

// Invented cases and labels, as small as the store allows: it keeps documents and does not judge them.

export const maker = (organisation: string): Viewer => ({
  ...{ person: `person-of-${organisation}`, name: '見本 花子', organisation, kind: 'maker', roles: ['applicant'] },
})
export const body: Viewer = {
  ...{ person: 'officer', name: '見本 太郎', organisation: 'body', kind: 'body', roles: ['intake', 'reviewer'] },
}

export const file = (content: string): EvidenceFile => ({
  ...{ digest: digestOf(content), name: `${content}.pdf`, type: 'application/pdf', size: content.length },
  ...{ addedBy: 'p', addedAt: '2026-04-01T00:00:00Z', shows: 'document' },
})

interface Sketch {
  readonly id: string
  readonly organisation: string
  readonly act?: ActName
  readonly state?: State
  readonly at?: string
  readonly data?: Record<string, unknown>
  readonly files?: readonly EvidenceFile[]
  readonly productName?: string
  readonly reviewer?: string
}

/** The next event of a case with its fold and its line. */
export function step(s: Sketch, previous?: CaseEvent): readonly [CaseEvent, Case, CaseSummary] {
  const event = chain(previous, {
    caseId: s.id,
    at: s.at ?? '2026-04-01T00:00:00Z',
    act: s.act ?? (previous === undefined ? 'start' : 'save-product'),
    person: `person-of-${s.organisation}`,
    organisation: s.organisation,
    data: s.data ?? {},
  })
  const state = s.state ?? 'draft'
  const folded: Case = {
    ...{ id: s.id, organisation: s.organisation, scheme: 'jc-star', edition: 'e', level: '1', path: 'declaration' },
    ...{ state, seq: event.seq, head: event.digest, startedAt: '2026-04-01T00:00:00Z', updatedAt: event.at },
    ...{
      eligibility: {},
      maker: {},
      product: {},
      answers: {},
      laidAside: {},
      moved: null,
      files: s.files ?? [],
      numbers: {},
      reviews: {},
      runOrders: [],
      runs: [],
      stepNotes: {},
    },
    ...{ questions: [], notes: [], proposals: [], advisories: [], participants: [], clock: { spentMs: 0 } },
    sample: true,
    ...(s.reviewer === undefined ? {} : { reviewer: s.reviewer }),
  }
  const summary: CaseSummary = {
    ...{ id: s.id, organisation: s.organisation, makerName: `架空社 ${s.organisation}` },
    ...{
      productName: s.productName ?? 'ひかりルーター',
      number: s.id.slice(0, 8),
      scheme: 'jc-star',
      level: '1',
      state,
    },
    ...{ models: 1, openProposals: 0, seq: event.seq, startedAt: folded.startedAt, updatedAt: event.at },
    ...{ sample: true, example: false },
    ...(s.reviewer === undefined ? {} : { reviewer: s.reviewer }),
  }
  return [event, folded, summary]
}

/** Appends the next event of a case in a transaction. */
export async function advance(tx: CaseTransaction, s: Sketch): Promise<CaseEvent> {
  const events = await tx.lockEvents(s.id)
  const [event, folded, summary] = step(s, events.at(-1))
  await tx.append(event, folded, summary)
  return event
}

export const labelEvent = (event: LabelEvent['event'], at: string, effectiveFrom = at): LabelEvent => ({
  ...{ event, at, effectiveFrom, actorRole: 'decider' },
})

interface LabelSketch {
  readonly label: string
  readonly models: readonly string[]
  readonly gtins?: Entry['product']['gtins']
  readonly name?: string
  readonly maker?: string
  readonly level?: string
  readonly category?: string
  readonly issuedAt?: string
  readonly until?: string
  readonly events?: readonly LabelEvent[]
  readonly advisories?: Entry['advisories']
  readonly caseId?: string
}

export function labelRecord(s: LabelSketch): LabelRecord {
  const issuedAt = s.issuedAt ?? '2026-04-01T00:00:00.000Z'
  const makerId = s.maker ?? 'maker-a'
  const entry: Entry = {
    ...{ label: s.label, scheme: 'jc-star', edition: 'e', level: s.level ?? '1', levelSymbol: '☆1', assessor: 'self' },
    product: {
      ...{ name: { ja: s.name ?? 'ひかりルーター' }, category: s.category ?? 'router', intendedUse: '家庭' },
      ...{ models: s.models, software: { minimum: '1.0', services: [] } },
      updates: { mode: 'automatic', howToSeeVersion: '設定', supportUntil: '2031-03-31' },
      use: { setUp: 'a', daily: 'b', disposal: 'c' },
      defaultPassword: 'unique-per-device',
      vulnerability: { contact: 'psirt@hikari.example', policyUrl: 'https://hikari.example/' },
      sbom: 'kept',
      ...(s.gtins === undefined ? {} : { gtins: s.gtins }),
    },
    maker: { id: makerId, name: { ja: `架空電機 ${makerId}` }, role: 'manufacturer', contact: 'info@hikari.example' },
    body: { name: { ja: '見本機関', en: 'Sample body' } },
    ...{ declaredOn: '2026-03-20', issuedAt },
    validity: { validFrom: issuedAt, validUntil: s.until ?? '2028-04-01T00:00:00.000Z' },
    events: [labelEvent('issued', issuedAt), ...(s.events ?? [])],
    advisories: s.advisories ?? [],
    sample: true,
    credential: { digest: digestOf(s.label), statusIndex: 0, leafIndex: null },
  }
  return { entry, caseId: s.caseId ?? `case-of-${s.label}`, organisation: makerId, jws: `jws.of.${s.label}` }
}
