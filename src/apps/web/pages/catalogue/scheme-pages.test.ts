import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { wholeCatalogue } from '../../../../../tests/support/catalogue.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { webApp } from '../../app.tsx'

const app = webApp(fakeHouse())
const html = async (path: string, status = 200) => {
  const answer = await app.request(path)
  assert.equal(answer.status, status, path)
  return answer.text()
}
const main = (page: string) => /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? ''
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** From the element with this id to the end of its section. */
const section = (page: string, id: string) =>
  new RegExp(`<section class="sec" id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? ''
const json = async (path: string, accept = 'application/json') => {
  const answer = await app.request(path, { headers: { accept } })
  assert.equal(answer.status, 200, path)
  assert.match(answer.headers.get('content-type') ?? '', new RegExp(`^${accept.replace('+', '\\+')}`))
  return (await answer.json()) as Record<string, unknown>
}

const { schemes, standards } = wholeCatalogue
const catalogueAddresses = [
  '/schemes',
  '/product-types',
  ...schemes.flatMap((scheme) => [
    `/schemes/${editionKey(scheme)}`,
    ...scheme.levels.map(({ code }) => `/schemes/${editionKey(scheme)}/${code}`),
  ]),
  ...standards.map(({ id }) => `/standards/${id}`),
]

describe('every page of the rule books', () => {
  test('opens in both languages, without a script or a style of its own', async () => {
    for (const address of catalogueAddresses)
      for (const language of ['ja', 'en']) {
        const page = await html(`/${language}${address}`)
        assert.doesNotMatch(page, /<script|<style|\sstyle=|\son[a-z]+=/, address)
        assert.doesNotMatch(page, /undefined|\[object/, address)
      }
  })

  test('says in English nothing in Japanese', async () => {
    for (const address of catalogueAddresses) {
      const page = main(await html(`/en${address}`))
      const japanese = words(page).match(/[ぁ-んァ-ヶ]{2,}/g) ?? []
      // Numbers of Japanese documents have no English form.
      const numbers = [...schemes, ...standards].map(({ edition }) => edition.documentNumber).join(' ')
      assert.deepEqual(
        japanese.filter((word) => !numbers.includes(word)),
        [],
        address,
      )
    }
  })

  test('names no id twice', async () => {
    for (const address of catalogueAddresses) {
      const ids = [...(await html(`/ja${address}`)).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
      assert.deepEqual(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        [],
        address,
      )
    }
  })

  test('answers programs with the document of the catalogue', async () => {
    for (const address of catalogueAddresses) assert.ok(Object.keys(await json(address)).length > 0, address)
    assert.equal((await json('/schemes/eu-cra')).id, 'eu-cra')
    assert.equal((await json('/standards/uk-psti')).id, 'uk-psti')
    const level = await json('/schemes/sg-cls/1')
    assert.deepEqual([level.scheme, (level.demands as string[])[0]], ['sg-cls', 'etsi-en-303-645:5.1-1'])
  })

  test('answers in linked data under its lasting address', async () => {
    const scheme = await json('/schemes/eu-cra', 'application/ld+json')
    assert.equal(scheme.id, 'https://label.example.jp/schemes/eu-cra')
    const profiles = scheme.includedProfile as readonly { id: string }[]
    for (const { id } of profiles) assert.equal((await json(new URL(id).pathname, 'application/ld+json')).id, id)
    assert.equal(
      (await json('/standards/eu-cra', 'application/ld+json')).id,
      'https://label.example.jp/standards/eu-cra',
    )
    const list = await json('/schemes', 'application/ld+json')
    assert.equal((list['@graph'] as unknown[]).length, schemes.length)
  })
})

describe('the schemes of the world', () => {
  test('are all there, each with its state in a word', async () => {
    const page = main(await html('/en/schemes'))
    for (const scheme of schemes) assert.ok(page.includes(`href="/en/schemes/${editionKey(scheme)}"`), scheme.id)
    const rows = /<div class="schemes-table">[\s\S]*?<\/table>/.exec(page)?.[0].split('<tr>') ?? []
    const row = (id: string) => words(rows.find((r) => r.includes(`/schemes/${id}"`)) ?? '')
    assert.match(row('us-cyber-trust-mark'), /Stalled.*since June 2025.*stands still/)
    assert.match(row('fi-label'), /Closed.*No new labels are issued/)
    assert.match(row('eu-cra'), /In force.*Mandatory.*Depends on the class.*11 December 2027/)
    assert.match(row('jc-star'), /In operation.*Voluntary.*4 levels.*up to 2 years/)
  })

  test('are narrowed down by plain links that count what they lead to', async () => {
    const page = main(await html('/en/schemes'))
    const [, href = '', n] = /href="([^"]*state=closed[^"]*)">Closed<\/a> \((\d+)\)/.exec(page) ?? []
    const narrowed = main(await html(href.replaceAll('&amp;', '&')))
    const rows = (/<div class="schemes-table">[\s\S]*?<\/table>/.exec(narrowed)?.[0].match(/<th scope="row"/g) ?? [])
      .length
    assert.equal(rows, Number(n))
    assert.match(words(narrowed), new RegExp(`${n} of ${schemes.length} schemes`))
    assert.match(narrowed, /aria-current="true"[^>]*>Closed/)
  })

  test('a filter that nothing answers to narrows nothing', async () => {
    assert.match(
      words(main(await html('/en/schemes?state=%22%3E%3Cb%3E'))),
      new RegExp(`${schemes.length} schemes and laws`),
    )
  })

  test('show when laws apply as a picture with its table', async () => {
    const time = section(await html('/en/schemes'), 'time')
    assert.match(time, /role="img" aria-label="When laws apply"/)
    assert.match(
      words(/<table[\s\S]*<\/table>/.exec(time)?.[0] ?? ''),
      /11 December 2027 EU CRA All other duties apply.*to come/,
    )
    assert.doesNotMatch(time, /NaN|Infinity/)
  })
})

