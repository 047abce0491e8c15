import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'vitest'
import { acts, states } from './lifecycle.ts'
import { lifecycleDocument } from './print-lifecycle.ts'

const file = new URL('../../docs/standards/lifecycle.md', import.meta.url)

test('the printed lifecycle is the one the desk goes by', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, lifecycleDocument())
  assert.equal(readFileSync(file, 'utf8'), lifecycleDocument())
})

test('it shows every act and every state', () => {
  const printed = lifecycleDocument()
  for (const name of [...acts, ...states]) assert.ok(printed.includes(`\`${name}\``), name)
})
