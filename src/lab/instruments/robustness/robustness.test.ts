import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, test } from 'vitest'
import { benchAt, benchPolicy, seenBy } from '../../../../tests/support/lab-bench.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import type { Declared } from '../../declared/declared.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { robustness } from './robustness.ts'
import { limits, stressedServices } from './services.ts'

const cleanUp: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanUp.splice(0)) clean()
})

/** A device with a web server of ten lines; `die` takes it away for some time. */
async function device(meet: (text: string, device: { die(ms: number): void }) => string | undefined) {
  const sockets = new Set<Socket>()
  let dead = false
  let server: Server
  const listen = (port: number) =>
    new Promise<number>((done) => {
      server = createServer((socket) => {
        sockets.add(socket)
        socket.on('error', () => {})
        socket.on('data', (chunk) => {
          const said = meet(chunk.toString('latin1'), self)
          if (said !== undefined) socket.end(said)
        })
      })
      server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port))
    })
  const self = {
    die(ms: number) {
      if (dead) return
      dead = true
      for (const socket of sockets) socket.destroy()
      server.close()
      if (Number.isFinite(ms))
        setTimeout(() => {
          dead = false
          void listen(port)
        }, ms)
    },
  }
  const port: number = await listen(0)
  cleanUp.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port, ...self }
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const serviceAt = (port: number, protocol: 'http' | 'unknown' = 'http'): Observation => ({
  id: `identify/tcp/${port}`,
  sample: 1,
  endpoint: `tcp/${port}`,
  began: 0,
  took: 1,
  completeness: 'complete',
  seen: { kind: 'service', protocol, tls: false },
})
const policy = (change: Partial<typeof benchPolicy.robustness> = {}) => ({
  robustness: { ...benchPolicy.robustness, pauseMs: 0, patienceSeconds: 5, ...change },
})
/** Waits go five times as fast as the clock says. */
const hurried = (bench: ReturnType<typeof benchAt>) => ({
  ...bench,
  clock: () => bench.clock() * 5,
  pause: (ms: number) => bench.pause(ms / 5),
})
const stress = async (ports: readonly number[], options: Parameters<typeof benchAt>[1] = {}) =>
  ofKind(
    await seenBy(
      robustness,
      hurried(
        benchAt({ ipv4: '127.0.0.1' }, { policy: policy(), observed: ports.map((p) => serviceAt(p)), ...options }),
      ),
    ),
    'robustness',
  )

test('a service that stands everything is seen to have stood it, message by message', async () => {
  const { port } = await device(() => ok)
  const [seen] = await stress([port])
  assert.equal(seen?.completeness, 'complete')
  assert.equal(seen?.seen.heldBefore, true)
  assert.deepEqual(seen?.seen.away, [])
  assert.equal(seen?.seen.sent.length, benchPolicy.robustness.messagesPerService)
  assert.ok(seen?.seen.sent.some(({ message }) => message === 'http/header-too-long'))
})

test('a service that falls by a message and comes back is named with the message, and falls again', async () => {
  const weak = await device((text, { die }) => (text.includes('99999999999') ? void die(300) : ok))
  const strong = await device(() => ok)
  const seen = await stress([weak.port, strong.port])
  const fallen = seen.find((o) => o.endpoint === `tcp/${weak.port}`)!
  assert.equal(fallen.seen.away.length, 1)
  const [away] = fallen.seen.away
  assert.equal(away?.after, 'http/length-too-great')
  assert.equal(away?.how, 'refused')
  assert.equal(away?.whole, false)
  assert.equal(away?.again, 'fell')
  assert.ok(away!.seconds! >= 1)
  assert.equal(fallen.trouble, 'service-fell')
  assert.equal(seen.find((o) => o.endpoint === `tcp/${strong.port}`)?.completeness, 'complete')
}, 20_000)

test('a device that restarts is noticed with the message, and left in peace', async () => {
  const all: { die(ms: number): void }[] = []
  const restart = () => {
    for (const one of all) one.die(400)
  }
  const weak = await device((text) => (text.includes('Content-Length: -1') ? void restart() : ok))
  const other = await device(() => ok)
  all.push(weak, other)
  const seen = await stress([weak.port, other.port].toSorted((a, b) => a - b))
  const [away] = seen.flatMap((o) => o.seen.away)
  assert.equal(away?.after, 'http/length-negative')
  assert.equal(away?.whole, true)
  assert.ok(away!.seconds! >= 1)
  assert.equal(away?.again, undefined)
  const later = seen.filter((o) => o.endpoint !== `tcp/${weak.port}` && o.endpoint! > `tcp/${weak.port}`)
  for (const o of later) assert.equal(o.trouble, 'device-in-distress')
}, 20_000)

