import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { CriterionResult, Evaluation } from '../determination/evaluation.ts'
import { combine, type Verdict, verdicts } from '../determination/verdict.ts'
import { digestOf } from '../kernel/digest.ts'
import { decide } from './decide.ts'
import type { ReviewOutcome } from './decision.ts'
import { nonconformities, type Reviews } from './nonconformity.ts'
import { evaluatingActs, tookPart } from './segregation.ts'

const at = '2026-11-23T15:00:00Z' // 24 November in Japan

const resultOf = (criterion: string, verdict: Verdict): CriterionResult => ({
  criterion,
  verdict,
  reason: { ja: `理由 ${criterion}`, en: `reason ${criterion}` },
  procedures: [],
})
function evaluationOf(criteria: Readonly<Record<string, Verdict>>): Evaluation {
  const given = Object.values(criteria)
  return {
    basis: `sha256:${'0'.repeat(64)}`,
    scheme: 'mini',
    edition: 'MINI-1',
    level: '1',
    verdict: combine(given),
    fulfilled: given.length > 0 && given.every((v) => v === 'pass' || v === 'not-applicable'),
    criteria: Object.entries(criteria).map(([id, verdict]) => resultOf(id, verdict)),
  }
}
const reviewsOf = (outcomes: Readonly<Record<string, ReviewOutcome>>): Reviews =>
  Object.fromEntries(
    Object.entries(outcomes).map(([criterion, outcome]) => [
      criterion,
      { criterion, outcome, note: '', by: 'reviewer', at },
    ]),
  )

interface Vector {
  name: string
  outcome?: 'refuse'
  reason?: string
  criteria: Record<string, Verdict>
  reviews: Record<string, ReviewOutcome>
  participants?: [string, string][]
  validFrom?: string
  validUntil?: string
  expect: 'granted' | 'refused' | { code: string }
}
const { cases }: { cases: Vector[] } = parse(
  readFileSync(new URL('../../../vectors/decision/decide.yaml', import.meta.url), 'utf8'),
)
for (const v of cases)
  test(v.name, () => {
    const evaluation = evaluationOf(v.criteria)
    const shared = {
      evaluation,
      reviews: reviewsOf(v.reviews),
      reasons: { ja: v.reason ?? '判定の理由' },
      level: { validityMonths: 24 },
      decider: 'decider',
      participants: (v.participants ?? []).map(([person, act]) => ({ person, act })),
      at,
    }
    const { validFrom = '2026-11-24', validUntil = '2028-11-23' } = v
    const decision =
      v.outcome === 'refuse'
        ? decide({ ...shared, outcome: 'refuse' })
        : decide({ ...shared, outcome: 'grant', validFrom, validUntil })
    if (typeof v.expect !== 'string') return assert.deepEqual(decision, { ok: false, fault: v.expect })
    assert.ok(decision.ok)
    assert.equal(decision.value.outcome, v.expect === 'granted' ? 'grant' : 'refuse')
    assert.equal(decision.value.basis, digestOf(evaluation))
    assert.equal(decision.value.validUntil, v.expect === 'granted' ? validUntil : undefined)
  })

test('a grant is possible exactly when nothing stands in the way', () =>
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('C-1', 'C-2', 'C-3'), fc.constantFrom(...verdicts), { minKeys: 1 }),
      fc.dictionary(
        fc.constantFrom('C-1', 'C-2', 'C-3'),
        fc.constantFrom<ReviewOutcome>('sufficient', 'sufficient', 'question', 'waiting', 'insufficient'),
      ),
      (criteria, outcomes) => {
        const evaluation = evaluationOf(criteria)
        const reviews = reviewsOf(outcomes)
        const decision = decide({
          evaluation,
          reviews,
          reasons: { ja: '' },
          outcome: 'grant',
          validFrom: '2026-11-24',
          validUntil: '2027-11-23',
          level: { validityMonths: 24 },
          decider: 'decider',
          participants: [],
          at,
        })
        assert.equal(decision.ok, nonconformities(evaluation, reviews).length === 0)
        const clean = Object.entries(criteria).every(
          ([id, verdict]) => (verdict === 'pass' || verdict === 'not-applicable') && outcomes[id] === 'sufficient',
        )
        assert.equal(decision.ok, clean)
      },
    ),
  ))

test('segregation goes by person: what others did never bars a decider', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...evaluatingActs)), (acts) => {
      const participants = acts.map((act) => ({ person: 'someone else', act }))
      assert.equal(tookPart('decider', participants), undefined)
      assert.equal(tookPart('someone else', participants), acts[0])
    }),
  ))
