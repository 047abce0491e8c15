import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'

// Every page keeps its words in a texts file, in both languages. The compiler sees to the same keys; here it is seen that nothing
// is empty and that what has to be filled in is filled in by both.

const root = import.meta.dirname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(^|\/|\.)texts\.ts$/.test(name),
)

const leaves = (value: unknown, path: string): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, v]) => leaves(v, path === '' ? key : `${path}.${key}`))
    : [[path, value]]

test('there are texts to look at', () => assert.ok(files.length > 8, `${files.length} files`))

for (const file of files)
  test(`${file} says everything in both languages`, async () => {
    const { ja, en } = (await import(join(root, file))) as { ja: unknown; en: unknown }
    const [japanese, english] = [new Map(leaves(ja, '')), new Map(leaves(en, ''))]
    assert.ok(japanese.size > 0)
    // Lists may differ in length (a sentence in one language can be two in the other); named texts may not.
    const named = (keys: Iterable<string>) => [...keys].filter((key) => !/\.\d+(\.|$)/.test(key)).sort()
    assert.deepEqual(named(english.keys()), named(japanese.keys()))
    for (const [language, texts] of [
      ['ja', japanese],
      ['en', english],
    ] as const)
      for (const [key, text] of texts) {
        assert.ok(typeof text === 'function' || typeof text === 'string', `${language} ${key}`)
        if (typeof text === 'string') assert.notEqual(text.trim(), '', `${language} ${key} is empty`)
      }
    for (const [key, text] of japanese)
      if (typeof text === 'function' && typeof english.get(key) === 'function')
        assert.equal((english.get(key) as () => string).length, text.length, `${key} is filled in differently`)
  })
