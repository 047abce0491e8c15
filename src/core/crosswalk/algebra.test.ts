import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { comparisonsOf, type WrittenList, type WrittenRow } from '../../../tests/support/written-rows.ts'
import { inverse, provesWhole, type Relation, relations } from '../scheme/relation.ts'
import { type Coverage, cover } from './coverage.ts'
import { type Explanation, explainCoverage, type RowUsed, rowsUsed } from './explain.ts'
import { buildGraph } from './graph.ts'
import { confidenceOf, gradeOf, links } from './link.ts'

// Six demands in three documents, rows between them with unions on either side, and a long list.
const nodes = ['a:1', 'a:2', 'b:1', 'b:2', 'c:1', 'c:2']
const asked = [...nodes, 'requirement:R1', 'requirement:R2']
const side = (document: string) => fc.subarray([`${document}:1`, `${document}:2`], { minLength: 1 })
const sides = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c'))
  .chain(([from, to]) => fc.tuple(side(from), side(to)))
const link = fc.constantFrom(...links.map(({ confidence, mark }) => `${confidence} ${mark}`))
const row: fc.Arbitrary<WrittenRow> = fc
  .tuple(sides, fc.constantFrom(...relations), link)
  .map(([[from, to], relation, known]) => [from, relation, to, known])
const rows = fc.array(row, { maxLength: 12 })
const mark = fc.constantFrom('verified', 'secondary', 'own', 'derived', 'recalled')
const united = fc.tuple(fc.constantFrom('whole', 'part'), fc.constantFrom(...nodes), mark).map((one) => one.join(' '))
const list: fc.Arbitrary<WrittenList> = fc.record({
  R1: fc.uniqueArray(united, { maxLength: 3, selector: (one) => one.split(' ')[1] }),
  R2: fc.uniqueArray(united, { maxLength: 3, selector: (one) => one.split(' ')[1] }),
})
const proven = fc.subarray(asked, { maxLength: 3 })

const answer = (written: readonly WrittenRow[], unites: WrittenList, given: readonly string[]): Coverage =>
  cover(buildGraph(comparisonsOf(written, unites)), given)

/** The long list as rows, by the words of requirement.ts. */
const listRows = (unites: WrittenList): WrittenRow[] =>
  Object.entries(unites).flatMap(([id, lines]): WrittenRow[] => {
    const to = `requirement:${id}`
    const single = lines.map((line): WrittenRow => {
      const [extent, node, known] = line.split(' ') as [string, string, keyof typeof confidenceOf]
      return [node, extent === 'whole' ? 'subset-of' : 'intersects-with', to, `${confidenceOf[known]} ${known}`]
    })
    const weakest = single.map(([, , , known]) => known!).sort((x, y) => gradeOfWritten(y) - gradeOfWritten(x))[0]
    return weakest === undefined
      ? []
      : [...single, [single.map(([node]) => node as string), 'superset-of', to, weakest]]
  })
const gradeOfWritten = (known: string): number =>
  links.findIndex(({ confidence, mark }) => known === `${confidence} ${mark}`)

// A model gives every demand what has to be shown for it, as the bits of a number.
type Model = Readonly<Record<string, number>>
const all = (model: Model, side: string | readonly string[]): number =>
  [side].flat().reduce((bits, node) => bits | model[node]!, 0)
const holds: Record<Relation, (a: number, b: number) => boolean> = {
  'equal-to': (a, b) => a === b,
  'equivalent-to': (a, b) => a === b,
  'superset-of': (a, b) => (a & b) === b,
  'subset-of': (a, b) => (a & b) === a,
  'intersects-with': (a, b) => (a & b) !== 0,
  'no-relationship': (a, b) => (a & b) === 0,
}
const isTrue = (model: Model, [from, relation, to]: WrittenRow): boolean => {
  const [a, b] = [all(model, from), all(model, to)]
  // A row names nobody in vain: the reading rule of decision 12.
  const inVain = [from].flat().some((node) => !(model[node]! & b)) || [to].flat().some((node) => !(model[node]! & a))
  return holds[relation](a, b) && (relation === 'no-relationship' || !inVain)
}

