import type { Text } from '../core/kernel/text.ts'

/** What a person may be in an organisation. One person may hold several roles; duties are separated per case (segregation). */
export const roles = ['applicant', 'intake', 'reviewer', 'decider', 'surveillance', 'administrator'] as const
export type Role = (typeof roles)[number]

export const roleText: Record<Role, Text> = {
  applicant: { ja: '申請者', en: 'Applicant' },
  intake: { ja: '受付', en: 'Intake' },
  reviewer: { ja: '審査', en: 'Reviewer' },
  decider: { ja: '判定', en: 'Decider' },
  surveillance: { ja: '市場の見守り', en: 'Surveillance' },
  administrator: { ja: '管理者', en: 'Administrator' },
}

export type OrganisationKind = 'maker' | 'body'

/** Which roles there are in which kind of organisation. */
export const rolesOf: Record<OrganisationKind, readonly Role[]> = {
  maker: ['applicant', 'administrator'],
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
