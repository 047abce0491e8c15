import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { labels } from '../support/journey-house.ts'
import { seriousOn, seriousWithoutScript } from '../support/journey-look.ts'
import { shiftJis } from '../support/shift-jis.ts'

// "May we buy these?": a list from landing to a saved record, without login and without script.

const models = ['HR-200', 'HR-200W', 'SG-60', 'KB-9', 'SR-3', 'KW-S', 'TH-5', 'MC-20', 'SG-40', 'ZZ-999']
const hundreds = Array.from({ length: 300 }, (_, i) => `,${models[i % models.length]},${i + 1}`)
const file = (name: string, buffer: Uint8Array) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(buffer) })

const landing = {
  ja: {
    enter: /^調達する/,
    policy: /重要度「低」/,
    file: 'または、ファイルをえらぶ',
    check: '確認する',
    heading: '300件を判定しました',
    tab: /^判定結果 300件 適240 不適60 要確認0｜/,
    readAs: 'CSV、Shift_JIS、300行',
    csv: 'CSVで保存',
  },
  en: {
    enter: /^Procuring/,
    policy: /importance low/,
    file: 'Or choose a file',
    check: 'Check',
    heading: '300 rows checked',
    tab: /^Result: 300 rows, 240 meet, 60 do not, 0 need checking/,
    readAs: 'CSV, Shift_JIS, 300 rows',
    csv: 'Save as CSV',
  },
} as const

test.describe('an officer without a script', () => {
  test.use({ javaScriptEnabled: false })

  for (const lang of ['ja', 'en'] as const)
    test(`brings 300 rows in Shift_JIS from the landing page to a saved record in three screens and two decisions (${lang})`, async ({
      page,
      context,
    }) => {
      const t = landing[lang]
      const screens: string[] = []
      page.on('framenavigated', (frame) => screens.push(new URL(frame.url()).pathname))
      const list = file('list.csv', shiftJis(['メーカー,型番,数量', ...hundreds].join('\r\n')))
      // What a person decides on the way, as opposed to going on: what is asked of the devices, and which devices.
      const decisions = [
        () => page.getByRole('radio', { name: t.policy }).check(),
        () => page.getByLabel(t.file).setInputFiles(list),
      ]
      await page.goto(`/${lang}/`)
      await page.getByRole('link', { name: t.enter }).click()
      for (const decide of decisions) await decide()
      const began = Date.now()
      await page.getByRole('button', { name: t.check, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.heading)
      expect(Date.now() - began).toBeLessThan(5_000)
      await expect(page).toHaveTitle(t.tab)
      await expect(page.getByText(t.readAs)).toBeVisible()
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: t.csv }).click()
      const csv = await readFile(await (await download).path(), 'utf8')
      const lines = csv.trimEnd().split('\r\n')
      expect(lines).toHaveLength(301)
      expect(lines[9]).toContain('SUSPENDED')
      expect(csv).not.toMatch(/(^|,|\n)"?[=+@\t]/)
      expect(screens).toEqual([`/${lang}/`, `/${lang}/check`, `/${lang}/check/result`])
      expect(decisions).toHaveLength(2)
      expect(await context.cookies()).toEqual([])
      expect(page.url()).not.toContain('HR-200')
      expect(await seriousWithoutScript(page)).toEqual([])
    })

  test('pastes three models and reads in words which meet the policy and which do not', async ({ page }) => {
    await page.goto('/ja/check?policy=gov-low')
    await page.getByLabel('一覧を貼り付ける').fill('HR-200\nSG-40\nZZ-999')
    await page.getByRole('button', { name: '確認する' }).click()
    await expect(page).toHaveTitle(/^判定結果 3件 適1 不適2 要確認0/)
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
    await expect(row('SG-40')).toContainText('SUSPENDED')
    await expect(row('ZZ-999')).toContainText('NOT_FOUND')
    await page.getByText('適 1件を表示').click()
    await expect(row('HR-200')).toContainText('方針を満たします')
    await row('SG-40').getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`/l/${labels.suspended}`))
  })

  test('holds the devices of a home against a profile, and sees which device has which label', async ({ page }) => {
    await page.goto('/ja/check')
    await page.getByRole('radio', { name: /^スマートホーム/ }).check()
    const list = '役割\t型番\tシステム\nルーター\tHR-200\tA邸\n照明\tKB-9\tA邸\n照明\tKB-7\tA邸\n家電\tSR-3\tB邸'
    await page.getByLabel('一覧を貼り付ける').fill(list)
    await page.getByRole('button', { name: '確認する' }).click()
    await expect(page.getByRole('heading', { name: /A邸.*満たさない/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: /B邸.*満たす$/ })).toBeVisible()
    await expect(page.getByRole('img', { name: /A邸の構成図/ })).toBeVisible()
    await expect(page.getByRole('table', { name: 'A邸：役割ごとの判定' })).toContainText('KB-7 → 3D8K-B4WT-N5')
  })
})

