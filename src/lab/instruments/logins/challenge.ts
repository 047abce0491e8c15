import { createHash } from 'node:crypto'
import type { Attempt } from './login.ts'

/** What a server asks for in WWW-Authenticate (RFC 9110, 11.6.1; RTSP takes the same form). Names are in small letters. */
export interface Challenge {
  readonly scheme: string // 'basic', 'digest', 'bearer', …
  readonly params: Readonly<Record<string, string>>
}

/** Reads challenges as devices write them: unquoted realms, blanks round '=', several in one line, quotes that never end. */
export function readChallenges(headers: readonly string[]): readonly Challenge[] {
  const found: Challenge[] = []
  for (const header of headers.slice(0, 10)) {
    let params: Record<string, string> = {}
    const token =
      /\s*(?:([A-Za-z][\w-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|'([^']*)'|([^,]*))|([A-Za-z][\w-]*)(?=\s|,|$)[^\S\n]*(?:[A-Za-z0-9+/._~-]+=*(?=\s*(?:,|$)))?)\s*,?/gy
    const text = header.slice(0, 4_000)
    for (let m = token.exec(text); m !== null && m[0] !== ''; m = token.exec(text)) {
      if (m[5] !== undefined) {
        params = Object.create(null) as Record<string, string>
        found.push({ scheme: m[5].toLowerCase(), params })
      } else if (m[1] !== undefined && found.length > 0)
        params[m[1].toLowerCase()] ??= (m[2]?.replace(/\\(.)/g, '$1') ?? m[3] ?? m[4] ?? '').trim()
    }
  }
  return found.slice(0, 10)
}

/** The header of HTTP Basic (RFC 7617). */
export const basicAuthorization = ({ user, password }: Attempt): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`

const hashes: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256', 'sha-512-256': 'sha512-256' }
const strength = ['sha-512-256', 'sha-256', 'md5']
const algorithmOf = ({ params }: Challenge) => (params['algorithm'] ?? 'MD5').toLowerCase().replace(/-sess$/, '')

/** The strongest Digest challenge that can be answered, if there is one. */
export const digestChallenge = (all: readonly Challenge[]): Challenge | undefined =>
  all
    .filter((c) => c.scheme === 'digest' && c.params['nonce'] !== undefined && hashes[algorithmOf(c)] !== undefined)
    .toSorted((a, b) => strength.indexOf(algorithmOf(a)) - strength.indexOf(algorithmOf(b)))[0]

/** The header of Digest (RFC 7616; without qop, RFC 2069, as RTSP servers and old devices have it). */
export function digestAuthorization(
  { params }: Challenge,
  { user, password }: Attempt,
  request: { readonly method: string; readonly uri: string; readonly cnonce: string },
): string {
  const algorithm = params['algorithm']
  const hash = hashes[(algorithm ?? 'md5').toLowerCase().replace(/-sess$/, '')] ?? 'md5'
  const h = (text: string) => createHash(hash).update(text, 'utf8').digest('hex')
  const realm = params['realm'] ?? ''
  const nonce = params['nonce'] ?? ''
  const offered = (params['qop'] ?? '').toLowerCase().split(/[\s,]+/)
  const qop = offered.includes('auth') ? 'auth' : offered.includes('auth-int') ? 'auth-int' : undefined
  const sess = /-sess$/i.test(algorithm ?? '')
  const first = h(`${user}:${realm}:${password}`)
  const ha1 = sess ? h(`${first}:${nonce}:${request.cnonce}`) : first
  const ha2 = h(`${request.method}:${request.uri}${qop === 'auth-int' ? `:${h('')}` : ''}`)
  const nc = '00000001'
  const response = h(qop ? `${ha1}:${nonce}:${nc}:${request.cnonce}:${qop}:${ha2}` : `${ha1}:${nonce}:${ha2}`)
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replace(/[\r\n]/g, '')}"`
  const named =
    params['userhash'] === 'true'
      ? `username=${quoted(h(`${user}:${realm}`))}, userhash=true`
      : `username=${quoted(user)}`
  return [
    `Digest ${named}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(request.uri)}`,
    `response="${response}"`,
    ...(algorithm ? [`algorithm=${algorithm.replace(/[^\w-]/g, '')}`] : []),
    ...(params['opaque'] !== undefined ? [`opaque=${quoted(params['opaque'])}`] : []),
    ...(qop ? [`qop=${qop}`, `nc=${nc}`, `cnonce=${quoted(request.cnonce)}`] : []),
    ...(sess && !qop ? [`cnonce=${quoted(request.cnonce)}`] : []),
  ].join(', ')
}
