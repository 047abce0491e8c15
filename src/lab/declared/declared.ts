import type { Text } from '../../core/kernel/text.ts'

// The IXIT as a machine can compare it with a device. Makers write sentences; a few fields with a fixed form stand beside them
// (docs/guide/*/ixit.md). What cannot be read is a gap, and a gap never becomes a pass.

/** Where something in the declaration cannot be compared, and why. */
export interface DeclarationGap {
  readonly place: string // '28-LogIntf/LogIntf-WebUI/endpoint'
  readonly problem: Text
}

/** A logical interface (28-LogIntf; 28-ExtAPI before). */
export interface DeclaredInterface {
  readonly id: string
  readonly enabled: boolean
  readonly endpoints: readonly string[] // 'tcp/443'; none for an interface that only goes out
  readonly protocol?: string // as in instruments/scan/seen.ts
  readonly remote?: boolean // meant to be reached from outside the local network; absent: not declared
  readonly paths?: readonly string[] // of its web API, that anybody may read; absent: the maker does not list them
  readonly discloses: readonly string[] // tokens: model, firmware-version, serial-number, mac-address, hostname, server-software, …
}

/** How a login is used by a machine: what to send, and how success differs from failure. */
export interface LoginRecipe {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly contentType: string
  readonly body: string // {user} and {password} are put in, escaped for the content type
  readonly success: { readonly status?: number; readonly bodyMatches?: string }
  readonly before?: string // a page to fetch first, for cookies and hidden form fields
}

export const bruteForceKinds = ['lock-out', 'rate-limit', 'growing-delay', 'constant-delay', 'none'] as const
export type BruteForceKind = (typeof bruteForceKinds)[number]

export const passwordSources = ['unique-per-device', 'set-by-user', 'shared', 'none'] as const

/** A way to log in (1-AuthMech). */
export interface DeclaredAuthentication {
  readonly id: string
  readonly endpoints: readonly string[]
  readonly factor: 'password' | 'key' | 'certificate' | 'token' | 'none'
  readonly users: readonly string[]
  readonly passwordSource?: (typeof passwordSources)[number]
  readonly passwordFormat?: { readonly length: number; readonly characters: string } // characters: as in a regular expression's class
  readonly bruteForce?: { readonly kind: BruteForceKind; readonly after?: number; readonly seconds?: number }
  readonly changeable?: boolean
  readonly recipe?: LoginRecipe
}

/** How communication is protected (11-SecComMech; 11-ComMech before). */
export interface DeclaredCommunication {
  readonly id: string
  readonly endpoints: readonly string[]
  readonly protocols: readonly string[] // 'TLS1.2', 'TLS1.3', 'SSH', 'DTLS1.2'
}

/** A software service (13-SoftServ). */
export interface DeclaredService {
  readonly id: string
  readonly enabled: boolean
  readonly endpoints: readonly string[]
  readonly authentication?: readonly string[] // ids of 1-AuthMech; none: reachable without login, on purpose; absent: not declared
}

/** An update mechanism (7-UpdMech). */
export interface DeclaredUpdate {
  readonly id: string
  readonly endpoints?: readonly string[] // where software is taken in; none: the device fetches it itself; absent: not declared
  readonly fileFormat?: string // rauc, swupdate, fit, mcuboot, fwtool, android, suit
  readonly verificationKey?: string // PEM, or the name of a file beside the IXIT
}

/** A way to delete data (25-DelFunc). */
export interface DeclaredDeletion {
  readonly id: string
  readonly place: 'device' | 'service' // where the data is
}

/** What users are told (2-UserInfo). */
export interface DeclaredInformation {
  readonly model?: string
  readonly disclosurePolicyUrl?: string
  readonly securityTxtUrl?: string
  readonly csafUrl?: string
  readonly supportPageUrl?: string
  readonly nonUpdatablePageUrl?: string // why the device cannot be updated, and what follows
  readonly supportUntil?: string // as it has to appear on the page, YYYY-MM-DD
}

export interface Declared {
  readonly interfaces: readonly DeclaredInterface[]
  readonly authentication: readonly DeclaredAuthentication[]
  readonly communication: readonly DeclaredCommunication[]
  readonly services: readonly DeclaredService[]
  readonly updates: readonly DeclaredUpdate[]
  readonly information: DeclaredInformation
  readonly deletions?: readonly DeclaredDeletion[]
  readonly recoverySeconds?: number // 23-ResMech: longest time until the device is back after an outage
  /** UDP ports that the device itself lists as bound (`ss -lun`): what no question from outside can show. Absent: not given. */
  readonly boundUdp?: readonly number[]
  readonly tables: readonly string[] // which IXIT tables there are
  readonly gaps: readonly DeclarationGap[]
}
