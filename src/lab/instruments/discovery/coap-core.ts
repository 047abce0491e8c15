import { generate, type ParsedPacket, parse } from 'coap-packet'
import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import { conversing, type Found, gather, nothingFound } from './gather.ts'

const port = 5683
const blocksAtMost = 16

/** Resources that take in software. Object 5 of LwM2M is made for nothing else (OMA LwM2M 1.2, E.6). */
const updateResources: readonly (readonly [pattern: RegExp, mechanism: string])[] = [
  [/^\/5(\/|$)/, 'lwm2m-firmware'],
  [/^\/suit(\/|$)/, 'suit'],
  [/^\/(fw|fota|ota|dfu|firmware|fwup|fwupdate|upgrade)(\/|$)/i, 'coap-firmware'],
]

/** The resources a device lists over CoAP (RFC 6690), as far as it takes to read the list whole. */
export const coap = (bench: Bench, address: AddressKind): Promise<Found> =>
  conversing(
    () => bench.dial.udp({ address, connectedTo: port }),
    async (datagrams) => {
      const parts: Buffer[] = []
      let answered = false
      for (let block = 0; block < blocksAtMost; block++) {
        const token = Buffer.from(bench.random(4))
        let read: ParsedPacket | undefined
        const take = (packet: Buffer) => {
          const answer = readCoap(packet)
          if (answer?.token.equals(token)) read = answer
          else if (!(answer?.reset && block === 0)) return false // a reset says that somebody is there
          answered = true
          return true
        }
        const question = questionFor(block, token, bench.random(2))
        await gather(datagrams, { port, packet: question, waitMs: bench.policy.datagrams.waitMs, take })
        if (read?.code !== '2.05') break
        parts.push(read.payload)
        const more = read.options.find(({ name }) => name === 'Block2')?.value
        if (more === undefined || more.length === 0 || (more[more.length - 1]! & 8) === 0) break
      }
      return answered ? readLinks(Buffer.concat(parts).subarray(0, 32_768).toString('utf8')) : nothingFound
    },
  )

const questionFor = (block: number, token: Buffer, id: Uint8Array): Buffer =>
  generate({
    code: 'GET',
    confirmable: true,
    messageId: Buffer.from(id).readUInt16BE(),
    token,
    options: [
      { name: 'Uri-Path', value: Buffer.from('.well-known') },
      { name: 'Uri-Path', value: Buffer.from('core') },
      ...(block === 0 ? [] : [{ name: 'Block2', value: Buffer.from([(block << 4) | 6]) } as const]), // 1024 bytes (RFC 7959)
    ],
  })

function readCoap(packet: Buffer): ParsedPacket | undefined {
  try {
    return parse(packet)
  } catch {
    return undefined
  }
}

function readLinks(text: string): Found {
  const paths = [...new Set([...text.matchAll(/<([^<>]{1,200})>/g)].map((match) => match[1]!))].filter(
    (path) => path !== '/.well-known/core',
  )
  const updates = updateResources.flatMap(([pattern, mechanism]) => {
    const said = paths.find((path) => pattern.test(path))
    return said === undefined ? [] : [{ mechanism, certain: true, said }]
  })
  const told = paths.length > 0
  return {
    answer: 'answered',
    services: paths.slice(0, 100).map((type) => ({ type })),
    tells: told ? [{ token: 'resource-list', where: '/.well-known/core', said: paths.join(' ') }] : [],
    updates,
  }
}
