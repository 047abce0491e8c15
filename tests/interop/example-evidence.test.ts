import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, test } from 'vitest'
import { checks } from '../../src/lab/checks/all.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import { readKnownKey } from '../../src/lab/evidence/known-key.ts'
import { verifyEvidence } from '../../src/lab/evidence/verify-evidence.ts'
import { exampleEvidence, exampleKey, renewExample } from '../support/example-evidence.ts'

// What a newcomer sees first has to hold. After a check judges otherwise: UPDATE_GOLDEN=1 npx vitest run tests/interop/example-evidence

describe('the sample evidence', () => {
  beforeAll(async () => {
    if (process.env.UPDATE_GOLDEN === '1') await renewExample(process.env.HOSHIRUSHI_NEW_SAMPLE)
  })
  const verified = () => {
    const key = readKnownKey(readFileSync(exampleKey, 'utf8'))
    assert.ok(key)
    return verifyEvidence(readFileSync(exampleEvidence), { keys: [key], checks, declare: readIxit })
  }

  test('verifies with its key; otherwise renew it with UPDATE_GOLDEN=1', () => {
    const { result, steps } = verified()
    assert.equal(result, 'verified', JSON.stringify(steps.filter(({ ok }) => ok !== true)))
  })

  test('shows what went wrong with the router: telnet, which nobody declared', () => {
    const { evidence } = verified()
    const failed = evidence!.assessment.units.filter(({ verdict }) => verdict === 'fail')
    assert.ok(failed.some(({ unit }) => unit === '5.6-1-2b'))
    assert.ok(failed.every(({ parts }) => parts.some(({ about }) => about === 'tcp/23')))
  })

  test('is marked as a sample, and says nothing of the computer it was made on', () => {
    const { record } = verified().evidence!
    for (const said of [record.devices[0]!.label, record.person.name, record.laboratory!.name])
      assert.match(said, /見本|架空/)
    assert.equal(record.environment.os, 'linux')
  })
})
