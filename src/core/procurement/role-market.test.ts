import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { entries } from '../../../tests/support/entries.ts'
import { readLine } from './line.ts'
import { indexRegister } from './register-index.ts'
import { reachOf, tallyMarket } from './role-market.ts'
import { whatBreaks } from './what-breaks.ts'

const day = '2026-11-24'
const register = indexRegister({ digest: `sha256:${'0'.repeat(64)}`, takenAt: '2026-11-24T02:00:00Z', entries })
const profile = wholeCatalogue.profiles.find(({ id }) => id === 'smart-home')!
const tally = tallyMarket(register, day)

test('what a level leaves of a market is what the check itself would accept, role by role and level by level', () => {
  for (const role of profile.roles)
    for (const { level, labels, makers } of reachOf(tally, role, profile.conditions, wholeCatalogue)) {
      const broken = whatBreaks(
        {
          lines: [readLine({ row: 1, model: 'HR-200', role: role.name.ja })],
          against: profile,
          register,
          schemes: wholeCatalogue.schemes,
          recognition: wholeCatalogue.recognition,
          asOf: day,
        },
        { role: role.id, anyOf: [level] },
      )
      assert.ok(broken.ok, JSON.stringify(broken))
      assert.equal(labels, broken.value.market.after, `${role.id} ${level.level}`)
      assert.ok(makers <= labels)
    }
})

test('a higher level never leaves more than a lower one, and the level that is asked for is marked', () => {
  let some = 0
  for (const role of profile.roles) {
    const reach = reachOf(tally, role, profile.conditions, wholeCatalogue)
    assert.deepEqual(
      reach.filter(({ asked }) => asked).map(({ level }) => level),
      role.anyOf,
    )
    for (const [i, { labels }] of reach.entries()) {
      some += labels
      assert.ok(i === 0 || labels <= reach[i - 1]!.labels)
    }
  }
  assert.ok(some > 0)
})

test('labels that are not valid on the day are nobody’s market', () => {
  const before = tallyMarket(register, '2020-01-01')
  assert.equal(before.groups.length, 0)
})

test('a profile that asks for a third party counts no self-declaration', () => {
  const role = { ...profile.roles[0]!, anyOf: [{ scheme: 'jc-star', level: '1' }] }
  const all = reachOf(tally, role, { recognition: 'not-accepted' }, wholeCatalogue)[0]!
  const third = reachOf(tally, role, { recognition: 'not-accepted', methods: ['third-party'] }, wholeCatalogue)[0]!
  assert.ok(third.labels < all.labels, `${third.labels} of ${all.labels}`)
})
