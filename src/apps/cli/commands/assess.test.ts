import assert from 'node:assert/strict'
import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { parse } from 'yaml'
import { loadCatalogue } from '../../../adapters/catalogue-files.ts'
import { loadProductFolder } from '../../../adapters/example-files.ts'
import { packageRoot } from '../../../adapters/package-root.ts'
import type { Evaluation } from '../../../core/determination/evaluation.ts'
import type { PinnedScheme } from '../../../core/scheme/scheme.ts'
import { parseIxitTable } from '../../../core/selection/parse.ts'
import { assess, type LoadedProduct } from './assess.ts'
import { importIxit } from './import-ixit.ts'

let scheme: PinnedScheme
beforeAll(async () => {
  const catalogue = await loadCatalogue(join(packageRoot, 'catalogue'))
  assert.ok(catalogue.ok)
  const found = catalogue.value.schemes.find((s) => s.id === 'jc-star')
  assert.ok(found)
  scheme = found
})

async function example(name: string): Promise<LoadedProduct> {
  const folder = await loadProductFolder(join(packageRoot, 'examples', name))
  assert.ok(folder.ok)
  return { scheme, ...folder.value }
}
const verdicts = (json: unknown) =>
  Object.fromEntries((json as Evaluation).criteria.map((c) => [c.criterion.replace('S1.1-', ''), c.verdict]))

test('the invented sensor fulfils the level', async () => {
  const outcome = assess(await example('hoshi-sensor'), { lang: 'ja' })
  assert.equal(outcome.exit, 0)
  assert.match(outcome.text, /判定：満たしています \(合格 15, 対象外 1\)/)
  assert.equal(verdicts(outcome.json)['02'], 'not-applicable')
})

test('it no longer does when its device tests are taken away', async () => {
  const loaded = await example('hoshi-sensor')
  const outcome = assess(
    { ...loaded, findings: loaded.findings.filter((f) => f.means !== 'device-test') },
    { lang: 'en' },
  )
  assert.equal(outcome.exit, 1)
  const open = Object.entries(verdicts(outcome.json)).filter(([, v]) => v === 'not-evaluated')
  assert.deepEqual(open.map(([id]) => id).sort(), ['04', '13', '14'])
})

test('its "not applicable" is refused when the facts deny the condition', async () => {
  const loaded = await example('hoshi-sensor')
  const outcome = assess({ ...loaded, facts: { ...loaded.facts, 'default-password': true } }, { lang: 'ja' })
  assert.equal(outcome.exit, 2)
  assert.deepEqual(outcome.json, {
    fault: { code: 'not-applicable-condition-unmet', criterion: 'S1.1-02', condition: 'no-default-password' },
  })
  assert.match(outcome.text, /矛盾/)
})

test('the invented lock lacks exactly one thing, and the explanation leads to it', async () => {
  const outcome = assess(await example('kawari-lock'), { lang: 'en' })
  assert.equal(outcome.exit, 1)
  const failing = Object.entries(verdicts(outcome.json)).filter(([, v]) => v !== 'pass')
  assert.deepEqual(failing, [['08', 'inconclusive']])

  const chain = assess(await example('kawari-lock'), { lang: 'en', criterion: 'S1.1-08' })
  assert.equal(chain.exit, 1)
  assert.match(chain.text, /7-UpdMech\/UpdMech-Radio\/security-guarantees – the vendor of the module has not answered/)
  assert.match(chain.text, /\[Pass\] Document review .*we were told/)
})

test('the real gateway is not fulfilled by its published tables, each for its own reason', async () => {
  const outcome = assess(await example('ruuvi-gateway'), { lang: 'ja' })
  assert.equal(outcome.exit, 1)
  assert.deepEqual(verdicts(outcome.json), {
    '01': 'fail',
    '02': 'inconclusive',
    '03': 'pass',
    '04': 'fail',
    '05': 'inconclusive',
    '06': 'pass',
    '07': 'pass',
    '08': 'fail',
    '09': 'fail',
    '10': 'pass',
    '11': 'fail',
    '12': 'fail',
    '13': 'fail',
    '14': 'not-evaluated',
    '15': 'pass',
    '16': 'fail',
  })
  const units = (outcome.json as Evaluation).criteria.flatMap((c) => c.procedures.flatMap((p) => p.units))
  assert.equal(units.find((u) => u.unit === 'S1.1-13/r2')?.verdict, 'not-evaluated')
  assert.ok(units.every((u) => u.findings.every((f) => f.means === 'document-review')))
})

test('every finding of the real gateway rests on entries that exist', async () => {
  const loaded = await example('ruuvi-gateway')
  for (const ref of loaded.findings.flatMap((f) => f.restsOn)) {
    assert.ok(ref.kind === 'ixit')
    const entry = loaded.ixit.find((t) => t.table === ref.table)?.entries.find((e) => e.id === ref.entry)
    assert.ok(entry && (ref.field === undefined || ref.field in entry.fields), `${ref.table}/${ref.entry}/${ref.field}`)
  }
})

test('a finding about a unit that does not exist is refused', async () => {
  const loaded = await example('hoshi-sensor')
  const first = loaded.findings[0]
  assert.ok(first)
  const outcome = assess({ ...loaded, findings: [{ ...first, unit: 'S1.1-01/d9' }] }, { lang: 'en' })
  assert.deepEqual(outcome.json, { fault: { code: 'finding-unit-unknown', unit: 'S1.1-01/d9' } })
})

const table = '### **ID**: Login\n\n#### Description\n\nasks for a password\n\n#### Brute Force Prevention\n\nTBD\n'

async function imported(existing: readonly string[], force: boolean) {
  const written = new Map<string, string>()
  const outcome = await importIxit(
    {
      sources: [{ name: 'ixit_1-AuthMech.md', text: table }],
      existing,
      write: async (name, content) => void written.set(name, content),
    },
    { lang: 'en', force },
  )
  return { outcome, written }
}

test('an imported table can be read again, and its gaps are told', async () => {
  const { outcome, written } = await imported([], false)
  assert.equal(outcome.exit, 0)
  assert.match(outcome.text, /1-AuthMech\/Login\/brute-force-prevention – the text itself says “TBD”/)
  const again = parseIxitTable('1-AuthMech.yaml', parse(written.get('1-AuthMech.yaml') ?? ''))
  assert.ok(again.ok)
  assert.equal(again.value.entries[0]?.fields.description?.text, 'asks for a password')
})

test('an import does not overwrite what is there unless told to', async () => {
  const refused = await imported(['1-AuthMech.yaml'], false)
  assert.equal(refused.outcome.exit, 2)
  assert.equal(refused.written.size, 0)
  const forced = await imported(['1-AuthMech.yaml'], true)
  assert.equal(forced.outcome.exit, 0)
  assert.equal(forced.written.size, 1)
})
