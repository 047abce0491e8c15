/** A protocol that everybody on the line can read, and whether a login was in it. Which one is not kept. */
export interface SeenPlaintext {
  readonly protocol: string
  readonly credentials: boolean
}

const start = (bytes: Uint8Array, most: number): string => Buffer.from(bytes.subarray(0, most)).toString('latin1')

const request = /^(GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|DESCRIBE|SETUP|ANNOUNCE|PLAY)\s\S+\s(HTTP|RTSP)\/\d/

/** What a side says in one piece of a TCP connection, by how it begins; undefined where it is nothing we know. */
export function plaintextInTcp(bytes: Uint8Array, serverPort: number): SeenPlaintext | undefined {
  const text = start(bytes, 4096)
  const asked = request.exec(text)
  if (asked) {
    const credentials =
      /\r\n(proxy-)?authorization:/i.test(text) ||
      /[?&\n]("?(password|passwd|pwd|pass)"?\s*[=:])/i.test(text) ||
      /"pass(word)?"\s*:/i.test(text)
    return { protocol: asked[2]!.toLowerCase(), credentials }
  }
  if (isMqttConnect(bytes)) return { protocol: 'mqtt', credentials: (mqttFlagsIn(bytes) & 0xc0) !== 0 }
  if (serverPort === 23 && bytes.length > 0) return { protocol: 'telnet', credentials: !isTelnetOption(bytes) }
  if (/^(USER|PASS) \S/i.test(text)) return { protocol: serverPort === 110 ? 'pop3' : 'ftp', credentials: true }
  if (/^(EHLO|HELO) \S/i.test(text)) return { protocol: 'smtp', credentials: false }
  if (/^AUTH (PLAIN|LOGIN)/i.test(text)) return { protocol: 'smtp', credentials: true }
  if (/^\S{1,20} LOGIN \S/i.test(text) && serverPort === 143) return { protocol: 'imap', credentials: true }
  return undefined
}

/** What a datagram says. */
export function plaintextInUdp(bytes: Uint8Array, serverPort: number): SeenPlaintext | undefined {
  if ((serverPort === 161 || serverPort === 162) && isOldSnmp(bytes)) return { protocol: 'snmp', credentials: true } // the community
  if (serverPort === 69 && bytes.length > 4 && bytes[0] === 0 && (bytes[1] === 1 || bytes[1] === 2))
    return { protocol: 'tftp', credentials: false }
  if (serverPort === 5683 && bytes.length >= 4 && bytes[0]! >> 6 === 1) return { protocol: 'coap', credentials: false }
  if (serverPort === 514 && bytes[0] === 0x3c) return { protocol: 'syslog', credentials: false }
  return undefined
}

const isTelnetOption = (bytes: Uint8Array): boolean => bytes[0] === 0xff

/** CONNECT of MQTT 3 or 5: its type, a length of one to four bytes, and its own name with the length of that. */
function isMqttConnect(bytes: Uint8Array): boolean {
  const name = mqttNameAt(bytes)
  const long = bytes[name - 1]
  return bytes[0] === 0x10 && name >= 4 && name <= 7 && bytes[name - 2] === 0 && (long === 4 || long === 6)
}
const mqttNameAt = (bytes: Uint8Array): number => Buffer.from(bytes.subarray(0, 16)).indexOf('MQ')
/** Behind the name and the version of the protocol; whether a user and a password follow. */
const mqttFlagsIn = (bytes: Uint8Array): number => {
  const name = mqttNameAt(bytes)
  return bytes[name + bytes[name - 1]! + 1] ?? 0
}

/** Version 1 or 2c, in BER: a sequence that begins with the number 0 or 1. */
function isOldSnmp(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30 || bytes.length < 8) return false
  const at = bytes[1]! & 0x80 ? 2 + (bytes[1]! & 0x7f) : 2
  return bytes[at] === 2 && bytes[at + 1] === 1 && (bytes[at + 2] === 0 || bytes[at + 2] === 1)
}
