import { decode } from 'cborg'
import { discoveryPacket, getPacket, readReply } from '../../logins/snmp-packet.ts'
import { engineIn } from '../snmp-engine.ts'
import { startsWith, type Told, type UdpProbe } from '../udp-probe.ts'

const idFrom = (random: (bytes: number) => Uint8Array) => Buffer.from(random(4)).readUInt32BE() >>> 2

// The community "public" is what SNMP has in the place of no login: RFC 1157 gives no other protection.
const snmp = (version: 0 | 1): UdpProbe => ({
  id: version === 0 ? 'snmp-v1' : 'snmp-v2c',
  protocol: 'snmp',
  port: 161,
  source: version === 0 ? 'RFC 1157' : 'RFC 1901, RFC 3416',
  packet: (random) => getPacket(version, 'public', idFrom(random)),
  recognise: (answer) => (readReply(answer) ? { said: 'public' } : undefined),
})

const snmp3: UdpProbe = {
  id: 'snmp-v3',
  protocol: 'snmp',
  port: 161,
  source: 'RFC 3414, 4 (discovery)',
  packet: (random) => discoveryPacket(idFrom(random)),
  recognise(answer) {
    if (readReply(answer)?.kind !== 'report') return undefined
    const { id, mac, seconds } = engineIn(answer)
    const tells: Told[] = [
      ...(mac ? [{ token: 'mac-address', where: 'SNMP engine id', said: mac } as const] : []),
      ...(seconds ? [{ token: 'uptime', where: 'SNMP engine time', said: `${seconds} s` } as const] : []),
    ]
    return { ...(id && { said: `engine ${id}` }), tells }
  },
}

const ipmi: UdpProbe = {
  id: 'ipmi',
  protocol: 'ipmi',
  port: 623,
  source: 'ASF 2.0 (DMTF DSP0136), 3.2.4.3 presence ping',
  packet: () => Buffer.from('0600ff06000011be80000000', 'hex'),
  recognise: (answer) =>
    startsWith(answer, 6, 0, undefined, 6) && answer[8] === 0x40 ? { said: 'presence pong' } : undefined,
}

/** Manages devices that run Zephyr or Mynewt; its image group uploads software. Asked is the list of images, which is only read. */
const smp: UdpProbe = {
  id: 'smp',
  protocol: 'smp',
  port: 1337,
  source:
    'Zephyr documentation: SMP protocol specification, application/image management group (group 1, command 0, read)',
  packet: (random) =>
    Buffer.concat([Buffer.from('0000000100010000', 'hex').fill(random(1)[0]!, 6, 7), Buffer.from([0xa0])]),
  recognise(answer, asked) {
    if (!(answer.length > 8 && (answer[0]! & 7) === 1 && answer[6] === asked[6])) return undefined
    const versions = imageVersions(answer.subarray(8))
    return {
      said: versions.length > 0 ? `images ${versions.join(', ')}` : 'management protocol',
      tells: versions.slice(0, 1).map((said) => ({ token: 'firmware-version', where: 'SMP image list', said })),
      updates: { mechanism: 'smp', certain: versions.length > 0 },
    }
  },
}

function imageVersions(cbor: Uint8Array): readonly string[] {
  try {
    const read: unknown = decode(cbor)
    const images = typeof read === 'object' && read !== null && 'images' in read ? read.images : undefined
    return Array.isArray(images) ? images.slice(0, 8).map((image) => String(image?.version ?? '?').slice(0, 40)) : []
  } catch {
    return []
  }
}

/** Protocols that manage a device. */
export const managementProbes: readonly UdpProbe[] = [snmp(0), snmp(1), snmp3, ipmi, smp]
