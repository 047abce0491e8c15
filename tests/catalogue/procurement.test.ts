import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { test } from 'vitest'
import { parsePolicy } from '../../src/core/procurement/parse.ts'
import { versionKey } from '../../src/core/procurement/policy.ts'
import { wholeCatalogue } from '../support/catalogue.ts'

const { policies, profiles, publishedVersions = [], findings } = wholeCatalogue

test('every policy and profile is here, each version published as it is', () => {
  const keys = [...policies, ...profiles].map(versionKey)
  assert.deepEqual(keys, [
    'enterprise-example@2026',
    'jp-government@2023',
    'jp-government@2024-07',
    'storage-parity-subsidy@2026-2',
    'demand-response-ready@2025-11',
    'grid-connection@2026-10-draft',
    'long-term-capacity-auction@2026',
    'smart-home@2023',
  ])
  assert.deepEqual(publishedVersions.map(versionKey), keys)
  assert.deepEqual(
    findings.filter(({ file }) => /^(policies|profiles|published-policies)/.test(file ?? '')),
    [],
  )
})

test('government asks for ☆1 at low importance and ☆3 above, in every version', () => {
  for (const policy of policies.filter(({ id }) => id === 'jp-government'))
    assert.deepEqual(
      policy.demands.map(({ importance, anyOf }) => [importance, anyOf]),
      [
        [['low'], [{ scheme: 'jc-star', level: '1' }]],
        [['medium', 'high'], [{ scheme: 'jc-star', level: '3' }]],
      ],
    )
})

test('the smart home is that of the founding document: router, gateway and lock ☆2, lighting and appliances ☆1', () => {
  const { roles } = profiles.find(({ id }) => id === 'smart-home')!
  assert.deepEqual(
    roles.map(({ id, anyOf }) => `${id} ${anyOf.map(({ level }) => level)}`),
    ['router 2', 'gateway 2', 'lighting 1', 'appliance 1', 'lock 2'],
  )
  for (const { reason, provenance } of roles) assert.ok(reason.ja && reason.en && provenance.mark === 'verified')
})

test('the days of the draft on grid connection', () =>
  assert.deepEqual(
    profiles.find(({ id }) => id === 'grid-connection')!.roles.map(({ id, from }) => [id, from]),
    [
      ['solar-and-battery-high-voltage', '2027-04-01'],
      ['wind', '2027-04-01'],
      ['solar-and-battery-low-voltage', '2027-10-01'],
      ['fuel-cell', '2028-04-01'],
    ],
  ))

test('what was not read from its source says so to the reader', () => {
  for (const one of [...policies, ...profiles])
    if (one.provenance.mark !== 'own') assert.ok(one.caution?.ja && one.caution.en, versionKey(one))
})

test('the policy that the guides show can be read as one, and is the same in both languages', () => {
  const shown = ['ja', 'en'].map((lang) => {
    const guide = readFileSync(join(import.meta.dirname, `../../docs/guide/${lang}/procurement.md`), 'utf8')
    const data = load(/```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '')
    const policy = parsePolicy({ file: 'policies/my-company@2026-1.yaml', data })
    assert.ok(policy.ok, JSON.stringify(policy))
    return policy.value
  })
  assert.equal(shown[0]?.digest, shown[1]?.digest)
  assert.equal(shown[0]?.conditions.validityMonths, 6)
})
