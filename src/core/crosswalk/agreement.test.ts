import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { comparison } from './comparison.ts'
import { cover } from './coverage.ts'
import { buildGraph } from './graph.ts'

// Two questions are asked of the same rows: how one demand compares with another, and what a proof covers. Where the first says
// that theirs lies within ours, a proof of ours has to cover theirs as a whole; where they overlap, a part of it at least.

const graph = buildGraph(wholeCatalogue)
const compare = comparison(wholeCatalogue)
const node = fc.constantFrom(...graph.claims.nodes)

test('what is said to lie within a demand is covered by a proof of it, and what overlaps it in part at least', () => {
  fc.assert(
    fc.property(node, (ours) => {
      const coverage = cover(graph, [ours])
      for (const { node: theirs, reading } of compare(ours)) {
        const { extent } = coverage.of(theirs)
        if (reading === 'same' || reading === 'within') assert.equal(extent, 'whole', `${ours} ${theirs}`)
        else assert.notEqual(extent, 'none', `${ours} ${theirs}`)
      }
    }),
    { numRuns: 150 },
  )
})

test('a comparison read from the other side says the same', () => {
  const turned = { same: 'same', within: 'beyond', beyond: 'within', overlaps: 'overlaps' } as const
  fc.assert(
    fc.property(node, (ours) => {
      for (const { node: theirs, reading, relation } of compare(ours)) {
        const back = compare(theirs).find((one) => one.node === ours)
        assert.ok(back, `${theirs} ${ours}`)
        // A derived equality is shown as "within" from either side, so only the readings that were not weakened are turned.
        const weakened = reading === 'within' && back.reading === 'within'
        assert.ok(weakened || back.reading === turned[reading], `${ours} ${relation} ${theirs}: ${back.reading}`)
      }
    }),
    { numRuns: 40 },
  )
})
