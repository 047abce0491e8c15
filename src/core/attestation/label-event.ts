import type { Instant } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { LabelId } from '../kernel/label-id.ts'
import type { StatusPurpose } from './status-bits.ts'

/** What can be logged about a label after it was issued; the issuing itself is logged as the credential. */
export const loggedEvents = ['suspended', 'restored', 'withdrawn', 'ended', 'superseded'] as const
export type LoggedEvent = (typeof loggedEvents)[number]

/** What each event does to the bits of the credential it names. Withdrawal and end of a label cannot be undone. */
export const bitOf: Record<LoggedEvent, { readonly purpose: StatusPurpose; readonly value: boolean }> = {
  suspended: { purpose: 'suspension', value: true },
  restored: { purpose: 'suspension', value: false },
  withdrawn: { purpose: 'revocation', value: true },
  ended: { purpose: 'revocation', value: true },
  superseded: { purpose: 'revocation', value: true }, // of the old credential; the label lives on in the new one
}

/** The payload of a `label-event+jwt`. Codes only: no free text and no person, because a log forgets nothing. */
export interface LabelEventPayload {
  readonly iss: string
  readonly iat: number // seconds since 1970
  readonly jti: string
  readonly event: LoggedEvent
  readonly label: LabelId
  readonly credentialSha256: string // hex
  readonly statusIndex: number
  readonly effectiveFrom: Instant
  readonly reasonCode?: string
  readonly prev?: string // hex SHA-256 of this label's previous leaf; its index may not exist yet when this is signed
}

const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000)
const hex = (digest: Digest): string => digest.slice(7)

export function labelEventPayload(facts: {
  readonly issuer: string // DID
  readonly id: string
  readonly at: Instant
  readonly event: LoggedEvent
  readonly label: LabelId
  readonly credential: Digest
  readonly statusIndex: number
  readonly effectiveFrom: Instant
  readonly reasonCode?: string
  readonly previousLeaf?: Digest
}): LabelEventPayload {
  if (facts.reasonCode !== undefined && !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(facts.reasonCode))
    throw new Error('a reason in the log is a kebab-case code, never a text')
  return {
    iss: facts.issuer,
    iat: seconds(facts.at),
    jti: facts.id,
    event: facts.event,
    label: facts.label,
    credentialSha256: hex(facts.credential),
    statusIndex: facts.statusIndex,
    effectiveFrom: facts.effectiveFrom,
    ...(facts.reasonCode === undefined ? {} : { reasonCode: facts.reasonCode }),
    ...(facts.previousLeaf === undefined ? {} : { prev: hex(facts.previousLeaf) }),
  }
}

export const keyEvents = ['added', 'retired', 'compromised'] as const
export type KeyEvent = (typeof keyEvents)[number]

/** The payload of a `key-event+jwt`. Its place in the log bounds what the key may have signed. */
export const keyEventPayload = (facts: {
  readonly issuer: string
  readonly id: string
  readonly at: Instant
  readonly event: KeyEvent
  readonly kid: string
  readonly publicJwk: Readonly<Record<string, string>>
}) => ({
  iss: facts.issuer,
  iat: seconds(facts.at),
  jti: facts.id,
  event: facts.event,
  kid: facts.kid,
  publicJwk: facts.publicJwk,
})

/** The payload of a `status-snapshot+jwt`: which lists were published for a prefix of the log, by their digests. */
export const statusSnapshotPayload = (facts: {
  readonly issuer: string
  readonly id: string
  readonly at: Instant
  readonly treeSize: number
  readonly root: string // base64
  readonly lists: readonly { readonly purpose: StatusPurpose; readonly k: number; readonly digest: Digest }[]
}) => ({
  iss: facts.issuer,
  iat: seconds(facts.at),
  jti: facts.id,
  treeSize: facts.treeSize,
  root: facts.root,
  lists: facts.lists.map(({ purpose, k, digest }) => ({ purpose, k, sha256: hex(digest) })),
})