test('a service that does not come back is waited for no longer than patience lasts', async () => {
  const weak = await device((text, { die }) => (text.includes('zz\r\n') ? void die(Number.POSITIVE_INFINITY) : ok))
  const other = await device(() => ok)
  const spent = ownTime()
  const seen = await stress([weak.port, other.port])
  const fallen = seen.find((o) => o.endpoint === `tcp/${weak.port}`)!
  assert.equal(fallen.trouble, 'service-gone')
  assert.equal(fallen.seen.away[0]?.seconds, undefined)
  assert.ok(spent() < 9_000)
}, 20_000)

test('a service that hangs is away, although it takes connections', async () => {
  let hung = false
  const weak = await device((text) => {
    hung ||= text.includes('zz\r\n')
    return hung ? undefined : ok
  })
  const [seen] = await stress([weak.port])
  assert.equal(seen?.seen.away[0]?.how, 'mute')
}, 30_000)

test('a limit on visitors is told from a fall: the same message alone does no harm', async () => {
  let visits = 0
  const shy = await device((_, { die }) => {
    if (++visits === 9) return void die(240) // after so many visits it rests, whatever was said
    return ok
  })
  const strong = await device(() => ok)
  const seen = await stress([shy.port, strong.port])
  const limited = seen.find((o) => o.endpoint === `tcp/${shy.port}`)!
  assert.equal(limited.seen.away[0]?.again, 'held')
  assert.equal(limited.trouble, 'throttled')
  assert.equal(limited.completeness, 'partial')
}, 20_000)

test('a service that stands one visit at a time is not taken for one that falls by a message', async () => {
  let quietSince = 0
  let visits = 0
  const shy = await device((_, { die }) => {
    const now = performance.now()
    visits = now - quietSince > 150 ? 1 : visits + 1
    quietSince = now
    if (visits >= 2 && (visits > 8 || started)) return void die(240)
    started ||= visits === 8
    return ok
  })
  let started = false
  const strong = await device(() => ok)
  const seen = await stress([shy.port, strong.port])
  const limited = seen.find((o) => o.endpoint === `tcp/${shy.port}`)!
  assert.equal(limited.seen.away.length, 1)
  assert.equal(limited.seen.away[0]?.again, undefined)
  assert.equal(limited.trouble, 'throttled')
}, 20_000)

test('a service that was silent before is not judged by its silence after', async () => {
  const { port, die } = await device(() => ok)
  die(Number.POSITIVE_INFINITY)
  const [seen] = await stress([port])
  assert.equal(seen?.seen.heldBefore, false)
  assert.equal(seen?.completeness, 'none')
  assert.equal(seen?.trouble, 'silent-before')
})

test('without consent nothing is sent', async () => {
  const bench = benchAt({ ipv4: '127.0.0.1' }, { observed: [serviceAt(9)] })
  assert.deepEqual(await seenBy(robustness, { ...bench, consent: { ...bench.consent, robustness: false } }), [])
})

test('the messages of a run are shared, and never more than the policy allows', () => {
  const observed = Array.from({ length: 12 }, (_, i) => serviceAt(8000 + i))
  const shared = (messages: number, declared: Partial<Declared> = {}) =>
    stressedServices(observed, {
      declared: { authentication: [], ...declared } as Declared,
      policy: { ...benchPolicy, ...policy({ messages }) },
      primary: 'ipv4',
    })
  assert.deepEqual([...new Set(shared(60).map((s) => s.messages))], [5])
  assert.deepEqual([shared(11).length, shared(11)[0]?.messages, shared(0).length], [11, 1, 0])
  const login = {
    id: 'A',
    endpoints: ['tcp/8003'],
    factor: 'key',
    users: [],
    bruteForce: { kind: 'rate-limit' },
  } as const
  const limited = shared(200, { authentication: [login] })
  assert.equal(limited.find((s) => s.port === 8003)?.messages, 3)
  assert.equal(limited.find((s) => s.port === 8004)?.messages, 12)
  assert.equal(limits({ authentication: [login] } as unknown as Declared, 'tcp/8004'), false)
})

test('a run that is stopped stops at once', async () => {
  const { port } = await device(() => undefined)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 200)
  const spent = ownTime()
  await assert.rejects(
    stress([port], { stop }),
    (error: unknown) => error instanceof DialError && error.trouble === 'stopped',
  )
  assert.ok(spent() < 1_200)
})
