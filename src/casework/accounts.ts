import type { Instant } from '../core/kernel/date.ts'
import type { Result } from '../core/kernel/result.ts'
import type { AccountFault } from './account-faults.ts'
import type { OrganisationKind, Role, Viewer } from './roles.ts'

/** People, organisations, sessions: who may come in. Implemented by an adapter over the same database. */
export interface Accounts {
  /** Sends a six-digit code by mail when the address is known; answers the same either way. */
  requestCode(email: string, ip: string): Promise<Result<null, AccountFault>>
  signInWithCode(email: string, code: string, ip: string): Promise<Result<Session, AccountFault>>
  passkeyRegistrationOptions(session: Session): Promise<unknown>
  registerPasskey(session: Session, response: unknown, name: string): Promise<Result<null, AccountFault>>
  passkeySignInOptions(): Promise<{ readonly flow: string; readonly options: unknown }>
  passkeys(session: Session): Promise<readonly Passkey[]>
  removePasskey(session: Session, id: string): Promise<Result<null, AccountFault>>
  signInWithPasskey(flow: string, response: unknown): Promise<Result<Session, AccountFault>>
  oidcStart(): Promise<Result<{ readonly url: string; readonly flow: string }, AccountFault>>
  oidcFinish(flow: string, callbackUrl: string): Promise<Result<Session, AccountFault>>
  /** Demonstration only: enter as one of the accounts offered on the sign-in page. */
  demonstrationAccounts(): Promise<
    readonly {
      readonly person: string
      readonly name: string
      readonly organisation: string
      readonly roles: readonly Role[]
      readonly kind: OrganisationKind
    }[]
  >
  signInAsDemonstration(person: string): Promise<Result<Session, AccountFault>>
  session(token: string): Promise<Session | undefined>
  switchOrganisation(session: Session, organisation: string): Promise<Result<null, AccountFault>>
  signOut(session: Session): Promise<void>
  /** Name of a person, for records the viewer may read. */
  personName(id: string): Promise<string>
  members(viewer: Viewer): Promise<
    readonly {
      readonly person: string
      readonly name: string
      readonly email: string
      readonly roles: readonly Role[]
      readonly invited: boolean
    }[]
  >
  invite(
    viewer: Viewer,
    invitation: { readonly email: string; readonly name: string; readonly roles: readonly Role[] },
  ): Promise<Result<null, AccountFault>>
  /** Gives a member other roles; an empty list ends the membership. The last administrator stays. */
  changeRoles(viewer: Viewer, person: string, roles: readonly Role[]): Promise<Result<null, AccountFault>>
  /** Whether people of the viewer's organisation may come in through the operator's OpenID provider. */
  oidcAllowed(viewer: Viewer): Promise<boolean>
  allowOidc(viewer: Viewer, allowed: boolean): Promise<Result<null, AccountFault>>
  /** What an invitation offers, without using it: mail scanners open links, too. */
  readInvitation(token: string): Promise<Result<Invitation, AccountFault>>
  acceptInvitation(token: string): Promise<Result<Session, AccountFault>>
  /** A maker signs up: organisation and first person; the code mail proves the address. */
  register(
    maker: {
      readonly organisation: string
      readonly corporateNumber?: string
      readonly name: string
      readonly email: string
    },
    ip: string,
  ): Promise<Result<null, AccountFault>>
}

export interface Invitation {
  readonly organisation: string // its name
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
}

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: Instant
  readonly usedAt?: Instant
}

/** A person signed in, seen from the organisation they act for at the moment. */
export interface Session {
  readonly token: string // opaque, 256 bits; only its digest is stored
  readonly viewer: Viewer
  readonly email: string
  readonly csrf: string // token every form carries
  readonly expiresAt: Instant
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly kind: OrganisationKind }[]
}
