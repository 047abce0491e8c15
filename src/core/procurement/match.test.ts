import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { entryOf, snapshotOf } from '../../../tests/support/procurement-world.ts'
import { makeLabelId } from '../kernel/label-id.ts'
import type { Entry } from '../register/entry.ts'
import { normalise } from '../register/search.ts'
import { readLine } from './line.ts'
import { makerKey, withoutForm } from './maker-name.ts'
import { match } from './match.ts'
import { modelKey, sameSkeleton, sameStem, skeletonHash, stemHash } from './model-key.ts'
import { indexRegister, nearMost } from './register-index.ts'
import { placeOfVersion } from './version.ts'

const labelOf = (n: number) => makeLabelId(Uint8Array.from({ length: 18 }, (_, i) => (n * 7 + i * 31 + (n >> 8)) % 256))
const register = (entries: readonly Entry[]) => indexRegister(snapshotOf(entries))

test('the key of a model is its normalised form, whichever way it was computed', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      // Control characters never get here: a row that has one is not read.
      fc.pre(!/\p{Cc}/u.test(text))
      assert.equal(modelKey(text), normalise(text))
    }),
  ))

test('similar models: look-alike characters and short endings of letters, never another number', () => {
  const shares = (a: string, b: string) => {
    const [x, y] = [modelKey(a), modelKey(b)]
    // What is the same has the same hash, or it would never be found.
    if (sameSkeleton(x, y)) assert.equal(skeletonHash(x), skeletonHash(y))
    const skeleton = skeletonHash(x) !== undefined && sameSkeleton(x, y)
    const stem = stemHash(x) !== undefined && stemHash(x) === stemHash(y) && sameStem(x, y)
    return skeleton || stem
  }
  for (const [a, b] of [
    ['HR-200', 'HR-2OO'],
    ['HR-200', 'HR-200W'],
    ['HR-200B', 'HR-200W'],
    ['SB-15', '5B-IS'],
    ['WRC-X3200GST3', 'WRC-X3200GST3-B'],
  ])
    assert.ok(shares(a!, b!), `${a} ${b}`)
  for (const [a, b] of [
    ['HR-200', 'HR-300'],
    ['HR-200', 'HR-2000'],
    ['HR-200', 'HR-20'],
    ['HR-200', 'HR-200ABCDE'],
    ['X-1', 'X-1W'],
    ['ABCD', 'ABCDE'],
  ])
    assert.ok(!shares(a!, b!), `${a} ${b}`)
})

test('makers without their legal form, in whole words', () => {
  assert.deepEqual(
    [
      '架空電機株式会社',
      '（株）架空電機',
      'Kakuu Electric Co., Ltd.',
      'KAKUU ELECTRIC',
      'Kakuu B.V.',
      'MATLAB',
      '株式会社',
    ].map((name) => withoutForm(name) ?? makerKey(name)),
    ['架空電機', '架空電機', 'KAKUUELECTRIC', 'KAKUUELECTRIC', 'KAKUU', 'MATLAB', '株式会社'],
  )
})

test('two makers that differ in their legal form are never taken for one another', () => {
  const entries = [
    entryOf({ label: labelOf(1), models: ['A-100'], maker: 'Kakuu Inc.' }),
    entryOf({ label: labelOf(2), models: ['A-100'], maker: 'Kakuu GmbH' }),
  ]
  const found = (maker: string) => match(readLine({ row: 1, model: 'A-100', maker }), register(entries))
  assert.equal(found('Kakuu Inc.').kind, 'maker-and-model')
  assert.deepEqual([found('Kakuu').kind, found('Kakuu Ltd').kind], ['candidates', 'candidates'])
})

