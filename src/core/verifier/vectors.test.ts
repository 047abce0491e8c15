import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { readBundle } from './bundle.ts'
import { nodeCrypto } from './crypto-node.ts'
import { webCrypto } from './crypto-web.ts'
import { type KnownCheckpoint, type ReportVerdict, reportVerdicts } from './report.ts'
import { readTrust } from './trust.ts'
import { verify } from './verify.ts'

interface Vectors {
  readonly trust: unknown
  readonly cases: readonly {
    readonly name: string
    readonly given: { readonly bundle: unknown; readonly now: string; readonly lastCheckpoint?: KnownCheckpoint }
    readonly expect: { readonly verdict: ReportVerdict; readonly why: readonly string[] }
  }[]
}
const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../vectors/verifier/verdicts.json', import.meta.url), 'utf8'),
)

for (const { name, given, expect } of vectors.cases)
  test(`${name}: ${expect.verdict}`, async () => {
    const trust = readTrust(JSON.stringify(vectors.trust))
    const bundle = readBundle(JSON.stringify(given.bundle))
    assert.ok(trust.ok && bundle.ok)
    const { lastCheckpoint } = given
    for (const crypto of [nodeCrypto, webCrypto]) {
      const options = { now: given.now, crypto, ...(lastCheckpoint && { lastCheckpoint }) }
      const report = await verify(bundle.value, trust.value, options)
      const why = report.steps.flatMap((s) => s.why ?? [])
      assert.deepEqual({ verdict: report.verdict, why: [...new Set(why)] }, expect)
    }
  })

test('the vectors show every verdict', () => {
  const shown = new Set(vectors.cases.map((c) => c.expect.verdict))
  assert.deepEqual(
    reportVerdicts.filter((v) => !shown.has(v)),
    [],
  )
})
