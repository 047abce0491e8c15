import type { Instant } from '../kernel/date.ts'
import type { LabelId } from '../kernel/label-id.ts'
import type { Text } from '../kernel/text.ts'

/** What the verifier says of a label: exactly one of these. From bad to good; the first that holds is said. */
export const reportVerdicts = [
  'bad-signature',
  'unknown-key',
  'not-logged',
  'not-yet-valid',
  'superseded',
  'revoked',
  'expired',
  'stale',
  'suspended',
  'valid',
] as const
export type ReportVerdict = (typeof reportVerdicts)[number]

export const reportVerdictText: Record<ReportVerdict, Text> = {
  valid: { ja: '有効です', en: 'Valid' },
  suspended: { ja: '停止中です', en: 'Suspended' },
  revoked: { ja: '取り消されたか、終了しています', en: 'Revoked or ended' },
  expired: { ja: '有効期限が切れています', en: 'Expired' },
  'not-yet-valid': { ja: '有効期間がまだ始まっていません', en: 'Not yet valid' },
  superseded: { ja: '新しい証明に置き換えられています', en: 'Superseded by a newer credential' },
  'not-logged': { ja: '公開の記録に載っていることを確認できません', en: 'Not shown to be in the public log' },
  stale: { ja: '現在の状態を確認できません', en: 'Current status unknown' },
  'bad-signature': { ja: '署名が正しくありません', en: 'Bad signature' },
  'unknown-key': { ja: '信頼できる鍵の署名ではありません', en: 'Not signed by a trusted key' },
}

/** The steps of verification, in the order in which they are taken. */
export const stepNames = [
  'signature',
  'key',
  'logged',
  'credential',
  'models',
  'validity',
  'checkpoint',
  'superseded',
  'revocation',
  'suspension',
] as const
export type StepName = (typeof stepNames)[number]

export const stepText: Record<StepName, Text> = {
  signature: { ja: '発行者の署名', en: "Issuer's signature" },
  key: { ja: '署名した鍵', en: 'Signing key' },
  logged: { ja: '公開記録（透明性ログ）への掲載', en: 'Entry in the transparency log' },
  credential: { ja: '証明の内容', en: 'Content of the credential' },
  models: { ja: '対象の型番', en: 'Models covered' },
  validity: { ja: '有効期間', en: 'Validity period' },
  checkpoint: { ja: '記録の新しさと一貫性', en: 'Freshness and consistency of the log' },
  superseded: { ja: 'より新しい証明の有無', en: 'Newer credentials' },
  revocation: { ja: '取消し・終了の有無', en: 'Revocation' },
  suspension: { ja: '停止の有無', en: 'Suspension' },
}

/** Why a step did not hold, and the verdict that follows from it. */
export const verdictOf = {
  'jws-malformed': 'bad-signature',
  'signature-wrong': 'bad-signature',
  'credential-malformed': 'bad-signature',
  'models-differ': 'bad-signature',
  'gtins-differ': 'bad-signature',
  'key-unknown': 'unknown-key',
  'key-outside-window': 'unknown-key',
  'issuer-not-signer': 'unknown-key',
  'proof-malformed': 'not-logged',
  'checkpoint-untrusted': 'not-logged',
  'checkpoint-quorum': 'not-logged',
  'not-in-log': 'not-logged',
  'log-forked': 'not-logged',
  'label-differs': 'not-logged',
  'not-yet-valid': 'not-yet-valid',
  expired: 'expired',
  superseded: 'superseded',
  revoked: 'revoked',
  suspended: 'suspended',
  'status-missing': 'stale',
  'status-list-untrusted': 'stale',
  'status-list-other': 'stale',
  'status-list-unreadable': 'stale',
  'status-list-too-old': 'stale',
  'status-list-unlogged': 'stale',
  'status-out-of-range': 'stale',
  'checkpoint-older-than-known': 'stale',
  'growth-unproven': 'stale',
  'checkpoint-too-old': 'stale',
} as const satisfies Record<string, ReportVerdict>
export type Why = keyof typeof verdictOf

