import assert from 'node:assert/strict'
import { test } from 'vitest'
import { editionOn, isOpenOn } from './edition.ts'
import type { Scheme } from './scheme.ts'

type Edition = Pick<Scheme, 'id' | 'edition'>
const title = { ja: '版', en: 'edition' }
const edition = (documentNumber: string, days: Partial<Scheme['edition']>): Edition => ({
  id: 's',
  edition: { documentNumber, title, issued: '2026-04-01', ...days },
})
const meant = (editions: readonly Edition[], day: string) => editionOn(editions, 's', day)?.edition.documentNumber

test('an edition is open from the day it is issued to its last day, both included', () => {
  const one = edition('A', { endsOn: '2027-03-31' })
  const open = (day: string) => isOpenOn(one, day)
  assert.deepEqual(['2026-03-31', '2026-04-01', '2027-03-31', '2027-04-01'].map(open), [false, true, true, false])
})

test('the newest open edition is meant; before any has begun, none; once all have ended, the last', () => {
  const editions = [edition('A', {}), edition('B', { issued: '2026-10-01', defaultFrom: '2027-01-01' })]
  assert.deepEqual(
    ['2026-03-31', '2026-12-31', '2027-01-01'].map((day) => meant(editions, day)),
    [undefined, 'A', 'B'],
  )
  const ended = [edition('A', { endsOn: '2026-12-31' }), edition('B', { issued: '2026-10-01', endsOn: '2027-01-31' })]
  assert.equal(meant(ended, '2028-01-01'), 'B')
})

test('of editions that begin on one day the same is meant, in whatever order they are read', () => {
  const day = '2027-01-01'
  const pairs: readonly (readonly [Edition, Edition])[] = [
    [edition('A', { defaultFrom: day }), edition('B', { issued: '2026-10-01', defaultFrom: day })],
    [edition('Z', {}), edition('B', { replaces: 'Z' })],
    [edition('B1', {}), edition('B2', {})],
  ]
  for (const [older, newer] of pairs) {
    const expected = newer.edition.documentNumber
    assert.deepEqual([meant([older, newer], day), meant([newer, older], day)], [expected, expected])
  }
})
