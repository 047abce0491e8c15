import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import { doors, sameDoor } from '../doors.ts'
import { ofKind } from '../observation.ts'
import type { Said } from '../say.ts'
import type { SpokenEndpoint } from './services.ts'

// Whether secrets travel in clear on an endpoint. A login in clear is seen; that nothing secret travels over a service in clear is not
// seen from outside, and so it is never a pass.

/** Protocols by which a device is found: nothing secret belongs into them. */
const forDiscovery: ReadonlySet<string> = new Set(['mdns', 'ssdp', 'dns', 'ntp', 'ws-discovery', 'slp', 'netbios'])
/** Protocols whose login goes over the wire as it is typed. */
const loginInClear: ReadonlySet<string> = new Set(['telnet', 'ftp'])
/** Logins in which the password is hidden, and nothing that follows. */
const hiddenPassword: ReadonlySet<string> = new Set(['http-digest', 'rtsp-digest', 'ssh'])

/** Judges one endpoint. */
export function judgePlaintext({ declared, observations }: Given, spoken: SpokenEndpoint): Said {
  const { endpoint, protocol, encrypted } = spoken
  const here = <T extends { readonly endpoint?: string | undefined }>(all: readonly T[]) =>
    all.filter((o) => o.endpoint === endpoint)
  const facts = { endpoint, protocol }
  if (encrypted) {
    const offers = [...here(ofKind(observations, 'tls-offer')), ...here(ofKind(observations, 'ssh-offer'))]
    const bare = offers.filter(({ seen }) =>
      seen.kind === 'tls-offer'
        ? seen.versions.some(({ suites }) => suites.some((suite) => suite.includes('_NULL_')))
        : seen.encryption.includes('none'),
    )
    if (bare.length > 0)
      return { verdict: 'fail', code: 'suites-without-encryption', restsOn: bare.map(({ id }) => id), facts }
    // That it encrypts always is seen where everything it takes was looked at, under each of its addresses.
    const places = doors(here(observations))
    const looked = offers.filter(({ completeness }) => completeness === 'complete')
    const known = here(ofKind(observations, 'service')).every(({ completeness }) => completeness === 'complete')
    return known && places.length > 0 && places.every((door) => looked.some((offer) => sameDoor(offer, door)))
      ? { verdict: 'pass', code: 'encrypted', restsOn: [...spoken.restsOn, ...looked.map(({ id }) => id)], facts }
      : { verdict: 'inconclusive', code: 'encryption-not-looked-at', restsOn: spoken.restsOn, facts }
  }

  const secrets = here(ofKind(observations, 'disclosure')).filter(({ seen }) => seen.token === 'credential')
  if (secrets.length > 0)
    return {
      verdict: 'fail',
      code: 'secret-in-clear',
      restsOn: secrets.map(({ id }) => id),
      facts: { ...facts, where: secrets[0]!.seen.where },
    }

  const accesses = here(ofKind(observations, 'access')).filter(({ seen }) => !seen.tls)
  const offered = accesses.flatMap(({ id, seen }) =>
    seen.logins.filter((l) => l.password).map(({ login }) => ({ id, login })),
  )
  const pages = here(ofKind(observations, 'web-page')).filter(({ seen }) => !seen.secured && seen.page !== undefined)
  const asking = pages.filter(
    ({ seen: { page, ways } }) =>
      page && !leadsToTls(ways, page.status) && (page.passwordField || page.challenges.includes('basic')),
  )
  const seen = [
    ...offered.filter(({ login }) => !hiddenPassword.has(login)).map(({ id, login }) => ({ id, how: login })),
    ...asking.map(({ id, seen: { page } }) => ({ id, how: page?.passwordField ? 'http-form' : 'http-basic' })),
  ]
  if (seen.length > 0)
    return {
      verdict: 'fail',
      code: 'login-in-clear',
      restsOn: seen.map(({ id }) => id),
      facts: { ...facts, login: [...new Set(seen.map(({ how }) => how))].toSorted().join(', ') },
    }
  if (loginInClear.has(protocol))
    return { verdict: 'fail', code: 'login-in-clear', restsOn: spoken.restsOn, facts: { ...facts, login: protocol } }

  const hidden = offered.filter(({ login }) => hiddenPassword.has(login))
  if (hidden.length > 0 || pages.some(({ seen: { page } }) => page?.challenges.includes('digest')))
    return {
      verdict: 'inconclusive',
      code: 'digest-in-clear',
      restsOn: [...hidden.map(({ id }) => id), ...pages.map(({ id }) => id)],
      facts,
    }

  const login = declared.authentication.find((a) => a.factor === 'password' && a.endpoints.includes(endpoint))
  if (login)
    return {
      verdict: 'fail',
      code: 'declared-login-in-clear',
      restsOn: spoken.restsOn,
      facts: { ...facts, login: login.id },
    }

  const paths = here(ofKind(observations, 'open-paths'))
  const closed = paths.length > 0 && paths.every((p) => p.completeness === 'complete' && p.seen.open.length === 0)
  const leads = pages.every(
    (p) => p.completeness === 'complete' && p.seen.page && leadsToTls(p.seen.ways, p.seen.page.status),
  )
  const places = doors(here(observations))
  const everywhere = places.every(
    (door) => pages.some((page) => sameDoor(page, door)) && paths.some((one) => sameDoor(one, door)),
  )
  if (pages.length > 0 && leads && closed && everywhere)
    return { verdict: 'pass', code: 'leads-to-tls', restsOn: [...pages, ...paths].map(({ id }) => id), facts }
  if (forDiscovery.has(protocol))
    return { verdict: 'not-applicable', code: 'for-discovery', restsOn: spoken.restsOn, facts }
  return {
    verdict: 'inconclusive',
    code: protocol === 'unknown' ? 'protocol-unknown' : 'content-unknown',
    restsOn: [...spoken.restsOn, ...pages.map(({ id }) => id)],
    facts,
  }
}

