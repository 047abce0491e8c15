import { randomUUID } from 'node:crypto'
import { macAt, startsWith, type Told, textAt, type UdpProbe } from '../udp-probe.ts'

/** The search of UPnP. To one device no waiting time is needed; some ask for it all the same. */
export const mSearch = (target = 'ssdp:all'): Buffer =>
  Buffer.from(
    [
      'M-SEARCH * HTTP/1.1',
      'HOST: 239.255.255.250:1900',
      'MAN: "ssdp:discover"',
      'MX: 1',
      `ST: ${target}`,
      '',
      '',
    ].join('\r\n'),
  )

/** The question of WS-Discovery for any device, in the version that ONVIF and Windows use. */
export const wsProbe = (id: string = randomUUID()): Buffer =>
  Buffer.from(
    '<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"' +
      ' xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">' +
      `<e:Header><w:MessageID>urn:uuid:${id}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>` +
      '<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>' +
      '<e:Body><d:Probe/></e:Body></e:Envelope>',
  )

const ssdp: UdpProbe = {
  id: 'ssdp',
  protocol: 'ssdp',
  port: 1900,
  source: 'UPnP Device Architecture 1.1, 1.3.2 (unicast M-SEARCH)',
  packet: () => mSearch(),
  recognise(answer) {
    const text = answer.subarray(0, 2_000).toString('latin1')
    return /^HTTP\/1\.\d /.test(text) ? { said: /^SERVER:\s*(.*)$/im.exec(text)?.[1]?.trim() ?? '' } : undefined
  },
}

const wsDiscovery: UdpProbe = {
  id: 'ws-discovery',
  protocol: 'ws-discovery',
  port: 3702,
  source: 'WS-Discovery (April 2005), 5.2; ONVIF Core Specification, 7.3',
  packet: () => wsProbe(),
  recognise: (answer) =>
    answer.subarray(0, 8_000).includes('Envelope')
      ? { said: /ProbeMatches/.exec(answer.toString('latin1'))?.[0] ?? '' }
      : undefined,
}

const slp: UdpProbe = {
  id: 'slp',
  protocol: 'slp',
  port: 427,
  source: 'RFC 2608, 10.1 (service types)',
  packet(random) {
    const body = Buffer.concat([Buffer.from('0000ffff0007', 'hex'), Buffer.from('DEFAULT')])
    const head = Buffer.from('0209000000000000000000000002656e', 'hex')
    head[4] = head.length + body.length
    Buffer.from(random(2)).copy(head, 10)
    return Buffer.concat([head, body])
  },
  recognise: (answer) => (startsWith(answer, 2, 10) ? { said: textAt(answer, 20, 300) } : undefined),
}

const ubiquiti: UdpProbe = {
  id: 'ubiquiti',
  protocol: 'ubiquiti',
  port: 10001,
  source: 'Rapid7, Understanding Ubiquiti discovery service exposures (2019)',
  packet: () => Buffer.from([1, 0, 0, 0]),
  recognise(answer) {
    if (!startsWith(answer, 1, 0)) return undefined
    const tells: Told[] = []
    for (let at = 4; at + 3 <= answer.length && tells.length < 10; ) {
      const [type, length] = [answer[at]!, answer.readUInt16BE(at + 1)]
      const said = textAt(answer, at + 3, at + 3 + length)
      const mac = macAt(answer, at + 3)
      if (type === 1 && mac) tells.push({ token: 'mac-address', where: 'discovery field 1', said: mac })
      if (type === 3) tells.push({ token: 'firmware-version', where: 'discovery field 3', said })
      if (type === 11) tells.push({ token: 'hostname', where: 'discovery field 11', said })
      if (type === 12 || type === 20) tells.push({ token: 'model', where: `discovery field ${type}`, said })
      at += 3 + length
    }
    return { said: tells.map((t) => t.said).join(' '), tells }
  },
}

/** Protocols by which devices are found. */
export const findingProbes: readonly UdpProbe[] = [ssdp, wsDiscovery, slp, ubiquiti]
