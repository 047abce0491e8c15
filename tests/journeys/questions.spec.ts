import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { errorSummary } from '../support/journey-house.ts'
import { seriousWithoutScript } from '../support/journey-look.ts'
import { shiftJis } from '../support/shift-jis.ts'

// The questions that buyers and shoppers put (ux.md §15, 5 to 16), in both languages, on the pages themselves. The register is the
// small one of vectors/procurement, where ☆2 and ☆3 are in operation: the demonstration has none of those yet.

let house: ChildProcess
let at = ''
test.beforeAll(async () => {
  house = spawn(process.execPath, [join(import.meta.dirname, '../support/world-house.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [port] = (await once(house.stdout!, 'data')) as [Buffer]
  at = `http://127.0.0.1:${port.toString().trim()}`
})
test.afterAll(() => void house.stdin?.end())
test.use({ javaScriptEnabled: false })
// The page on which a question ends can be used by everybody, on a telephone as well.
test.afterEach(async ({ page }) => expect(await seriousWithoutScript(page)).toEqual([]))

const ja = {
  lang: 'ja',
  accept: 'ja-JP',
  number: 'ラベル番号',
  lookUp: '調べる',
  mistyped: '最後の文字が合いません',
  counterfeit: '不正な表示を知らせる',
  other: 'English',
  found: /ラベル (\d+)件/,
  search: 'さがす',
  searchedAs: '「ＨＲ－２００ｗ」を「HR-200W」としてさがしました',
  nothing: '「ZZ-999」の登録は見つかりませんでした',
  noDanger: '登録がないことは、危険という意味ではありません。',
  paste: '一覧を貼り付ける',
  file: 'または、ファイルをえらぶ',
  check: '確認する',
  asOf: '判定日',
  delivery: '納入予定日',
  heading: (n: number) => `${n}件を判定しました`,
  tab: (meets: number, fails: number, asks: number) => new RegExp(`適${meets} 不適${fails} 要確認${asks}`),
  showMeets: /^適.*表示/,
  counts: ['不適2', '要確認0', '適1'],
  says: { OK: '方針を満たします', SUSPENDED: '停止中です', NOT_FOUND: '登録がありません' },
  meets: '適',
  doesNot: '不適',
  asks: '要確認',
  readAs: 'CSV、Shift_JIS、300行',
  rows: '1000行',
  again: '選んだ候補で判定しなおす',
  asOfDay: '2026年11月1日（日）',
  csv: 'CSVで保存',
  json: 'JSONで保存',
  roles: 'スマートホーム：役割ごとの判定',
  roleHeadings: ['役割', '型番'],
  role: { router: 'ルーター', gateway: 'ホームゲートウェイ', lighting: 'スマート照明', lock: 'スマートロック' },
  fails: '満たさない',
} as const
const en = {
  lang: 'en',
  accept: 'en-GB',
  number: 'Label number',
  lookUp: 'Look up',
  mistyped: 'The check character at the end does not fit',
  counterfeit: 'Report misuse',
  other: '日本語',
  found: /^(\d+) labels/,
  search: 'Search',
  searchedAs: 'Searched for “HR-200W” instead of “ＨＲ－２００ｗ”',
  nothing: 'No registration was found for “ZZ-999”',
  noDanger: 'Not being registered does not mean danger.',
  paste: 'Paste the list',
  file: 'Or choose a file',
  check: 'Check',
  asOf: 'Day asked about',
  delivery: 'Day of delivery',
  heading: (n: number) => `${n} rows checked`,
  tab: (meets: number, fails: number, asks: number) =>
    new RegExp(`${meets} meet, ${fails} do not, ${asks} need checking`),
  showMeets: /that meets? the policy$/,
  counts: ['Does not meet2', 'Needs checking0', 'Meets1'],
  says: {
    OK: 'Meets the policy',
    SUSPENDED: 'The label has been suspended since',
    NOT_FOUND: 'There is no registration.',
  },
  meets: 'Meets',
  doesNot: 'Does not meet',
  asks: 'Needs checking',
  readAs: 'CSV, Shift_JIS, 300 rows',
  rows: '1,000',
  again: 'Check again with what was chosen',
  asOfDay: '1 November 2026',
  csv: 'Save as CSV',
  json: 'Save as JSON',
  roles: 'Smart home: answers by role',
  roleHeadings: ['role', 'model'],
  role: { router: 'Router', gateway: 'Home gateway', lighting: 'Smart lighting', lock: 'Smart lock' },
  fails: 'Not satisfied',
} as const

for (const words of [ja, en]) {
  const { lang } = words
  const open = (page: Page, path: string) => page.goto(`${at}/${lang}${path}`)
  const rowOf = (page: Page, name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  const send = async (page: Page, list: string | Uint8Array) => {
    if (typeof list === 'string') await page.getByLabel(words.paste).fill(list)
    else
      await page
        .getByLabel(words.file)
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await page.getByRole('button', { name: words.check, exact: true }).click()
  }
  const meeting = (page: Page) => page.locator('summary').filter({ hasText: words.showMeets }).click()
  const save = async (page: Page, name: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    return readFile(await (await download).path(), 'utf8')
  }

  test.describe(`what people ask (${lang})`, () => {
    test('a mistyped number is noticed and kept, an unknown one can be reported', async ({ page }) => {
      await open(page, '/label-check')
      const field = page.getByRole('textbox', { name: words.number })
      await field.fill('7K3M9QXP2D')
      await page.getByRole('button', { name: words.lookUp }).click()
      const summary = await errorSummary(page)
      await expect(summary).toContainText(words.mistyped)
      await expect(field).toHaveValue('7K3M9QXP2D')
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      const unknown = await page.goto(`${at}/l/23456789AV?lang=${lang}`)
      expect(unknown?.status()).toBe(404)
      await expect(page.getByRole('main').getByRole('link', { name: words.counterfeit })).toBeVisible()
    })

    test('the other language keeps what was asked', async ({ page }) => {
      await open(page, '/register?level=1&category=router')
      const count = async () => /\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0]
      const found = await count()
      expect(Number(found)).toBeGreaterThan(1)
      await page.getByRole('link', { name: words.other }).click()
      const other = lang === 'ja' ? 'en' : 'ja'
      await expect(page).toHaveURL(`${at}/${other}/register?level=1&category=router`)
      await expect(page.locator('html')).toHaveAttribute('lang', other)
      expect(await count()).toBe(found)
    })

    test('a model is found however it is typed, and the page says what was searched for', async ({ page }) => {
      await open(page, '/register')
      await page.getByRole('searchbox').fill('ＨＲ－２００ｗ')
      await page.getByRole('button', { name: words.search }).click()
      await expect(page.getByText(words.searchedAs)).toBeVisible()
      await page.locator('main a[href^="/l/"]').first().click()
      await expect(page).toHaveURL(/\/l\/7K3M9QXP2C/)
    })

    test('nothing found is not an alarm', async ({ page }) => {
      await open(page, '/register?q=ZZ-999')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.nothing)
      await expect(page.getByText(words.noDanger)).toBeVisible()
      await expect(page.locator('main .st, main .band, main .errs')).toHaveCount(0)
    })

    test('three models against the policy for low importance', async ({ page }) => {
      await open(page, '/check?policy=gov-low')
      await send(page, 'HR-200\nSB-10\nZZ-999')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.heading(3))
      await expect(page).toHaveTitle(words.tab(1, 2, 0))
      await expect(page.locator('main .check-counts p')).toHaveText([...words.counts])
      await meeting(page)
      for (const [model, code] of [
        ['HR-200', 'OK'],
        ['SB-10', 'SUSPENDED'],
        ['ZZ-999', 'NOT_FOUND'],
      ] as const) {
        await expect(rowOf(page, model)).toContainText(code)
        await expect(rowOf(page, model)).toContainText(words.says[code])
      }
      await expect(rowOf(page, 'HR-200')).toContainText('7K3M-9QXP-2C')
    })

    test('the policy for medium and high importance: too low, met, and nobody can say yet', async ({ page }) => {
      await open(page, '/check?policy=gov-mid-high')
      await send(page, 'HR-200\nCAM-E1\nLT-1')
      await expect(page).toHaveTitle(words.tab(1, 1, 1))
      await expect(rowOf(page, 'HR-200')).toContainText(words.doesNot)
      await expect(rowOf(page, 'HR-200')).toContainText('LEVEL_TOO_LOW')
      await expect(rowOf(page, 'LT-1')).toContainText(words.asks)
      await expect(rowOf(page, 'LT-1')).toContainText('NO_CRITERIA_YET')
      await meeting(page)
      await expect(rowOf(page, 'CAM-E1').getByText(words.meets, { exact: true })).toBeVisible()
    })

    test('300 rows in Shift_JIS without login, answered within five seconds', async ({ page, context }) => {
      const models = ['HR-200', 'SB-10', 'CAM-E1', 'ZZ-999', 'GW-F1']
      const lines = Array.from({ length: 300 }, (_, i) => `架空星空電機,${models[i % 5]},${i + 1}`)
      await open(page, '/check?policy=gov-low')
      const visited: string[] = []
      page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname))
      const began = performance.now()
      await send(page, shiftJis(['メーカー,型番,数量', ...lines].join('\r\n')))
      await expect(page.getByText(words.readAs)).toBeVisible()
      expect(performance.now() - began).toBeLessThan(5_000)
      expect(await context.cookies()).toEqual([])
      expect(visited, 'nobody was sent to sign in').toEqual([`/${lang}/check/result`])
    })

    test('one row more than a page takes: the limit is named, the ways on are there, and the text is still there', async ({
      page,
    }) => {
      const list = Array.from({ length: 1_001 }, (_, i) => `M-${i}`).join('\n')
      await open(page, '/check?policy=gov-low')
      await send(page, list)
      const summary = await errorSummary(page)
      await expect(summary).toContainText(words.rows)
      await expect(page.getByLabel(words.paste)).toHaveValue(list)
      await expect(page.getByRole('main').locator('a[href*="/developers"]').first()).toBeVisible()
      await expect(page.getByRole('main').locator('a[href*="/check/job"]').first()).toBeVisible()
    })

    test('a model of two makers never passes before somebody has chosen', async ({ page }) => {
      await open(page, '/check?policy=gov-low')
      await send(page, 'X-1\nHR-200\nZZ-999')
      await expect(page).toHaveTitle(words.tab(1, 1, 1))
      await expect(rowOf(page, 'X-1').getByText(words.asks, { exact: true })).toBeVisible()
      await expect(rowOf(page, 'X-1')).toContainText('AMBIGUOUS')
      await expect(rowOf(page, 'X-1').getByRole('radio', { name: /架空|Hoshizora|Kumo/ })).toHaveCount(2)
      await meeting(page)
      const others = async () => [await rowOf(page, 'ZZ-999').innerText(), await rowOf(page, 'HR-200').innerText()]
      const before = await others()
      await rowOf(page, 'X-1').getByRole('radio').first().check()
      await page.getByRole('button', { name: words.again }).click()
      await expect(page).toHaveTitle(words.tab(2, 1, 0))
      await meeting(page)
      expect(await others()).toEqual(before)
      await expect(rowOf(page, 'X-1').getByText(words.meets, { exact: true })).toBeVisible()
      for (const model of ['X-1', 'HR-200', 'ZZ-999']) expect(page.url()).not.toContain(model)
    })

    test('the day of delivery counts, and so does the day that is asked about', async ({ page }) => {
      await open(page, '/check?policy=gov-low')
      await page.getByLabel(words.delivery).fill('2028-05-01')
      await send(page, 'HR-200')
      await expect(rowOf(page, 'HR-200')).toContainText('EXPIRES_BEFORE_DELIVERY')
      await open(page, '/check?policy=gov-low')
      await page.getByLabel(words.asOf).fill('2026-11-01')
      await send(page, 'SB-10')
      await expect(page).toHaveTitle(words.tab(1, 0, 0))
      await expect(page.getByText(words.asOfDay)).toBeVisible()
    })

    test('what is saved is whole, and harmless in a spreadsheet', async ({ page }) => {
      await open(page, '/check?policy=gov-low')
      await send(page, 'model,maker\nAN-1,=SUM(A1)\nHR-200,\n"@SUM(1)",+1\n-2,')
      const csv = await save(page, words.csv)
      expect(csv).not.toMatch(/(^|,|\n)"?[=+\-@\t\r]/)
      const [heading, ...rows] = csv.trimEnd().split('\r\n')
      expect(rows).toHaveLength(4)
      expect(rows.filter((row) => row === heading)).toEqual([])
      for (const row of rows) expect(row).toMatch(/jp-government.*2024-07/)
      const record = JSON.parse(await save(page, words.json))
      for (const row of rows) expect(row).toContain(record.basis.register.digest)
    })

    test('a home against the profile: router and lock below their level, so the system is not satisfied', async ({
      page,
    }) => {
      await open(page, '/check?policy=smart-home')
      const { router, gateway, lighting, lock } = words.role
      const rows = [words.roleHeadings, [router, 'HR-200'], [gateway, 'GW-F1'], [lighting, 'LT-1'], [lock, 'LK-1']]
      await send(page, rows.map((row) => row.join('\t')).join('\n'))
      const roles = page.getByRole('table', { name: words.roles.split(/[:：]/)[1]!.trim() })
      const role = (name: string) => roles.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
      const chip = (name: string, answer: string) => role(name).getByText(answer, { exact: true })
      for (const name of [router, lock]) await expect(chip(name, words.doesNot)).toBeVisible()
      for (const name of [gateway, lighting]) await expect(chip(name, words.meets)).toBeVisible()
      for (const model of ['HR-200', 'LK-1']) await expect(rowOf(page, model)).toContainText('LEVEL_TOO_LOW')
      await expect(page.getByRole('heading', { level: 3, name: words.fails })).toBeVisible()
    })
  })
}
