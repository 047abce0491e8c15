import { startsWith, type Told, type UdpProbe } from '../udp-probe.ts'

const ntp: UdpProbe = {
  id: 'ntp',
  protocol: 'ntp',
  port: 123,
  source: 'RFC 5905, 7.3 (client mode; control and private modes are not asked, they amplify)',
  packet: (random) => Buffer.concat([Buffer.from([0x23]), Buffer.alloc(39), random(8)]),
  recognise: (answer, asked) =>
    answer.length >= 48 && (answer[0]! & 7) === 4 && answer.subarray(24, 32).equals(asked.subarray(40, 48))
      ? { said: `stratum ${answer[1]}` }
      : undefined,
}

const rpcbind: UdpProbe = {
  id: 'rpcbind',
  protocol: 'rpcbind',
  port: 111,
  source: 'RFC 5531, 9; RFC 1833, 3 (null procedure)',
  packet: (random) =>
    Buffer.concat([random(4), Buffer.from('0000000000000002000186a00000000200000000'.padEnd(72, '0'), 'hex')]),
  recognise: (answer, asked) =>
    answer.length >= 24 && answer.subarray(0, 4).equals(asked.subarray(0, 4)) && answer.readUInt32BE(4) === 1
      ? { said: 'portmapper' }
      : undefined,
}

const memcached: UdpProbe = {
  id: 'memcached',
  protocol: 'memcached',
  port: 11211,
  source: 'memcached protocol.txt, UDP protocol; "version" answers in one line',
  packet: (random) => Buffer.concat([random(2), Buffer.from('000000010000', 'hex'), Buffer.from('version\r\n')]),
  recognise(answer, asked) {
    if (answer.length < 10 || !answer.subarray(0, 2).equals(asked.subarray(0, 2))) return undefined
    const said = /^VERSION (.*)/.exec(answer.subarray(8, 80).toString('latin1'))?.[1]?.trim()
    return said ? { said, tells: [{ token: 'server-software', where: 'memcached version', said }] } : {}
  },
}

const ike: UdpProbe = {
  id: 'ike',
  protocol: 'ike',
  port: 500,
  source: 'RFC 2408, 3; RFC 2409, 5 (main mode, first message)',
  packet(random) {
    // AES with 128 bits, SHA-1, pre-shared key, group 14, life of 28,800 seconds (RFC 2409, appendix A).
    const offered = ['80010007', '800e0080', '80020002', '80030001', '8004000e', '800b0001', '800c7080']
    const attributes = Buffer.from(offered.join(''), 'hex')
    const transform = Buffer.concat([Buffer.from([0, 0, 0, 8 + attributes.length, 1, 1, 0, 0]), attributes])
    const proposal = Buffer.concat([Buffer.from([0, 0, 0, 8 + transform.length, 1, 1, 0, 1]), transform])
    const sa = Buffer.concat([Buffer.from([0, 0, 0, 12 + proposal.length, 0, 0, 0, 1, 0, 0, 0, 1]), proposal])
    const head = Buffer.from([1, 0x10, 2, 0, 0, 0, 0, 0, 0, 0, 0, 28 + sa.length])
    return Buffer.concat([random(8), Buffer.alloc(8), head, sa])
  },
  recognise: (answer, asked) =>
    answer.length >= 28 && answer.subarray(0, 8).equals(asked.subarray(0, 8)) ? { said: 'ISAKMP' } : undefined,
}

const openvpn: UdpProbe = {
  id: 'openvpn',
  protocol: 'openvpn',
  port: 1194,
  source: 'OpenVPN wire protocol (draft), P_CONTROL_HARD_RESET_CLIENT_V2',
  packet: (random) => Buffer.concat([Buffer.from([0x38]), random(8), Buffer.alloc(5)]),
  recognise: (answer) => (answer.length >= 14 && answer[0]! >> 3 === 8 ? { said: 'OpenVPN' } : undefined),
}

