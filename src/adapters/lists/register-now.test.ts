import assert from 'node:assert/strict'
import { test } from 'vitest'
import { entries } from '../../../tests/support/entries.ts'
import { packEntries } from '../../core/procurement/packed/packing.ts'
import type { ReadRegister } from './read-register.ts'
import { keepRegister } from './register-now.ts'

const digest = `sha256:${'0'.repeat(64)}` as const

/** A register that is read from memory; everything about it can be changed while it is kept. */
function source() {
  const state = {
    ...{ now: '2026-11-24T01:00:00Z', ms: 0, stamp: '1', reads: 0, fails: false, takes: Promise.resolve(), costs: 0 },
    before: undefined as ReadRegister['parts'] | undefined,
  }
  const register = keepRegister({
    clock: { now: () => state.now },
    stamp: async () => state.stamp,
    elapsed: () => state.ms,
    read: async (takenAt, before) => {
      state.before = before
      if (state.fails) throw new Error('away')
      state.reads++
      await state.takes
      state.ms += state.costs
      return { packed: packEntries({ digest, takenAt, entries }), parts: new Map() }
    },
  })
  return { state, register }
}

test('the register is read once for many questions, also for those that come together', async () => {
  const { state, register } = source()
  const [a, b] = await Promise.all([register(), register()])
  assert.equal(a, b)
  await register()
  assert.equal(state.reads, 1)
})

test('what was decided is in it after five seconds; as long as nothing was, it is not read again', async () => {
  const { state, register } = source()
  await register()
  state.ms = 20_000
  await register()
  assert.equal(state.reads, 1)
  state.stamp = '2'
  state.ms = 24_999
  await register()
  assert.equal(state.reads, 1)
  state.ms = 25_000
  await register()
  assert.equal(state.reads, 2)
})

test('what was read before is handed over, so that only changes are read; after a failure it is not', async () => {
  const { state, register } = source()
  await register()
  assert.equal(state.before, undefined)
  Object.assign(state, { stamp: '2', ms: 10_000 })
  await register()
  assert.notEqual(state.before, undefined)
  Object.assign(state, { stamp: '3', ms: 60_000, fails: true })
  await assert.rejects(register())
  assert.notEqual(state.before, undefined)
  state.fails = false
  await register()
  assert.equal(state.before, undefined)
})

test('where reading changes takes four seconds, the next look is twelve seconds after the last one began', async () => {
  const { state, register } = source()
  await register()
  Object.assign(state, { stamp: '2', ms: 50_000, costs: 4_000 })
  await register()
  Object.assign(state, { stamp: '3', ms: 61_999 })
  await register()
  assert.equal(state.reads, 2)
  state.ms = 62_000
  await register()
  assert.equal(state.reads, 3)
})

test('midnight in Japan makes another register at once, so that today can be asked about', async () => {
  const { state, register } = source()
  state.now = '2026-11-24T14:59:59Z'
  await register()
  state.now = '2026-11-24T15:00:00Z'
  assert.equal((await register()).snapshot.takenAt, '2026-11-24T15:00:00Z')
  assert.equal(state.reads, 2)
})

test('a failure is told and not kept', async () => {
  const { state, register } = source()
  state.fails = true
  await assert.rejects(register())
  state.fails = false
  assert.equal((await register()).size, entries.length)
})

test('while it is read anew the one before answers, and nobody is given one that is older than 35 seconds', async () => {
  const { state, register } = source()
  const first = await register()
  const { promise, resolve } = Promise.withResolvers<void>()
  Object.assign(state, { takes: promise, stamp: '2', ms: 34_999 })
  assert.equal(await register(), first)
  state.ms = 35_000
  let answered = false
  const late = register().then((index) => {
    answered = true
    return index
  })
  await new Promise((waited) => setTimeout(waited, 400))
  assert.equal(answered, false)
  resolve()
  assert.notEqual(await late, first)
  assert.equal(state.reads, 2)
})

test('who asks after midnight, while the register of the day before is still being read, is given that of the new day', async () => {
  const { state, register } = source()
  const { promise, resolve } = Promise.withResolvers<void>()
  Object.assign(state, { takes: promise, now: '2026-11-24T14:59:59Z' })
  const early = register()
  state.now = '2026-11-24T15:00:01Z'
  const late = register()
  resolve()
  await early
  assert.equal((await late).snapshot.takenAt, '2026-11-24T15:00:01Z')
})
