import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, test } from 'vitest'
import { benchAt, declaredInterface, seenBy } from '../../../../tests/support/lab-bench.ts'
import { droppingAllBut, inOwnNetwork, noOwnNetwork } from '../../../../tests/support/own-network.ts'
import type { ScanTrial, TrialResult } from '../../../../tests/support/scan-trial.ts'
import { scanOf } from './scan.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
const listening = () =>
  new Promise<number>((done) => {
    const server = createServer((socket) => socket.on('error', () => {}))
    servers.push(server)
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })
const scanned = async (port: number, declared: readonly string[] = []) => {
  const bench = benchAt({ ipv4: '127.0.0.1' }, { declared: { interfaces: [declaredInterface('a', declared)] } })
  const [seen] = await seenBy(scanOf({ from: port, to: port }), bench)
  return { ...seen!, seen: seen!.seen.kind === 'port-scan' ? seen!.seen : assert.fail() }
}

test('a declared port that is open is a canary that was seen, and is looked at again in the end', async () => {
  const port = await listening()
  const { id, completeness, seen } = await scanned(port, [`tcp/${port}`])
  assert.deepEqual([id, completeness], ['port-scan/ipv4', 'complete'])
  assert.deepEqual(seen.open, [port])
  assert.deepEqual(seen.canaries, [{ port, seen: true, answer: 'open' }])
  assert.equal(seen.control, 'kept')
})

test('a declared port that is closed is a canary that was not seen', async () => {
  const port = await listening()
  await new Promise((done) => servers.pop()?.close(done))
  const { seen } = await scanned(port, [`tcp/${port}`])
  assert.deepEqual(seen.canaries, [{ port, seen: false, answer: 'refused' }])
  assert.equal(seen.control, 'none')
})

test('a device that shuts the scanner out makes the scan partial', async () => {
  const port = await listening()
  servers[0]!.once('connection', () => servers[0]!.close()) // open once, never again
  const { completeness, trouble, seen } = await scanned(port, [`tcp/${port}`])
  assert.deepEqual([completeness, trouble, seen.control], ['partial', 'shut-out', 'lost'])
  assert.deepEqual(seen.open, [port]) // what was seen stays seen
})

const trial = (what: ScanTrial, options: Parameters<typeof inOwnNetwork>[1] = {}) =>
  inOwnNetwork<TrialResult>('scan-trial.ts', { ...options, env: { TRIAL: JSON.stringify(what) } })

test.skipIf(noOwnNetwork)('every open port among all 65,535 is found, on IPv4 and on IPv6', async () => {
  const open = [1, 22, 80, 443, 39527, 65535]
  const { scans, seconds, megabytesOver } = await trial({ open, hosts: ['127.0.0.1', '::1'], declared: ['tcp/443'] })
  console.log(`two addresses, answering: ${seconds[0]!.toFixed(1)} s, ${megabytesOver.toFixed(0)} MB over the start`)
  assert.deepEqual(
    scans.map((s) => [s.address, s.completeness, s.seen.open, s.seen.refused + s.seen.open.length, s.seen.control]),
    ['ipv4', 'ipv6'].map((address) => [address, 'complete', open, 65_535, 'kept']),
  )
  assert.ok(megabytesOver < 200)
})

test.skipIf(noOwnNetwork)('a host that drops everything else is scanned whole in a bounded time', async () => {
  const open = [22, 80, 443, 39527, 61000]
  const { scans, seconds, megabytesOver } = await trial(
    { open, hosts: ['127.0.0.1', '::1'], declared: ['tcp/80'] },
    { before: droppingAllBut(open) },
  )
  console.log(`two addresses, dropping: ${seconds[0]!.toFixed(1)} s, ${megabytesOver.toFixed(0)} MB over the start`)
  assert.deepEqual(
    scans.map((s) => [s.completeness, s.seen.open, s.seen.silent]),
    [0, 1].map(() => ['complete', open, 65_530]),
  )
  assert.ok(seconds[0]! < 60) // the goal is 30 on a machine of its own: bench
})

// lab.md §4.1: with timeouts of 100–200 ms a scanner whose timers fire before it looks at its sockets missed open ports in 14 of 15
// runs beside busy loops. Fewer ports here, and shorter waits than the policy has, so that it is done in half a minute.
test.skipIf(noOwnNetwork)(
  'beside four busy processes no open port of a dropping host is missed in twenty scans',
  async () => {
    const open = [22, 80, 443, 554, 1021, 1338, 1499, 1500]
    const { scans, seconds } = await trial(
      {
        open,
        hosts: ['127.0.0.1'],
        from: 1,
        to: 1_500,
        times: 20,
        busy: 4,
        scanTimeoutMs: 150,
        patientMs: 300,
        declared: ['tcp/80'],
      },
      { before: droppingAllBut(open) },
    )
    const missed = scans.flatMap((s) => open.filter((port) => !s.seen.open.includes(port)))
    console.log(
      `twenty scans beside busy processes: ${seconds.reduce((a, b) => a + b, 0).toFixed(0)} s, ${missed.length} missed`,
    )
    assert.equal(scans.length, 20)
    assert.deepEqual(missed, [])
  },
)
