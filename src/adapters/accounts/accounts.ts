import type { Accounts } from '../../casework/accounts.ts'
import * as codes from './codes.ts'
import * as demonstration from './demonstration.ts'
import * as members from './members.ts'
import type { Needs } from './needs.ts'
import * as oidc from './oidc.ts'
import * as passkeys from './passkeys.ts'
import * as sessions from './sessions.ts'

/** The accounts over our own tables: no passwords; codes by mail, passkeys, and an OpenID provider where there is one. */
export function accounts(needs: Needs): Accounts {
  const provider = oidc.provider(needs)
  return {
    requestCode: (email, ip) => codes.requestCode(needs, email, ip),
    signInWithCode: (email, code, ip) => codes.signInWithCode(needs, email, code, ip),
    register: (maker, ip) => codes.register(needs, maker, ip),

    passkeyRegistrationOptions: (session) => passkeys.registrationOptions(needs, session),
    registerPasskey: (session, response, name) => passkeys.registerPasskey(needs, session, response, name),
    passkeys: (session) => passkeys.passkeys(needs, session),
    removePasskey: (session, id) => passkeys.removePasskey(needs, session, id),
    passkeySignInOptions: () => passkeys.signInOptions(needs),
    signInWithPasskey: (flow, response) => passkeys.signInWithPasskey(needs, flow, response),

    oidcStart: async () => {
      const config = await provider()
      return config.ok ? { ok: true, value: await oidc.start(needs, config.value) } : config
    },
    oidcFinish: async (flow, callbackUrl) => {
      const config = await provider()
      return config.ok ? oidc.finish(needs, config.value, flow, callbackUrl) : config
    },
    oidcAllowed: (viewer) => oidc.oidcAllowed(needs, viewer),
    allowOidc: (viewer, allowed) => oidc.allowOidc(needs, viewer, allowed),

    demonstrationAccounts: () => demonstration.demonstrationAccounts(needs),
    signInAsDemonstration: (person) => demonstration.signInAsDemonstration(needs, person),

    session: (token) => sessions.readSession(needs, token),
    switchOrganisation: (session, organisation) => sessions.switchOrganisation(needs, session, organisation),
    signOut: (session) => sessions.signOut(needs, session),

    personName: async (id) => {
      const { rows } = await needs.pool.query<{ name: string }>('select name from accounts.person where id = $1', [id])
      return rows[0]?.name ?? ''
    },
    members: (viewer) => members.members(needs, viewer),
    invite: (viewer, invitation) => members.invite(needs, viewer, invitation),
    changeRoles: (viewer, person, roles) => members.changeRoles(needs, viewer, person, roles),
    readInvitation: (token) => members.readInvitation(needs, token),
    acceptInvitation: (token) => members.acceptInvitation(needs, token),
  }
}
