import assert from 'node:assert/strict'
import { test } from 'vitest'
import { labelA, labelB, labelC } from '../../../../../tests/support/entries.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const get = async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
const vocabulary = 'https://ref.gs1.org/voc/'

test('a bar code number leads to its label, whichever length it has and whatever lot or serial number stands behind', async () => {
  for (const path of [
    '/01/09520123000011',
    '/01/9520123000011',
    '/01/09520123000011/',
    '/01/09520123000011/10/LOT-7/21/0042',
    '/01/09520123000011/21/a%2Fb',
  ]) {
    const answer = await get(path)
    assert.equal(answer.status, 307, path)
    assert.equal(answer.headers.get('location'), `https://label.example.jp/L/${labelA}`)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    assert.match(answer.headers.get('link') ?? '', /rel="linkset"; type="application\/linkset\+json"/)
  }
  const passed = await get('/01/9520123000011?as_of=2026-11-01&linkType=gs1:certificationInfo&17=270101')
  assert.equal(passed.headers.get('location'), `https://label.example.jp/L/${labelA}?as_of=2026-11-01&17=270101`)
})

test('a revoked label is found as well: its page says so', async () => {
  const answer = await get('/01/09520123000103')
  assert.equal(answer.headers.get('location'), `https://label.example.jp/L/${labelC}`)
  assert.match(await (await get(`/l/${labelC}?lang=ja`)).text(), /取消し/)
})

test('of a number that two makers claim nobody is preferred: the default leads to both', async () => {
  const answer = await get('/01/09520123000042')
  assert.equal(answer.status, 307)
  assert.equal(answer.headers.get('location'), 'https://label.example.jp/register?q=9520123000042')
  const { linkset } = await (await get('/01/09520123000042?linkType=linkset')).json()
  const pages = linkset[0][`${vocabulary}certificationInfo`].map(({ href }: { href: string }) => href)
  for (const label of [labelB, labelC]) assert.ok(pages.includes(`https://label.example.jp/L/${label}`), label)
})

test('the linkset is RFC 9264 about the item itself, and its default link says nothing but where and what', async () => {
  const asked = [
    await get('/01/9520123000011/10/LOT?linkType=linkset'),
    await get('/01/09520123000011', { accept: 'application/linkset+json' }),
  ]
  const [one, other] = await Promise.all(
    asked.map(async (answer) => {
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.get('content-type'), 'application/linkset+json')
      assert.match(answer.headers.get('link') ?? '', /json-ld#context/)
      return answer.json()
    }),
  )
  assert.deepEqual(one, other)
  const [item] = one.linkset
  assert.equal(item.anchor, 'https://label.example.jp/01/09520123000011')
  assert.deepEqual(Object.keys(item[`${vocabulary}defaultLink`][0]), ['href', 'title'])
  for (const [type, links] of Object.entries(item))
    if (type.startsWith(vocabulary))
      for (const { href, title } of links as { href: string; title: string }[])
        assert.ok(URL.canParse(href) && title !== '')
  const descriptive = item[`${vocabulary}certificationInfo`].map(({ href }: { href: string }) => href)
  assert.ok(descriptive.includes(item[`${vocabulary}defaultLink`][0].href))
  assert.equal(item[`${vocabulary}pip`][0].href, 'https://hikari.example/hr-200')
})

test('a kind of link is followed by its short name and its whole one; a kind that is not there is told', async () => {
  for (const type of ['gs1:pip', encodeURIComponent(`${vocabulary}pip`)]) {
    const answer = await get(`/01/9520123000011?linkType=${type}&secret=1`)
    assert.equal(answer.headers.get('location'), 'https://hikari.example/hr-200') // another's page is told nothing
  }
  const none = await get('/01/9520123000011?linkType=gs1:recipeInfo')
  assert.equal(none.status, 404)
  assert.match(await none.text(), /linkType=linkset/)
})

test('what is no number, no address, or not on the register is answered in words', async () => {
  for (const [path, status, words] of [
    ['/01/9520123000012', 400, /JANコード/],
    ['/01/HR-200', 400, /JANコード/],
    ['/01/2012345678903', 400, /店の中だけ/],
    ['/01/9520123000011/21/1/10/LOT', 400, /読み取れません/],
    ['/01/9520123000011/99/x', 400, /読み取れません/],
    ['/01/9520123000011/10/%E3%81', 400, /読み取れません/],
    ['/01/9520123000011/10/%zz', 400, /読み取れません/],
    ['/01/9520123000011/10/', 400, /読み取れません/],
    [`/01/9520123000011/10/${'x'.repeat(21)}`, 400, /読み取れません/],
    ['/01/9520123000110', 404, /登録簿にありません/],
  ] as const) {
    const answer = await get(`${path}?lang=ja`)
    assert.equal(answer.status, status, path)
    assert.match(await answer.text(), words, path)
  }
})

test('the resolver describes itself', async () => {
  const answer = await get('/.well-known/gs1resolver')
  assert.equal(answer.status, 200)
  const description = await answer.json()
  assert.equal(description.resolverRoot, 'https://label.example.jp')
  assert.deepEqual(description.supportedPrimaryKeys, ['01'])
})
