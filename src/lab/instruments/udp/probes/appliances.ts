import { generate, parse } from 'coap-packet'
import { macAt, startsWith, type Told, textAt, type UdpProbe } from '../udp-probe.ts'

const coap: UdpProbe = {
  id: 'coap',
  protocol: 'coap',
  port: 5683,
  source: 'RFC 7252; RFC 6690 (/.well-known/core)',
  packet: (random) =>
    generate({
      code: 'GET',
      confirmable: true,
      messageId: Buffer.from(random(2)).readUInt16BE(),
      token: Buffer.from(random(4)),
      options: [
        { name: 'Uri-Path', value: Buffer.from('.well-known') },
        { name: 'Uri-Path', value: Buffer.from('core') },
      ],
    }),
  recognise(answer) {
    try {
      return answer[0]! >> 6 === 1 ? { said: parse(answer).code } : undefined
    } catch {
      return undefined
    }
  },
}

const hello = (random: Uint8Array): Buffer => {
  const extensions = Buffer.from('000a00080006001d00170018000b00020100000d000a00080403050308040401', 'hex')
  const suites = Buffer.from('c0aec0a8c0acc02bc02cc02fc09ec09c009c003500ff', 'hex')
  const body = Buffer.concat([
    Buffer.from('fefd', 'hex'),
    random,
    Buffer.from([0, 0, 0, suites.length]),
    suites,
    Buffer.from([1, 0, 0, extensions.length]),
    extensions,
  ])
  const handshake = Buffer.concat([Buffer.from([1, 0, 0, body.length, 0, 0, 0, 0, 0, 0, 0, body.length]), body])
  return Buffer.concat([Buffer.from([22, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, handshake.length]), handshake])
}

const dtls: UdpProbe = {
  id: 'dtls',
  protocol: 'coaps',
  port: 5684,
  source: 'RFC 6347 (ClientHello); suites of RFC 7252, 9.1.3',
  packet: (random) => hello(random(32)),
  recognise: (answer) =>
    (answer[0] === 22 || answer[0] === 21) && answer[1] === 0xfe
      ? { said: answer[0] === 21 ? 'DTLS alert' : 'DTLS handshake' }
      : undefined,
}

const mqttSn: UdpProbe = {
  id: 'mqtt-sn',
  protocol: 'mqtt-sn',
  port: 1883,
  source: 'MQTT-SN 1.2, 5.4.2 (SEARCHGW)',
  packet: () => Buffer.from([3, 1, 0]),
  recognise: (answer) => (startsWith(answer, answer.length, 2) ? { said: 'gateway' } : undefined),
}

const bacnet: UdpProbe = {
  id: 'bacnet',
  protocol: 'bacnet',
  port: 47808,
  source: 'ANSI/ASHRAE 135, annex J and 15.5 (ReadProperty, object identifier of the device)',
  packet: () => Buffer.from('810a001101040005010c0c023fffff194b', 'hex'),
  recognise: (answer) => (startsWith(answer, 0x81, undefined) ? { said: 'BACnet/IP' } : undefined),
}

const knx: UdpProbe = {
  id: 'knxnet-ip',
  protocol: 'knx',
  port: 3671,
  source: 'KNX Standard 03_08_02 (DESCRIPTION_REQUEST)',
  packet: () => Buffer.from('06100203000e0801000000000000', 'hex'),
  recognise(answer) {
    if (!startsWith(answer, 6, 0x10, 2, 4)) return undefined
    const mac = macAt(answer, 24)
    const name = textAt(answer, 30, 60)
    const serial = answer.subarray(14, 20).toString('hex')
    const tells: Told[] = [
      ...(serial ? [{ token: 'serial-number', where: 'KNX device information', said: serial } as const] : []),
      ...(mac ? [{ token: 'mac-address', where: 'KNX device information', said: mac } as const] : []),
      ...(name ? [{ token: 'hostname', where: 'KNX friendly name', said: name } as const] : []),
    ]
    return { said: name, tells }
  },
}

const lifx: UdpProbe = {
  id: 'lifx',
  protocol: 'lifx',
  port: 56700,
  source: 'LIFX LAN protocol, header and GetService (2)',
  packet: (random) =>
    Buffer.concat([
      Buffer.from('24000034', 'hex'),
      random(4),
      Buffer.alloc(14),
      Buffer.from([1, 0]),
      Buffer.alloc(8),
      Buffer.from('02000000', 'hex'),
    ]),
  recognise(answer) {
    if (answer.length < 36 || answer[32] !== 3 || answer.readUInt16LE(0) !== answer.length) return undefined
    const mac = macAt(answer, 8)
    return { said: 'LIFX', tells: mac ? [{ token: 'mac-address', where: 'LIFX target', said: mac }] : [] }
  },
}

/** Protocols of sensors, actuators and building control. */
export const applianceProbes: readonly UdpProbe[] = [coap, dtls, mqttSn, bacnet, knx, lifx]
