import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { webApp } from '../../app.tsx'

const house = fakeHouse()
const app = webApp(house)
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
const html = async (path: string) => {
  const answer = await get(path)
  assert.equal(answer.status, 200, path)
  return answer.text()
}
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('one thing has one identifier on every page, also where labels are published under another origin', async () => {
  const apart = webApp(
    fakeHouse({
      operator: { ...house.operator, address: 'https://pages.example.jp', labels: 'https://label.example.jp' },
    }),
  )
  const ids = async (path: string) => {
    const answer = await apart.request(path, { headers: { accept: 'application/ld+json' } })
    assert.equal(answer.status, 200, path)
    return JSON.stringify(await answer.json()).match(/https:\/\/(?:pages|label)\.example\.jp/g) ?? []
  }
  for (const path of [
    '/schemes',
    '/schemes/jc-star',
    '/schemes/sg-cls/1',
    '/schemes/jc-star/criteria/S1.1-02',
    '/standards/etsi-en-303-645',
    '/standards/etsi-en-303-645/5.1-1',
  ]) {
    const found = new Set(await ids(path))
    assert.deepEqual([...found], ['https://pages.example.jp'], path)
  }
})

describe('demands at their own addresses', () => {
  test('a provision says what it is like elsewhere, which rows unite it and who demands it', async () => {
    const page = words(await html('/ja/standards/etsi-en-303-645/5.1-1'))
    assert.match(page, /ほかの規格や制度では/)
    assert.match(page, /PW-01/)
    assert.match(page, /シンガポール/)
  })

  test('a criterion with an official counterpart says so, and nothing derived is called the same', async () => {
    const page = await html('/en/schemes/jc-star/criteria/S1.1-02')
    const rows = page.split('<tr>').filter((row) => row.includes('class="cov"'))
    const same = rows.filter((row) => row.includes('Same demand'))
    assert.equal(same.length, 1)
    assert.match(same[0] ?? '', /PSTI-1/)
    assert.match(words(same[0] ?? ''), /A row of a crosswalk as it stands/)
    assert.ok(rows.length > 5)
    for (const row of rows.filter((r) => r.includes('Derived by joining'))) assert.doesNotMatch(row, /Same demand/)
  })

  test('no page of a demand speaks of recognition but to say that it is none', async () => {
    const page = words(await html('/en/schemes/jc-star/criteria/S1.1-05'))
    const told = page.match(/recogni\w+/gi) ?? []
    assert.ok(told.length > 0)
    assert.match(page, /It is not recognition by law or agreement/)
  })

  test('an unknown demand is not found', async () => {
    for (const path of [
      '/ja/standards/etsi-en-303-645/9.9-9',
      '/ja/standards/none/5.1-1',
      '/ja/schemes/jc-star/criteria/S9',
      '/ja/requirements/PW-99',
      '/ja/crosswalks/none',
    ])
      assert.equal((await get(path)).status, 404, path)
  })
})

describe('the same address for people and programs', () => {
  const addresses = [
    '/standards/etsi-en-303-645/5.1-1',
    '/schemes/jc-star/criteria/S1.1-02',
    '/requirements/PW-01',
    '/requirements',
    '/crosswalks/jc-star--uk-psti',
  ]
  for (const address of addresses)
    test(`${address} is a page, JSON or JSON-LD, as asked`, async () => {
      const page = await get(address, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'en' })
      assert.equal(page.headers.get('location'), `/en${address}`)
      const json = await get(address, { accept: 'application/json' })
      assert.match(json.headers.get('content-type') ?? '', /^application\/json/)
      assert.match(json.headers.get('vary') ?? '', /Accept/)
      assert.equal(json.headers.get('access-control-allow-origin'), '*')
      assert.ok(typeof (await json.json()) === 'object')
      const linked = await get(address, { accept: 'application/ld+json' })
      assert.match(linked.headers.get('content-type') ?? '', /^application\/ld\+json/)
      const document = (await linked.json()) as Record<string, unknown>
      assert.ok('@context' in document)
      assert.deepEqual(await (await get(`${address}?format=jsonld`)).json(), document)
    })

  test('the name in JSON-LD is the address itself', async () => {
    const linked = await get('/requirements/PW-01', { accept: 'application/ld+json' })
    const text = await linked.text()
    assert.ok(text.includes(`${house.operator.address}/requirements/PW-01`))
  })
})

