import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { test } from 'vitest'
import { corpusProtocols, mostPairs, parseCorpus } from './corpus.ts'

const shipped = load(
  readFileSync(new URL('../../catalogue/device-tests/credentials.yaml', import.meta.url), 'utf8'),
) as { pairs: { user: string; password: string }[] }

const sources = { own: { mark: 'recalled', source: 'a manual of somebody' } }
const listOf = (...pairs: object[]) => ({ id: 'x', version: '1', sources, pairs })
const one = { id: 'a-01', user: 'admin', password: 'admin', from: 'own' }

test('the list that ships is read, and is short enough to be looked over', () => {
  const pairs = parseCorpus(shipped)
  assert.ok(pairs.length > 80 && pairs.length <= mostPairs)
  assert.equal(pairs[0]?.id, 'generic-01')
  for (const protocol of corpusProtocols)
    assert.ok(pairs.filter((p) => p.for?.includes(protocol) ?? true).length >= 8, protocol)
})

test('misspellings that go round in other lists are not in it', () => {
  const words = shipped.pairs.flatMap((p) => [p.user, p.password])
  for (const wrong of ['jauntech', '20xbullu', '(none)']) assert.ok(!words.includes(wrong), wrong)
  assert.ok(words.includes('juantech'))
})

test('a pair that stands twice for one protocol is refused, for another protocol it is not', () => {
  assert.throws(() => parseCorpus(listOf(one, { ...one, id: 'a-02' })), /repeats a pair/)
  assert.throws(() => parseCorpus(listOf(one, { ...one, id: 'a-02', for: ['ssh'] })), /repeats a pair/)
  parseCorpus(listOf({ ...one, for: ['ftp'] }, { ...one, id: 'a-02', for: ['ssh'] }))
})

test('blanks at an end, words for nothing, control characters and unknown sources are refused', () => {
  for (const wrong of [{ password: 'admin ' }, { password: '(none)' }, { user: 'blank' }, { password: 'a\tb' }])
    assert.throws(() => parseCorpus(listOf({ ...one, ...wrong })), JSON.stringify(wrong))
  assert.throws(() => parseCorpus(listOf({ ...one, from: 'elsewhere' })), /not there/)
  assert.throws(() => parseCorpus(listOf({ ...one, user: '', password: '' })), /is empty/)
  assert.throws(() => parseCorpus({}))
})
