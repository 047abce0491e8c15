import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'vitest'
import { fixedSigner, portScan, sampleRun } from '../../../tests/support/lab-evidence.ts'
import { ownTime } from '../../../tests/support/own-time.ts'
import { sealRun } from '../../lab/evidence/seal.ts'
import type { Observation } from '../../lab/observation.ts'
import { benchRules } from './bench-rules.ts'
import { readingBounds, readingsInThread } from './readings-in-thread.ts'

// Files that are signed and sealed as they should be, and made so that judging them again costs whoever does it as much as possible.

const rules = benchRules()
const given = { policies: [rules.digests.policy] }
const everyPort = Array.from({ length: 65_535 }, (_, i) => i + 1)
const sealed = async (observations: readonly Observation[]) => {
  const honest = sampleRun({ policy: rules.policy })
  return Uint8Array.from(await sealRun({ ...honest, observations, signer: fixedSigner(9) }))
}
const manyScans = () =>
  sealed(Array.from({ length: 40 }, (_, i) => ({ ...portScan(everyPort), id: `port-scan/${i}`, sample: (i % 9) + 1 })))

const outcome = async (read: ReturnType<ReturnType<typeof readingsInThread>>) => {
  const done = await read
  if (done.ok) return 'read'
  return done.fault.code === 'evidence-broken' ? done.fault.reason : done.fault.code
}

test('a file that would be judged for hours is given up after its time, and the program goes on meanwhile', async () => {
  const file = await manyScans()
  const megabytes = file.length / 1e6 // it is handed over, and gone from here
  assert.ok(megabytes > 10)
  const read = readingsInThread(given, { ...readingBounds, seconds: 3 })
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const spent = ownTime()
  assert.equal(await outcome(read(async () => file, 'maker-a')), 'evidence-too-costly')
  const [seconds, late] = [spent() / 1_000, delay.max / 1e6]
  console.log(
    `a hostile file of ${megabytes.toFixed(0)} MB: given up after ${seconds.toFixed(1)} s, loop late by ${late.toFixed(0)} ms`,
  )
  assert.ok(seconds < 5)
  assert.ok(late < 2_500)
})

test('a file that would fill the memory is given up, and the program is not taken down with it', async () => {
  const observations = Array.from(
    { length: 30_000 },
    (_, i): Observation => ({
      ...portScan([]),
      id: `service/tcp/${i + 1}`,
      endpoint: `tcp/${i + 1}`,
      seen: { kind: 'service', protocol: 'http', tls: false, banner: 'x'.repeat(300) },
    }),
  )
  const file = await sealed(observations)
  const read = readingsInThread(given, { ...readingBounds, megabytes: 48 })
  assert.equal(await outcome(read(async () => file, 'maker-a')), 'evidence-too-costly')
})

test('files are judged one after the other, in turn; of one organisation few may wait, and others are let in before it', async () => {
  const file = await sealed([portScan([443])])
  const read = readingsInThread(given, { ...readingBounds, waiting: 3, each: 2 })
  const loaded: string[] = []
  const ask = (organisation: string, name: string) =>
    outcome(
      read(async () => {
        loaded.push(name)
        return Uint8Array.from(file)
      }, organisation),
    )
  const flood = Array.from({ length: 20 }, (_, n) => ask('flooding', `flood ${n}`))
  const honest = ask('honest', 'honest')
  const body = ask('body', 'body')
  const late = ask('late', 'late')
  await new Promise((turn) => setTimeout(turn, 20))
  assert.deepEqual(loaded, ['flood 0'], 'the others are not even loaded')
  for (const sentAway of flood.slice(2)) assert.equal(await sentAway, 'evidence-queue-yours')
  assert.equal(await late, 'evidence-queue-full')
  // The sample is judged by other checks than those of the program, so its verdicts differ: it was judged.
  assert.deepEqual(await Promise.all([flood[0], honest, body, flood[1]]), Array(4).fill('verdicts-differ'))
  assert.deepEqual(loaded.toSorted(), ['body', 'flood 0', 'flood 1', 'honest'])
  assert.equal(await ask('flooding', 'again'), 'verdicts-differ', 'once there is room again, the next one is taken')
})

test('a file that cannot be loaded stops nobody else', async () => {
  const read = readingsInThread(given)
  await assert.rejects(
    read(() => Promise.reject(new Error('disk')), 'maker-a'),
    /disk/,
  )
  assert.equal(await outcome(read(async () => new Uint8Array(10), 'maker-a')), 'evidence-not-a-zip')
})
