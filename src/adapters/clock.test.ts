import assert from 'node:assert/strict'
import { test } from 'vitest'
import { systemChance, systemClock } from './clock.ts'

test('an id of version 7 sorts by the time it was made', async () => {
  const first = systemChance.uuid()
  await new Promise((resolve) => setTimeout(resolve, 3))
  const second = systemChance.uuid()
  assert.match(first, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.ok(first < second)
  assert.equal(Number.parseInt(first.replaceAll('-', '').slice(0, 12), 16) <= Date.now(), true)
})

test('the clock speaks UTC', () => assert.match(systemClock.now(), /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/))
