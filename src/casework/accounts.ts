import type { Instant } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import type { Result } from '../core/kernel/result.ts'
import type { OrganisationKind, Role, Viewer } from './roles.ts'

/** People, organisations, sessions: who may come in. Implemented by an adapter over the same database. */
export interface Accounts {
  /** Sends a six-digit code by mail when the address is known; answers the same either way. */
  requestCode(email: string, ip: string): Promise<Result<null, Fault>>
  signInWithCode(email: string, code: string, ip: string): Promise<Result<Session, Fault>>
  passkeyRegistrationOptions(session: Session): Promise<unknown>
  registerPasskey(session: Session, response: unknown, name: string): Promise<Result<null, Fault>>
  passkeySignInOptions(): Promise<{ readonly flow: string; readonly options: unknown }>
  signInWithPasskey(flow: string, response: unknown): Promise<Result<Session, Fault>>
  oidcStart(): Promise<Result<{ readonly url: string; readonly flow: string }, Fault>>
  oidcFinish(flow: string, callbackUrl: string): Promise<Result<Session, Fault>>
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
  signInAsDemonstration(person: string): Promise<Result<Session, Fault>>
  session(token: string): Promise<Session | undefined>
  switchOrganisation(session: Session, organisation: string): Promise<Result<null, Fault>>
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
  ): Promise<Result<null, Fault>>
  acceptInvitation(token: string): Promise<Result<Session, Fault>>
  /** A maker signs up: organisation and first person; the code mail proves the address. */
  register(
    maker: {
      readonly organisation: string
      readonly corporateNumber?: string
      readonly name: string
      readonly email: string
    },
    ip: string,
  ): Promise<Result<null, Fault>>
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
