import assert from 'node:assert/strict'
import { test } from 'vitest'
import { calmly } from './calmly.ts'

test('an answer is kept as long as it took fifty times over, then made again', async () => {
  let now = 0
  let made = 0
  const ask = calmly(
    async () => {
      now += 1_000
      return ++made
    },
    () => now,
  )
  assert.equal(await ask(), 1)
  now += 49_000
  assert.equal(await ask(), 1)
  now += 2_000
  assert.equal(await ask(), 2)
})

test('a failure is asked again', async () => {
  let made = 0
  const ask = calmly(
    async () => {
      if (++made === 1) throw new Error('away')
      return made
    },
    () => 0,
  )
  await assert.rejects(ask())
  assert.equal(await ask(), 2)
})
