import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../../../tests/support/catalogue.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import type { PinnedScheme } from '../../../../core/scheme/scheme.ts'
import { webApp } from '../../app.tsx'

const present = wholeCatalogue.schemes.find(({ id }) => id === 'jc-star')!
const [firstRule, ...otherRules] = present.scope
const next: PinnedScheme = {
  ...present,
  edition: { ...present.edition, key: 'next', documentNumber: 'NEXT', issued: '2027-04-01' },
  scope: [{ ...firstRule!, reason: { ja: '新しい<理由>', en: 'a new <reason>' } }, ...otherRules],
  levels: present.levels.map((level) => ({
    ...level,
    fees: level.fees.map((fee, at) => (at === 0 ? { ...fee, amount: 123_456 } : fee)),
  })),
}
const house = { ...fakeHouse(), catalogue: { ...wholeCatalogue, schemes: [...wholeCatalogue.schemes, next] } }
const page = async (path: string) => {
  const answer = await webApp(house).request(path)
  assert.equal(answer.status, 200)
  return answer.text()
}
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('whom a new edition covers and what it costs is told, before and after, in both languages', async () => {
  const ja = await page('/ja/criteria/diff?from=jc-star&to=jc-star%40next')
  assert.match(words(ja), /要件のほかに変わったこと/)
  assert.match(words(ja), new RegExp(`対象になる製品（${firstRule!.id}）が変わりました。`))
  assert.match(ja, /新しい&lt;理由&gt;/)
  const en = words(await page('/en/criteria/diff?from=jc-star&to=jc-star%40next'))
  assert.match(en, /Changed: a fee \(1\/[a-z-]+\)\. Before [^.]*JPY[^.]* After [^.]*123456 JPY/)
})

test('between editions of a standard there is nothing of the kind', async () => {
  const html = await page('/en/criteria/diff?from=etsi-en-303-645&to=etsi-en-303-645%40v3.1.3')
  assert.doesNotMatch(words(html), /What changed besides the criteria/)
})