function claimsHold(coverage: Coverage, model: Model): void {
  const shown = all(model, [...coverage.proven])
  for (const node of Object.keys(model)) {
    const { extent } = coverage.of(node)
    if (extent === 'whole') assert.equal(model[node]! & ~shown, 0, `${node} is not covered as a whole`)
    if (extent === 'part') assert.notEqual(model[node]! & shown, 0, `no part of ${node} is covered`)
  }
}

test('in a world where the rows are true, every whole is a whole and every part a part', () => {
  const bits = fc.integer({ min: 1, max: 7 })
  const world = fc.record(Object.fromEntries(asked.map((node) => [node, bits])))
  let claimed = 0
  fc.assert(
    fc.property(
      world,
      fc.array(fc.tuple(sides, link), { minLength: 10, maxLength: 40 }),
      fc.array(proven, { maxLength: 3 }),
      (model, drawn, givens) => {
        const written = drawn.flatMap(([[from, to], known]) =>
          relations.map((relation): WrittenRow => [from, relation, to, known]).filter((one) => isTrue(model, one)),
        )
        for (const given of givens) {
          const coverage = answer(written, {}, given)
          claimsHold(coverage, model)
          claimed += nodes.filter((node) => coverage.of(node).hops > 1).length
        }
      },
    ),
    { numRuns: 1500 },
  )
  assert.ok(claimed > 500, `only ${claimed} claims over several hops were put to the test`)
})

const four = ['a:1', 'a:2', 'b:1', 'b:2']
/** Every way to give four demands something of three. */
const everyModel: readonly Model[] = Array.from({ length: 7 ** 4 }, (_, n) =>
  Object.fromEntries(four.map((node, at) => [node, (Math.floor(n / 7 ** at) % 7) + 1])),
)

test('a whole is claimed exactly where it holds in every world, and a part only there', () => {
  const small = rows.map((some) =>
    some.filter(([from, , to]) => [from, to].flat(2).every((node) => four.includes(node))).slice(0, 5),
  )
  let decided = 0
  fc.assert(
    fc.property(small, fc.subarray(four, { minLength: 1, maxLength: 2 }), (written, given) => {
      const coverage = answer(written, {}, given)
      const worlds = everyModel.filter((model) => written.every((one) => isTrue(model, one)))
      for (const model of worlds) claimsHold(coverage, model)
      if (written.some(([, relation]) => relation === 'no-relationship')) return // the rows may contradict each other
      assert.ok(worlds.length > 0)
      for (const node of four) {
        const always = worlds.every((model) => (model[node]! & ~all(model, given)) === 0)
        assert.equal(coverage.of(node).extent === 'whole', always, node)
        if (always && !given.includes(node)) decided++
      }
    }),
    { numRuns: 300 },
  )
  assert.ok(decided > 30, `only ${decided} wholes followed`)
})

test('without unions a part, too, is claimed exactly where it always holds', () => {
  fc.assert(
    fc.property(rows, proven, (drawn, given) => {
      const written = drawn.map(([from, relation, to, known]): WrittenRow => [from[0]!, relation, to[0]!, known])
      const coverage = answer(written, {}, given)
      // The smallest world: one thing for every demand and one for every overlap, in whatever contains them, and nothing else.
      const inside = new Map(asked.map((node) => [node, new Set([node])]))
      for (const [from, relation, to] of written) {
        const [one, other] = [from as string, to as string]
        if (relation !== 'no-relationship')
          for (const node of [one, other]) inside.get(node)!.add(`${one} and ${other}`)
      }
      for (let news = true; news; ) {
        news = false
        for (const [from, relation, to] of written.flatMap(
          ([f, r, t]) =>
            [
              [f, r, t],
              [t, inverse[r], f],
            ] as const,
        )) {
          if (!provesWhole[relation]) continue
          const [outer, inner] = [inside.get(from as string)!, inside.get(to as string)!]
          const before = outer.size
          for (const thing of inner) outer.add(thing)
          news ||= outer.size > before
        }
      }
      const shown = new Set(given.flatMap((node) => [...inside.get(node)!]))
      for (const node of asked) {
        const things = [...inside.get(node)!]
        const found = things.filter((thing) => shown.has(thing)).length
        const extent = found === things.length ? 'whole' : found === 0 ? 'none' : 'part'
        assert.equal(coverage.of(node).extent, extent, node)
      }
    }),
    { numRuns: 1500 },
  )
})

