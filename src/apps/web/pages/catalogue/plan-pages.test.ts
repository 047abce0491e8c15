import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import type { MarketPlan } from '../../../../core/market/market-plan.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const get = (path: string) => app.request(path)
const html = async (path: string) => (await get(path)).text()
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const main = (page: string) => /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? ''
const plan = async (query: string) => (await get(`/plan/result?${query}&format=json`)).json() as Promise<MarketPlan>

/** What a browser would send if the form were sent as it stands. */
function sent(page: string): string {
  const form = /<form method="get"[\s\S]*?<\/form>/.exec(main(page))?.[0] ?? ''
  const query = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&')
    const tick = attribute('type') === 'checkbox' || attribute('type') === 'radio'
    if (!tick || / checked/.test(tag)) query.append(attribute('name') ?? '', attribute('value') ?? '')
  }
  for (const [, name, options] of form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    query.append(name ?? '', /value="([^"]*)" selected/.exec(options ?? '')?.[1] ?? '')
  return query.toString()
}

const start = 'type=communications-consumer&to=uk-psti:1&to=eu-cra:1'

test('three pages lead to a plan, and each sends on what the ones before were told', async () => {
  const first = await html(`/ja/plan?${start}`)
  assert.match(words(first), /3つのうち1/)
  const second = await html(`/ja/plan/product?${sent(first)}`)
  assert.match(words(second), /「通信機器（消費者向け）」でふつうに当てはまる/)
  assert.match(second, /name="f\.ip-communication" value="true" checked/)
  const third = await html(`/ja/plan/evidence?${sent(second)}`)
  const query = new URLSearchParams(sent(third))
  query.set('has-1', 'jc-star:1')
  query.append('proves', 'jc-star:1')
  const result = await html(`/ja/plan/result?${query}`)
  assert.match(words(result), /2つの行き先に向けて/)
  assert.match(words(result), /JST-CR-01-01-2024R1/)
  const again = new URLSearchParams(sent(await html(`/ja/plan/evidence?${query}`)))
  assert.deepEqual(again.getAll('proves'), ['jc-star:1'])
  assert.equal(again.get('has-1'), 'jc-star:1')
})

test('another type brings other usual answers, and the same type keeps those that were given', async () => {
  const given = `${start}&f.product-kind=television`
  assert.match(await html(`/en/plan/product?${given}&was=communications-consumer`), /value="television" selected/)
  const other = given.replace('communications-consumer', 'home-appliance')
  assert.doesNotMatch(
    await html(`/en/plan/product?${other}&was=communications-consumer`),
    /value="television" selected/,
  )
})

test('no market, an unknown market and an unreadable value are said, each in words', async () => {
  for (const path of ['/ja/plan/product', '/ja/plan/evidence', '/ja/plan/result']) {
    const answer = await get(path)
    assert.equal(answer.status, 422)
    const page = await answer.text()
    assert.match(/<title>([^<]*)/.exec(page)?.[1] ?? '', /^エラー/)
    assert.match(page, /<a href="#to">行き先を、少なくともひとつ/)
    assert.match(page, /id="to"/)
  }
  assert.match(words(await html('/en/plan/result?to=nowhere')), /There is no scheme nowhere/)
  const odd = await get('/en/plan/result?to=uk-psti&f.radio=perhaps')
  assert.equal(odd.status, 400)
  assert.equal((await get('/en/plan/result?to=uk-psti&as_of=2031-01-01')).status, 400)
})

test('evidence changes what is covered and not what is recognised; a label the other way round', async () => {
  const nothing = await plan(start)
  const shown = await plan(`${start}&proves=jc-star:1`)
  const held = await plan(`${start}&has-1=jc-star:1`)
  const law = ({ targets }: MarketPlan) => targets.map(({ recognition }) => recognition)
  const technique = ({ targets }: MarketPlan) => targets.map(({ coverage }) => coverage)
  assert.deepEqual(law(shown), law(nothing))
  assert.notDeepEqual(technique(shown), technique(nothing))
  assert.deepEqual(technique(held), technique(nothing))
  assert.notDeepEqual(law(held), law(nothing))
})

test('recognition goes from open to given as facts and confirmations come in, and says until when it does not', async () => {
  const base = `${start}&has-1=jc-star:1&f.ip-communication=true&f.intended-users=consumer&f.product-kind=router`
  const facts = '&f.english-security-information=true&f.label-visible-outside=true'
  const cell = async (query: string) => {
    const page = await html(`/en/plan/result?${query}`)
    return words(/<tr><th scope="row"><a href="#at-uk-psti-1">[\s\S]*?<\/tr>/.exec(page)?.[0] ?? '')
  }
  assert.match(await cell(base), /Undecided/)
  assert.match(await cell(base + facts), /Recognised once confirmed/)
  assert.match(await cell(`${base}${facts}&ok=psti-sheet&ok=listed`), /Recognised .*conforms by recognition/)
  assert.doesNotMatch(await cell(`${base}${facts}&ok=psti-sheet&ok=listed&until-1=2026-11-01`), /Recognised/)
  assert.doesNotMatch(await cell(`${base}${facts}&ok=psti-sheet&ok=listed&as_of=2025-11-01`), /Recognised/)
})

test('the plan names its day, editions, estimates and address, and everything that keeps it open', async () => {
  const page = await html(`/en/plan/result?${start}&proves=jc-star:1`)
  const text = words(main(page))
  for (const word of [
    'As of 24 November 2026',
    'Regulation (EU) 2024/2847',
    'by estimate',
    'This is no official decision',
  ])
    assert.ok(text.includes(word), word)
  assert.match(text, /https:\/\/label\.example\.jp\/en\/plan\/result\?type=communications-consumer/)
  const made = await plan(`${start}&proves=jc-star:1`)
  assert.ok(made.work.optimal)
  assert.ok(text.includes('No plan takes less'))
  assert.ok(text.includes(`${made.work.steps.length} things are`))
  assert.match(text, /What no evidence can replace/)
  assert.match(text, /Class, and ways to show conformity/)
  assert.doesNotMatch(page, /<script|style=/)
})

test('no id stands twice on a page of the planner', async () => {
  const all = `${start}&to=sg-cls:1&to=eu-red:1&has-1=jc-star:1&has-2=sg-cls:2&proves=jc-star:1`
  for (const step of ['', '/product', '/evidence', '/result']) {
    const ids = [...(await html(`/ja/plan${step}?${all}`)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
      step,
    )
  }
})

test('the example on the first page is a plan that works', async () => {
  const link = /href="(\/ja\/plan\/result\?[^"]+)"/.exec(await html('/ja/plan'))?.[1]?.replaceAll('&amp;', '&') ?? ''
  const answer = await get(link)
  assert.equal(answer.status, 200)
  assert.match(words(await answer.text()), /英国PSTI/)
})
