import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { Condition } from '../scheme/condition.ts'
import type { PinnedScheme } from '../scheme/scheme.ts'
import { holds, missingFacts } from './condition.ts'
import type { IcsAnswer } from './ics.ts'
import { parseIcs } from './parse.ts'
import type { ProductFacts } from './product.ts'
import { select } from './select.ts'

const folder = new URL('../../../vectors/selection/', import.meta.url)

interface ConditionVector {
  name: string
  condition: Condition
  facts: ProductFacts
  expect: boolean | null
  missing: string[]
}
const conditions: ConditionVector[] = JSON.parse(readFileSync(new URL('condition.json', folder), 'utf8'))
for (const v of conditions)
  test(v.name, () => {
    assert.equal(holds(v.condition, v.facts), v.expect ?? undefined)
    assert.deepEqual(missingFacts(v.condition, v.facts), v.missing)
  })

interface SelectVectors {
  scheme: PinnedScheme
  cases: {
    name: string
    level?: string
    edition?: string
    facts: ProductFacts
    answers: IcsAnswer[]
    expect: { items: [string, string, boolean][] } | { code: string }
  }[]
}
const { scheme, cases }: SelectVectors = parse(readFileSync(new URL('select.yaml', folder), 'utf8'))
for (const v of cases)
  test(v.name, () => {
    const level = v.level ?? '1'
    const edition = v.edition ?? scheme.edition.documentNumber
    const plan = select(scheme, level, v.facts, { scheme: scheme.id, edition, level, answers: v.answers })
    if ('code' in v.expect) assert.deepEqual(plan, { ok: false, fault: v.expect })
    else {
      assert.ok(plan.ok)
      const items = plan.value.items.map((i) => [i.criterion, i.answer.claim, i.applicability.applies])
      assert.deepEqual(items, v.expect.items)
      assert.equal(plan.value.basis, scheme.digest)
    }
  })

const ics = { scheme: 'mini', edition: 'MINI-1', level: '1' }

test('a field nobody knows is refused with its file and place', () => {
  const answer = { criterion: 'M-1', claim: 'fulfilled', reason: 'r', restsOn: [], certainty: 'high' }
  const reading = parseIcs('ics.yaml', { ...ics, answers: [answer] })
  assert.ok(!reading.ok)
  assert.equal(reading.fault.code, 'document-malformed')
  assert.equal(reading.fault.file, 'ics.yaml')
  assert.equal(reading.fault.path, 'answers[0].certainty')
})

test('a claim that is none is refused at its place', () => {
  const reading = parseIcs('ics.yaml', {
    ...ics,
    answers: [{ criterion: 'M-1', claim: 'yes', reason: '', restsOn: [] }],
  })
  assert.ok(!reading.ok)
  assert.equal(reading.fault.path, 'answers[0].claim')
})

test('an IXIT reference may be written as a path', () => {
  const restsOn = ['1-AuthMech/Login', '1-AuthMech/Login/brute-force-prevention']
  const reading = parseIcs('ics.yaml', {
    ...ics,
    answers: [{ criterion: 'M-1', claim: 'fulfilled', reason: 'r', restsOn }],
  })
  assert.ok(reading.ok)
  assert.deepEqual(reading.value.answers[0]?.restsOn, [
    { kind: 'ixit', table: '1-AuthMech', entry: 'Login' },
    { kind: 'ixit', table: '1-AuthMech', entry: 'Login', field: 'brute-force-prevention' },
  ])
})
