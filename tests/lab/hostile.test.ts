import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { tamed } from '../../src/lab/observation.ts'
import { dialTo } from '../../src/lab/wire/dial.ts'
import { paceOf } from '../../src/lab/wire/pace.ts'
import { readSome } from '../../src/lab/wire/read.ts'
import {
  type HostileServer,
  hostileDatagrams,
  hostileKinds,
  nastyText,
  startHostile,
  startHostileUdp,
  startRebooting,
} from '../support/hostile.ts'
import { ownTime } from '../support/own-time.ts'

// The door that instruments speak through, held against every hostile server; and the servers, that they do what they are called.

const doorTo = () => {
  const stop = new AbortController()
  const dial = dialTo(
    { addresses: { ipv4: '127.0.0.1' }, primary: 'ipv4' },
    { signal: stop.signal, pace: paceOf({ perSecond: 1_000, burst: 100 }) },
  )
  return { dial, stop }
}
const question = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

/** What came within so many milliseconds, without bounds: for looking at the server itself. */
const taken = (port: number, ms: number, say = question) =>
  new Promise<{ bytes: number; first: Buffer; ended: string }>((done) => {
    let bytes = 0
    let first = Buffer.alloc(0)
    let ended = 'open'
    const socket = connect(port, '127.0.0.1', () => socket.write(say))
    socket.on('data', (chunk) => {
      bytes += chunk.length
      if (first.length < 400) first = Buffer.concat([first, chunk]).subarray(0, 400)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      ended = error.code ?? 'error'
    })
    socket.on('end', () => {
      ended = 'closed'
    })
    const timer = setTimeout(() => socket.destroy(), ms)
    socket.on('close', () => {
      clearTimeout(timer)
      done({ bytes, first, ended })
    })
  })

async function against<T>(server: Promise<HostileServer>, body: (server: HostileServer) => Promise<T>): Promise<T> {
  const started = await server
  try {
    return await body(started)
  } finally {
    await started.close()
  }
}

test.each(hostileKinds)('the door comes back from %s in its time, with no more than was asked for', async (kind) => {
  await against(startHostile(kind), async ({ port }) => {
    const { dial } = doorTo()
    const spent = ownTime()
    const socket = await dial.tcp(port).catch(() => undefined)
    socket?.write(question)
    const read = socket && (await readSome(socket, { atMost: 10_000, timeoutMs: 300 }))
    assert.ok(spent() < 1_500, `${spent()} ms`)
    assert.ok((read?.bytes.length ?? 0) <= 10_000)
    socket?.destroy()
  })
})

test('stopping cuts off an endless stream within a second', async () => {
  await against(startHostile('endless-stream'), async ({ port }) => {
    const { dial, stop } = doorTo()
    const socket = await dial.tcp(port)
    const reading = readSome(socket, { atMost: 1_000_000_000, timeoutMs: 60_000 })
    await sleep(50)
    const spent = ownTime()
    stop.abort()
    await reading
    assert.ok(spent() < 1_000)
  })
})

test('nothing of a hostile text reaches a terminal as it was sent', () => {
  assert.doesNotMatch(tamed(nastyText), /[\p{Cc}\p{Bidi_Control}\p{Cs}]/u)
  assert.ok(tamed('A'.repeat(10_000_000)).length <= 512)
})

test('the servers do what they are called', async () => {
  const of = (kind: (typeof hostileKinds)[number], ms = 300) =>
    against(startHostile(kind), ({ port }) => taken(port, ms))
  assert.equal((await of('big-banner', 2_000)).bytes, 10_000_000)
  assert.ok((await of('endless-stream')).bytes > 10_000_000)
  assert.deepEqual((await of('byte-a-minute')).bytes, 1)
  assert.deepEqual(await of('silent'), { bytes: 0, first: Buffer.alloc(0), ended: 'open' })
  assert.equal((await of('reset')).ended, 'ECONNRESET')
  assert.equal((await of('reset-after-question')).ended, 'ECONNRESET')
  assert.equal((await of('closed-after-question')).ended, 'closed')
  assert.equal((await of('http-half-open')).ended, 'open')
  assert.ok((await of('http-endless-headers')).bytes > 1_000_000)
  assert.ok((await of('http-endless-body')).bytes > 1_000_000)
  assert.ok((await of('nasty-banner')).first.toString().startsWith('SSH-2.0-\x1b[2J'))
  assert.match((await of('http-compressed-bomb', 1_500)).first.toString('latin1'), /Content-Encoding: gzip/)
})

test('a rebooting device is away for its time, and back on the same port', async () => {
  await against(startRebooting({ after: 2, downMs: 300 }), async ({ port }) => {
    for (const _ of [1, 2]) assert.match((await taken(port, 200)).first.toString(), /220 ready/)
    assert.equal((await taken(port, 200)).bytes, 0)
    assert.equal((await taken(port, 200)).ended, 'ECONNREFUSED')
    await sleep(500)
    assert.match((await taken(port, 200)).first.toString(), /220 ready/)
  })
})

test.each(hostileDatagrams)('the door holds what comes by UDP within bounds: %s', async (kind) => {
  await against(startHostileUdp(kind), async ({ port }) => {
    const { dial } = doorTo()
    const door = await dial.udp()
    await door.send(port, Buffer.from('question'))
    const spent = ownTime()
    let packets = 0
    while (packets < 500 && (await door.next(100)) !== undefined) packets++
    door.close()
    assert.ok(spent() < 3_000)
    assert.equal(packets > 0, kind !== 'nothing')
  })
})
