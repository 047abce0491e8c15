import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { entryOf, snapshotOf, worldEntries } from '../../../../tests/support/procurement-world.ts'
import type { Entry } from '../../register/entry.ts'
import { classKey } from '../model-key.ts'
import { indexRegister, openIndex } from '../register-index.ts'
import { openPacking } from './packing.ts'

const digest = `sha256:${'0'.repeat(64)}` as const
const takenAt = '2026-11-24T01:00:00Z'
const packed = (text: string) => {
  const packing = openPacking((bytes) => new SharedArrayBuffer(bytes))
  const bytes = new TextEncoder().encode(text)
  const broken = packing.add(bytes, 0, bytes.length)
  return broken === undefined ? openIndex(packing.done({ digest, takenAt })) : broken
}

const model = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'A', '0', 'O', '1', '-', ' ', 'Ａ', 'ー', '"', '\\', '\n', '☆'),
    maxLength: 8,
  }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

const one = entryOf({ label: '2222222228', models: ['A-1'] })
const withModels = (models: readonly string[], n: number): Entry => ({
  ...one,
  maker: { ...one.maker, id: `m${n % 3}`, name: { ja: n % 2 === 0 ? `名前"${n % 4}` : `N\\${n % 4}` } },
  product: { ...one.product, models },
})

test('an entry that was packed comes back as it was, and every model of it is found', () =>
  fc.assert(
    fc.property(fc.array(fc.array(model, { maxLength: 4 }), { maxLength: 6 }), (lists) => {
      const entries = lists.map(withModels)
      const index = indexRegister({ digest, takenAt, entries })
      assert.equal(index.size, entries.length)
      for (const [i, entry] of entries.entries()) {
        assert.deepEqual(index.entry(i), JSON.parse(JSON.stringify(entry)))
        for (const asked of entry.product.models) {
          const written = JSON.parse(JSON.stringify(asked)) as string
          const found = index.sameModel(classKey(written))?.all.hits ?? []
          assert.ok(
            found.some((hit) => hit.entry === i && hit.model === written),
            JSON.stringify(written),
          )
        }
        const named = index.makersNamed(entry.maker.name.ja)
        assert.ok(named.exactly.has(index.makerOf(i)) || entry.maker.name.ja === '')
      }
    }),
  ))

test('every bar code number leads to the model it was registered for, and to no model the label does not have', () => {
  const gtins = [
    { gtin: '09520123000011', model: 'A"1' },
    { gtin: '09520123000028', model: 'none' },
    { gtin: '09520123000035', model: '"gtin":"09520123000042"' },
  ]
  const product = { ...one.product, models: ['A"1', 'B', '"gtin":"09520123000042"'], gtins }
  const entries = [one, { ...one, label: '3333333339', product }]
  for (const index of [
    indexRegister({ digest, takenAt, entries }),
    packed(entries.map((e) => JSON.stringify(e)).join('\n')),
  ]) {
    assert.ok('withGtin' in index)
    assert.deepEqual(index.withGtin('09520123000011'), [{ entry: 1, model: 'A"1' }])
    assert.deepEqual(index.withGtin('09520123000035'), [{ entry: 1, model: '"gtin":"09520123000042"' }])
    for (const gtin of ['09520123000028', '09520123000042', '09520123000059'])
      assert.deepEqual(index.withGtin(gtin), [])
  }
})

test('lines in another writing of JSON are read all the same', () => {
  const lines = worldEntries.map((entry) => JSON.stringify(entry))
  const usual = packed(lines.join('\n'))
  const spaced = packed(worldEntries.map((entry) => JSON.stringify(entry, null, 1).replaceAll('\n', '\r')).join('\n'))
  const turned = packed(
    worldEntries.map((entry) => JSON.stringify(Object.fromEntries(Object.entries(entry).toReversed()))).join('\n'),
  )
  const plain = indexRegister(snapshotOf(worldEntries))
  for (const index of [usual, spaced, turned]) {
    assert.ok('byLabel' in index)
    for (const [i, { label, product, maker }] of worldEntries.entries()) {
      assert.equal(index.byLabel(label), plain.byLabel(label))
      assert.equal(index.makerOf(i), plain.makerOf(i))
      assert.deepEqual(index.makersNamed(maker.name.ja), plain.makersNamed(maker.name.ja))
      for (const asked of product.models)
        assert.deepEqual(index.sameModel(classKey(asked))?.all, plain.sameModel(classKey(asked))?.all)
      for (const asked of product.models) assert.deepEqual(index.near(`${asked}X`), plain.near(`${asked}X`))
    }
  }
})

test('a line that is no entry is told with its place', () => {
  const line = JSON.stringify(one)
  for (const broken of [
    line.slice(0, -1),
    line.slice(0, 40),
    `${line}}`,
    'null',
    '{}',
    line.replace('"2222222228"', '"22222"'),
    line.replace('"models":', '"modells":'),
    line.replace('"maker":', '"Maker":'),
    line.replace('"A-1"', '7'),
    line.replace('"validity":', '"valid":'),
  ])
    assert.deepEqual(packed(`${line}\n${broken}\n${line}`), { entry: 2 }, broken.slice(0, 60))
})
