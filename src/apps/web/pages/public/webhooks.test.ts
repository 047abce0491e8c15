import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const post = (fields: readonly (readonly [string, string])[], lang = 'ja') =>
  app.request(`/${lang}/developers/webhooks`, {
    method: 'POST',
    body: new URLSearchParams(fields as [string, string][]),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

test('a subscription is made without a script; secret and token are shown once and kept by nobody on the way', async () => {
  const answer = await post([
    ['url', ' https://shop.example/hook '],
    ['events', 'label.suspended'],
    ['events', 'label.unheard-of'],
  ])
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
  const page = await answer.text()
  assert.match(page, /whsec_/)
  const token = /token-of-the-fake-house-\d+/.exec(page)![0]
  const state = await (
    await post([
      ['act', 'state'],
      ['token', token],
    ])
  ).text()
  assert.match(state, /確かめを待っています/)
  assert.doesNotMatch(state, /whsec_/)
})

test('what cannot be subscribed to or found is said at its field, with what was typed still there', async () => {
  const wrong = await post([
    ['url', 'http://localhost/'],
    ['events', 'label.ended'],
  ])
  assert.equal(wrong.status, 422)
  const page = await wrong.text()
  assert.match(page, /value="http:\/\/localhost\/"/)
  assert.match(page, /id="url-error"/)
  assert.match(await (await post([['url', 'https://shop.example/']])).text(), /id="events-error"/)
  const unknown = await post(
    [
      ['act', 'end'],
      ['token', '<b>'],
    ],
    'en',
  )
  assert.equal(unknown.status, 404)
  assert.match(await unknown.text(), /no such subscription/)
})
