import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import type { IcsAnswer } from '../selection/ics.ts'
import { carryAnswers, restoreAnswers } from './carry-over.ts'

const ids = ['A', 'B', 'C', 'D', 'E']
const answers = fc
  .dictionary(fc.constantFrom(...ids), fc.string())
  .map(
    (record): Readonly<Record<string, IcsAnswer>> =>
      Object.fromEntries(
        Object.entries(record).map(([criterion, reason]) => [
          criterion,
          { criterion, claim: 'fulfilled' as const, reason, restsOn: [] },
        ]),
      ),
  )
const some = fc.subarray(ids)

test('no answer is lost by a move, and only what changed has to be answered again', () => {
  fc.assert(
    fc.property(answers, some, some, (given, asked, lookAgain) => {
      const kept = carryAnswers({ answers: given, laidAside: {} }, asked, lookAgain)
      for (const [id, answer] of Object.entries(given)) {
        const now = kept.answers[id] ?? kept.laidAside[id]
        assert.equal(now?.reason, answer.reason)
        assert.equal(id in kept.answers, asked.includes(id))
        const again = asked.includes(id) && lookAgain.includes(id)
        assert.equal(now?.claim, again ? 'unanswered' : 'fulfilled')
      }
    }),
  )
})

test('a move that is undone at once leaves everything as it was', () => {
  fc.assert(
    fc.property(answers, some, some, some, (given, first, second, lookAgain) => {
      const before = carryAnswers({ answers: given, laidAside: {} }, first, [])
      const moved = carryAnswers(before, second, lookAgain)
      assert.deepEqual(restoreAnswers(moved, before, first, lookAgain), before)
    }),
  )
})
