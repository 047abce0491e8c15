import assert from 'node:assert/strict'
import { test } from 'vitest'
import { readAsOf } from './as-of.ts'

const now = '2026-11-24T01:00:00.000Z'

test('a day means its last moment in Japan', () =>
  assert.deepEqual(readAsOf('2026-11-24', now), { ok: true, value: '2026-11-24T14:59:59.999Z' }))

test('a time without a zone is Japan’s, wherever the server stands', () =>
  assert.deepEqual(readAsOf('2026-11-24T10:00:00', now), { ok: true, value: '2026-11-24T01:00:00.000Z' }))

test('a time with a zone is taken as it says', () =>
  assert.deepEqual(readAsOf('2026-11-24T10:00:00+01:00', now), { ok: true, value: '2026-11-24T09:00:00.000Z' }))

test('what is no date is refused, and nothing means now', () => {
  assert.equal(readAsOf('yesterday', now).ok, false)
  assert.equal(readAsOf('2026-02-30', now).ok, false)
  assert.deepEqual(readAsOf('', now), { ok: true, value: now })
})
