import assert from 'node:assert/strict'
import { test } from 'vitest'
import { catalogueSchemes } from '../../../../../tests/support/catalogue.ts'
import { fakeHouse, fixedNow, operator } from '../../../../../tests/support/fake-house.ts'
import { fakeStatistics } from '../../../../../tests/support/fake-statistics.ts'
import { muchCounted } from '../../../../../tests/support/full-statistics.ts'
import { figureGroups } from '../../../../core/statistics/figures.ts'
import { webApp } from '../../app.tsx'

// The rules of ux.md §11, held against every figure of a register in which there is enough of everything to draw.

const house = fakeHouse()
const app = webApp({
  ...house,
  statistics: fakeStatistics(operator, catalogueSchemes, fixedNow, muchCounted),
})
const read = async (path: string) => (await app.request(path)).text()
const figure = (page: string, id: string): string =>
  new RegExp(`<figure[^>]* id="${id}"[\\s\\S]*?</figure>`).exec(page)?.[0] ?? ''
const drawings = (html: string): readonly string[] => html.match(/<svg[\s\S]*?<\/svg>/g) ?? []
const all = figureGroups.flatMap(({ page, figures }) => figures.map((id) => ({ page, id })))

for (const lang of ['ja', 'en'] as const) {
  test(`finding, summary, drawing, moment and definition, table, file: in this order, for every figure (${lang})`, async () => {
    const pages = { '/statistics': '', '/statistics/service': '' }
    for (const page of ['/statistics', '/statistics/service'] as const) pages[page] = await read(`/${lang}${page}`)
    for (const { page, id } of all) {
      const html = figure(pages[page], id)
      const at = [/<h3>/, /id="[a-z-]+-summary"/, /<svg /, /class="stat-definition/, /<table/, /\.csv"/].map((part) =>
        html.search(part),
      )
      assert.deepEqual(
        at,
        at.toSorted((a, b) => a - b),
        id,
      )
      assert.ok(
        at.every((place) => place >= 0),
        `${id}: ${at}`,
      )
      assert.match(html, lang === 'ja' ? /2026年11月24日 10:00 時点/ : /24 November 2026, 10:00 JST/, id)
      assert.doesNotMatch(html, /<script|NaN|undefined|Infinity/, id)
    }
  })

  test(`everything is drawn, in words that lie flat, with at most ten lines behind and no colour alone (${lang})`, async () => {
    const pages = await Promise.all(['/statistics', '/statistics/service'].map((page) => read(`/${lang}${page}`)))
    for (const { id } of all) {
      const drawn = drawings(figure(pages.join(''), id))
      assert.ok(drawn.length > 0, id)
      for (const svg of drawn) {
        assert.doesNotMatch(svg, /stroke-dasharray="4 4"/, `${id}: an empty field stands for the drawing`)
        assert.doesNotMatch(svg, /rotate\((?!45\)")/, id)
        const lines = svg.match(/stroke="#e6e6e6"/g)?.length ?? 0
        assert.ok(id === 'coverage' || lines <= 10, `${id}: ${lines} lines`)
        const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
        for (const [, x, how, words] of svg.matchAll(/<text x="([\d.-]+)"([^>]*)>([^<]*)</g)) {
          const wide = [...(words ?? '')].reduce((n, c) => n + (c > '\u2e80' ? 14 : 7), 0)
          const left = Number(x) - (how?.includes('"end"') ? wide : how?.includes('"middle"') ? wide / 2 : 0)
          assert.ok(left > -8 && left + wide < width + 8, `${id}: “${words}” is cut off`)
        }
      }
    }
    for (const [svg, wide] of [0, 1].map(
      (i) => [drawings(figure(pages[0]!, 'labels-in-force'))[i] ?? '', i === 0] as const,
    )) {
      const columns = svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)
      const reach = Math.max(...[...columns].map(([, x, w]) => Number(x) + Number(w)))
      assert.ok(reach > (wide ? 570 : 270), `a long name leaves no room for the columns: ${reach}`)
    }
    const lines = drawings(figure(pages[0]!, 'bulk-checks'))[0] ?? ''
    assert.equal(new Set(lines.match(/stroke-width="2.5"(?: stroke-dasharray="[^"]+")?/g)).size, 3, 'three dashes')
    assert.match(drawings(figure(pages[0]!, 'labels-in-force'))[0] ?? '', /fill="url\(#stat-hatch/)
  })
}

test('a kind of product that is hidden says so in its row; one without criteria says that', async () => {
  const page = await read('/ja/statistics')
  const laboratory = figure(page, 'laboratory-invoices')
  assert.match(laboratory, /☆1　センサー<\/th><td class="num">頼まなかった/)
  assert.match(laboratory, /☆1　スマートロック<\/th><td[^>]*colspan="4">5件未満のため表示しません/)
  assert.match(laboratory, />頼まず<[\s\S]*>100万以上</, 'the bands stand at the axis')
  assert.match(figure(page, 'coverage'), /<td class="num stat-hidden">基準なし/)
  assert.match(drawings(figure(page, 'coverage'))[0] ?? '', /—　基準なし/)
})

test('the last suspensions are listed below their figure, each with a way to its label', async () => {
  for (const [path, words] of [
    ['/ja/statistics', /停止：[^<]+<\/span><time datetime="2026-11-10">2026年11月10日/],
    ['/en/statistics', /Suspended: [^<]+<\/span><time datetime="2026-11-10">10 November 2026/],
    ['/en/statistics', /href="\/l\/3D8KB4WTN5\?lang=en"><span lang="ja">こもれび照明/],
    ['/en/statistics/standing-changes', /href="\/l\/2F7C8MZQ5S\?lang=en"><span class="nw">Shiosai</],
  ] as const) {
    const page = await read(path)
    assert.match(page, words)
    assert.ok(page.indexOf('</table>', page.indexOf('standing-changes-summary')) < page.indexOf('class="stat-items"'))
  }
})
