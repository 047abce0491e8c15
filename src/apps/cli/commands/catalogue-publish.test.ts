import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../../tests/support/catalogue.ts'
import { lintCatalogue } from '../../../core/scheme/lint.ts'
import { publish } from './catalogue-publish.ts'

const catalogue = { ...wholeCatalogue, published: [] }

test('an edition that compiles is published once, with its digest', () => {
  const first = publish(catalogue, 'jc-star', '2026-11-23')
  assert(first.ok)
  assert.equal(first.value.added?.digest, catalogue.schemes.find(({ id }) => id === 'jc-star')?.digest)
  const again = publish({ ...catalogue, published: first.value.editions }, 'jc-star', '2027-01-01')
  assert.deepEqual(again, { ok: true, value: { editions: first.value.editions } })
})

test('a published edition that was changed is refused, and so is one that does not compile', () => {
  const first = publish(catalogue, 'jc-star', '2026-11-23')
  assert(first.ok)
  const schemes = catalogue.schemes.map((scheme) =>
    scheme.id === 'jc-star' ? { ...scheme, criteria: scheme.criteria.map((c) => ({ ...c, procedures: [] })) } : scheme,
  )
  const changed = publish({ ...catalogue, schemes, published: first.value.editions }, 'jc-star', '2027-01-01')
  assert(!changed.ok)
  assert.equal(changed.fault.code, 'edition-already-published')
  const findings = lintCatalogue({ ...catalogue, schemes })
  const broken = publish({ ...catalogue, schemes, findings }, 'jc-star', '2027-01-01')
  assert(!broken.ok && broken.fault.code === 'scheme-does-not-compile')
  assert.ok(broken.fault.findings.some(({ code, file }) => code === 'criterion-without-procedure' && file))
  const unknown = publish(catalogue, 'none', '2027-01-01')
  assert(!unknown.ok)
  assert.equal(unknown.fault.code, 'scheme-not-found')
})
