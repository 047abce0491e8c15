import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { test } from 'vitest'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const get = (path: string) => app.request(path)
const html = async (path: string) => (await get(path)).text()
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const json = async (path: string) => (await get(path)).json() as Promise<Record<string, never>>

test('the map says law first, in its own form, and comparison below the double rule', async () => {
  const page = await html('/ja/map/jc-star')
  assert.match(words(page), /JC-STAR ☆1は、どこで通用するか/)
  const table = /<table class="mx">[\s\S]*?<\/table>/.exec(page)?.[0] ?? ''
  const [law = '', rest = ''] = table.split('<tr class="by-law">')[1]!.split('</tr></tbody>')
  assert.match(law, /class="says">承認</)
  assert.doesNotMatch(law, /class="cov"/)
  assert.match(rest, /class="cov"/)
  assert.doesNotMatch(rest, /class="says/)
  assert.equal([...rest.matchAll(/<th scope="row">/g)].length, 16)
  assert.doesNotMatch(page, /<script|style=/)
})

test('the law row changes with the day, the squares do not', async () => {
  const squares = (page: string) => [...page.matchAll(/<span class="cov">.*?<\/span><\/span>/g)].map(String)
  const [now, then] = [await html('/en/map/jc-star'), await html('/en/map/jc-star?as_of=2025-12-10')]
  const law = (page: string) => words(/<tr class="by-law">[\s\S]*?<\/tr>/.exec(page)?.[0] ?? '')
  assert.match(law(now), /Recognised from 1 January 2026/)
  assert.match(law(then), /Recognised from 4 December 2025, until 31 December 2025/)
  assert.match(law(then), /Not yet from 1 January 2026/)
  assert.ok(squares(now).length > 100)
  assert.deepEqual(squares(then), squares(now))
})

test('columns are chosen in the address, a level too, and what does not exist is said to be missing', async () => {
  const page = await html('/en/map/jc-star?level=1&to=eu-red:1&to=en-18031-1')
  const heads = [...page.matchAll(/<th scope="col">[\s\S]*?<\/th>/g)].map(([head]) => words(head).trim())
  assert.equal(heads.filter((head) => /EU RED|EN 18031-1/.test(head)).length, 2)
  assert.match(words(await html('/en/map/jc-star?level=2')), /unpublished or could not be read/)
  for (const path of ['/en/map/jc-star?level=9', '/en/map/jc-star?to=nowhere', '/en/map/nowhere'])
    assert.equal((await get(path)).status, 404, path)
  assert.equal((await get('/en/map/jc-star?as_of=yesterday')).status, 400)
})

test('every square that has a counterpart leads to its reason', async () => {
  const page = await html('/en/map/jc-star')
  const link = /class="why-link" href="([^"#]+)#([^"]+)"/.exec(page)
  const reasons = await html(link?.[1]?.replaceAll('&amp;', '&') ?? '')
  assert.match(reasons, new RegExp(`id="${link?.[2]}"`))
  assert.match(words(reasons), /S1\.1-0/)
  assert.equal((await get('/en/map/jc-star/jc-star%3AS9')).status, 404)
})

test('files and data keep law and comparison apart', async () => {
  const rows = parse(await html('/map/jc-star/rows.csv?lang=en'), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  assert.ok(rows.length > 100)
  assert.ok(rows.every((row) => row.demand?.startsWith('jc-star:')))
  assert.ok(rows.every((row) => !(row.derived === 'true' && row.reading === 'same')))
  assert.ok(!Object.keys(rows[0]!).some((name) => /recog|law|effect/.test(name)))
  const law = parse(await html('/map/jc-star/recognition.csv'), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  assert.ok(law.some((row) => row.rule === 'jc-star-1--uk-psti' && row.state === 'in-force'))
  assert.ok(!Object.keys(law[0]!).some((name) => /reading|relation|counterpart/.test(name)))
  const data = await json('/map/jc-star?format=json')
  assert.deepEqual(Object.keys(data), ['scheme', 'edition', 'level', 'asOf', 'recognition', 'coverage'])
  assert.doesNotMatch(JSON.stringify(data.coverage), /deemed-compliant|equals-level/)
  assert.doesNotMatch(JSON.stringify(data.recognition), /"reading"|"extent"/)
})

test('the picture of the world has an arrow for every line of its table', async () => {
  const page = await html('/en/map')
  const arrows = [...page.matchAll(/marker-end/g)].length
  const lines = [...(/<tbody>[\s\S]*?<\/tbody>/.exec(page)?.[0] ?? '').matchAll(/<tr>/g)].length
  assert.ok(arrows > 5)
  assert.equal(lines, arrows)
  assert.ok([...page.matchAll(/stroke-dasharray="7 6"/g)].length > 0)
  for (const id of ['jc-star', 'us-or-hb-2395']) assert.match(page, new RegExp(`href="/en/map/${id}"`))
  const data = await json('/map?format=json')
  assert.equal(data.asOf, '2026-11-24')
})

test('no id stands twice on a page', async () => {
  for (const path of ['/ja/map', '/ja/map/jc-star', '/ja/map/sg-cls', '/en/map/jc-star/jc-star%3AS1.1-02']) {
    const ids = [...(await html(path)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
      path,
    )
  }
})
