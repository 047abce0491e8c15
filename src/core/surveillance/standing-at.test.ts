import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import type { Instant } from '../kernel/date.ts'
import { type LabelEvent, labelEvents, type Standing, type Validity } from './standing.ts'
import { standingAt } from './standing-at.ts'

interface Vector {
  readonly name: string
  readonly validity: Validity
  readonly events: readonly LabelEvent[]
  readonly at: Instant
  readonly expect: Standing | null
}
const file = new URL('../../../vectors/surveillance/standing.json', import.meta.url)
const vectors: readonly Vector[] = JSON.parse(readFileSync(file, 'utf8')).cases

for (const v of vectors) test(v.name, () => assert.deepEqual(standingAt(v.validity, v.events, v.at) ?? null, v.expect))

const instant = fc.integer({ min: 0, max: 400 }).map((h) => new Date(Date.UTC(2026, 0, 1, h)).toISOString())
const event = fc.record({
  event: fc.constantFrom(...labelEvents),
  at: instant,
  effectiveFrom: instant,
  actorRole: fc.constant('decider'),
})
const validity = fc.record({ validFrom: instant, validUntil: instant })

test('a label is never valid outside its validity', () => {
  fc.assert(
    fc.property(validity, fc.array(event, { maxLength: 8 }), instant, (v, events, at) => {
      if (standingAt(v, events, at)?.code !== 'valid') return
      assert.ok(Date.parse(v.validFrom) <= Date.parse(at) && Date.parse(at) < Date.parse(v.validUntil))
    }),
  )
})

test('withdrawn stays withdrawn, whatever is added later', () => {
  fc.assert(
    fc.property(validity, fc.array(event, { maxLength: 6 }), instant, event, (v, events, at, more) => {
      if (standingAt(v, events, at)?.code !== 'withdrawn') return
      const later = { ...more, effectiveFrom: new Date(Date.parse(at) + 1).toISOString() }
      const then = new Date(Date.parse(at) + 1000 * 3600 * 500).toISOString()
      if (later.event !== 'issued') assert.equal(standingAt(v, [...events, later], then)?.code, 'withdrawn')
    }),
  )
})

test('what takes effect later says nothing about now', () => {
  fc.assert(
    fc.property(validity, fc.array(event, { maxLength: 6 }), instant, event, (v, events, at, more) => {
      if (more.event === 'issued' || Date.parse(more.effectiveFrom) <= Date.parse(at)) return
      assert.deepEqual(standingAt(v, [...events, more], at), standingAt(v, events, at))
    }),
  )
})

test('the standing never began later than the moment asked about', () => {
  fc.assert(
    fc.property(validity, fc.array(event, { maxLength: 6 }), instant, (v, events, at) => {
      const standing = standingAt(v, events, at)
      if (standing) assert.ok(Date.parse(standing.since) <= Date.parse(at))
    }),
  )
})