export const whyText: Record<Why, Text> = {
  'jws-malformed': { ja: '証明の形が正しくありません。', en: 'The credential is not well-formed.' },
  'signature-wrong': {
    ja: '署名が内容と一致しません。書き換えられたおそれがあります。',
    en: 'The signature does not match the content; it may have been altered.',
  },
  'credential-malformed': {
    ja: '証明に、ラベルとして必要な項目がありません。',
    en: 'The credential lacks what a label must say.',
  },
  'models-differ': {
    ja: '型番の一覧が、署名された内容と一致しません。',
    en: 'The list of models is not the one that was signed.',
  },
  'gtins-differ': {
    ja: 'JANコード（GTIN）の一覧が、署名された内容と一致しません。',
    en: 'The list of GTINs is not the one that was signed.',
  },
  'key-unknown': { ja: '署名した鍵が、信頼する鍵の一覧にありません。', en: 'The key is not in the trust anchor.' },
  'key-outside-window': {
    ja: 'この鍵が使われていた期間の記録ではありません。',
    en: 'The entry lies outside the range in which this key was in use.',
  },
  'issuer-not-signer': {
    ja: '証明に書かれた発行者と、署名した者が違います。',
    en: 'The issuer named in the credential is not the one who signed.',
  },
  'proof-malformed': { ja: '掲載の証拠の形が正しくありません。', en: 'The proof of logging is not well-formed.' },
  'checkpoint-untrusted': {
    ja: '記録の署名を信頼できません。',
    en: 'The signature of the log is not trusted.',
  },
  'checkpoint-quorum': {
    ja: '記録を確認した立会人の数が足りません。',
    en: 'Too few witnesses have seen the log in this state.',
  },
  'not-in-log': {
    ja: 'この証明は、示された場所に記録されていません。',
    en: 'This credential is not in the log at the place shown.',
  },
  'log-forked': {
    ja: '以前に確認した記録と食い違っています。重大な異常です。',
    en: 'The log contradicts what was seen before. This is a serious incident.',
  },
  'label-differs': { ja: '別のラベルの証明です。', en: 'This is the credential of another label.' },
  'not-yet-valid': { ja: '有効期間の始まりより前です。', en: 'The validity has not begun.' },
  expired: { ja: '有効期間が終わりました。', en: 'The validity has ended.' },
  superseded: { ja: '同じラベルの新しい証明があります。', en: 'There is a newer credential of this label.' },
  revoked: { ja: '取り消されたか、終了しています。', en: 'The label was revoked or has ended.' },
  suspended: { ja: '停止されています。', en: 'The label is suspended.' },
  'status-missing': { ja: '状態リストがありません。', en: 'The status list is missing.' },
  'status-list-untrusted': {
    ja: '状態リストの署名を信頼できません。',
    en: 'The signature of the status list is not trusted.',
  },
  'status-list-other': { ja: '別の状態リストです。', en: 'This is another status list.' },
  'status-list-unreadable': { ja: '状態リストを読み取れません。', en: 'The status list cannot be read.' },
  'status-list-too-old': { ja: '状態リストが古すぎます。', en: 'The status list is too old.' },
  'status-list-unlogged': {
    ja: '状態リストが公開の記録に載っていません。',
    en: 'The status list is not committed in the log.',
  },
  'status-out-of-range': {
    ja: '状態リストに、この証明の欄がありません。',
    en: 'The status list has no place for this credential.',
  },
  'checkpoint-older-than-known': {
    ja: '以前に確認した記録より古いものです。',
    en: 'The log is older than what was seen before.',
  },
  'growth-unproven': {
    ja: '以前に確認した記録の続きであることを確かめられません。',
    en: 'The log is not shown to continue what was seen before.',
  },
  'checkpoint-too-old': { ja: '記録の確認時刻が古すぎます。', en: 'The witnesses saw the log too long ago.' },
}

/** One step: held, did not hold (with the reason), or was not reached (null). */
export interface Step {
  readonly step: StepName
  readonly ok: boolean | null
  readonly why?: Why
}

/** The document of verification: one verdict, and how it came about. */
export interface Report {
  readonly verdict: ReportVerdict
  readonly at: Instant
  readonly steps: readonly Step[]
  readonly label?: LabelId
  readonly credential?: {
    readonly sha256: string // hex, of the JWS
    readonly leafIndex: number
    readonly validFrom: Instant
    readonly validUntil: Instant
    readonly payload: Readonly<Record<string, unknown>>
  }
  readonly models?: readonly string[] // only when they are the signed ones
  readonly gtins?: readonly string[] // bar code number and model; only when they are the signed ones
  /**
   * What to remember and to hand in next time (rollback protection): the newest believed checkpoint, or the one handed in
   * where the newest is not shown to continue it. A verifier that went on without that proof could be led onto a fork.
   */
  readonly checkpoint?: KnownCheckpoint
}

/** A checkpoint as a verifier remembers it. */
export interface KnownCheckpoint {
  readonly origin: string
  readonly size: number
  readonly root: string // base64
}

/** The verdict that follows from the steps: the worst reason decides. */
export function conclude(steps: readonly Step[]): ReportVerdict {
  let worst: number = reportVerdicts.indexOf('valid')
  for (const { why } of steps) if (why) worst = Math.min(worst, reportVerdicts.indexOf(verdictOf[why]))
  return reportVerdicts[worst]!
}
