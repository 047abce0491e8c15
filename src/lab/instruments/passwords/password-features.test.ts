import assert from 'node:assert/strict'
import { test } from 'vitest'
import { characterClass, passwordFeatures } from './password-features.ts'

const macs = ['02:00:5e:10:00:10']
const serials = ['BC2017000A1B2']
const of = (...passwords: string[]) =>
  passwordFeatures(
    passwords.map((password, i) => ({ unit: i + 1, password })),
    { macs, serials, common: [{ id: 'a-01', user: '', password: 'changeme' }] },
  )
const derived = (password: string) => of(password).samples[0]!.derivedFrom

test('what is told of a password is its shape', () => {
  const told = of('Ab3-xY9')
  assert.deepEqual(told.samples[0], {
    unit: 1,
    length: 7,
    lower: 2,
    upper: 2,
    digits: 2,
    others: 1,
    outside: 0,
    derivedFrom: [],
  })
  assert.ok(!JSON.stringify(told).includes('Ab3'))
})

test('passwords made from the MAC, the serial number or a list are recognised in any writing', () => {
  assert.deepEqual(derived('02005E100010'), ['mac'])
  assert.deepEqual(derived('100010'), ['mac'])
  assert.deepEqual(derived('admin-100010'), ['mac'])
  assert.deepEqual(derived('010001e50020'), ['mac'])
  assert.deepEqual(derived('000A1B2'), ['serial'])
  assert.deepEqual(derived('changeme'), ['common'])
  assert.deepEqual(derived('12345678'), ['sequence'])
  assert.deepEqual(derived('kW7pQz2nRt'), [])
  assert.deepEqual(derived('x1000'), [])
})

test('units that count on are a sequence; the same password is at distance 0', () => {
  const counting = of('cam00041', 'cam00042')
  assert.deepEqual(
    counting.samples.map((s) => s.derivedFrom),
    [['sequence'], ['sequence']],
  )
  assert.equal(counting.distances[0]?.distance, 1)
  assert.equal(of('kW7pQz2n', 'kW7pQz2n').distances[0]?.distance, 0)
  assert.deepEqual(
    of('kW7pQz2n', 'Hn4xVb8t').samples.flatMap((s) => s.derivedFrom),
    [],
  )
})

test('characters that the declared format does not have are counted', () => {
  const told = passwordFeatures([{ unit: 1, password: 'abcO0!' }], {
    macs,
    serials,
    format: { length: 6, characters: 'a-z1-9' },
  })
  assert.equal(told.samples[0]?.outside, 3)
  assert.ok(characterClass('A-Z[]^')?.test(']'))
  assert.equal(characterClass('z-a'), undefined)
})
