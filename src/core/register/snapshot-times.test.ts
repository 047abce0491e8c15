import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { momentOfSnapshot, snapshotName } from './manifest.ts'
import { dueMoment, expendable, newestMoment } from './snapshot-times.ts'

test('a snapshot is of the end of the ten minutes in which the register changed, once a minute has passed', () => {
  const due = (now: string, change?: string) => dueMoment(newestMoment(now), change)
  assert.equal(due('2026-11-24T01:10:59.000Z', '2026-11-24T00:55:00.000Z'), '2026-11-24T01:00:00.000Z')
  assert.equal(due('2026-11-24T01:11:00.000Z', '2026-11-24T01:10:00.000Z'), '2026-11-24T01:10:00.000Z')
  assert.equal(due('2026-11-24T01:11:00.000Z', '2026-11-24T01:00:00.001Z'), '2026-11-24T01:10:00.000Z')
})

test('without a change it is of the last midnight in Japan, so that there is one every day', () => {
  const due = (now: string, change?: string) => dueMoment(newestMoment(now), change)
  assert.equal(due('2026-11-24T14:59:59.999Z', '2026-11-01T00:00:00.000Z'), '2026-11-23T15:00:00.000Z')
  assert.equal(due('2026-11-24T15:00:59.999Z'), '2026-11-23T15:00:00.000Z')
  assert.equal(due('2026-11-24T15:01:00.000Z'), '2026-11-24T15:00:00.000Z')
})

test('servers that look at different times within ten minutes come to the same moment', () => {
  const times = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2040-01-01') })
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 86_400_000 * 3 }), fc.nat(599_999), (at, ago, later) => {
      const slot = Math.floor(at / 600_000) * 600_000 + 60_000
      const change = new Date(slot - 60_000 - ago).toISOString()
      const moments = [0, later].map((ms) => dueMoment(newestMoment(new Date(slot + ms).toISOString()), change))
      assert.equal(moments[0], moments[1])
      assert.ok(moments[0]! >= change)
      assert.equal(Date.parse(moments[0]!) % 600_000, 0)
    }),
  )
})

test('a name says its moment, and what is no name says none', () => {
  for (const at of ['2026-11-23T15:00:00.000Z', '2026-11-23T15:00:00.120Z'])
    assert.equal(momentOfSnapshot(snapshotName(at)), at)
  assert.equal(snapshotName('2026-11-23T15:00:00.000Z'), '20261123T150000Z')
  for (const name of ['latest.json', '20261340T990000Z', '..', '20261123T150000Z.tmp'])
    assert.equal(momentOfSnapshot(name), undefined)
})

test('of an old week one a day stays, of an old quarter one a month, of this week all', () => {
  const names = (...at: string[]) => at.map((one) => snapshotName(`${one}:00.000Z`))
  const now = '2026-11-24T01:00:00.000Z'
  const thisWeek = names('2026-11-22T01:00', '2026-11-22T01:10')
  const days = names('2026-10-09T15:00', '2026-10-10T01:00', '2026-10-10T15:00')
  const months = names('2026-01-31T15:00', '2026-02-05T15:00', '2026-02-28T15:00')
  assert.deepEqual(expendable([...thisWeek, ...days, ...months, 'latest.json'], now), [months[1], days[1]])
  assert.deepEqual(expendable([], now), [])
})
