import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import { languages } from '../kernel/text.ts'
import { lintCatalogue, lintRules } from './lint.ts'
import { type LintInput, lintText } from './lint-rule.ts'

interface Vectors {
  readonly catalogue: LintInput
  readonly cases: readonly {
    readonly name: string
    readonly set: readonly (readonly [path: readonly (string | number)[], value: unknown])[]
    readonly expect: readonly (readonly [code: string, file: string, row: string])[]
    readonly says?: string // what the first message has to contain
  }[]
}

const vectors: Vectors = parse(readFileSync(new URL('../../../vectors/scheme/lint.yaml', import.meta.url), 'utf8'))

/** The catalogue with one place changed; a value of null removes what is there. */
function changed(whole: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value ?? undefined
  const copy: unknown = Array.isArray(whole) ? [...whole] : { ...(whole as object) }
  const place = copy as Record<string | number, unknown>
  place[step] = changed(place[step], rest, value)
  return copy
}

for (const { name, set, expect, says } of vectors.cases)
  test(`lint: ${name}`, () => {
    const broken = set.reduce<unknown>((whole, [path, value]) => changed(whole, path, value), vectors.catalogue)
    const findings = lintCatalogue(broken as LintInput)
    assert.deepEqual(
      findings.map(({ code, file, row }) => [code, file, row]),
      expect,
    )
    if (says !== undefined) for (const language of languages) assert.ok(findings[0]?.message[language].includes(says))
    for (const { message } of findings)
      for (const language of languages) assert.doesNotMatch(message[language], /\{(?!(year|seq|maker)\})\w+\}/)
  })

test('lint: two editions of one scheme under one document number, as when a folder is copied', () => {
  const { catalogue } = vectors
  const [first] = catalogue.schemes
  const copied = { ...first!, edition: { ...first!.edition, key: 'next' } }
  const findings = lintCatalogue({ ...catalogue, schemes: [...catalogue.schemes, copied] })
  const { documentNumber } = first!.edition
  assert.ok(
    findings.some(
      ({ code, file, row }) =>
        code === 'duplicate-id' && file === 'schemes/' && row === `s.edition.documentNumber[${documentNumber}]`,
    ),
  )
})

test('every rule of lint has a case that breaks it', () => {
  const broken = new Set(vectors.cases.flatMap(({ expect }) => expect.map(([code]) => code)))
  assert.deepEqual([...broken].sort(), Object.keys(lintText).sort())
})

test('every lint text belongs to exactly one rule', () =>
  assert.deepEqual(lintRules.map(({ id }) => id).sort(), Object.keys(lintText).sort()))
