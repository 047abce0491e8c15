import assert from 'node:assert/strict'
import { test } from 'vitest'
import { labelA, labelB } from '../../../../../tests/support/entries.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const section = async (path: string): Promise<string> => {
  const page = await (await app.request(path, { headers: { 'accept-language': 'en' } })).text()
  return /<section class="sec"[^>]*><header><h2>Schemes abroad[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
}

test('a valid label names the rules that recognise its level, with their day and their conditions', async () => {
  const html = await section(`/l/${labelA}`)
  assert.match(html, /UK PSTI<\/strong> <b class="says some">A rule recognises it</)
  assert.match(html, /Singapore CLS<\/strong> <b class="says open">Terms unknown</)
  assert.match(html, /As of 24 November 2026|as of 24 November 2026/)
  assert.match(html, /has not been checked here/)
  assert.match(html, /href="\/en\/map\/jc-star\?level=1#jc-star-1--uk-psti"/)
  assert.doesNotMatch(html, /December 2025/) // a rule that has ended says nothing of today
})

test('of a past day it names what held then', async () => {
  const html = await section(`/l/${labelA}?as_of=2026-05-20`)
  assert.match(html, /as of 20 May 2026/)
  assert.match(html, /Singapore CLS<\/strong> <b class="says open">Not yet</)
})

test('a label that is not valid is recognised nowhere', async () => {
  const html = await section(`/l/${labelB}`)
  assert.match(html, /nothing abroad can rest on it/)
  assert.doesNotMatch(html, /class="says/)
})