const leadsToTls = (
  ways: readonly { readonly to: string; readonly secured?: boolean | undefined }[],
  status: number,
): boolean => status >= 300 && status < 400 && ways.at(-1)?.to === 'other-service' && ways.at(-1)?.secured === true

/** Why secrets are said to travel in clear or not. */
export const plaintextReasons: Readonly<Record<string, Text>> = {
  encrypted: {
    ja: '{endpoint}（{protocol}）は暗号化されています。暗号の強さは 5.5-1 で調べます',
    en: '{endpoint} ({protocol}) is encrypted; how well is looked at in 5.5-1',
  },
  'encryption-not-looked-at': {
    ja: '{endpoint}（{protocol}）は暗号化した通信を受け付けますが、暗号化しない通信も受け付けるかどうかを調べ終えていません',
    en: '{endpoint} ({protocol}) takes encrypted communication; whether it takes any without encryption was not looked at to the end',
  },
  'suites-without-encryption': {
    ja: '{endpoint}（{protocol}）は、暗号化しない暗号スイートも受け入れます',
    en: '{endpoint} ({protocol}) also takes suites without encryption',
  },
  'secret-in-clear': {
    ja: '{endpoint}（{protocol}）が、秘密の情報を平文で送ります（{where}）',
    en: '{endpoint} ({protocol}) sends a secret in clear ({where})',
  },
  'login-in-clear': {
    ja: '{endpoint}（{protocol}）のログイン（{login}）は、パスワードを平文で送ります',
    en: 'The login of {endpoint} ({protocol}: {login}) sends the password in clear',
  },
  'declared-login-in-clear': {
    ja: '申告したログイン {login} の通信口 {endpoint}（{protocol}）が、暗号化されていません',
    en: 'The endpoint {endpoint} ({protocol}) of the declared login {login} is not encrypted',
  },
  'digest-in-clear': {
    ja: '{endpoint}（{protocol}）のログインはパスワードを隠しますが、その後の通信は平文です。何が流れるかを人が確かめます',
    en: 'The login of {endpoint} ({protocol}) hides the password, but what follows is in clear; a person has to see what travels',
  },
  'leads-to-tls': {
    ja: '{endpoint} は、暗号化された通信口へ移すだけです',
    en: '{endpoint} only leads to an encrypted endpoint',
  },
  'for-discovery': {
    ja: '{endpoint}（{protocol}）は機器を見つけるための通信口で、秘密の情報は見つかりませんでした',
    en: '{endpoint} ({protocol}) serves to find the device; no secret was seen in it',
  },
  'content-unknown': {
    ja: '{endpoint}（{protocol}）は平文です。秘密の情報が流れないことは、外からは分かりません',
    en: '{endpoint} ({protocol}) is in clear; that nothing secret travels over it cannot be seen from outside',
  },
  'protocol-unknown': {
    ja: '{endpoint} で使われているプロトコルが分からず、暗号化されているかを確かめられません',
    en: 'The protocol on {endpoint} is not known, nor whether it is encrypted',
  },
  'outgoing-not-observed': {
    ja: '{interface} は外へ出る通信です。記録した通信（pcap）で人が確かめます',
    en: '{interface} goes out from the device; a person has to look at a capture (pcap)',
  },
  'ports-not-known': {
    ja: 'ポートをすべては調べられていません。平文の通信口がほかにあるかもしれません',
    en: 'Not all ports were looked at; there may be other endpoints in clear',
  },
  'nothing-listens': { ja: '待ち受けている通信口がありません', en: 'Nothing listens on the device' },
}
