import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { document, documentFile } from '../../bench/capacity/document.ts'
import { readInputs } from '../../bench/capacity/inputs.ts'
import { assumed, cacheHits, plan } from '../../bench/capacity/model.ts'

const { measured } = readInputs()

test('the capacity plan says what the model computes: `npm run bench capacity` renews both', () => {
  assert.equal(readFileSync(documentFile, 'utf8'), document(readInputs(), assumed))
})

test('hits of a cache are those of the sum taken one object at a time', () => {
  const [perSecond, objects, zipf, seconds] = [500, 50_000, 0.9, 30]
  const shares = Array.from({ length: objects }, (_, n) => (n + 1) ** -zipf)
  const all = shares.reduce((sum, one) => sum + one, 0)
  const exactly = shares.reduce((sum, one) => {
    const kept = ((perSecond * one) / all) * seconds
    return sum + ((one / all) * kept) / (1 + kept)
  }, 0)
  assert.ok(Math.abs(cacheHits(perSecond, objects, zipf, seconds) - exactly) < 0.001)
  assert.equal(cacheHits(perSecond, objects, zipf, 0), 0)
  assert.ok(Math.abs(cacheHits(10, 10, 0, 9) - 0.9) < 1e-9, 'ten objects, each asked for once a second, kept nine')
})

test('twice the scans need about twice the machines, twice the labels twice the room, and neither changes the other', () => {
  const one = plan(measured, assumed)
  const busy = plan(measured, { ...assumed, scansPerDay: 2 * assumed.scansPerDay })
  const large = plan(measured, { ...assumed, labels: 2 * assumed.labels })
  assert.ok(busy.origin.cores / one.origin.cores > 1.3 && busy.origin.cores / one.origin.cores < 2)
  assert.equal(busy.store.databaseBytes, one.store.databaseBytes)
  assert.ok(Math.abs(large.store.databaseBytes / one.store.databaseBytes - 2) < 1e-9)
  assert.equal(large.traffic.peak, one.traffic.peak)
  assert.ok(large.cdn.shieldHits < one.cdn.shieldHits, 'more labels are found in a cache more seldom')
})

test('what nobody may lose sight of: a suspension is seen within its minute, and a failing machine is one too many', () => {
  const { suspension, origin } = plan(measured, assumed)
  assert.ok(suspension.list < 60 && suspension.page < 60)
  assert.ok(origin.appMachines >= 1 + assumed.lossOfMachines && origin.databaseMachines >= 1 + assumed.lossOfMachines)
})
