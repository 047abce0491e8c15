import assert from 'node:assert/strict'
import { test } from 'vitest'
import { entries, labelA } from '../../../../../tests/support/entries.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import { webApp } from '../../app.tsx'

const entry = entries.find(({ label }) => label === labelA)!
const models = Array.from({ length: 5_000 }, (_, n) => `MB-${String(n).padStart(4, '0')}`)
const many: Entry = {
  ...entry,
  product: { ...entry.product, models, gtins: [{ gtin: '09520123000011', model: 'MB-4321' }] },
}
const app = webApp(fakeHouse({ entries: [many] }))
const page = async (path: string) => (await app.request(`${path}${path.includes('?') ? '&' : '?'}lang=en`)).text()
const shown = (text: string) => [...text.matchAll(/MB-\d{4}/g)].map(([model]) => model)

test('a label of five thousand models opens as quickly as any, and leads to their list', async () => {
  const text = await page(`/l/${labelA}`)
  assert.ok(text.length < 20_000, String(text.length))
  assert.match(text, new RegExp(`/l/${labelA}/models`))
})

test('every model stands on one page of the list, and past the end is the last page', async () => {
  const seen = new Set<string>()
  for (let n = 1; n <= 50; n++) for (const model of shown(await page(`/l/${labelA}/models?page=${n}`))) seen.add(model)
  assert.equal(seen.size, 5_000)
  assert.ok(shown(await page(`/l/${labelA}/models?page=999999`)).includes('MB-4999'))
  for (const odd of ['-1', '0', 'x', '1e9', '2.7'])
    assert.ok(shown(await page(`/l/${labelA}/models?page=${odd}`)).length > 0)
})

test('a model is found however it is typed, by its bar code number as well, and what is not there is said', async () => {
  for (const typed of ['MB-4321', 'ｍｂ４３２１', '9520123000011']) {
    const text = await page(`/l/${labelA}/models?q=${encodeURIComponent(typed)}`)
    assert.deepEqual([...new Set(shown(text))], ['MB-4321'], typed)
    assert.match(text, /9520123000011/)
  }
  assert.match(await page(`/l/${labelA}/models?q=ZZ`), /is not covered/)
})

test('a maker with many labels has pages of those that are valid', async () => {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  const label = (n: number) => `AAAAAA${alphabet[Math.floor(n / 31)]}${alphabet[n % 31]}22`
  const labels = Array.from({ length: 120 }, (_, n): Entry => ({ ...entry, label: label(n) }))
  const house = webApp(fakeHouse({ entries: labels }))
  const seen = new Set<string>()
  for (let n = 1; n <= 3; n++) {
    const text = await (await house.request(`/en/makers/${entry.maker.id}?page=${n}`)).text()
    for (const [, id] of text.matchAll(/\/l\/(AAAAAA\w{4})\?/g)) seen.add(id!)
    assert.match(text, /120 labels/)
  }
  assert.equal(seen.size, 120)
  assert.equal((await house.request(`/en/makers/${entry.maker.id}?page=99`)).status, 200)
  assert.equal((await house.request('/en/makers/nobody')).status, 404)
})
