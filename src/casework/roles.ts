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

/** What a role lets somebody do and see: for whoever gives it, and for whoever is given it. */
export const roleMeaning: Record<Role, Text> = {
  applicant: {
    ja: '申請を書いて宣言し、実機試験を依頼します。この組織の申請をすべて見られます。',
    en: 'Fills in and declares applications, and orders device tests. Sees every application of the organisation.',
  },
  evaluator: {
    ja: '試験機関の人のための役割です。依頼された実機試験を行い、証拠を付けます。見られるのは製品の名前・型番・ソフトウェアと、依頼、手順、試験の結果だけです。回答、ほかの資料、審査は見られません。資格は、認証機関の登録簿で別に確かめます。',
    en: 'For people of a laboratory. Carries out the device tests that were ordered and attaches the evidence. Sees name, models and software of the product, the order, the steps and the results; no answers, no other files, nothing of the review. The role is no qualification: that stands in the register of the certification body.',
  },
  intake: {
    ja: '申請の受付、差し戻し、入金の確認、交付を行います。',
    en: 'Accepts applications or sends them back, confirms payments, issues labels.',
  },
  reviewer: {
    ja: '要件ごとに審査し、質問し、実機試験を再生します。審査した案件の判定はできません。',
    en: 'Reviews criterion by criterion, asks, has device tests judged again. Does not decide what they reviewed.',
  },
  decider: {
    ja: '審査に加わっていない案件を判定し、停止や取消しの提案を確定します。',
    en: 'Decides cases they took no part in, and confirms proposed suspensions and revocations.',
  },
  surveillance: {
    ja: '交付後のラベルを見守り、停止、取消し、停止の解除を提案します。',
    en: 'Watches labels after issue; proposes to suspend, to revoke, to lift a suspension.',
  },
  administrator: {
    ja: '人を招待し、役割を決めます。事業者では申請を見ること、認証機関では評価者の登録簿の管理もできます。',
    en: 'Invites people and gives roles. At a maker also reads the applications, at a certification body also keeps the register of evaluators.',
  },
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