/** The same answer by the plainest of means: every strength by itself, every rule tried again until nothing is new. */
function plainly(written: readonly WrittenRow[], given: readonly string[]): Map<string, string> {
  const answers = new Map(given.map((node) => [node, 'whole 0']))
  for (const extent of ['whole', 'part'] as const)
    for (const [grade, { confidence, mark }] of links.entries()) {
      const depth = { whole: new Map(given.map((node) => [node, 0])), part: new Map<string, number>() }
      const usable = written
        .filter(([, , , known]) => gradeOfWritten(known ?? 'high verified') <= grade)
        .flatMap(([from, relation, to]) => [
          { from: [from].flat(), relation, to: [to].flat() },
          { from: [to].flat(), relation: inverse[relation], to: [from].flat() },
        ])
      for (let hop = 1; hop <= 2 * asked.length; hop++)
        for (const { from, relation, to } of usable) {
          if (relation === 'no-relationship') continue
          const by = (what: 'whole' | 'part', node: string) => (depth[what].get(node) ?? hop) < hop
          const set = (what: 'whole' | 'part', node: string) => depth[what].has(node) || depth[what].set(node, hop)
          const contained = relation !== 'superset-of' && relation !== 'intersects-with' && to.length === 1
          if (provesWhole[relation] && from.every((node) => by('whole', node)))
            for (const node of to) set('whole', node)
          if (from.length > 1 && to.length > 1) continue
          for (const one of from)
            for (const other of to) if (by('whole', one) || (contained && by('part', one))) set('part', other)
        }
      for (const [node, hops] of depth[extent])
        if (!answers.has(node)) answers.set(node, `${extent} ${hops} ${confidence} ${mark}`)
    }
  return answers
}

test('extent, weakest link and hops are those of the best path there is', () => {
  fc.assert(
    fc.property(rows, list, proven, (written, unites, given) => {
      const coverage = answer(written, unites, given)
      const plain = plainly([...written, ...listRows(unites)], given)
      for (const node of asked) {
        const { extent, hops, weakest } = coverage.of(node)
        const so =
          extent === 'none'
            ? undefined
            : [extent, hops, ...(weakest ? [weakest.confidence, weakest.mark] : [])].join(' ')
        assert.equal(so, plain.get(node), node)
      }
    }),
    { numRuns: 1000 },
  )
})

test('an explanation leads by true rows from what is proven to the answer, and its weakest row is the one reported', () => {
  fc.assert(
    fc.property(rows, list, proven, (written, unites, given) => {
      const comparisons = comparisonsOf(written, unites)
      const coverage = cover(buildGraph(comparisons), given)
      const check = ({ node, extent, row, by }: Explanation): number => {
        if (row === undefined) {
          assert.ok(given.includes(node) && by.length === 0 && extent === 'whole')
          return 0
        }
        assert.ok(row.to.includes(node) && by.every((one) => row.from.includes(one.node)))
        if ('crosswalk' in row.place) {
          const { crosswalk, row: at } = row.place
          const { from, to, rows: all } = comparisons.crosswalks.find(({ id }) => id === crosswalk)!
          const { from: left, to: right, relation, confidence, provenance } = all[at]!
          const read = [left.map((id) => `${from.document}:${id}`), right.map((id) => `${to.document}:${id}`)]
          assert.deepEqual([row.from, row.to], row.direction === 'forwards' ? read : read.reverse())
          assert.equal(row.relation, row.direction === 'forwards' ? relation : inverse[relation])
          assert.deepEqual(row.link, { confidence, mark: provenance.mark })
        }
        if (extent === 'whole') {
          assert.ok(provesWhole[row.relation])
          assert.deepEqual(
            by.map((one) => one.node),
            row.from,
          )
          assert.ok(by.every((one) => one.extent === 'whole'))
        } else {
          assert.equal(by.length, 1)
          const contained = provesWhole[inverse[row.relation]] && row.to.length === 1
          assert.ok(by[0]!.extent === 'whole' || contained)
        }
        return 1 + Math.max(...by.map(check))
      }
      for (const node of asked) {
        const { extent, hops, weakest } = coverage.of(node)
        const explanation = explainCoverage(coverage, node)
        assert.equal(explanation?.extent ?? 'none', extent)
        if (explanation === undefined) continue
        assert.equal(check(explanation), hops)
        const worst = Math.max(-1, ...rowsUsed(explanation).map((used) => gradeOf(used.link)))
        assert.equal(worst, weakest === undefined ? -1 : gradeOf(weakest))
      }
    }),
    { numRuns: 600 },
  )
})

