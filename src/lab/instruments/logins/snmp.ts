import { DialError } from '../../wire/dial.ts'
import { type Door, guarded, type Login, type LoginWay, portOf, type Tried } from './login.ts'
import { discoveryPacket, getPacket, readReply } from './snmp-packet.ts'

const waitMs = 450 // a device in the same network answers within milliseconds; it is asked twice

/** SNMP v1 and v2c: the community is the password. A wrong one is met with silence, so only reading is tried, never writing. */
export function snmpLogin(door: Door, way: LoginWay): Login {
  let alive: boolean | undefined
  return {
    try: ({ password }) =>
      guarded(door, async () => {
        const began = performance.now()
        const answered = await ask(door, way, (id) => [getPacket(0, password, id), getPacket(1, password, id + 1)])
        if (answered !== 'nothing') {
          alive = true
          const answer = answered === 'denied' ? 'rejected' : 'accepted'
          return { answer, ms: Math.round(performance.now() - began), status: answered }
        }
        // Silence refuses only where the agent is known to be there.
        alive ??= await snmpAlive(door, way)
        return silence(alive, began)
      }),
    close: () => {},
  }
}

const silence = (alive: boolean, began: number): Tried => ({
  answer: alive ? 'rejected' : 'no-answer',
  ms: Math.round(performance.now() - began),
  status: 'silent',
})

/** Whether an agent is there at all: version 3 tells its engine to anyone (RFC 3414, 4). */
export const snmpAlive = async (door: Door, way: Pick<LoginWay, 'endpoint' | 'address'>): Promise<boolean> =>
  (await ask(door, way, (id) => [discoveryPacket(id)])) !== 'nothing'

async function ask(
  door: Door,
  way: Pick<LoginWay, 'endpoint' | 'address'>,
  packets: (id: number) => readonly Uint8Array[],
): Promise<'response' | 'denied' | 'report' | 'nothing'> {
  const [a, b, c] = door.random(3)
  const id = (((a! << 16) | (b! << 8) | c!) & 0x3fffff) * 4 + 1
  const port = portOf(way.endpoint)
  const line = await door.dial.udp({ ...(way.address && { address: way.address }) })
  try {
    for (let round = 0; round < 2; round++) {
      for (const packet of packets(id)) await line.send(port, packet)
      const until = performance.now() + waitMs
      for (let left = waitMs; left > 0; left = until - performance.now()) {
        const came = await line.next(left)
        if (came === undefined) break
        const reply = readReply(came.packet)
        if (came.port === port && reply !== undefined && (reply.id === id || reply.id === id + 1)) return reply.kind
      }
    }
    return 'nothing'
  } catch (error) {
    if (error instanceof DialError && error.trouble === 'refused') return 'nothing'
    throw error
  } finally {
    line.close()
  }
}
