import type { messageSorts } from './seen.ts'

// A table of wrong messages, by protocol. Lengths that lie, numbers that do not fit, endings that are missing: what a parser meets on any
// open network. No message carries a command, a path that does something, or code.

type Sort = Exclude<(typeof messageSorts)[number], 'altered'>
type Template = readonly [name: string, sort: Sort, bytes: string | Uint8Array]

interface Templates {
  /** A proper message, that copies are made from. */
  readonly proper: string | Uint8Array
  /** Leading bytes that no copy alters: they say what is asked for, and it must not become a command. 'all': there are no copies. */
  readonly kept: number | 'all'
  readonly malformed: readonly Template[]
}

const a = (n: number) => 'A'.repeat(n)
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'))
const with_ = (...parts: readonly (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : Buffer.from(p)))))

const http = (line: string, headers = '') => `${line}\r\nHost: device\r\n${headers}\r\n`

// A ClientHello of TLS 1.2 with one suite, as others send it.
const clientHello = hex(`16 0301 002f 01 00002b 0303 ${'5a'.repeat(32)} 00 0002 c02f 01 00 0000`)
const mqttConnect = hex('10 10 0004 4d515454 04 02 003c 0004 68736873')
const snmpGet = hex(
  '30 26 02 01 01 04 06 7075626c6963 a0 19 02 01 01 02 01 00 02 01 00 30 0e 30 0c 06 08 2b06010201010100 05 00',
)
const coapGet = hex('40 01 1234 bb 2e77656c6c2d6b6e6f776e 04 636f7265')
// What services there are (RFC 6763, 9): every responder knows the question.
const mdnsQuery = hex(
  '1234 0100 0001 0000 0000 0000 09 5f7365727669636573 07 5f646e732d7364 04 5f756470 05 6c6f63616c 00 000c 0001',
)
const dnsQuery = hex('1234 0100 0001 0000 0000 0000 05 6c6f63616c 00 000c 0001')

const wrongNames: readonly Template[] = [
  ['header-cut', 'truncated', dnsQuery.slice(0, 6)],
  ['name-cut', 'truncated', dnsQuery.slice(0, 15)],
  [
    'name-too-long',
    'oversized',
    with_(
      hex('1234 0100 0001 0000 0000 0000'),
      ...Array.from({ length: 20 }, () => with_(hex('3f'), a(63))),
      hex('00 0001 0001'),
    ),
  ],
  ['name-points-to-itself', 'invalid', hex('1234 0100 0001 0000 0000 0000 c00c 0001 0001')],
  ['counts-lie', 'invalid', hex('1234 0100 ffff ffff ffff ffff 05 6c6f63616c 00 000c 0001')],
  ['label-reserved', 'invalid', hex('1234 0100 0001 0000 0000 0000 bf 41 00 0001 0001')],
]

