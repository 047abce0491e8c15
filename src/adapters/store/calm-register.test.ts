import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { RegisterReader } from '../../casework/ports.ts'
import { calmRegister } from './calm-register.ts'

function counted() {
  let now = '2026-11-24T01:00:00.000Z'
  let times = 0
  const figures = async () => {
    times++
    if (times === 99) throw new Error('the database is away')
    return { labels: times, models: 0, makers: 0, byLevel: [] }
  }
  const register = calmRegister({ figures } as unknown as RegisterReader, { now: () => now })
  return { register, at: (to: string) => (now = to), times: () => times, fail: () => (times = 98) }
}

test('totals about now are counted once in twenty seconds', async () => {
  const c = counted()
  await Promise.all([1, 2, 3].map(() => c.register.figures('2026-11-24T01:00:00.000Z')))
  assert.equal(c.times(), 1)
  c.at('2026-11-24T01:00:20.001Z')
  assert.equal((await c.register.figures('2026-11-24T01:00:20.001Z')).labels, 2)
})

test('totals about another day are always counted', async () => {
  const c = counted()
  await c.register.figures('2026-01-01T00:00:00.000Z')
  await c.register.figures('2026-01-01T00:00:00.000Z')
  assert.equal(c.times(), 2)
})

test('a failure is not kept', async () => {
  const c = counted()
  c.fail()
  await assert.rejects(c.register.figures('2026-11-24T01:00:00.000Z'))
  assert.equal((await c.register.figures('2026-11-24T01:00:00.000Z')).labels, 100)
})
