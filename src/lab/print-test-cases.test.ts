import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { checks } from './checks/all.ts'
import { testCaseTable, wayOf } from './print-test-cases.ts'

const checkout = join(import.meta.dirname, '../..')
const file = join(checkout, 'docs/standards/ts-103-701.md')
const [begin, end] = [
  '<!-- test cases, printed by src/lab/print-test-cases.ts -->\n',
  '\n<!-- end of the test cases -->',
]
const document = () => readFileSync(file, 'utf8')
const between = (text: string) => text.slice(text.indexOf(begin) + begin.length, text.indexOf(end))

test('the printed test cases are the ones the bench goes by', () => {
  const [before = '', after = ''] = [document().split(begin)[0], document().split(end)[1]]
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, before + begin + testCaseTable() + end + after)
  assert.equal(between(document()), testCaseTable())
})

test('what is for a person says so, and what a step serves is not called automatic alone', () => {
  const way = (id: string) => wayOf(checks.find((check) => check.id === id)!)
  assert.deepEqual(['5.6-1-2', '5.1-1-2', '5.9-1-2', '5.2-1-2', '5.8-1-2'].map(way), [
    ...['automatic', 'automatic and guided', 'guided', 'document', 'by hand'],
  ])
})

test('every pitfall has an acceptance test that is there under its name', () => {
  const rows = document()
    .split('\n')
    .flatMap((line) => /^\| (\d+)\. .+ \| `([^`]+)`: (.+) \|$/.exec(line)?.slice(1) ?? [])
  const named = Array.from({ length: rows.length / 3 }, (_, n) => rows.slice(3 * n, 3 * n + 3))
  assert.deepEqual([...new Set(named.map(([pitfall]) => Number(pitfall)))], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  for (const [pitfall, path = '', name = ''] of named) {
    const tests = readFileSync(join(checkout, path), 'utf8')
    const quoted = [`'${name}'`, `\`${name}\``, `'${name.replaceAll("'", "\\'")}'`]
    assert.ok(
      quoted.some((one) => tests.includes(`test(${one}`) || tests.includes(`withTargets(${one}`)),
      `${pitfall}: ${path} has no test “${name}”`,
    )
  }
})