export const templates: Readonly<Record<string, Templates>> = {
  http: {
    proper: http('GET / HTTP/1.1'),
    kept: 4,
    malformed: [
      ['request-line-cut', 'truncated', 'GET /'],
      ['header-cut', 'truncated', 'GET / HTTP/1.1\r\nHost: dev'],
      ['body-cut', 'truncated', `${http('POST /hoshirushi HTTP/1.1', 'Content-Length: 1000\r\n')}abc`],
      ['chunk-cut', 'truncated', `${http('POST /hoshirushi HTTP/1.1', 'Transfer-Encoding: chunked\r\n')}ff\r\nabc`],
      ['path-too-long', 'oversized', http(`GET /${a(65_000)} HTTP/1.1`)],
      ['header-too-long', 'oversized', http('GET / HTTP/1.1', `X-Long: ${a(65_000)}\r\n`)],
      ['headers-too-many', 'oversized', http('GET / HTTP/1.1', 'X: y\r\n'.repeat(2_000))],
      ['credentials-too-long', 'oversized', http('GET / HTTP/1.1', `Authorization: Basic ${a(16_000)}\r\n`)],
      ['length-negative', 'invalid', http('POST /hoshirushi HTTP/1.1', 'Content-Length: -1\r\n')],
      ['length-too-great', 'invalid', http('POST /hoshirushi HTTP/1.1', 'Content-Length: 99999999999999999999\r\n')],
      ['chunk-size-wrong', 'invalid', `${http('POST /hoshirushi HTTP/1.1', 'Transfer-Encoding: chunked\r\n')}zz\r\n`],
      ['zero-bytes', 'invalid', 'GET /\0\0\0 HTTP/1.1\r\nHost: \0\r\n\r\n'],
      ['version-unknown', 'invalid', http('GET / HTTP/99.99')],
      ['percent-signs', 'invalid', http('GET /%25n%25s%25x%zz HTTP/1.1', 'User-Agent: %n%s%x\r\n')],
      [
        'method-binary',
        'invalid',
        with_(
          Uint8Array.from({ length: 64 }, (_, i) => i * 4),
          '\r\n\r\n',
        ),
      ],
    ],
  },
  rtsp: {
    proper: 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n',
    kept: 8,
    malformed: [
      ['request-line-cut', 'truncated', 'OPTIONS rtsp://'],
      ['body-cut', 'truncated', 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 1000\r\n\r\nabc'],
      ['address-too-long', 'oversized', `OPTIONS rtsp://device/${a(16_000)} RTSP/1.0\r\nCSeq: 1\r\n\r\n`],
      ['header-too-long', 'oversized', `OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: ${a(16_000)}\r\n\r\n`],
      ['sequence-negative', 'invalid', 'OPTIONS * RTSP/1.0\r\nCSeq: -99999999999\r\n\r\n'],
      ['length-negative', 'invalid', 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: -1\r\n\r\n'],
      ['frame-length-lies', 'invalid', with_('$', hex('00 ffff'), 'abc')],
      ['version-unknown', 'invalid', 'OPTIONS * RTSP/99.99\r\nCSeq: 1\r\n\r\n'],
      ['percent-signs', 'invalid', 'OPTIONS %n%s%x RTSP/1.0\r\nCSeq: %n\r\n\r\n'],
    ],
  },
  mqtt: {
    proper: mqttConnect,
    kept: 1,
    malformed: [
      ['connect-cut', 'truncated', mqttConnect.slice(0, 7)],
      ['type-alone', 'truncated', hex('10')],
      ['client-id-cut', 'truncated', hex('10 10 0004 4d515454 04 02 003c 0040 6873')],
      ['length-too-great', 'oversized', with_(hex('10 ffffff7f'), a(2_000))],
      ['client-id-too-long', 'oversized', with_(hex('10 8cfa01 0004 4d515454 04 02 003c 7d00'), a(32_000))],
      ['length-without-end', 'invalid', hex('10 ffffffffff')],
      ['type-reserved', 'invalid', hex('f0 00')],
      ['name-length-lies', 'invalid', hex('10 10 ffff 4d515454 04 02 003c 0004 68736873')],
      ['level-unknown', 'invalid', hex('10 10 0004 4d515454 ff ff 003c 0004 68736873')],
      ['subscribe-first', 'invalid', hex('82 05 0001 0000 00')],
    ],
  },
  ssh: {
    proper: 'SSH-2.0-hoshirushi\r\n',
    kept: 8,
    malformed: [
      ['greeting-cut', 'truncated', 'SSH-2.0-hoshi'],
      ['packet-cut', 'truncated', with_('SSH-2.0-hoshirushi\r\n', hex('0000 0100 0a 14'))],
      ['greeting-too-long', 'oversized', `SSH-2.0-${a(32_000)}\r\n`],
      ['packet-too-long', 'oversized', with_('SSH-2.0-hoshirushi\r\n', hex('ffffffff'), a(2_000))],
      ['version-unknown', 'invalid', 'SSH-99.99-hoshirushi\r\n'],
      ['padding-lies', 'invalid', with_('SSH-2.0-hoshirushi\r\n', hex('0000000c ff 14'), new Uint8Array(16))],
      [
        'list-length-lies',
        'invalid',
        with_('SSH-2.0-hoshirushi\r\n', hex(`0000002c 04 14 ${'00'.repeat(16)} ffffffff`), new Uint8Array(24)),
      ],
      ['binary', 'invalid', Uint8Array.from({ length: 200 }, (_, i) => (i * 7) & 255)],
    ],
  },
  ftp: {
    proper: 'NOOP\r\n',
    kept: 5,
    malformed: [
      ['line-cut', 'truncated', 'NOO'],
      ['line-too-long', 'oversized', `NOOP ${a(16_000)}\r\n`],
      ['lines-too-many', 'oversized', 'NOOP\r\n'.repeat(500)],
      ['zero-bytes', 'invalid', '\0\0\0\0\r\n\0\r\n'],
      ['address-wrong', 'invalid', 'PORT 256,-1,999,0,99999,99999\r\n'],
      ['percent-signs', 'invalid', 'NOOP %n%s%x%n\r\n'],
      ['binary', 'invalid', Uint8Array.from({ length: 200 }, (_, i) => 255 - (i & 127))],
    ],
  },
  telnet: {
    proper: '\r\n',
    kept: 'all',
    malformed: [
      ['command-cut', 'truncated', hex('ff')],
      ['negotiation-cut', 'truncated', hex('ff fa 18 00')],
      ['negotiation-too-long', 'oversized', with_(hex('ff fa 18 00'), a(8_000))],
      [
        'requests-too-many',
        'oversized',
        with_(...Array.from({ length: 256 }, (_, i) => Uint8Array.of(0xff, 0xfd, i & 31))),
      ],
      ['line-too-long', 'oversized', `${a(8_000)}\r\n`],
      ['option-unknown', 'invalid', hex('ff fd fe ff fb fe ff f0 ff f0')],
      ['zero-bytes', 'invalid', new Uint8Array(64)],
    ],
  },
  tls: {
    proper: clientHello,
    kept: 6,
    malformed: [
      ['record-cut', 'truncated', clientHello.slice(0, 20)],
      ['record-header-cut', 'truncated', clientHello.slice(0, 3)],
      ['record-too-long', 'oversized', with_(hex('16 0301 ffff'), a(20_000))],
      ['records-empty-many', 'oversized', with_(...Array.from({ length: 500 }, () => hex('16 0301 0000')))],
      ['hello-length-lies', 'invalid', with_(hex('16 0301 002f 01 ffffff'), clientHello.slice(9))],
      ['session-length-lies', 'invalid', hex(`16 0301 002f 01 00002b 0303 ${'5a'.repeat(32)} ff 0002 c02f 01 00 0000`)],
      ['version-unknown', 'invalid', hex(`16 ffff 002f 01 00002b ffff ${'5a'.repeat(32)} 00 0002 c02f 01 00 0000`)],
      ['record-type-unknown', 'invalid', with_(hex('ff 0303 0004'), hex('00000000'))],
      ['alert-first', 'invalid', hex('15 0301 0002 0228')],
    ],
  },
  snmp: {
    proper: snmpGet,
    kept: 14,
    malformed: [
      ['message-cut', 'truncated', snmpGet.slice(0, 12)],
      ['sequence-alone', 'truncated', hex('30')],
      ['community-too-long', 'oversized', with_(hex('30 82 0410 02 01 01 04 82 0400'), a(1_024))],
      ['length-too-great', 'invalid', with_(hex('30 84 ffffffff'), snmpGet.slice(2))],
      ['length-indefinite', 'invalid', with_(hex('30 80'), snmpGet.slice(2))],
      ['version-unknown', 'invalid', with_(snmpGet.slice(0, 4), hex('63'), snmpGet.slice(5))],
      ['nested-deep', 'invalid', with_(...Array.from({ length: 200 }, () => hex('30 80')))],
    ],
  },
  coap: {
    proper: coapGet,
    kept: 2,
    malformed: [
      ['header-cut', 'truncated', hex('40 01')],
      ['option-cut', 'truncated', coapGet.slice(0, 8)],
      ['path-too-long', 'oversized', with_(hex('40 01 1234 be 0400'), a(1_200))],
      ['token-length-reserved', 'invalid', with_(hex('4f 01 1234'), a(15))],
      ['option-reserved', 'invalid', hex('40 01 1234 f0 ff')],
      ['option-length-lies', 'invalid', hex('40 01 1234 be ffff 41')],
      ['version-unknown', 'invalid', hex('c0 01 1234')],
      ['payload-marker-alone', 'invalid', hex('40 01 1234 ff')],
    ],
  },
  dns: { proper: dnsQuery, kept: 4, malformed: wrongNames },
  mdns: { proper: mdnsQuery, kept: 4, malformed: wrongNames },
  ssdp: {
    proper:
      'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n',
    kept: 9,
    malformed: [
      ['request-cut', 'truncated', 'M-SEARCH * HTT'],
      [
        'target-too-long',
        'oversized',
        `M-SEARCH * HTTP/1.1\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: uuid:${a(1_200)}\r\n\r\n`,
      ],
      [
        'wait-negative',
        'invalid',
        'M-SEARCH * HTTP/1.1\r\nMAN: "ssdp:discover"\r\nMX: -99999999999\r\nST: ssdp:all\r\n\r\n',
      ],
      ['percent-signs', 'invalid', 'M-SEARCH * HTTP/1.1\r\nMAN: %n%s%x\r\nMX: 1\r\nST: %n\r\n\r\n'],
      ['zero-bytes', 'invalid', new Uint8Array(64)],
    ],
  },
  tftp: {
    proper: with_(hex('0001'), 'hoshirushi\0octet\0'),
    kept: 2,
    malformed: [
      ['name-cut', 'truncated', with_(hex('0001'), 'hoshi')],
      ['mode-missing', 'truncated', with_(hex('0001'), 'hoshirushi\0')],
      ['name-too-long', 'oversized', with_(hex('0001'), a(1_200), '\0octet\0')],
      ['operation-unknown', 'invalid', with_(hex('ffff'), 'hoshirushi\0octet\0')],
      ['block-unasked', 'invalid', hex('0004 ffff')],
    ],
  },
  ntp: {
    proper: with_(hex('23'), new Uint8Array(47)),
    kept: 1,
    malformed: [
      ['packet-cut', 'truncated', hex('23 00 00')],
      ['packet-too-long', 'oversized', with_(hex('23'), new Uint8Array(1_200))],
      ['version-unknown', 'invalid', with_(hex('3b'), new Uint8Array(47).fill(255))],
    ],
  },
  // It may be a command prompt: nothing is sent that a shell would act on.
  unknown: {
    proper: '\r\n',
    kept: 'all',
    malformed: [
      ['one-byte', 'truncated', '\0'],
      ['line-too-long', 'oversized', `${a(16_000)}\r\n`],
      ['zero-bytes', 'invalid', new Uint8Array(256)],
      ['high-bytes', 'invalid', Uint8Array.from({ length: 256 }, (_, i) => 128 + (i & 127))],
    ],
  },
}
