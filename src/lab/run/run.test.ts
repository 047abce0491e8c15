import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { type Bench, noted } from '../bench.ts'
import type { Instrument } from '../instrument.ts'
import { DialError } from '../wire/dial.ts'
import { noConsent } from './plan.ts'
import { type RunEvent, run } from './run.ts'

const service = (bench: Bench, id: string) =>
  noted(bench, bench.clock(), { id, endpoint: 'tcp/80', seen: { kind: 'service', protocol: 'http', tls: false } })

const instrument = (id: string, stage: Instrument['stage'], body: Instrument['run']): Instrument => ({
  id,
  stage,
  title: { ja: id, en: id },
  plan: () => [],
  run: body,
})

const quick = (id: string, stage: Instrument['stage']) =>
  instrument(id, stage, async function* (bench) {
    yield service(bench, id)
  })

function start(
  instruments: readonly Instrument[],
  options: { consent?: Partial<typeof noConsent>; alive?: () => boolean } = {},
) {
  const stop = new AbortController()
  const events: RunEvent[] = []
  const began = performance.now()
  const running = run({
    instruments,
    consent: { ...noConsent, ...options.consent },
    bench: { sample: 1, clock: () => performance.now() - began } as never,
    stop,
    patienceSeconds: 1,
    alive: async (bench, after) =>
      noted(bench, bench.clock(), {
        id: `liveness/${after}`,
        seen: { kind: 'liveness', after, alive: options.alive?.() ?? true },
      }),
    tell: (event) => events.push(event),
  })
  return { stop, events, running }
}

test('stages come one after the other, whatever the order of the list', async () => {
  const { running, events } = start([quick('tls', 'passive'), quick('scan', 'scan'), quick('discovery', 'discover')])
  const { ended, instruments } = await running
  assert.equal(ended, 'finished')
  assert.deepEqual(
    instruments.map((i) => [i.instrument, i.completeness]),
    [
      ['discovery', 'complete'],
      ['scan', 'complete'],
      ['tls', 'complete'],
    ],
  )
  assert.deepEqual(
    events.flatMap((e) => (e.kind === 'stage' ? [e.stage] : [])),
    ['discover', 'scan', 'passive'],
  )
})

test('what was not agreed to is not done, and says so', async () => {
  let tried = false
  const credentials = instrument('credentials', 'credentials', async function* () {
    yield* []
    tried = true
  })
  const { instruments } = await start([credentials]).running
  assert.ok(!tried)
  assert.deepEqual(
    instruments.map((i) => i.trouble),
    ['not-agreed'],
  )
  await start([credentials], { consent: { wrongTries: true } }).running
  assert.ok(tried)
})

test('stopping ends the run within a second, keeps what was seen and leaves the rest untested', async () => {
  const deaf = instrument('deaf', 'scan', async function* (bench) {
    yield service(bench, 'seen')
    await new Promise((done) => setTimeout(done, 30_000).unref())
  })
  const { stop, running } = start([deaf, quick('tls', 'passive')])
  setTimeout(() => stop.abort(), 50)
  const spent = ownTime()
  const result = await running
  assert.ok(spent() < 1_000)
  assert.equal(result.ended, 'stopped')
  assert.deepEqual(
    result.observations.map((o) => o.id),
    ['seen'],
  )
  assert.deepEqual(
    result.instruments.map((i) => [i.instrument, i.completeness, i.trouble]),
    [
      ['deaf', 'partial', 'stopped'],
      ['tls', 'none', 'stopped'],
    ],
  )
})

test('a device that stays away ends the run as distress, not as a set of verdicts', async () => {
  let alive = true
  const killer = instrument('killer', 'scan', async function* () {
    yield* []
    alive = false
  })
  const result = await start([killer, quick('tls', 'passive')], { alive: () => alive }).running
  assert.equal(result.ended, 'device-in-distress')
  assert.equal(result.instruments.at(-1)?.completeness, 'none')
  assert.ok(result.observations.some((o) => o.seen.kind === 'liveness' && !o.seen.alive))
})

test('an instrument that fails is named, partial, and does not stop the others', async () => {
  const broken = instrument('broken', 'passive', async function* (bench) {
    yield service(bench, 'half')
    throw new TypeError('a bug')
  })
  const cut = instrument('cut', 'passive', async function* () {
    yield* []
    throw new DialError('refused')
  })
  const { instruments, ended } = await start([broken, cut, quick('fine', 'passive')]).running
  assert.equal(ended, 'finished')
  assert.deepEqual(
    instruments.map((i) => [i.instrument, i.completeness, i.trouble]),
    [
      ['broken', 'partial', 'instrument-failed'],
      ['cut', 'partial', 'refused'],
      ['fine', 'complete', undefined],
    ],
  )
})

test('a device that fills the record without end is stopped at a limit, well below what evidence may hold', async () => {
  const flooding = instrument('web', 'passive', async function* (bench) {
    for (let n = 0; n < 10_000; n++) {
      const seen = { kind: 'service', protocol: 'http', tls: false, banner: '\u3042'.repeat(512) } as const
      yield noted(bench, bench.clock(), { id: `service/${n}`, endpoint: 'tcp/80', seen })
    }
  })
  const { ended, observations } = await start([flooding]).running
  assert.equal(ended, 'cap')
  const bytes = Buffer.byteLength(observations.map((o) => JSON.stringify(o)).join('\n'))
  assert.ok(bytes > 6_900_000 && bytes < 7_100_000, `${bytes}`)
})
