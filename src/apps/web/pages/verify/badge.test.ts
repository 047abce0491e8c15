import assert from 'node:assert/strict'
import { test } from 'vitest'
import { labelA, labelB } from '../../../../../tests/support/entries.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const at = (now: string, path: string) => webApp(fakeHouse({ now })).request(path)

test('a badge that somebody kept is seen to be old: each says of when it is and until when it holds', async () => {
  const drawn = async (now: string) => (await at(now, `/l/${labelA}/badge.svg?lang=ja`)).text()
  assert.ok((await drawn('2026-11-24T01:00:00Z')).includes('2026-11-24 10:00 時点・2026-11-25 10:00 まで'))
  assert.ok((await drawn('2026-11-25T03:30:00Z')).includes('2026-11-25 12:30 時点・2026-11-26 12:30 まで'))
  assert.match(
    await (await at('2026-11-24T01:00:00Z', `/l/${labelA}/badge.svg?lang=en`)).text(),
    /good until 2026-11-25 10:00 JST/,
  )
  const answer = await at('2026-11-24T01:00:00Z', `/l/${labelA}/badge.svg`)
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=60')
})

test('the same as data says the level only while the label is valid', async () => {
  const data = async (label: string, now = '2026-11-24T01:00:00Z') =>
    (await at(now, `/l/${label}/badge.json?lang=ja`)).json()
  const valid = await data(labelA)
  assert.equal(valid.message, '☆1 有効（2026-11-25 10:00まで）')
  assert.deepEqual([valid.schemaVersion, valid.isError, valid.color], [1, false, 'brightgreen'])
  const suspended = await data(labelB)
  assert.equal(suspended.message, '停止中（2026-11-25 10:00まで）')
  assert.equal(suspended.isError, true)
  const unknown = await at('2026-11-24T01:00:00Z', '/l/2222222222/badge.json')
  assert.deepEqual([unknown.status, (await unknown.json()).isError], [404, true])
})
