import type { Protocol } from '../scan/seen.ts'

/** What the first bytes of a service show. `behindTls`: it wants TLS, by an alert of TLS or perhaps by what it says in words. */
export interface Classified {
  readonly protocol: Protocol
  readonly banner?: string
  readonly behindTls?: 'certain' | 'perhaps'
}

/** Tells from what a service said which protocol it speaks; undefined where that cannot be told (yet). */
export function classify(bytes: Buffer): Classified | undefined {
  if (bytes.length === 0) return undefined
  const text = bytes.subarray(0, 4_096).toString('latin1')
  const line = text.split(/[\r\n]/, 1)[0]!
  if (text.startsWith('SSH-')) return { protocol: 'ssh', banner: line }
  if (/^HTTP\/\d\.\d \d{3}/.test(text)) {
    const said = { protocol: 'http', banner: httpBanner(text) } as const
    const asksForTls =
      /^HTTP\/\d\.\d 4\d\d/.test(text) && /\b(HTTPS|SSL|TLS)\b.{0,40}\b(port|server|requ|enabled)/i.test(text)
    return asksForTls ? { ...said, behindTls: 'perhaps' } : said
  }
  if (/^RTSP\/\d\.\d \d{3}/.test(text)) return { protocol: 'rtsp', banner: httpBanner(text) }
  if ((bytes[0] === 0x15 || bytes[0] === 0x16) && bytes[1] === 3) return { protocol: 'tls', behindTls: 'certain' }
  if (bytes[0] === 0xff && bytes[1]! >= 0xfa && bytes[1]! <= 0xfe)
    return { protocol: 'telnet', banner: withoutOptions(bytes) }
  if (bytes[0] === 0x20 && bytes[1] === 2 && bytes[2]! <= 1 && bytes.length >= 4) return { protocol: 'mqtt' }
  if (/^220[ -]/.test(text))
    return { protocol: /\bE?SMTP\b|postfix|exim|mail/i.test(line) ? 'smtp' : 'ftp', banner: line }
  if (text.startsWith('RFB 00')) return { protocol: 'vnc', banner: line }
  if (/^\+OK\b/.test(text)) return { protocol: 'pop3', banner: line }
  if (/^\* (OK|PREAUTH|BYE)\b/.test(text)) return { protocol: 'imap', banner: line }
  if (/^-(ERR|NOAUTH|DENIED) /.test(text)) return { protocol: 'redis', banner: line }
  if (isAdb(bytes)) return { protocol: 'adb', banner: text.slice(24, 400) }
  // RFC 1227, ClosePDU: whatever is said to an SMUX peer that is none, it closes with a reason from 0 to 5.
  if (bytes.length === 3 && bytes[0] === 0x41 && bytes[1] === 1 && bytes[2]! <= 5) return { protocol: 'smux' }
  // Without Telnet's options it is a prompt on a bare connection; logins are tried there in the same way.
  if (/(^|[\r\n ])(login|username|user name|user|password|ユーザー名)\s*: ?$/i.test(text.trimEnd()))
    return { protocol: 'telnet', banner: text.slice(0, 400) }
  return undefined
}

/** The words of a service that are worth keeping of an HTTP or RTSP answer. */
function httpBanner(text: string): string {
  const head = text.split(/\r?\n\r?\n/, 1)[0]!.split(/\r?\n/)
  const kept = head.slice(1).filter((line) => /^(server|x-powered-by|www-authenticate|public):/i.test(line))
  return [head[0]!, ...kept].join('; ')
}

/** Telnet's text, without the options it negotiates (RFC 854). */
function withoutOptions(bytes: Buffer): string {
  const kept: number[] = []
  for (let i = 0; i < Math.min(bytes.length, 2_000); i++) {
    if (bytes[i] !== 0xff) kept.push(bytes[i]!)
    else if (bytes[i + 1] === 0xfa) {
      const end = bytes.indexOf(Buffer.from([0xff, 0xf0]), i)
      if (end < 0) break
      i = end + 1
    } else i += 2
  }
  return Buffer.from(kept).toString('latin1').trim()
}

/** A message of the Android Debug Bridge: its last word is the first one, inverted. */
const isAdb = (bytes: Buffer): boolean =>
  bytes.length >= 24 &&
  ['CNXN', 'AUTH', 'STLS'].includes(bytes.toString('latin1', 0, 4)) &&
  bytes.readUInt32LE(20) === 0xffffffff - bytes.readUInt32LE(0)