const worth = { none: 0, part: 1, whole: 2 }

test('more evidence, or another row, never covers less, and never less surely', () => {
  fc.assert(
    fc.property(rows, row, list, proven, proven, (written, another, unites, given, more) => {
      const before = answer(written, unites, given)
      for (const after of [answer(written, unites, [...given, ...more]), answer([...written, another], unites, given)])
        for (const node of asked) {
          const [was, is] = [before.of(node), after.of(node)]
          assert.ok(worth[is.extent] >= worth[was.extent], node)
          if (is.extent !== was.extent) continue
          const [weak, weakNow] = [was, is].map(({ weakest }) => (weakest === undefined ? -1 : gradeOf(weakest)))
          assert.ok(weakNow! <= weak!, node)
          if (weakNow === weak) assert.ok(is.hops <= was.hops, node)
        }
    }),
    { numRuns: 600 },
  )
})

test('the order of rows and of evidence changes neither the answer nor its path', () => {
  const shuffled = fc.tuple(rows, list, proven).chain(([written, unites, given]) =>
    fc.record({
      given: fc.constant(given),
      written: fc.constant(written),
      unites: fc.constant(unites),
      other: fc.shuffledSubarray(written, { minLength: written.length }),
      otherGiven: fc.shuffledSubarray(given, { minLength: given.length }),
      otherUnites: fc.constant(Object.fromEntries(Object.entries(unites).reverse())),
    }),
  )
  const withoutNumber = ({ place, ...used }: RowUsed) => [used, 'crosswalk' in place ? place.crosswalk : place]
  fc.assert(
    fc.property(shuffled, ({ given, written, unites, other, otherGiven, otherUnites }) => {
      const one = answer(written, unites, given)
      const two = answer(other, otherUnites, otherGiven)
      for (const node of asked) {
        assert.deepEqual(one.of(node), two.of(node))
        const [path, otherPath] = [one, two].map((coverage) => {
          const explanation = explainCoverage(coverage, node)
          return explanation && rowsUsed(explanation).map(withoutNumber)
        })
        assert.deepEqual(path, otherPath, node)
      }
    }),
    { numRuns: 600 },
  )
})

test('a ring of ten thousand unions ends, and an explanation names each of its rows once', () => {
  const long = 10_000
  const written = Array.from({ length: long }, (_, i): WrittenRow[] => [
    [[`d:${i}`, `d:${i}'`], 'superset-of', `d:${(i + 1) % long}`],
    [[`d:${i}`, `d:${i}'`], 'superset-of', `d:${(i + 1) % long}'`],
  ]).flat()
  const coverage = answer(written, {}, ['d:0', "d:0'"])
  assert.deepEqual(coverage.of('d:9999'), { extent: 'whole', hops: 9999, weakest: links[0] })
  const explanation = explainCoverage(coverage, 'd:9999')
  assert.equal(explanation && rowsUsed(explanation).length, 2 * 9998 + 1)
})
