import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { isProfile } from '../../../../core/procurement/profile.ts'
import { chooseOrOwn, chosenOwn, type OwnPolicy, readOwn, writeOwn } from './own-policy.ts'

const own: OwnPolicy = {
  levels: { low: 'jc-star.1', medium: 'jc-star.2', high: 'jc-star.2' },
  importance: 'low',
  method: 'third-party',
  recognised: true,
  untilContractEnd: true,
  supportMonths: 36,
  validityMonths: 6,
}

test('a policy of one’s own is one word, and is read as it was written', () => {
  const word =
    'own_low.jc-star.1_medium.jc-star.2_high.jc-star.2_for.low_third-party_foreign_contract_updates.36_valid.6'
  assert.equal(writeOwn(own), word)
  assert.deepEqual(readOwn(word), own)
  const plain = { ...own, method: 'any', recognised: false, untilContractEnd: false } as const
  const least: OwnPolicy = { ...plain, supportMonths: undefined, validityMonths: undefined }
  assert.deepEqual(readOwn(writeOwn(least)), least)
})

test('what nobody can have chosen is no policy', () => {
  for (const word of [
    'own_',
    'gov-low',
    'own_low.jc-star.1',
    writeOwn(own).replace('for.low', 'for.none'),
    `${writeOwn(own)}${'_x'.repeat(200)}`,
  ])
    assert.equal(readOwn(word), undefined, word)
  const house = fakeHouse()
  const unknown = chooseOrOwn(house, writeOwn(own).replaceAll('jc-star.2', 'jc-star.9'), '2026-11-24')
  assert.equal(unknown.ok ? '' : unknown.fault.code, 'policy-unknown')
})

test('the same choice is the same version with the same digest on every day, and another choice is another', () => {
  const house = fakeHouse()
  const on = (day: string) => {
    const chosen = chooseOrOwn(house, writeOwn(own), day)
    return chosen.ok ? chosen.value.against : undefined
  }
  assert.ok(on('2026-11-24'))
  assert.deepEqual(on('2026-11-24'), on('2031-01-01'))
  assert.notEqual(chosenOwn({ ...own, supportMonths: 37 }).against.digest, on('2026-11-24')?.digest)
})

test('importances of one level are one row of the policy, and what rows do not say is as it was chosen', () => {
  const { against, importance } = chosenOwn(own)
  assert.ok(!isProfile(against))
  assert.equal(importance, 'low')
  assert.deepEqual(
    against.demands.map(({ importance: of, anyOf }) => [of, anyOf[0]!.level]),
    [
      [['low'], '1'],
      [['medium', 'high'], '2'],
    ],
  )
  assert.deepEqual(against.conditions.support, { untilContractEnd: true, months: 36, otherwise: 'fails' })
})
