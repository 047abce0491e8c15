import assert from 'node:assert/strict'
import { test } from 'vitest'
import { caseCount } from './case-counts.ts'

const level = 'jc-star 1'
const count = (steps: readonly (readonly [string, string])[], today = '2026-11-24') =>
  caseCount({ level, acts: steps.map(([act]) => act), days: steps.map(([, day]) => day) }, today)

test('days of waiting for payment and answers are not the body’s', () => {
  const found = count([
    ['start', '2026-06-01'],
    ['declare', '2026-06-01'], // Monday
    ['accept', '2026-06-03'], // 2
    ['confirm-payment', '2026-06-10'], // stopped
    ['ask', '2026-06-12'], // 2
    ['reply', '2026-06-19'], // stopped
    ['finish-review', '2026-06-22'],
    ['decide-grant', '2026-06-23'], // 2
    ['issue', '2026-06-23'],
  ])
  assert.equal(found?.ownDays, 6)
  assert.equal(found?.elapsedDays, 16)
  assert.equal(found?.rounds, 1)
  assert.equal(found?.stage, undefined)
})

test('what was issued late does not count after the decision', () => {
  const found = count([
    ['start', '2026-06-01'],
    ['declare', '2026-06-01'],
    ['decide-refuse', '2026-06-02'],
  ])
  assert.equal(found?.ownDays, 1)
})

test('an open application is counted until today, over a holiday', () => {
  const found = count([
    ['start', '2026-11-19'],
    ['declare', '2026-11-20'], // Friday; Monday the 23rd is a holiday
  ])
  assert.equal(found?.ownDays, 1)
  assert.equal(found?.stage, 'submitted')
})

test('a draft is begun and nothing else; one that was sent back remembers it', () => {
  assert.deepEqual(count([['start', '2026-06-01']])?.declared, undefined)
  const back = count([
    ['start', '2026-06-01'],
    ['declare', '2026-06-01'],
    ['send-back', '2026-06-02'],
  ])
  assert.equal(back?.stage, undefined)
  assert.equal(back?.sentBack, true)
  assert.equal(back?.ownDays, 1)
})
