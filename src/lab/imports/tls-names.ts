import { suiteNames } from '../instruments/tls/suites.ts'
import { type TlsVersion, tlsVersions } from '../instruments/tls/versions.ts'
import { tamed } from '../observation.ts'

// Every tool spells versions and suites in its own way; compared they can only be in one.

/** 'TLSv1.2', 'TLS 1.2', 'tls1_2', 'TLSv1' as 'TLS1.2' and so on; undefined where it is none. */
export function tlsVersionOf(text: string): TlsVersion | undefined {
  const plain = text.replace(/[\s_v]/gi, (sign) => (sign === '_' ? '.' : '')).toUpperCase()
  const whole = /^(SSL|TLS)\d$/.test(plain) && plain.startsWith('TLS') ? `${plain}.0` : plain
  return tlsVersions.find(
    (version) => version.toUpperCase() === whole || version.toUpperCase() === whole.replace('SSL', 'SSLV'),
  )
}

/** The IANA name of a suite by its number, '0xC02F', 'xc02f' or 'x2f'; its number where nobody named it. */
export function suiteByNumber(text: string): string | undefined {
  const id = Number.parseInt(/^0?x([0-9a-f]{1,6})$/i.exec(text.trim())?.[1] ?? '', 16)
  return Number.isNaN(id) ? undefined : (suiteNames.get(id) ?? `0x${id.toString(16).padStart(4, '0')}`)
}

/** The IANA name of a suite as nmap prints it: it calls the suites of TLS 1.3 after their key exchange. */
export const suiteByName = (name: string): string => tamed(name.replace(/^TLS_AKE_WITH_/, 'TLS_'), 80)
