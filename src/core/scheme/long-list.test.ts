import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { Crosswalk } from './crosswalk.ts'
import {
  demandedOf,
  inExactly,
  inNoLevel,
  leftOut,
  levelSource,
  type Region,
  regionsOf,
  type Source,
  sourcesWith,
  standardSource,
} from './long-list.ts'
import { splitNode } from './node.ts'
import type { Relation } from './relation.ts'
import type { Requirement, United } from './requirement.ts'
import type { Level } from './scheme.ts'
import type { Provision, Standard } from './standard.ts'

type WrittenSide = string | readonly string[]
interface Vectors {
  readonly requirements: readonly { readonly id: string; readonly unites: readonly string[] }[]
  readonly sources: Readonly<Record<string, readonly string[]>>
  readonly regions: readonly { name: string; sources: readonly string[]; expect: readonly Region[] }[]
  readonly exactly: readonly {
    name: string
    sources: readonly string[]
    chosen: readonly string[]
    expect: readonly string[]
  }[]
  readonly leftOut: readonly { name: string; sources: readonly string[]; expect: readonly string[] }[]
  readonly demanded: readonly {
    name: string
    demands: readonly string[]
    rows: readonly (readonly [WrittenSide, Relation, WrittenSide])[]
    expect: readonly string[]
  }[]
}

const vectors: Vectors = parse(readFileSync(new URL('../../../vectors/scheme/long-list.yaml', import.meta.url), 'utf8'))

const text = { ja: '見本', en: 'sample' }
const own = { mark: 'own' } as const
const united = (line: string): United => {
  const [extent, provision] = line.split(' ') as ['whole' | 'part', string]
  return { provision, extent, provenance: own }
}
const requirementOf = (id: string, unites: readonly string[]): Requirement => ({
  id,
  theme: 't',
  title: text,
  demand: text,
  unites: unites.map(united),
  provenance: own,
})
const requirements = vectors.requirements.map(({ id, unites }) => requirementOf(id, unites))
const source = (id: string): Source => ({ id, nodes: new Set(vectors.sources[id]) })

const crosswalkOf = ([from, relation, to]: readonly [WrittenSide, Relation, WrittenSide]): Crosswalk => {
  const side = (written: WrittenSide) => ({
    document: splitNode([written].flat()[0]!).document,
    documentNumber: 'X',
  })
  const ids = (written: WrittenSide) => [written].flat().map((node) => splitNode(node).id)
  const row = { from: ids(from), to: ids(to), relation, reason: text, confidence: 'high', provenance: own } as const
  return { id: 'x', from: side(from), to: side(to), rows: [row], provenance: own }
}

for (const { name, sources, expect } of vectors.regions)
  test(`regions: ${name}`, () => assert.deepEqual(regionsOf(requirements, sources.map(source)), expect))
for (const { name, sources, chosen, expect } of vectors.exactly)
  test(`exactly: ${name}`, () =>
    assert.deepEqual(
      inExactly(requirements, sources.map(source), chosen).map(({ id }) => id),
      expect,
    ))
for (const { name, sources, expect } of vectors.leftOut)
  test(`left out: ${name}`, () =>
    assert.deepEqual(
      leftOut(requirements, sources.map(source)).map(({ how, provision }) => `${how} ${provision}`),
      expect,
    ))
for (const { name, demands, rows, expect } of vectors.demanded)
  test(`demanded: ${name}`, () =>
    assert.deepEqual([...demandedOf(requirements, new Set(demands), rows.map(crosswalkOf))], expect))

const provision = (id: string, status: Provision['status']): Provision => ({
  id,
  status,
  conditions: [],
  subject: text,
  theme: 't',
  provenance: own,
})
const standard: Pick<Standard, 'id' | 'provisions'> = {
  id: 'a',
  provisions: [provision('1', 'mandatory'), provision('2', 'recommended')],
}
const scheme = { id: 's', edition: { documentNumber: 'S-1', key: 'next', title: text, issued: '2026-01-01' } }
const level = (code: string, demands: Level['demands']): Level => ({
  code,
  rank: 1,
  of: 2,
  symbol: code,
  name: text,
  status: 'in-operation',
  path: 'declaration',
  assessor: 'self',
  fees: [],
  criteria: ['C-1'],
  demands: demands ?? [],
  provenance: own,
})