describe('a scheme', () => {
  test('that has closed says so before anything else, and on its level', async () => {
    const page = main(await html('/en/schemes/fi-label'))
    assert.match(words(page.slice(page.indexOf('</h1>'), page.indexOf('id="levels"'))), /^ ?Closed/)
    assert.match(words(main(await html('/en/schemes/fi-label/1'))), /takes no new applications/)
  })

  test('says what is not known of it as not known', async () => {
    assert.match(words(main(await html('/en/schemes/kr-cic/basic'))), /could not be established/)
    assert.match(words(section(await html('/en/schemes/fi-label'), 'about')), /Penalties not established/)
  })

  test('lays open how its scope is decided, in order, with clause and condition', async () => {
    const scope = words(section(await html('/en/schemes/us-cyber-trust-mark'), 'scope'))
    assert.match(
      scope,
      /Out of scope A wired product .*47 CFR Part 8 Subpart B .*Radio: no.*In scope Wireless consumer/,
    )
  })

  test('says what no evidence can replace', async () => {
    const levels = words(section(await html('/en/schemes/sg-cls'), 'levels'))
    assert.match(levels, /Needed for every level Fee/)
    assert.match(levels, /Needed for Level 4 \(\*{4}\) Laboratory.*penetration test/)
  })

  test('of the EU closes self-assessment to important products of class I while no standard is cited', async () => {
    const page = await html('/en/schemes/eu-cra')
    const classes = section(page, 'classes')
    const tier = (id: string) => /[\s\S]*?<\/table>/.exec(classes.slice(classes.indexOf(`id="tier-${id}"`)))?.[0] ?? ''
    assert.match(words(tier('important-1')), /19 classes.*Module A.*Closed .*Art\. 32\(2\)/)
    assert.match(words(tier('default')), /Module A.*Open/)
    for (const [id, n] of [
      ['important-1', 19],
      ['important-2', 4],
      ['critical', 3],
    ] as const)
      assert.match(words(tier(id)), new RegExp(` ${n} classes`))
    assert.equal((classes.match(/<li id="I+V?-\d+"/g) ?? []).length, 26)
  })

  test('shows the routes of a past day as they were then', async () => {
    const before = words(section(await html('/en/schemes/eu-cra?as_of=2026-06-10'), 'classes'))
    assert.match(before, /Module B\+C.{1,60}Closed The chapter on notified bodies/)
    assert.match(before, /What will change .*from 11 June 2026.*Module B\+C/)
    assert.match(words(section(await html('/en/schemes/eu-cra'), 'classes')), /Module B\+C.{1,60}Open/)
    await html('/en/schemes/eu-cra?as_of=2027-12-12', 400)
  })

  test('keeps recognition in a section and a form of its own', async () => {
    const page = main(await html('/en/schemes/jc-star'))
    const recognition = section(page, 'recognition')
    assert.match(
      words(recognition),
      /Recognised by law In force Products with JC-STAR ☆1 are deemed to comply with UK PSTI/,
    )
    assert.equal((page.match(/class="law"/g) ?? []).length, (recognition.match(/class="law"/g) ?? []).length)
    assert.doesNotMatch(recognition, /class="cov"/)
    assert.match(words(recognition), /all that is known is that recognition exists/i)
  })

  test('shows what was not yet in force on a day as not in force', async () => {
    const then = words(section(await html('/en/schemes/sg-cls?as_of=2026-05-31'), 'recognition'))
    assert.match(then, /Not in force yet .{0,120}JC-STAR/)
  })

  test('that is run here keeps its fees and its reasons', async () => {
    const page = await html('/ja/schemes/jc-star')
    assert.match(words(section(page, 'fees')), /198,000円/)
    assert.notEqual(section(page, 'reasons'), '')
    assert.equal(section(await html('/ja/schemes/sg-cls'), 'reasons'), '')
  })

  test('of another name is refused in words', async () => {
    assert.match(await html('/ja/schemes/none', 404), /scheme-not-found/)
    await html('/ja/schemes/jc-star/9', 404)
  })
})

