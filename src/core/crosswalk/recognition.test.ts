import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'vitest'
import { comparisonsOf } from '../../../tests/support/written-rows.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import type { Crosswalk } from '../scheme/crosswalk.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { Comparisons } from './claim.ts'
import { cover } from './coverage.ts'
import { buildGraph } from './graph.ts'

const text = { ja: '見本の取決め', en: 'sample arrangement' }
const rule: Recognition = {
  id: 'sample',
  from: { scheme: 'a', levels: ['1'] },
  to: { scheme: 'b' },
  effects: [{ kind: 'deemed-compliant' }],
  basis: 'arrangement',
  title: text,
  inForce: '2026-01-01',
  conditions: [],
  adds: [],
  provenance: { mark: 'verified', source: 'sample' },
}

test('an arrangement that recognises everything covers nothing', () => {
  const comparisons = comparisonsOf([['a:1', 'intersects-with', 'b:1']])
  const catalogue: Comparisons & Pick<Catalogue, 'recognition'> = { ...comparisons, recognition: [rule] }
  const [withRule, without] = [catalogue, comparisons].map(buildGraph)
  assert.deepEqual(withRule?.steps, without?.steps)
  assert.deepEqual(withRule?.claims.all, without?.claims.all)
  assert.equal(cover(buildGraph(catalogue), ['a:1', 'a:2']).of('b:1').extent, 'part')
})

test('the types let nothing but comparisons in', () => {
  const onlyThese: Record<keyof Comparisons, true> = { crosswalks: true, longList: true }
  assert.deepEqual(Object.keys(onlyThese), ['crosswalks', 'longList'])
  // @ts-expect-error a rule of recognition is not a crosswalk
  const crosswalks: readonly Crosswalk[] = [rule]
  assert.throws(() => buildGraph({ ...comparisonsOf([]), crosswalks }))
})

test('no file of this room reads the documents of recognition', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'))
  assert.ok(files.length > 5)
  for (const name of files) {
    const imports = readFileSync(`${import.meta.dirname}/${name}`, 'utf8').match(/from '[^']+'/g) ?? []
    assert.deepEqual(
      imports.filter((line) => /recogni|market/.test(line)),
      [],
      name,
    )
  }
})
