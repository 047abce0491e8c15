import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { ber, berBody, nextBer, readBer } from '../udp/ber.ts'
import type { Told } from '../udp/udp-probe.ts'
import { conversing, type Found, gather, nothingFound } from './gather.ts'
import { toldByText } from './told-text.ts'

const port = 161

/** The system group (RFC 3418, 2), by the last number of the identifier 1.3.6.1.2.1.1.x.0. */
const system = { 1: 'sysDescr', 3: 'sysUpTime', 4: 'sysContact', 5: 'sysName', 6: 'sysLocation' } as const

/** Asks for the system group, with the community that stands for no login. */
export function systemQuestion(version: 0 | 1, id: Uint8Array): Buffer {
  const oid = (last: number) => ber(0x30, ber(0x06, Uint8Array.of(0x2b, 6, 1, 2, 1, 1, last, 0)), ber(0x05))
  const variables = ber(0x30, ...Object.keys(system).map((last) => oid(Number(last))))
  const zero = ber(0x02, Uint8Array.of(0))
  const pdu = ber(0xa0, ber(0x02, id), zero, zero, variables)
  return ber(0x30, ber(0x02, Uint8Array.of(version)), ber(0x04, Buffer.from('public')), pdu)
}

/** The values of the system group in an answer, by name; undefined where it is no answer. */
export const systemIn = (packet: Uint8Array): ReadonlyMap<string, string> | undefined =>
  readBer(packet, (outer) => {
    const message = new Cursor(berBody(outer, 0x30))
    berBody(message, 0x02)
    berBody(message, 0x04)
    const pdu = new Cursor(berBody(message, 0xa2))
    for (let i = 0; i < 3; i++) berBody(pdu, 0x02)
    const variables = new Cursor(berBody(pdu, 0x30))
    const values = new Map<string, string>()
    while (variables.left > 0 && values.size < 20) {
      const variable = new Cursor(berBody(variables, 0x30))
      const name = system[berBody(variable, 0x06)[6] as keyof typeof system]
      const { tag, body } = nextBer(variable)
      if (name && tag === 0x04 && body.length > 0) values.set(name, body.toString('utf8'))
      if (name && tag === 0x43 && body.length <= 5 && body.length > 0)
        values.set(name, `${Math.round(body.readUIntBE(0, body.length) / 100)} s`)
    }
    return values
  })

/** What the SNMP agent of a device tells whoever knows no more than "public". */
export const snmp = (bench: Bench, address: AddressKind): Promise<Found> =>
  conversing(
    () => bench.dial.udp({ address, connectedTo: port }),
    async (datagrams) => {
      for (const version of [1, 0] as const) {
        let values: ReadonlyMap<string, string> | undefined
        const id = bench.random(4)
        id[0]! &= 0x3f
        const packet = systemQuestion(version, id)
        const take = (answer: Buffer) => {
          values = systemIn(answer)
          return values !== undefined
        }
        if (!(await gather(datagrams, { port, packet, waitMs: bench.policy.datagrams.waitMs / 2, take })) || !values)
          continue
        return { answer: 'answered', services: [], tells: told(values, bench.declared.information.model) }
      }
      return nothingFound
    },
  )

function told(values: ReadonlyMap<string, string>, model: string | undefined): readonly Told[] {
  const description = values.get('sysDescr')?.trim()
  const plain = description ? toldByText(description, 'sysDescr', { model }) : []
  // RFC 3418: the description names hardware and software; where we tell nothing apart it still names the device.
  const described: readonly Told[] =
    description && plain.length === 0 ? [{ token: 'model', where: 'sysDescr', said: description }] : plain
  const one = (name: string, token: Told['token']): readonly Told[] => {
    const said = values.get(name)?.trim()
    return said ? [{ token, where: name, said }] : []
  }
  return [
    ...described,
    ...one('sysName', 'hostname'),
    ...one('sysContact', 'contact'),
    ...one('sysLocation', 'location'),
    ...one('sysUpTime', 'uptime'),
  ]
}
