import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { acceptedBy } from '../selection/accepted.ts'
import { recognise } from './recognise.ts'

// Two rooms ask the rules of recognition: the checklist, whether a criterion need not be shown again, and the planner, what a
// holding is worth. Where the checklist accepts, the planner must not say otherwise.
const { recognition, facts: vocabulary, schemes } = wholeCatalogue
const accepting = recognition.filter(({ effects }) => effects.some(({ kind }) => kind === 'criteria-accepted'))
const factsOf = fc.record(
  { 'psti-compliant': fc.boolean(), 'english-security-information': fc.boolean() },
  { requiredKeys: [] },
)
const days = fc.date({ min: new Date('2025-06-01'), max: new Date('2027-12-31'), noInvalidDate: true })

test('the checklist accepts a criterion exactly where the planner lets the rule apply to a holding that is valid', () => {
  assert.ok(accepting.length > 0)
  fc.assert(
    fc.property(factsOf, days, fc.constantFrom(...accepting), (facts, at, rule) => {
      const day = at.toISOString().slice(0, 10)
      const edition = schemes.find(({ id }) => id === rule.to.scheme)?.edition.documentNumber ?? ''
      const effect = rule.effects.find(({ kind }) => kind === 'criteria-accepted')
      assert(effect?.kind === 'criteria-accepted')
      const holding = {
        scheme: rule.from.scheme,
        level: rule.from.levels[0] ?? '1',
        validFrom: '2020-01-01',
        confirmed: rule.conditions.map(({ id }) => id),
        ...(rule.from.documents?.[0] === undefined ? {} : { documentNumber: rule.from.documents[0] }),
      }
      const answer = recognise(rule, { holding, facts, day, targetDocument: edition, vocabulary })
      for (const criterion of effect.criteria) {
        const accepted = acceptedBy({ rules: [rule], edition, day }, criterion, facts) !== undefined
        assert.equal(accepted, answer.verdict === 'applies', `${rule.id} ${criterion} ${day} ${JSON.stringify(facts)}`)
      }
    }),
  )
})
