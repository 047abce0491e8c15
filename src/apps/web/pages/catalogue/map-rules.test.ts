import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../../../tests/support/catalogue.ts'
import type { Recognition } from '../../../../core/scheme/recognition.ts'
import type { PinnedScheme } from '../../../../core/scheme/scheme.ts'
import { acceptances, ruleState, rulesFrom, rulesInto, weightOf } from './map-rules.ts'

const { recognition, schemes } = wholeCatalogue
const rule = (id: string): Recognition => recognition.find((one) => one.id === id)!
const closed = (id: string): readonly PinnedScheme[] =>
  schemes.map((scheme) => (scheme.id === id ? { ...scheme, state: { ...scheme.state, is: 'closed' } } : scheme))

test('a rule holds from its first day to its last, both included', () => {
  const dated = rule('jc-star-1--uk-psti-2025')
  for (const [day, state] of [
    ['2025-12-03', 'not-yet'],
    ['2025-12-04', 'in-force'],
    ['2025-12-31', 'in-force'],
    ['2026-01-01', 'ended'],
  ] as const)
    assert.equal(ruleState(dated, schemes, day), state, day)
})

test('a rule whose terms nobody could read is never in force', () => {
  assert.equal(ruleState(rule('jc-star--sg-cls'), schemes, '2026-11-24'), 'terms-unknown')
  assert.equal(weightOf(rule('jc-star--sg-cls').effects), 'unknown')
})

test('where either scheme has closed, the rule between them is worth nothing', () => {
  const law = rule('jc-star-1--uk-psti')
  assert.equal(ruleState(law, schemes, '2026-11-24'), 'in-force')
  for (const end of ['jc-star', 'uk-psti'])
    assert.equal(ruleState(law, closed(end), '2026-11-24'), 'scheme-closed', end)
})

test('what gives a level or conformity weighs as a whole, accepted criteria and simpler forms as something', () => {
  assert.equal(weightOf([{ kind: 'deemed-compliant' }]), 'whole')
  assert.equal(weightOf([{ kind: 'equals-level', level: '1' }, { kind: 'simplified-application' }]), 'whole')
  assert.equal(weightOf([{ kind: 'criteria-accepted', criteria: ['S1.1-02'] }]), 'some')
})

test('recognition is directional and by level: ☆2 has no rule that speaks of ☆1 alone', () => {
  const to = (level: string) => rulesFrom(wholeCatalogue, 'jc-star', level, '2026-11-24').map(({ rule: { id } }) => id)
  assert.ok(to('1').includes('jc-star-1--uk-psti'))
  assert.ok(!to('2').includes('jc-star-1--uk-psti'))
  const into = rulesInto(wholeCatalogue, 'jc-star', '2026-11-24').map(({ rule: { to } }) => to.scheme)
  assert.ok(into.length > 0)
  assert.deepEqual([...new Set(into)], ['jc-star'])
})

test('the rules that hold come first', () => {
  const states = rulesFrom(wholeCatalogue, 'jc-star', '1', '2026-11-24').map(({ state }) => state)
  assert.equal(states[0], 'in-force')
  assert.equal(states.at(-1), 'ended')
})

test('an arrow is drawn through only where a rule holds that day', () => {
  const holds = (day: string, from: string, to: string) =>
    acceptances(wholeCatalogue, day).find((one) => one.from === from && one.to === to)?.holds
  assert.equal(holds('2026-11-24', 'jc-star', 'uk-psti'), true)
  assert.equal(holds('2025-11-24', 'jc-star', 'uk-psti'), false)
  assert.equal(holds('2026-11-24', 'jc-star', 'sg-cls'), false)
  assert.equal(holds('2026-11-24', 'sg-cls', 'fi-label'), false)
  const drawn = acceptances(wholeCatalogue, '2026-11-24').flatMap(({ rules }) => rules)
  assert.equal(drawn.length, recognition.length)
})