test('a standard is a source of all its provisions, a level of its criteria and of what it takes over', () => {
  assert.deepEqual(standardSource(standard), { id: 'a', nodes: new Set(['a:1', 'a:2']) })
  assert.deepEqual(
    levelSource(scheme, level('1', [{ standard: 'a', provisions: 'mandatory', provenance: own }]), [standard]),
    { id: 's@next/1', nodes: new Set(['s@next:C-1', 'a:1']) },
  )
})

test('what any level of a scheme demands is not reported as demanded by none', () => {
  const levels = [level('1', []), level('2', [{ standard: 'a', provisions: ['1'], provenance: own }])]
  const crosswalks = [crosswalkOf(['s@next:C-1', 'equal-to', 'c:2'])]
  const found = inNoLevel({ requirements }, { ...scheme, levels }, { standards: [], crosswalks })
  assert.deepEqual(
    found.map(({ id }) => id),
    ['R-2', 'R-3', 'R-5'],
  )
})

const nodes = ['a:1', 'a:2', 'b:1', 'b:2', 'c:1']
const uniting = fc
  .array(fc.tuple(fc.constantFrom('whole', 'part'), fc.constantFrom(...nodes)), { maxLength: 4 })
  .map((lines) => lines.map((line) => line.join(' ')))
const someRequirements = fc
  .array(uniting, { maxLength: 8 })
  .map((all) => all.map((unites, i) => requirementOf(`R-${i}`, unites)))
const someSources = fc
  .array(fc.subarray(nodes), { maxLength: 4 })
  .map((all) => all.map((held, i): Source => ({ id: `s${i}`, nodes: new Set(held) })))

test('regions share nothing, hold every requirement, and each is what "in exactly these" answers', () =>
  fc.assert(
    fc.property(someRequirements, someSources, (all, sources) => {
      const regions = regionsOf(all, sources)
      assert.deepEqual(regions.flatMap((region) => region.requirements).sort(), all.map(({ id }) => id).sort())
      assert.equal(new Set(regions.map((region) => region.sources.join())).size, regions.length)
      for (const region of regions)
        assert.deepEqual(
          inExactly(all, sources, region.sources).map(({ id }) => id),
          region.requirements,
        )
    }),
  ))

test('one more source splits regions and never moves a requirement between sources it was in', () =>
  fc.assert(
    fc.property(someRequirements, someSources, fc.subarray(nodes), (all, sources, held) => {
      const more = [...sources, { id: 'more', nodes: new Set(held) }]
      for (const requirement of all)
        assert.deepEqual(
          sourcesWith(requirement, more).filter((id) => id !== 'more'),
          sourcesWith(requirement, sources),
        )
    }),
  ))

test('the union loses less with every requirement that is added, and nothing once each provision is whole in one', () =>
  fc.assert(
    fc.property(someRequirements, uniting, someSources, (all, unites, sources) => {
      const before = new Set(leftOut(all, sources).map((left) => left.provision))
      const after = leftOut([...all, requirementOf('more', unites)], sources)
      for (const left of after) assert.ok(before.has(left.provision))
      const wholes = nodes.map((node) => requirementOf(node, [`whole ${node}`]))
      assert.deepEqual(leftOut([...all, ...wholes], sources), [])
    }),
  ))

const aRow = fc
  .tuple(
    fc.constantFrom('s:1', 's:2'),
    fc.constantFrom<Relation>('equal-to', 'superset-of', 'subset-of', 'intersects-with', 'no-relationship'),
    fc.constantFrom(...nodes),
  )
  .map(crosswalkOf)

test('more demands and more rows never make a requirement less demanded', () =>
  fc.assert(
    fc.property(someRequirements, fc.array(aRow, { maxLength: 6 }), aRow, (all, rows, more) => {
      const few = demandedOf(all, new Set(['s:1']), rows)
      for (const wider of [
        demandedOf(all, new Set(['s:1', 's:2']), rows),
        demandedOf(all, new Set(['s:1']), [...rows, more]),
      ])
        for (const id of few) assert.ok(wider.has(id))
    }),
  ))
