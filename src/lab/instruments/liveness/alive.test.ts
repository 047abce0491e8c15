import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, test } from 'vitest'
import { type BenchOptions, benchAt, declaredInterface } from '../../../../tests/support/lab-bench.ts'
import type { Observation } from '../../observation.ts'
import { alive } from './alive.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
const listening = (came: () => void = () => undefined) =>
  new Promise<number>((done) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      came()
    })
    servers.push(server)
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })
const closed = async () => {
  const port = await listening()
  await new Promise((done) => servers.pop()?.close(done))
  return port
}
const scanned = (...open: readonly number[]): Observation => ({
  ...{ id: 'port-scan/ipv4', sample: 1, address: 'ipv4', began: 0, took: 1, completeness: 'complete' },
  seen: { kind: 'port-scan', from: 1, to: 65_535, open: [...open], refused: 0, silent: 0, canaries: [] },
})
const at = (options: BenchOptions) => alive(benchAt({ ipv4: '127.0.0.1' }, options), 'scan')

test('one gentle connection to a port that was open shows that the device answers', async () => {
  let came = 0
  const port = await listening(() => came++)
  const { id, seen, endpoint } = await at({ observed: [scanned(port)] })
  assert.deepEqual([id, seen.alive, endpoint], ['liveness/scan', true, `tcp/${port}`])
  await new Promise((done) => setTimeout(done, 20))
  assert.equal(came, 1)
})

test('one service that is gone is not the death of the device; all of them are', async () => {
  const [gone, open] = [await closed(), await listening()]
  assert.equal((await at({ observed: [scanned(gone, open)] })).seen.alive, true)
  assert.equal((await at({ observed: [scanned(gone)] })).seen.alive, false)
})

test('before anything was seen a refusal is an answer', async () => {
  const declared = { interfaces: [declaredInterface('a', [`tcp/${await closed()}`])] }
  const { seen, completeness } = await at({ declared })
  assert.deepEqual([seen.alive, completeness], [true, 'complete'])
})

test('looked at twice after the same module, it has two names', async () => {
  const before = { ...scanned(), id: 'liveness/scan', seen: { kind: 'liveness', after: 'scan', alive: false } } as const
  assert.equal((await at({ observed: [scanned(await listening()), before] })).id, 'liveness/scan/2')
})
