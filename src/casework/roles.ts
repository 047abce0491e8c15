import type { Text } from '../core/kernel/text.ts'

/** What a person may be in an organisation. One person may hold several roles; duties are separated per case (segregation). */
export const roles = [
  'applicant',
  'evaluator',
  'intake',
  'reviewer',
  'decider',
  'surveillance',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export const roleText: Record<Role, Text> = {
  applicant: { ja: '申請者', en: 'Applicant' },
  evaluator: { ja: '実機試験の評価者', en: 'Device evaluator' },
  intake: { ja: '受付', en: 'Intake' },
  reviewer: { ja: '審査', en: 'Reviewer' },
  decider: { ja: '判定', en: 'Decider' },
  surveillance: { ja: '市場の見守り', en: 'Surveillance' },
  administrator: { ja: '管理者', en: 'Administrator' },
}

export type OrganisationKind = 'maker' | 'body'

/** Which roles there are in which kind of organisation. */
export const rolesOf: Record<OrganisationKind, readonly Role[]> = {
  maker: ['applicant', 'evaluator', 'administrator'],
  body: ['intake', 'reviewer', 'decider', 'surveillance', 'administrator'],
}

/** Who looks or acts: one person, in one organisation. The organisation is the tenant. */
export interface Viewer {
  readonly person: string
  readonly name: string
  readonly organisation: string
  readonly kind: OrganisationKind
  readonly roles: readonly Role[]
}

/**
 * Whether somebody is in an organisation to test devices and for nothing else: a person of a laboratory, whom the maker let in. They
 * see the tests that were ordered, and nothing besides (ISO/IEC 17065 4.5: what is confidential is seen by those who need it). The
 * kind of organisation is not asked: a body has no such role, and a row that says otherwise must open less, not everything.
 */
export const isOnlyEvaluator = ({ roles: held }: Pick<Viewer, 'roles'>): boolean =>
  held.length > 0 && held.every((role) => role === 'evaluator')
