import type { Case } from '../../src/casework/case.ts'
import type { ActName } from '../../src/casework/lifecycle.ts'
import { perform } from '../../src/casework/perform.ts'
import { declarationDocument } from '../../src/casework/queries.ts'
import type { OrganisationKind, Role, Viewer } from '../../src/casework/roles.ts'
import type { MemoryPorts } from './memory-ports.ts'

// The people of the stories, and an application that takes each story as far as it needs to go.

const person = (id: string, kind: OrganisationKind, organisation: string, ...roles: Role[]): Viewer => ({
  person: id,
  name: `${id} 見本`,
  organisation,
  kind,
  roles,
})

export const people = {
  administrator: person('administrator', 'body', 'body', 'administrator'),
  applicant: person('applicant', 'maker', 'maker-a', 'applicant'),
  stranger: person('stranger', 'maker', 'maker-b', 'applicant'),
  evaluator: person('evaluator', 'maker', 'maker-a', 'evaluator'), // of a laboratory, let in by the maker to test
  intake: person('intake', 'body', 'body', 'intake'),
  reviewer: person('reviewer', 'body', 'body', 'reviewer', 'decider'), // holds both roles, lawfully
  decider: person('decider', 'body', 'body', 'decider'),
  second: person('second', 'body', 'body', 'decider', 'surveillance'),
} as const

export interface Story extends MemoryPorts {
  /** Does an act or throws with the fault. */
  readonly does: (who: Viewer, act: ActName, data?: unknown) => Promise<Case>
  /** Tries an act and answers the fault's code. */
  readonly refused: (who: Viewer, act: ActName, data?: unknown) => Promise<string>
  readonly now: () => Case
}

const models = 'HR-200\nHR-200W\nHR-200P'

export function story(ports: MemoryPorts): Story {
  let id = ''
  const current = (): Case => {
    const kept = ports.committed().cases.get(id)
    if (kept === undefined) throw new Error('the story has not begun')
    return kept.folded
  }
  const ask = (who: Viewer, act: ActName, data: unknown) =>
    perform(ports.ports, who, act === 'start' ? { act, data } : { act, caseId: id, seenSeq: current().seq, data })
  return {
    ...ports,
    now: current,
    does: async (who, act, data = {}) => {
      const done = await ask(who, act, data)
      if (!done.ok) throw new Error(`${act}: ${JSON.stringify(done.fault)}`)
      if (act === 'start') id = done.value.id
      return current()
    },
    refused: async (who, act, data = {}) => {
      const done = await ask(who, act, data)
      if (done.ok) throw new Error(`${act} was not refused`)
      return done.fault.code
    },
  }
}

/** Fills an application in completely, every criterion with a reason and evidence. */
export async function filled(s: Story, begin: Record<string, unknown> = {}): Promise<void> {
  const { applicant } = people
  await s.does(applicant, 'start', { scheme: 'jc-star', level: '1', ...begin })
  await s.does(applicant, 'save-eligibility', {
    facts: { 'ip-communication': true, 'user-adds-security-software': false, 'product-unit': 'device' },
  })
  await s.does(applicant, 'save-organisation', { name: { ja: '株式会社ひかり見本（架空）' }, role: 'manufacturer' })
  await s.does(applicant, 'save-contact', {
    contact: 'support@maker-a.example',
    vulnerability: { contact: 'psirt@maker-a.example', policyUrl: 'https://maker-a.example/security' },
  })
  await s.does(applicant, 'save-product', {
    name: { ja: 'ひかりルーター HR-200シリーズ（見本）', en: 'Hikari Router HR-200 (sample)' },
    category: 'router',
    intendedUse: '家庭内でインターネットにつなぐ。',
  })
  await s.does(applicant, 'save-models', { text: models })
  await s.does(applicant, 'save-software', { minimum: '2.1.0', services: [], sbom: 'kept' })
  await s.does(applicant, 'save-updates', {
    mode: 'automatic',
    howToSeeVersion: '設定画面の「本体情報」で確認する。',
    supportUntil: '2031-03-31',
    use: {
      setUp: '初回に管理者パスワードを決める。',
      daily: '自動更新を切らない。',
      disposal: '初期化してから手放す。',
    },
    defaultPassword: 'set-by-user',
  })
  const digest = await s.store('design document')
  await s.does(applicant, 'add-evidence', { digest, name: 'design.pdf', type: 'application/pdf', size: 15 })
  const tested = await s.store('test record')
  await s.does(applicant, 'add-evidence', {
    digest: tested,
    name: 'test.pdf',
    type: 'application/pdf',
    size: 11,
    shows: 'real-device',
  })
  for (const criterion of criteria(s))
    await s.does(applicant, 'answer', {
      criterion,
      claim: 'fulfilled',
      reason: '設計書と試験記録のとおり。',
      restsOn: [
        { kind: 'file', digest },
        { kind: 'file', digest: tested },
      ],
    })
}

export const criteria = (s: Story): readonly string[] => {
  const c = s.now()
  return s.ports.schemes.find(c.scheme, c.edition)?.levels.find((l) => l.code === c.level)?.criteria ?? []
}

/** What a declarer sends, over the document as it stands. */
export function declaring(s: Story): Record<string, unknown> {
  const c = s.now()
  const scheme = s.ports.schemes.find(c.scheme, c.edition)
  if (scheme === undefined) throw new Error('no scheme')
  return {
    name: '見本 花子',
    position: '品質保証部長',
    digest: declarationDocument(c, scheme).digest,
    truthful: true,
    duty: true,
  }
}

export async function inReview(s: Story): Promise<void> {
  await s.does(people.applicant, 'declare', declaring(s))
  await s.does(people.intake, 'accept')
  await s.does(people.intake, 'confirm-payment', { paidOn: '2026-11-24' })
  await s.does(people.reviewer, 'begin-review')
}

export async function reviewed(s: Story): Promise<void> {
  for (const criterion of criteria(s)) await s.does(people.reviewer, 'review', { criterion, outcome: 'sufficient' })
  await s.does(people.reviewer, 'finish-review')
}

export async function granted(s: Story): Promise<void> {
  await s.does(people.decider, 'decide-grant', { reasons: { ja: 'すべての要件に適合している。' } })
  await s.does(people.intake, 'issue')
}

/** A label, from nothing. */
export async function issued(s: Story, begin: Record<string, unknown> = {}): Promise<void> {
  await filled(s, begin)
  await inReview(s)
  await reviewed(s)
  await granted(s)
}
