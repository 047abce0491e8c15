import assert from 'node:assert/strict'
import { test } from 'vitest'
import { entries, labelA, labelB, labelC, labelD, labelE } from '../../../../../tests/support/entries.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const open = async (path: string) => {
  const answer = await app.request(path)
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
const columns = (text: string) =>
  [...text.matchAll(/<th scope="col"><a href="\/l\/(\w{10})/g)].map(([, label]) => label)
const nameOf = (label: string) => entries.find((entry) => entry.label === label)!.product

test('labels stand side by side in the order of the address, each once, however their numbers are written', async () => {
  const { status, text } = await open(`/ja/compare?l=${labelB}&l=${labelA.toLowerCase()},${labelB}`)
  assert.equal(status, 200)
  assert.deepEqual(columns(text), [labelB, labelA])
  assert.ok(text.includes('違いあり'))
})

test('a label that is not valid shows its state and no level', async () => {
  const { text } = await open(`/en/compare?l=${labelB}`)
  const state = entries.find(({ label }) => label === labelB)!.events.at(-1)!.event
  assert.notEqual(state, 'issued')
  assert.ok(text.includes('Not shown: the label is not valid'))
  assert.equal(text.includes('class="caps"'), false)
})

test('four are shown, a fifth is named as left out, and there is no field to add more', async () => {
  const { status, text } = await open(
    `/ja/compare?${[labelA, labelB, labelC, labelD, labelE].map((l) => `l=${l}`).join('&')}`,
  )
  assert.equal(status, 422)
  assert.deepEqual(columns(text), [labelA, labelB, labelC, labelD])
  assert.ok(text.includes(`${labelE.slice(0, 4)}-${labelE.slice(4, 8)}-${labelE.slice(8)}`))
  assert.equal(text.includes('name="add"'), false)
  assert.ok(text.includes('id="add"')) // what the message leads to
})

test('an exact model is taken, one that is only similar is offered, and none is said plainly', async () => {
  const [model] = nameOf(labelA).models
  const taken = await open(`/ja/compare?l=${labelD}&add=${encodeURIComponent(model!.toLowerCase())}`)
  assert.deepEqual([taken.status, taken.to], [303, `/ja/compare?l=${labelD}&l=${labelA}`])
  const similar = await open(`/ja/compare?l=${labelD}&add=${encodeURIComponent(model!.slice(0, -1))}`)
  assert.equal(similar.status, 200)
  assert.ok(similar.text.includes(`/ja/compare?l=${labelD}&amp;l=${labelA}`))
  assert.deepEqual(columns(similar.text), [labelD])
  const none = await open(`/en/compare?l=${labelD}&add=ZZ-999`)
  assert.equal(none.status, 422)
  assert.ok(none.text.includes('No registration was found for “ZZ-999”'))
})

test('what is no label is told, and what stands beside it is still shown', async () => {
  const { status, text } = await open(`/ja/compare?l=${labelA}&l=nonsense&l=%3Cscript%3E`)
  assert.equal(status, 422)
  assert.deepEqual(columns(text), [labelA])
  assert.ok(text.includes('nonsense') && !text.includes('<script>'))
})

test('the day asked for stays in every address, and before a label was issued it is not there', async () => {
  const { text } = await open(`/ja/compare?l=${labelA}&as_of=2026-11-01`)
  assert.ok(text.includes(`/l/${labelA}?lang=ja&amp;as_of=2026-11-01`))
  assert.ok(text.includes('name="as_of" value="2026-11-01"'))
  assert.equal((await open(`/ja/compare?l=${labelA}&as_of=2001-01-01`)).status, 422)
})

test('nothing chosen is no mistake: the page says how to begin', async () => {
  for (const path of ['/ja/compare', '/en/compare?l=&add=']) assert.equal((await open(path)).status, 200)
})

test('the register offers what it lists for comparing, and a label page itself', async () => {
  assert.ok((await open('/ja/register')).text.includes(`type="checkbox" name="l" value="${labelA}"`))
  assert.ok((await open(`/l/${labelA}?lang=ja`)).text.includes(`/ja/compare?l=${labelA}`))
})