describe('a level', () => {
  test('of a scheme with criteria of its own has each at its place', async () => {
    const page = main(await html('/ja/schemes/jc-star/1'))
    assert.match(words(page), /レベル1（☆1）の適合基準/)
    assert.equal((page.match(/<article class="clause" id="S1\.1-\d\d"/g) ?? []).length, 16)
  })

  test('abroad leads to every provision it demands', async () => {
    const page = main(await html('/en/schemes/fi-label/1'))
    const links = [...page.matchAll(/href="(\/en\/standards\/etsi-en-303-645\/[^"]+)"/g)].map(([, href = '']) => href)
    assert.equal(links.length, 18)
    await html(links[0] ?? '')
    assert.match(words(page), /18 of its 68 provisions/)
  })

  test('has the address by which linked data name it', async () => {
    const answer = await app.request('/en/schemes/jc-star/levels/1')
    assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/en/schemes/jc-star/1'])
  })
})

describe('a standard', () => {
  test('of tests counts its cases and units', async () => {
    const page = await html('/en/standards/etsi-ts-103-701')
    assert.match(words(section(page, 'in-short')), /68 provisions .*109 test cases \(226 units\)/)
    assert.match(words(section(page, 'tables')), /29 tables/)
  })

  test('whose provisions are not known says so and lists none', async () => {
    const page = main(await html('/en/standards/rbss'))
    assert.match(words(page), /no rows here rather than guesses/)
    assert.doesNotMatch(page, /class="clause"/)
  })
})

test('the types of product mark what is obligatory by a shape and a word', async () => {
  const page = main(await html('/en/product-types'))
  const { productTypes } = wholeCatalogue
  const obligatory = productTypes.flatMap(({ documents }) => documents.filter(({ mandatory }) => mandatory))
  assert.equal((page.match(/<\/svg>Obligatory/g) ?? []).length, obligatory.length)
  assert.ok(obligatory.length > 0)
  for (const { id } of productTypes) assert.ok(page.includes(`id="${id}"`), id)
  assert.match(page, /href="\/en\/schemes\/jp-mic"/)
})

describe('an edition beside another', () => {
  const before = schemes.find(({ id }) => id === 'jc-star')!
  const edition = { ...before.edition, key: 'sample-next', documentNumber: 'SAMPLE-2', issued: '2027-01-01' }
  const house = fakeHouse()
  const both = webApp({ ...house, catalogue: { ...house.catalogue, schemes: [...schemes, { ...before, edition }] } })
  const read = async (path: string) => main(await (await both.request(path)).text())

  test('stands in the list under the same scheme, not as another one', async () => {
    const page = await read('/en/schemes')
    assert.match(words(page), new RegExp(`${schemes.length} schemes and laws`))
    assert.match(page, /href="\/en\/schemes\/jc-star@sample-next">Other edition SAMPLE-2</)
  })

  test('has its own pages, and both lead to each other and to what differs', async () => {
    const [old, next] = [await read('/en/schemes/jc-star'), await read('/en/schemes/jc-star@sample-next')]
    assert.match(section(old, 'editions'), /href="\/en\/schemes\/jc-star@sample-next"/)
    assert.match(section(next, 'editions'), /href="\/en\/schemes\/jc-star"/)
    for (const page of [old, next])
      assert.match(section(page, 'editions'), /diff\?from=jc-star&amp;to=jc-star%40sample-next"/)
    assert.match(section(next, 'levels'), /href="\/en\/schemes\/jc-star@sample-next\/1"/)
    assert.match(await read('/en/schemes/jc-star@sample-next/1'), /id="S1\.1-02"/)
  })
})
