import type { Declared } from '../declared/declared.ts'
import { type TlsVersion, tlsVersions } from '../instruments/tls/versions.ts'

/** What the declaration says about the cryptography of one endpoint. */
export interface DeclaredProtocols {
  readonly entries: readonly string[] // ids of 11-SecComMech; none: nothing is declared
  readonly tls: readonly TlsVersion[]
  readonly suites: readonly string[] // IANA names; none: not restricted
  readonly ssh: readonly ('SSH1' | 'SSH2')[]
  readonly dtls: readonly string[]
  readonly unreadable: readonly string[] // names of a version that nobody knows
}

type Read = { readonly as: 'tls' | 'suite' | 'ssh' | 'dtls' | 'unreadable'; readonly name: string } | undefined

/** Reads one declared name: 'TLS 1.2', 'TLSv1.3', 'SSH-2', 'DTLS1.2'. Names of applications, such as HTTPS, say nothing about versions. */
export function readProtocol(text: string): Read {
  const name = text.replace(/[\s_-]+/g, '')
  if (/^TLS_[A-Z0-9_a-z]+$/.test(text)) return { as: 'suite', name: text }
  const tls = /^(?:tls|ssl)v?(\d(?:\.\d)?)$/i.exec(name)?.[1]
  if (tls !== undefined) {
    const version = /^tls/i.test(name) ? (tls === '1' ? 'TLS1.0' : `TLS${tls}`) : `SSLv${tls.replace('.0', '')}`
    return (tlsVersions as readonly string[]).includes(version)
      ? { as: 'tls', name: version }
      : { as: 'unreadable', name: text }
  }
  const ssh = /^sshv?([12](?:\.\d+)?)?$/i.exec(name)
  if (ssh) return { as: 'ssh', name: ssh[1]?.startsWith('1') ? 'SSH1' : 'SSH2' } // RFC 4251: SSH alone is version 2
  if (/^dtls/i.test(name)) return { as: 'dtls', name: text }
  return /^(tls|ssl|ssh)/i.test(name) ? { as: 'unreadable', name: text } : undefined
}

/** All that 11-SecComMech says about one endpoint, its entries taken together. */
export function declaredFor({ communication }: Declared, endpoint: string): DeclaredProtocols {
  const own = communication.filter(({ endpoints }) => endpoints.includes(endpoint))
  const read = own.flatMap(({ protocols }) => protocols.map(readProtocol)).filter((r) => r !== undefined)
  const all = (as: NonNullable<Read>['as']) =>
    [...new Set(read.filter((r) => r.as === as).map((r) => r.name))].toSorted()
  return {
    entries: own.map(({ id }) => id).toSorted(),
    tls: all('tls') as TlsVersion[],
    suites: all('suite'),
    ssh: all('ssh') as ('SSH1' | 'SSH2')[],
    dtls: all('dtls'),
    unreadable: all('unreadable'),
  }
}
