import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, test } from 'vitest'
import { benchAt } from '../../../tests/support/lab-bench.ts'
import { ownTime } from '../../../tests/support/own-time.ts'
import { DialError } from './dial.ts'
import { type PortAnswer, prober } from './probe.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
const listening = (host = '127.0.0.1') =>
  new Promise<number>((done) => {
    const server = createServer((socket) => socket.on('error', () => {}))
    servers.push(server)
    server.listen(0, host, () => done((server.address() as AddressInfo).port))
  })
const closed = async () => {
  const port = await listening()
  await new Promise((done) => servers.pop()?.close(done))
  return port
}
const ask = (host: string, port: number, timeoutMs: number) =>
  new Promise<PortAnswer>((done) => prober().ask(host, port, timeoutMs, done))

/** Keeps this thread from looking at anything, as a loaded machine does. */
const beBusy = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('an open port is open and a closed one refused, over IPv4 and IPv6', async () => {
  assert.equal(await ask('127.0.0.1', await listening(), 1_000), 'open')
  assert.equal(await ask('::1', await listening('::1'), 1_000), 'open')
  assert.equal(await ask('127.0.0.1', await closed(), 1_000), 'refused')
})

test('a loop that comes late takes no open port for a silent one', async () => {
  const port = await listening()
  for (let i = 0; i < 5; i++) {
    const asked = ask('127.0.0.1', port, 40)
    setImmediate(() => beBusy(150)) // the deadline passes while the connection has long been there
    assert.equal(await asked, 'open')
  }
})

test('neither does a connection of the door, nor a datagram that is waited for', async () => {
  const bench = benchAt({ ipv4: '127.0.0.1' })
  const port = await listening()
  const dialled = bench.dial.tcp(port, { timeoutMs: 40 })
  setImmediate(() => beBusy(150))
  const socket = await dialled
  socket.destroy()

  const echo = createSocket('udp4')
  echo.on('message', (packet, from) => echo.send(packet, from.port, from.address))
  await new Promise<void>((done) => echo.bind(0, '127.0.0.1', done))
  const datagrams = await bench.dial.udp()
  await datagrams.send(echo.address().port, Uint8Array.of(1))
  const next = datagrams.next(40)
  beBusy(20)
  setImmediate(() => beBusy(150))
  assert.deepEqual([...((await next)?.packet ?? [])], [1])
  datagrams.close()
  echo.close()
})

test('what is under way when the run stops ends as stopped, at once', async () => {
  const stop = new AbortController()
  const { dial } = benchAt({ ipv4: '127.0.0.1' }, { stop })
  const port = await listening()
  const bounds = { timeoutMs: 5_000, atOnce: 1, silentAtOnce: 1, perSecond: 1, known: [] }
  const sweep = dial.sweep([port, port, port, port], bounds, () => undefined)
  setTimeout(() => stop.abort(), 100)
  const spent = ownTime()
  await assert.rejects(sweep, (error) => error instanceof DialError && error.trouble === 'stopped')
  assert.ok(spent() < 1_000)
  await assert.rejects(dial.probe(port), (error) => error instanceof DialError && error.trouble === 'stopped')
})
