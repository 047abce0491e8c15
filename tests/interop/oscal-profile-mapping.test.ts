import assert from 'node:assert/strict'
import { test } from 'vitest'
import { crosswalksFromOscal } from '../../src/core/exchange/oscal-mapping-in.ts'
import { crosswalkToOscal } from '../../src/core/exchange/oscal-mapping-out.ts'
import { levelFromOscal, matches } from '../../src/core/exchange/oscal-profile-in.ts'
import { levelToOscal } from '../../src/core/exchange/oscal-profile-out.ts'
import type { Crosswalk } from '../../src/core/scheme/crosswalk.ts'
import { at, catalogue } from './oscal-catalogue.ts'
import { oscalErrors, schemasAbsent } from './oscal-schemas.ts'

const written = (document: unknown): unknown => JSON.parse(JSON.stringify(document))
const details = { provenance: { mark: 'recalled' } } as const
const levels = catalogue.schemes.flatMap((scheme) => scheme.levels.map((level) => ({ scheme, level })))
const filled = ({ level }: (typeof levels)[number]) => level.criteria.length + (level.demands ?? []).length > 0

test('every level with published content comes back from an OSCAL profile, all but fees and needs', () => {
  assert.ok(levels.some(filled))
  for (const { scheme, level } of levels.filter(filled)) {
    const out = levelToOscal(scheme, level.code, catalogue.standards, at)
    assert.ok(out.ok, JSON.stringify(out))
    const back = levelFromOscal('profile.json', written(out.value.document), catalogue.standards, details)
    assert.ok(back.ok, JSON.stringify(back))
    const { fees, needs, ...rest } = level
    assert.deepEqual(back.value.document.level, rest)
    assert.deepEqual(back.value.lost, [])
    const told = out.value.lost.map(({ where }) => where)
    assert.equal(told.includes(`levels[${level.code}].fees`), fees.length > 0)
    assert.equal(told.includes(`levels[${level.code}].needs`), (needs ?? []).length > 0)
  }
})

test('a level without published content is no profile, and that is said', () => {
  for (const { scheme, level } of levels.filter((one) => !filled(one))) {
    const out = levelToOscal(scheme, level.code, catalogue.standards, at)
    assert.equal(out.ok ? '' : out.fault.code, 'exchange-nothing-to-write')
  }
})

test.skipIf(schemasAbsent)('every profile is valid by the OSCAL schema', () => {
  for (const { scheme, level } of levels.filter(filled)) {
    const out = levelToOscal(scheme, level.code, catalogue.standards, at)
    assert.ok(out.ok)
    assert.deepEqual(oscalErrors('profile', out.value.document), [], `${scheme.id} ${level.code}`)
  }
})

// One crosswalk of the test's own, so that every relation and both kinds of union are there whatever the catalogue holds.
const own: Crosswalk = {
  id: 'a--b',
  from: { document: 'a', documentNumber: 'A 1' },
  to: { document: 'b@v2', documentNumber: 'B 2' },
  rows: (
    ['equal-to', 'equivalent-to', 'superset-of', 'subset-of', 'intersects-with', 'no-relationship'] as const
  ).flatMap((relation, i) => [
    {
      from: [`5.${i}-1`],
      to: ['CR 1.1', `CR ${i}`],
      relation,
      reason: { ja: `理由${i}\n2行目`, en: `Reason *${i}*` },
      confidence: 'high' as const,
      provenance: { mark: 'verified' as const, source: 'https://law.example/' },
    },
    {
      from: ['x', 'y'],
      to: [`z${i}`],
      relation,
      reason: { ja: '理由', en: ' led by a blank' },
      confidence: 'low' as const,
      provenance: { mark: 'derived' as const, note: 'a\nb' },
    },
  ]),
  provenance: { mark: 'own' },
}
const crosswalks = [own, ...catalogue.crosswalks.filter((crosswalk) => crosswalk.rows.length > 0)]

test('every crosswalk comes back from an OSCAL mapping as it was, and nothing is reported lost', () => {
  for (const crosswalk of crosswalks) {
    const out = crosswalkToOscal(crosswalk, at)
    assert.ok(out.ok)
    assert.deepEqual(out.value.lost, [])
    const back = crosswalksFromOscal('mapping.json', written(out.value.document), () => undefined, details)
    assert.ok(back.ok, JSON.stringify(back))
    assert.deepEqual(back.value.document, [crosswalk])
    assert.deepEqual(back.value.lost, [])
  }
})

test.skipIf(schemasAbsent)('every mapping is valid by the OSCAL schema', () => {
  for (const crosswalk of crosswalks) {
    const out = crosswalkToOscal(crosswalk, at)
    assert.ok(out.ok)
    assert.deepEqual(oscalErrors('mapping', out.value.document), [], crosswalk.id)
  }
})

test('patterns of a profile select as a file name pattern would', () => {
  assert.ok(matches('ac-1', 'ac-*'))
  assert.ok(matches('ac-12', 'ac-1?'))
  assert.ok(!matches('ac-1', 'ac-1?'))
  assert.ok(matches('x.y', 'x.y'))
  assert.ok(!matches('xzy', 'x.y'))
  assert.ok(!matches('a'.repeat(5000), `${'a*'.repeat(2000)}b`))
})
