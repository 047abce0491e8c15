import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import type { Implication } from './implication.ts'
import { minimumCover } from './minimum-cover.ts'

const names = [...'abcdefghij']
const name = fc.constantFrom(...names)
interface Small {
  goals: string[]
  known: string[]
  implications: Implication[]
  costs: Record<string, number>
}
/** Networks of ten nodes; unions are common, and so are circles. */
const small: fc.Arbitrary<Small> = fc.record({
  goals: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
  known: fc.uniqueArray(name, { maxLength: 2 }),
  implications: fc.array(fc.record({ from: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), to: name }), {
    maxLength: 18,
  }),
  costs: fc.dictionary(
    name,
    fc.integer({ min: 0, max: 12 }).map((n) => n / 4),
    { maxKeys: 9 },
  ),
})

/** What follows, by the plainest of rules. */
function follows(implications: readonly Implication[], from: Iterable<string>): Set<string> {
  const has = new Set(from)
  for (let before = -1; before < has.size; ) {
    before = has.size
    for (const rule of implications) if (rule.from.every((node) => has.has(node))) has.add(rule.to)
  }
  return has
}

function bruteForce({ known, implications, costs }: Small, goals: readonly string[]): number {
  const candidates = Object.keys(costs)
  let best = Number.POSITIVE_INFINITY
  for (let mask = 0; mask < 1 << candidates.length; mask++) {
    const chosen = candidates.filter((_, bit) => mask & (1 << bit))
    const cost = chosen.reduce((sum, node) => sum + costs[node]!, 0)
    if (cost >= best) continue
    const has = follows(implications, [...known, ...chosen])
    if (goals.every((goal) => has.has(goal))) best = cost
  }
  return best
}

const solve = (problem: Small) =>
  minimumCover({ ...problem, cost: (node) => (Object.hasOwn(problem.costs, node) ? problem.costs[node] : undefined) })

test('the choice is as cheap as the best of all choices, unions included', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const cover = solve(problem)
      const everything = follows(problem.implications, [...problem.known, ...Object.keys(problem.costs)])
      assert.deepEqual(
        cover.unreachable,
        problem.goals.filter((goal) => !everything.has(goal)),
      )
      const goals = problem.goals.filter((goal) => everything.has(goal))
      assert.equal(cover.cost, bruteForce(problem, goals))
      assert.equal(cover.bound, cover.cost)
      assert.equal(cover.optimal, true)
    }),
    { numRuns: 1500 },
  )
})

test('the choice reaches every goal, and without any one of its steps it does not', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const cover = solve(problem)
      const goals = problem.goals.filter((goal) => !cover.unreachable.includes(goal))
      const reaches = (chosen: readonly string[]) => {
        const has = follows(problem.implications, [...problem.known, ...chosen])
        return goals.every((goal) => has.has(goal))
      }
      assert.ok(reaches(cover.chosen))
      for (const step of cover.chosen) assert.ok(!reaches(cover.chosen.filter((other) => other !== step)))
    }),
    { numRuns: 500 },
  )
})

test('whoever has shown more never pays more', () => {
  fc.assert(
    fc.property(small, name, (problem, more) => {
      // A goal that nothing led to may now be within reach, and then it is reached for; that is another question.
      const before = solve(problem)
      const goals = problem.goals.filter((goal) => !before.unreachable.includes(goal))
      assert.ok(solve({ ...problem, goals, known: [...problem.known, more] }).cost <= before.cost)
    }),
    { numRuns: 500 },
  )
})

test('with no branch left to try, the answer is good, says that it may not be the best, and the bound is one', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const cost = (node: string) => (Object.hasOwn(problem.costs, node) ? problem.costs[node] : undefined)
      const hurried = minimumCover({ ...problem, cost, limit: 0 })
      const best = solve(problem).cost
      assert.ok(hurried.bound <= best && best <= hurried.cost)
      assert.equal(hurried.optimal, hurried.bound === hurried.cost)
      const has = follows(problem.implications, [...problem.known, ...hurried.chosen])
      assert.ok(problem.goals.every((goal) => has.has(goal) || hurried.unreachable.includes(goal)))
    }),
    { numRuns: 500 },
  )
})

test('two halves together can be cheaper than the whole, and one half twice used cheaper still', () => {
  const implications: Implication[] = [
    { from: ['left', 'right'], to: 'whole' },
    { from: ['left', 'other'], to: 'second' },
  ]
  const costs: Record<string, number> = { whole: 5, left: 3, right: 1, other: 1, second: 3 }
  const ask = (goals: readonly string[]) =>
    minimumCover({ goals, known: [], implications, cost: (node) => costs[node] }).chosen
  assert.deepEqual(ask(['whole']), ['left', 'right'])
  assert.deepEqual(ask(['second']), ['second'])
  assert.deepEqual(ask(['whole', 'second']), ['left', 'other', 'right'])
})

test('a circle proves nothing by itself', () => {
  const implications = [
    { from: ['a'], to: 'b' },
    { from: ['b'], to: 'a' },
  ]
  const cover = minimumCover({ goals: ['a', 'b'], known: [], implications, cost: () => undefined })
  assert.deepEqual(cover.unreachable, ['a', 'b'])
  assert.deepEqual(cover.chosen, [])
})