const natPmp: UdpProbe = {
  id: 'nat-pmp',
  protocol: 'nat-pmp',
  port: 5351,
  source: 'RFC 6886, 3.2 (external address)',
  packet: () => Buffer.from([0, 0]),
  recognise(answer) {
    if (!startsWith(answer, 0, 128)) return undefined
    const said = answer.length >= 12 && answer.readUInt16BE(2) === 0 ? [...answer.subarray(8, 12)].join('.') : ''
    return said ? { said, tells: [{ token: 'network-configuration', where: 'external address', said }] } : {}
  },
}

const sip: UdpProbe = {
  id: 'sip',
  protocol: 'sip',
  port: 5060,
  source: 'RFC 3261, 11 (OPTIONS); RFC 3581 (rport)',
  packet(random) {
    const branch = Buffer.from(random(8)).toString('hex')
    const lines = [
      'OPTIONS sip:probe@invalid SIP/2.0',
      `Via: SIP/2.0/UDP 0.0.0.0:5060;rport;branch=z9hG4bK${branch}`,
      `From: <sip:probe@invalid>;tag=${branch.slice(0, 8)}`,
      'To: <sip:probe@invalid>',
      `Call-ID: ${branch}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 0',
      'Content-Length: 0',
    ]
    return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  },
  recognise(answer) {
    const text = answer.subarray(0, 4_000).toString('latin1')
    if (!text.startsWith('SIP/2.0')) return undefined
    const said = /^(?:Server|User-Agent):\s*(.*)$/im.exec(text)?.[1]?.trim()
    const tells: Told[] = said ? [{ token: 'server-software', where: 'SIP header', said }] : []
    return { said: said ?? text.split('\r\n')[0] ?? '', tells }
  },
}

const tftp: UdpProbe = {
  id: 'tftp',
  protocol: 'tftp',
  port: 69,
  source: 'RFC 1350, 5 (read request for a file that is not there)',
  packet: (random) =>
    Buffer.concat([Buffer.from([0, 1]), Buffer.from(Buffer.from(random(6)).toString('hex')), Buffer.from('\0octet\0')]),
  recognise: (answer) =>
    answer.length >= 4 && answer[0] === 0 && answer[1]! >= 3 && answer[1]! <= 6
      ? { said: answer[1] === 5 ? 'error' : 'data', updates: { mechanism: 'tftp', certain: false } }
      : undefined,
}

const quic: UdpProbe = {
  id: 'quic',
  protocol: 'quic',
  port: 443,
  source: 'RFC 9000, 6 (a version that is reserved for this is answered with those there are)',
  packet: (random) =>
    Buffer.concat([
      Buffer.from([0xc0, 0x1a, 0x2a, 0x3a, 0x4a, 8]),
      random(8),
      Buffer.from([8]),
      random(8),
      Buffer.alloc(1_177), // 14.1: a first packet has 1200 bytes, so that the answer is never the longer one
    ]),
  recognise: (answer) =>
    answer[0]! & 0x80 && startsWith(answer, undefined, 0, 0, 0, 0) ? { said: 'QUIC' } : undefined,
}

const echo: UdpProbe = {
  id: 'echo',
  protocol: 'echo',
  port: 7,
  source: 'RFC 862',
  packet: (random) => random(8),
  recognise: (answer, asked) => (answer.equals(asked) ? { said: 'echo' } : undefined),
}

const time: UdpProbe = {
  id: 'time',
  protocol: 'time',
  port: 37,
  source: 'RFC 868',
  packet: () => new Uint8Array(0),
  recognise: (answer) => (answer.length === 4 ? { said: 'time' } : undefined),
}

/** Protocols of networks and of servers. */
export const infrastructureProbes: readonly UdpProbe[] = [
  ...[ntp, rpcbind, memcached, ike, openvpn, natPmp, sip, tftp, quic, echo, time],
]
