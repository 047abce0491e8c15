import assert from 'node:assert/strict'
import { test } from 'vitest'
import { catalogueFileFaultTexts } from '../adapters/catalogue-faults.ts'
import { productFolderFaultTexts } from '../adapters/example-files.ts'
import { keyFaults } from '../adapters/keys.ts'
import { faultSummary, faultTables } from './faults.ts'

const all = {
  ...faultTables,
  catalogue: catalogueFileFaultTexts,
  examples: productFolderFaultTexts,
  keys: keyFaults,
}

test('a code means one thing: no two rooms tell it in different words', () => {
  const seen = new Map<string, string>()
  const twice: string[] = []
  for (const [room, table] of Object.entries(all))
    for (const [code, text] of Object.entries(table)) {
      const words = JSON.stringify(text)
      const before = seen.get(code)
      if (before !== undefined && before !== words) twice.push(`${room}: ${code}`)
      seen.set(code, words)
    }
  assert.deepEqual(twice, [])
})

test('every refusal says what happened and what to do next, in both languages', () => {
  for (const [room, table] of Object.entries(all))
    for (const [code, { what, next }] of Object.entries(table))
      for (const text of [what, next])
        for (const lang of ['ja', 'en'] as const)
          assert.ok(text[lang].trim(), `${room}: ${code} says nothing in ${lang}`)
})

test('a code nobody wrote words for still shows itself', () =>
  assert.equal(faultSummary({ code: 'never-heard-of' }, 'ja').code, 'never-heard-of'))