test('300 rows that meet the policy, and a few that do not, are recorded on one sheet of A4', async ({ page }) => {
  await page.goto('/ja/check?policy=gov-low')
  const rows = Array.from({ length: 300 }, (_, i) => ['HR-200', 'SG-60', 'KB-9', 'SR-3'][i % 4]!)
  rows.splice(0, 3, 'SG-40', 'ZZ-999', 'X-1')
  await page.getByLabel('一覧を貼り付ける').fill(rows.join('\n'))
  await page.getByRole('button', { name: '確認する' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('300件を判定しました')
  const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
  expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1)
})

test('the other language answers the same list', async ({ page }) => {
  await page.goto('/ja/check?policy=gov-low')
  await page.getByLabel('一覧を貼り付ける').fill('HR-200\nSG-40')
  await page.getByRole('button', { name: '確認する' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveURL(/\/en\/check\/result$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 rows checked')
  await expect(page.getByText('SUSPENDED', { exact: true })).toBeVisible()
})

test('the keyboard alone is enough, from the list to the file', async ({ page }) => {
  await page.goto('/en/check?policy=gov-low')
  await page.getByLabel('Paste the list').focus()
  await page.keyboard.insertText('HR-200\nSG-40')
  const button = page.getByRole('button', { name: 'Check', exact: true })
  for (let i = 0; i < 8 && !(await button.evaluate((b) => b === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 rows checked')
  const save = page.getByRole('button', { name: 'Save as JSON' })
  for (let i = 0; i < 40 && !(await save.evaluate((b) => b === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const record = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  expect(record.counts.answers).toEqual({ meets: 1, 'does-not-meet': 1, 'needs-checking': 0 })
})

for (const lang of ['ja', 'en'] as const)
  test(`every screen of the check is accessible and fits a telephone (${lang})`, async ({ page }) => {
    const scripts: string[] = []
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
    const send = async (policy: string, list: string) => {
      await page.goto(`/${lang}/check?policy=${policy}`)
      await page.locator('#list').fill(list)
      await page.locator('main form .btn').click()
    }
    await page.goto(`/${lang}/check`)
    expect(await seriousOn(page)).toEqual([])
    await send('gov-low', 'model,maker,quantity\nHR-200,,3\nX-1,,1\nSG-40,,many\nZZ-999,,2')
    for (const summary of await page.locator('main summary').all()) await summary.click()
    expect(await seriousOn(page)).toEqual([])
    await send('smart-home', 'role,model,system\nrouter,HR-200,A\nlamp,KB-7,A\nlamp,ZZ-1,B')
    expect(await seriousOn(page)).toEqual([])
    await send('gov-low', 'model,model\nHR-200,SG-40\nZZ-1,ZZ-2')
    expect(await seriousOn(page)).toEqual([])
    await send('', '')
    expect(await seriousOn(page)).toEqual([])
    expect(scripts).toEqual([])
  })
