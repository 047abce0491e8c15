import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { test } from 'vitest'
import { benchAt, declaredInterface, nothingDeclared } from '../../../tests/support/lab-bench.ts'
import type { Observation } from '../observation.ts'
import { handsOf } from './hands.ts'
import { portToWatch } from './port-to-watch.ts'
import { type PollAnswer, type WatchTimes, watchOutage } from './watch-outage.ts'

const times: WatchTimes = { everySeconds: 2, steadySeconds: 30, patienceSeconds: 600, mostSeconds: 3_600 }

/** A device on a clock of its own: it answers as `at` says of the second, and the person acts when told. */
function played(
  at: (second: number) => PollAnswer,
  { cut, restored }: { cut: number; restored: number },
  stopAt = Infinity,
) {
  let now = 0
  const polls: number[] = []
  const stop = new AbortController()
  const [said, returned] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const tick = async (ms: number) => {
    now += ms
    if (now >= cut * 1000) said.resolve()
    if (now >= restored * 1000) returned.resolve()
    if (now >= stopAt * 1000) stop.abort()
    await new Promise((done) => setImmediate(done))
  }
  return {
    polls,
    watch: (what: 'network' | 'power' = 'power') =>
      watchOutage(
        what,
        {
          endpoint: 'tcp/443',
          clock: () => now,
          pause: tick,
          signal: stop.signal,
          async poll() {
            polls.push(now)
            const answer = at(now / 1000)
            await tick(answer === 'silent' ? 900 : 5)
            return answer
          },
        },
        times,
        { cut: said.promise, restored: returned.promise, say: () => {} },
      ),
  }
}
const awayBetween = (from: number, to: number) => (s: number) => (s >= from && s < to ? 'silent' : 'answered')

test('a cut and a return are timed from when the person gave it back', async () => {
  const saw = await played(awayBetween(10, 75), { cut: 11, restored: 60 }).watch()
  assert.deepEqual([saw.answeredBefore, saw.wentDown, saw.drops], [true, true, 0])
  assert.ok(saw.backAfterSeconds! >= 15 && saw.backAfterSeconds! <= 18.5, String(saw.backAfterSeconds))
  assert.ok(saw.steadySeconds >= 30)
})

test('one port is asked, never more often than every second, and no more after it is over', async () => {
  const device = played(awayBetween(10, 40), { cut: 11, restored: 35 })
  await device.watch()
  const gaps = device.polls.slice(2).map((at, i) => at - device.polls[i + 1]!)
  assert.ok(Math.min(...gaps) >= 1_000, String(Math.min(...gaps)))
})

test('where nothing was cut, nothing is seen to go down', async () => {
  const saw = await played(() => 'answered', { cut: 5, restored: 20 }).watch()
  assert.equal(saw.wentDown, false)
})

test('a single lost answer is no outage', async () => {
  const saw = await played((s) => (s >= 9.9 && s < 11.5 ? 'silent' : 'answered'), { cut: 5, restored: 30 }).watch()
  assert.equal(saw.wentDown, false)
})

test('a device whose host is up and whose service is not is not back', async () => {
  const saw = await played((s) => (s < 10 ? 'answered' : s < 40 ? 'silent' : s < 90 ? 'refused' : 'answered'), {
    cut: 11,
    restored: 40,
  }).watch()
  assert.ok(saw.backAfterSeconds! >= 49)
})

test('a device that does not come back is watched as long as patience lasts', async () => {
  const saw = await played((s) => (s < 10 ? 'answered' : 'silent'), { cut: 11, restored: 30 }).watch()
  assert.equal(saw.backAfterSeconds, undefined)
  assert.ok(saw.watchedSeconds >= 600 && saw.watchedSeconds < 620)
})

test('a device that comes and goes is told as that', async () => {
  const saw = await played(
    (s) => (s < 10 ? 'answered' : s < 30 ? 'silent' : s < 40 ? 'answered' : s < 50 ? 'silent' : 'answered'),
    {
      cut: 11,
      restored: 29,
    },
  ).watch()
  assert.equal(saw.drops, 1)
})

test('stopping ends it at once, with what was seen so far', async () => {
  const saw = await played(awayBetween(10, 1e9), { cut: 11, restored: 20 }, 40).watch()
  assert.ok(saw.wentDown && saw.backAfterSeconds === undefined && saw.watchedSeconds < 25)
})

test('a real port is polled: open, closed, and open again', async () => {
  let connections = 0
  const listen = (port: number) =>
    new Promise<Server>((done) => {
      const server = createServer((socket) => {
        connections++
        socket.on('error', () => {})
        socket.resume()
      }).listen(port, '127.0.0.1', () => done(server))
    })
  const first = await listen(0)
  const { port } = first.address() as AddressInfo
  const bench = benchAt(
    { ipv4: '127.0.0.1' },
    { declared: { interfaces: [declaredInterface('LogIntf-Web', [`tcp/${port}`])] } },
  )
  const hands = handsOf(bench)
  assert.equal(hands.watch?.endpoint, `tcp/${port}`)
  assert.equal(await hands.watch.poll(), 'answered')
  await new Promise((done) => first.close(done))
  assert.equal(await hands.watch.poll(), 'refused')
  const second = await listen(port)
  assert.equal(await hands.watch.poll(), 'answered')
  hands.close()
  await new Promise((done) => setTimeout(done, 50))
  second.close()
  assert.equal(connections, 2)
})

const at = { sample: 1, began: 0, took: 0, completeness: 'complete' as const }
const service = (endpoint: string, protocol: 'ssh' | 'https' | 'http' | 'mqtt'): Observation => ({
  ...at,
  id: `service/${endpoint}`,
  endpoint,
  seen: { kind: 'service', protocol, tls: false },
})

test('the port to watch is a declared one, and not SSH where there is another', () => {
  const all = [service('tcp/22', 'ssh'), service('tcp/1883', 'mqtt'), service('tcp/443', 'https')]
  assert.equal(portToWatch(all, nothingDeclared), 'tcp/443')
  const declared = { ...nothingDeclared, interfaces: [declaredInterface('LogIntf-Mqtt', ['tcp/1883'])] }
  assert.equal(portToWatch(all, declared), 'tcp/1883')
  assert.equal(portToWatch([service('tcp/22', 'ssh')], nothingDeclared), 'tcp/22')
  assert.equal(portToWatch([], nothingDeclared), undefined)
})