test('how a model is written decides nothing between makers: a newcomer takes nobody’s answer', () => {
  const entries = [
    entryOf({ label: labelOf(1), models: ['HR-200'], maker: 'Kakuu Inc.' }),
    entryOf({ label: labelOf(2), models: ['ＨＲ－２００', 'HR200'], maker: 'Kakuu GmbH' }),
  ]
  const found = (model: string, maker?: string) => {
    const outcome = match(readLine({ row: 1, model, ...(maker === undefined ? {} : { maker }) }), register(entries))
    return outcome.kind === 'candidates' ? outcome.why : outcome.kind
  }
  for (const model of ['HR-200', 'ＨＲ－２００', 'HR200', 'hr 200']) {
    assert.equal(found(model), 'several-makers', model)
    assert.equal(found(model, 'Kakuu'), 'several-makers', model)
  }
  // Only the maker as it is named counts, not one that is named so but for its legal form.
  assert.equal(found('HR200', 'Kakuu Inc.'), 'normalised-model')
  assert.equal(found('HR-200', 'Kakuu Inc.'), 'maker-and-model')
})

test('a model that is nothing but signs is found as it is written and in no other way', () => {
  const index = register([
    entryOf({ label: labelOf(1), models: ['---'] }),
    entryOf({ label: labelOf(2), models: ['・・'] }),
  ])
  const kind = (model: string) => match(readLine({ row: 1, model }), index).kind
  assert.deepEqual(['---', '--', '・・'].map(kind), ['model', 'none', 'model'])
})

test('a label without models is found by its number', () => {
  const index = register([entryOf({ label: '7K3M9QXP2C', models: [] })])
  assert.equal(match(readLine({ row: 1, label: '7K3M9QXP2C' }), index).kind, 'label')
})

test('a model that ten thousand makers have, asked for ten thousand times, is answered at once', () => {
  const index = register(
    Array.from({ length: 10_000 }, (_, i) =>
      entryOf({
        label: `L${String(i).padStart(9, '0')}`,
        models: ['X-1', `X${' '.repeat(i % 50)}1`],
        maker: `maker ${i}`,
      }),
    ),
  )
  const spent = ownTime()
  for (let i = 0; i < 10_000; i++) {
    const line = readLine({ row: i, model: `x${'-'.repeat(i % 90)}1`, ...(i % 2 ? { maker: `maker ${i}` } : {}) })
    const { kind } = match(line, index)
    assert.ok(kind === (i % 2 ? 'normalised-model' : 'candidates') || kind === 'maker-and-model', kind)
  }
  assert.ok(spent() < 5_000, `${spent()} ms`)
})

test('models made to keep a search busy are answered at once: nothing they say becomes a pattern', () => {
  const index = register(
    Array.from({ length: 2_000 }, (_, i) =>
      entryOf({ label: `L${String(i).padStart(9, '0')}`, models: [`AAAA${i}`, `AAAA1${'B'.repeat(i % 5)}`] }),
    ),
  )
  const hostile = [
    '(a+)+$',
    `${'a'.repeat(199)}!`,
    '.*'.repeat(90),
    '\\',
    '[',
    `${'ﷺ'.repeat(199)}`,
    `${'-'.repeat(198)}AA`,
    'AAAA1',
    'A'.repeat(200),
  ]
  const spent = ownTime()
  for (let i = 0; i < 500; i++)
    for (const model of hostile) {
      const found = match(readLine({ row: 1, model: `${model}` }), index)
      if (found.kind === 'candidates' && found.why === 'similar') assert.ok(found.hits.length <= nearMost)
    }
  assert.ok(spent() < 5_000, `${spent()} ms`)
})

test('versions are compared where both are numbers between dots, and nowhere else', () => {
  const cases = [
    ['1.2.0', '1.2', 'same'],
    ['v1.10', '1.9', 'newer'],
    ['Ver. 1.2', '1.10', 'older'],
    ['１．２', '1.2', 'same'],
    ['1.2.0-rc1', '1.2.0', 'unclear'],
    ['2024b', '2024a', 'unclear'],
    ['R5', 'r5', 'same'],
    ['1..2', '1.2', 'unclear'],
    ['99999999999', '1', 'unclear'],
  ] as const
  for (const [asked, least, place] of cases) assert.equal(placeOfVersion(asked, least), place, `${asked} ${least}`)
})
