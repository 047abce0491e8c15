import { expect, type Page, test } from '@playwright/test'
import { figureIds } from '../../src/core/statistics/figure.ts'
import { figureGroups } from '../../src/core/statistics/figures.ts'
import { invoiceBands } from '../../src/core/statistics/figures-laboratory.ts'
import { enterAs, labels, people } from '../support/journey-house.ts'
import { seriousOn } from '../support/journey-look.ts'

// Scenario 25 of ux.md: every figure has words and data, and what is of too few is not shown.

const words = {
  ja: {
    hidden: '5件未満のため表示しません',
    none: '—',
    without: '基準なし',
    table: '表で見る',
    gateway: 'しおさいゲートウェイ SG-40',
    suspended: '停止：',
  },
  en: {
    hidden: 'Not shown: fewer than 5',
    none: '—',
    without: 'No criteria',
    table: 'As a table',
    gateway: 'Shiosai Gateway SG-40',
    suspended: 'Suspended: ',
  },
} as const
type Lang = keyof typeof words

/** Lines of a file without its mark; a name in quotes may hold commas. */
const readCsv = (text: string): string[][] =>
  text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .slice(0, -1)
        .concat(line.endsWith(',') ? [['', ''] as unknown as RegExpExecArray] : [])
        .map((m) => (m[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"')),
    )

/** What a table says, row by row; a cell over several columns stands for each of them. */
const readTable = (page: Page, figure: string): Promise<string[][]> =>
  page
    .locator(`figure[id="${figure}"] table tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].flatMap((cell) =>
          Array<string>((cell as HTMLTableCellElement).colSpan).fill((cell.textContent ?? '').trim()),
        ),
      ),
    )

async function lookAtFigure(page: Page, id: string, lang: Lang): Promise<void> {
  const figure = page.locator(`figure[id="${id}"]`)
  const t = words[lang]
  await expect(figure.getByRole('heading', { level: 3 }), id).not.toBeEmpty()
  await expect(page.locator(`[id="${id}-summary"]`), id).not.toBeEmpty()
  const drawing = figure.getByRole('img')
  await expect(drawing, id).toHaveCount(1)
  await expect(drawing).toHaveAccessibleName((await figure.getByRole('heading', { level: 3 }).innerText()).trim())
  await expect(drawing).toHaveAccessibleDescription(/./)
  await expect(figure.locator('.stat-definition')).toContainText(lang === 'ja' ? '時点' : 'As of')

  const [head = [], ...lines] = readCsv(await (await page.request.get(`/statistics/${id}.csv`)).text())
  expect(head.slice(0, 3)).toEqual(['id', 'name_ja', 'name_en'])
  if (lines.length === 0) return
  await expect(figure.locator('table'), `${id}: the table is seen without opening anything`).toBeVisible()
  const name = head.indexOf(`name_${lang}`)
  const bandOf = (cell: string) => invoiceBands.find((band) => band.name.ja === cell)?.name[lang]
  const said = (cell: string): string =>
    cell === ''
      ? t.none
      : cell === words.ja.hidden
        ? t.hidden
        : cell === words.ja.without
          ? t.without
          : (bandOf(cell) ?? Number(cell).toLocaleString('en'))
  // Scans go on while pages are looked at: page and file may be of two countings, a few seconds apart.
  await expect(async () => {
    const [, ...now] = readCsv(await (await page.request.get(`/statistics/${id}.csv`)).text())
    await page.reload()
    expect(await readTable(page, id), id).toEqual(now.map((line) => [line[name], ...line.slice(3).map(said)]))
  }).toPass({ timeout: 30_000 })
}

for (const lang of ['ja', 'en'] as const)
  test(`each figure has a finding, a summary, a drawing with a name and a table that equals its file (${lang})`, async ({
    page,
  }) => {
    const scripts: string[] = []
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
    const seen: string[] = []
    for (const at of ['/statistics', '/statistics/service'] as const) {
      await page.goto(`/${lang}${at}`)
      expect(await seriousOn(page), at).toEqual([])
      for (const id of figureGroups.filter((group) => group.page === at).flatMap((group) => group.figures)) {
        await lookAtFigure(page, id, lang)
        seen.push(id)
      }
    }
    expect(seen.toSorted()).toEqual(figureIds.toSorted())
    expect(scripts).toEqual([])

    await page.goto(`/${lang}/statistics`)
    const spend = page.locator('figure[id="cost-per-declaration"] tbody tr').nth(1)
    await expect(spend).toContainText(words[lang].hidden)
    await expect(spend).not.toContainText(/[\d,]{3,}/)
    const hours = page.locator('figure[id="cost-per-declaration"] tbody tr').first()
    await expect(hours).not.toContainText(words[lang].hidden)
    // Of sensors there are six answers of four makers, of every other kind too few: those are told together.
    const invoices = page.locator('figure[id="laboratory-invoices"] tbody tr')
    // Where journeys before this one brought applications for another level, the level stands before the kind.
    const row = (kind: string) =>
      invoices.filter({ has: page.locator('th', { hasText: new RegExp(`^(☆1[,\\s]*)?${kind}$`, 'i') }) })
    await expect(row({ ja: 'センサー', en: 'Sensor' }[lang])).toContainText(/6$/)
    await expect(row({ ja: 'ルーター', en: 'Router' }[lang])).toContainText(words[lang].hidden)
    await expect(row({ ja: 'ほかの種類をあわせて', en: 'other kinds together' }[lang])).toContainText(/15$/)
    for (const tested of await page.locator('figure[id="laboratory-minutes"] tbody tr').all())
      await expect(tested).toContainText(words[lang].hidden)
    await expect(page.locator('figure[id="coverage"] table')).toContainText(words[lang].without)

    const suspended = page
      .locator('figure[id="standing-changes"] .stat-items li')
      .filter({ hasText: words[lang].gateway })
    await expect(suspended).toContainText(words[lang].suspended)
    await expect(suspended).toContainText({ ja: '2026年11月10日', en: '10 November 2026' }[lang])
    await suspended.getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`/l/${labels.suspended}`))

    await page.goto(`/${lang}/statistics/labels-in-force`)
    await expect(page.getByRole('main').getByRole('img')).toHaveAccessibleName(
      await page.getByRole('heading', { level: 1 }).innerText(),
    )
    await expect(page.getByRole('link', { name: /^CSV/ })).toBeVisible()
    expect(await seriousOn(page)).toEqual([])
  })

// Scenario 25 asks Lighthouse for 98 of 100. It is not among our tools; what its score is made of is measured here, on the mobile
// network it assumes (150 ms, 1.6 Mbit/s) and with a processor four times as slow: nothing moves, nothing blocks, the first screen is
// there within what counts as good (2.5 s; the aim of ux.md §14 is 1.2 s on a machine of its own).
for (const lang of ['ja', 'en'] as const)
  test(`on a slow telephone the public pages are there at once and nothing on them moves (${lang})`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
    })
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    for (const address of [`/l/${labels.valid}?lang=${lang}`, `/${lang}/register`, `/${lang}/statistics`]) {
      await page.goto(address, { waitUntil: 'networkidle' })
      const seen = await page.evaluate(async () => {
        const entries = (type: string) =>
          new Promise<PerformanceEntry[]>((done) => {
            const found: PerformanceEntry[] = []
            new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type, buffered: true })
            setTimeout(() => done(found), 300)
          })
        const [paints, shifts] = await Promise.all([entries('largest-contentful-paint'), entries('layout-shift')])
        return {
          paint: paints.at(-1)?.startTime ?? Number.NaN,
          shift: shifts.reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0),
          scripts: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length,
        }
      })
      test.info().annotations.push({ type: address, description: JSON.stringify(seen) })
      console.log(address, seen)
      expect(seen.paint, address).toBeLessThan(2_500)
      expect(seen.shift, address).toBeLessThanOrEqual(0.02)
      expect(seen.scripts, address).toBe(0)
    }
    await context.close()
  })

test('what is looked at and checked is counted, and nothing else of it', async ({ page }) => {
  const of = async (figure: string, column: string): Promise<number> => {
    const [head = [], ...lines] = readCsv(await (await page.request.get(`/statistics/${figure}.csv`)).text())
    return lines.reduce((n, line) => n + Number(line[head.indexOf(column)] ?? 0), 0)
  }
  const before = {
    scans: await of('scans', 'opened'),
    lists: await of('bulk-checks', 'lists'),
    rows: await of('bulk-checks', 'meets'),
  }
  await page.goto(`/l/${labels.valid}`)
  await page.goto(`/l/${labels.suspended}`)
  const checked = await page.request.post('/api/v1/checks', {
    data: { policy: 'gov-low', rows: [{ model: 'HR-200' }, { model: 'ZZ-999' }] },
  })
  expect(checked.ok()).toBe(true)
  await expect(async () => {
    expect(await of('scans', 'opened')).toBeGreaterThanOrEqual(before.scans + 2)
    expect(await of('bulk-checks', 'lists')).toBeGreaterThanOrEqual(before.lists + 1)
    expect(await of('bulk-checks', 'meets')).toBeGreaterThanOrEqual(before.rows + 1)
  }).toPass({ timeout: 60_000 })
  const notices = await (await page.request.get('/statistics/top-notices.csv')).text()
  expect(notices).toContain(labels.suspended)
  expect(notices).not.toContain(labels.valid)
  expect(await (await page.request.get('/statistics/bulk-checks.csv')).text()).not.toContain('ZZ-999')
})

test('a maker tells what an application cost, keyboard and errors included', async ({ page }) => {
  await enterAs(page, people.maker)
  await page.goto('/ja/desk/applications')
  const link = await page
    .getByRole('main')
    .getByRole('link', { name: /HR-600/ })
    .first()
    .getAttribute('href')
  await page.goto(`${link}/done`)
  await page.getByRole('link', { name: /質問に答える/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申請をふりかえる')
  await page.getByLabel(/社内で何時間/).fill('たくさん')
  await page.getByRole('button', { name: '費用の答えを送る' }).click()
  await expect(page).toHaveTitle(/^エラー/)
  await expect(page.getByLabel(/社内で何時間/)).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel(/社内で何時間/).fill('２０')
  await page.getByRole('button', { name: '費用の答えを送る' }).click()
  await expect(page.getByText('答えを受け取りました')).toBeVisible()
  await expect(page.getByLabel(/社内で何時間/)).toHaveValue('20')
  await page.getByRole('radio', { name: '満足', exact: true }).check()
  await page.getByRole('button', { name: '満足度を送る' }).click()
  await expect(page.getByText('答えを受け取りました')).toBeVisible()
})
