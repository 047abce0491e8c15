import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { PortAnswer } from './probe.ts'
import { gentleFirst, sweep } from './sweep.ts'

const bounds = { timeoutMs: 10, atOnce: 8, silentAtOnce: 256, perSecond: 1_000_000, known: [] as number[] }

/** A device in memory: how many questions were open at once, and which port was asked how often. */
function device(answerOf: (port: number, asked: number) => PortAnswer) {
  let [active, most] = [0, 0]
  const times = new Map<number, number>()
  const answers = new Map<number, PortAnswer>()
  const ask = (port: number, timeoutMs: number, tell: (answer: PortAnswer) => void) => {
    times.set(port, (times.get(port) ?? 0) + 1)
    most = Math.max(most, ++active)
    const answer = answerOf(port, times.get(port)!)
    setTimeout(
      () => {
        active--
        tell(answer)
      },
      answer === 'silent' ? timeoutMs : 0,
    )
  }
  const run = (ports: number, given: Partial<typeof bounds> = {}) =>
    sweep(
      Array.from({ length: ports }, (_, i) => i + 1),
      { ...bounds, ...given },
      ask,
      (port, answer) => answers.set(port, answer),
    )
  return { run, answers, times, most: () => most }
}

test('an answering device is asked no more at once than the policy says', async () => {
  const polite = device((port) => (port % 100 === 0 ? 'open' : 'refused'))
  assert.equal(await polite.run(2_000), false)
  assert.equal(polite.most(), 8)
  assert.equal(polite.answers.size, 2_000)
  assert.equal([...polite.answers.values()].filter((a) => a === 'open').length, 20)
})

test('where nothing answers more is asked at once, up to the bound', async () => {
  const silent = device(() => 'silent')
  assert.equal(await silent.run(3_000), false)
  assert.equal(silent.most(), 256)
})

test('a device that no longer answers where it did is not asked more, and the doubt is told', async () => {
  const gone = device(() => 'silent')
  assert.equal(await gone.run(60, { known: [443] }), true)
  assert.equal(gone.most(), 9) // eight and the known port
})

test('where this machine runs out of sockets it asks fewer at once and leaves no port out', async () => {
  let [sockets, most] = [0, 0]
  const seen = new Map<number, PortAnswer>()
  await sweep(
    Array.from({ length: 1_000 }, (_, i) => i + 1),
    bounds,
    (_, timeoutMs, tell) => {
      if (sockets >= 50) return void setImmediate(() => tell('failed'))
      most = Math.max(most, ++sockets)
      setTimeout(() => {
        sockets--
        tell('silent')
      }, timeoutMs)
    },
    (port, answer) => seen.set(port, answer),
  )
  assert.equal(most, 50)
  assert.deepEqual([seen.size, [...seen.values()].filter((a) => a !== 'silent').length], [1_000, 0])
})

test('each port is asked once, open ones too', async () => {
  const one = device((port) => (port === 7 ? 'open' : 'refused'))
  await one.run(500)
  assert.deepEqual([...new Set(one.times.values())], [1])
})

test('services that count connections are asked again last', () => {
  assert.deepEqual(gentleFirst([22, 23, 80, 443, 2222]), [80, 443, 22, 23, 2222])
})