describe('the long list', () => {
  test('shows every row once, and the picture has the table beside it', async () => {
    const page = await html('/en/requirements')
    const ids = [...page.matchAll(/\/en\/requirements\/([A-Z]+-\d+)"/g)].map((m) => m[1])
    assert.equal(new Set(ids).size, house.catalogue.longList.requirements.length)
    assert.match(page, /<svg class="sets"/)
    assert.match(words(page), /See all combinations as a table/)
  })

  test('narrows down by theme, source, exact combination, and what no level of a scheme has', async () => {
    const shown = async (query: string) => {
      const found = /(\d+) (?:of \d+|in all)/.exec(words(await html(`/en/requirements?${query}`)))
      return Number(found?.[1])
    }
    const all = await shown('')
    assert.equal(all, house.catalogue.longList.requirements.length)
    for (const query of ['theme=passwords', 'in=uk-psti', 'exactly=eu-cra', 'without=jc-star']) {
      const some = await shown(query)
      assert.ok(some > 0 && some < all, query)
    }
    assert.equal((await get('/en/requirements?in=nothing')).status, 404)
  })

  test('can be saved as a table', async () => {
    const file = await get('/requirements/list.csv')
    assert.match(file.headers.get('content-disposition') ?? '', /attachment; filename="requirements\.csv"/)
    assert.match(await file.text(), /PW-01/)
  })
})

describe('two editions side by side', () => {
  test('the provisions that were split name what they became', async () => {
    const page = words(await html('/en/criteria/diff?from=etsi-en-303-645&to=etsi-en-303-645%40v3.1.3'))
    assert.match(page, /5\.3-4 “[^”]+” is no longer there\. Corresponding numbers 5\.3-4A, 5\.3-4B/)
  })

  test('an unknown pair is not found, and without one there is a choice', async () => {
    assert.equal((await get('/en/criteria/diff?from=a&to=b')).status, 404)
    assert.match(words(await html('/en/criteria/diff')), /V2\.1\.1 → ETSI EN 303 645 V3\.1\.3/)
  })
})

test('texts and ids that people bring are shown, never obeyed, and their addresses lead where they stand', async () => {
  const { catalogue } = house
  const [walk] = catalogue.crosswalks
  const [standard] = house.standards
  const id = `a/b?c=d#e%41" onclick="alert(1)`
  const text = { ja: '</title><script>alert(1)</script>', en: '<img src=x onerror=alert(1)>' }
  const mine = {
    ...standard!,
    id: 'mine',
    shortName: text,
    name: text,
    provenance: { mark: 'own' as const, note: text.ja },
  }
  const provision = { ...standard!.provisions[0]!, id, subject: text }
  const row = { ...walk!.rows[0]!, from: [id], reason: text }
  const standards = [...house.standards, { ...mine, provisions: [provision] }]
  const crosswalks = [{ ...walk!, id, from: { document: 'mine', documentNumber: id }, rows: [row] }]
  const hostile = webApp({ ...house, standards, catalogue: { ...catalogue, standards, crosswalks } })
  const list = await (await hostile.request('/en/crosswalks')).text()
  const link = /href="(\/en\/crosswalks\/[^"]+)"/.exec(list)?.[1]
  assert.ok(link)
  for (const path of [
    link,
    `/en/standards/mine/${encodeURIComponent(id)}`,
    '/ja/standards/mine',
    `${link.slice(3)}/rows.csv`,
  ]) {
    const answer = await hostile.request(path)
    assert.equal(answer.status, 200, path)
    if (answer.headers.get('content-type')?.startsWith('text/html'))
      assert.doesNotMatch(await answer.text(), /<script>|<img src=x|" onclick=/)
  }
})

test('an address that no header could carry leads on as it was written', async () => {
  for (const path of [
    '/standards/iec-62443-4-2/CR%201.1',
    '/standards/x%0d%0aSet-Cookie:a=b/y',
    '/requirements/a%00b',
    '/requirements/%E3%81%82%2F%2525?x=%0a',
  ]) {
    const answer = await get(path)
    assert.equal(answer.status, 302, path)
    assert.equal(answer.headers.get('location'), `/ja${path}`)
    assert.equal(answer.headers.get('set-cookie'), null)
  }
})

test('a criterion as labels cite it leads to the criterion, and one of another edition leads nowhere', async () => {
  const cited = await get('/schemes/jc-star/JST-CR-01-01-2024R1/criteria/S1.1-02')
  assert.equal(cited.status, 302)
  assert.equal(cited.headers.get('location'), '/schemes/jc-star/criteria/S1.1-02')
  assert.equal((await get('/schemes/jc-star/JST-CR-01-01-1999/criteria/S1.1-02')).status, 404)
})
