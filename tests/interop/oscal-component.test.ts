import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { loadProductFolder } from '../../src/adapters/example-files.ts'
import { determine } from '../../src/core/determination/determine.ts'
import { icsFromOscal } from '../../src/core/exchange/oscal-component-in.ts'
import { productToOscal } from '../../src/core/exchange/oscal-component-out.ts'
import { editionKey } from '../../src/core/scheme/scheme.ts'
import { select } from '../../src/core/selection/select.ts'
import { at, catalogue } from './oscal-catalogue.ts'
import { oscalErrors, schemasAbsent } from './oscal-schemas.ts'

const scheme = catalogue.schemes.find(({ id, edition }) => id === 'jc-star' && edition.key === undefined)!
const written = (document: unknown): unknown => JSON.parse(JSON.stringify(document))

async function exampleOf(name: string) {
  const folder = resolve(import.meta.dirname, '../../examples', name)
  const loaded = await loadProductFolder(folder, { scheme: scheme.id, edition: scheme.edition.documentNumber })
  assert.ok(loaded.ok, JSON.stringify(loaded))
  const { product, ics, ixit, findings } = loaded.value
  const plan = select(scheme, ics.level, product.facts, ics)
  assert.ok(plan.ok, JSON.stringify(plan))
  return { scheme: editionKey(scheme), product, ics, evaluation: determine(plan.value, ixit, findings) }
}

for (const name of ['hoshi-sensor', 'kawari-lock', 'ruuvi-gateway']) {
  test(`${name}: the checklist comes back from a component definition as it was`, async () => {
    const implementation = await exampleOf(name)
    const out = productToOscal(implementation, at)
    assert.ok(out.ok)
    const back = icsFromOscal('component.json', written(out.value.document))
    assert.ok(back.ok, JSON.stringify(back))
    assert.deepEqual(back.value.document, implementation.ics)
    assert.ok(out.value.lost.some(({ where }) => where === 'product.updates'))
    assert.ok(back.value.lost.some(({ where }) => where.endsWith('.verdict')))
  })

  test.skipIf(schemasAbsent)(`${name}: the component definition is valid by the OSCAL schema`, async () => {
    const out = productToOscal(await exampleOf(name), at)
    assert.ok(out.ok)
    assert.deepEqual(oscalErrors('component', out.value.document), [])
  })
}

test('what is partial or planned elsewhere is not fulfilled here, and no status is no answer', async () => {
  const implementation = await exampleOf('hoshi-sensor')
  const out = productToOscal(implementation, at)
  assert.ok(out.ok)
  const foreign = structuredClone(out.value.document)
  const rows =
    foreign['component-definition'].components![0]!['control-implementations']![0]!['implemented-requirements']
  const statuses = ['implemented', 'partial', 'planned', 'alternative', 'not-applicable', 'excellent']
  rows.length = statuses.length
  for (const [i, value] of statuses.entries()) rows[i]!.props = [{ name: 'implementation-status', value }]
  const back = icsFromOscal('foreign.json', written(foreign))
  assert.ok(back.ok)
  assert.deepEqual(
    back.value.document.answers.map(({ claim }) => claim),
    ['fulfilled', 'not-fulfilled', 'not-fulfilled', 'unanswered', 'not-applicable', 'unanswered'],
  )
})
