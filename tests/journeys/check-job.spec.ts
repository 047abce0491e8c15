import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { seriousOn } from '../support/journey-look.ts'

// A list that is too long for a page is left, checked while the page may be closed, read and deleted – without login and script.

const models = ['HR-200', 'HR-200W', 'SG-60', 'KB-9', 'SR-3', 'KW-S', 'TH-5', 'MC-20', 'SG-40', 'ZZ-999']
const rows = 12_000
const list = ['maker,model,quantity', ...Array.from({ length: rows }, (_, i) => `,${models[i % 10]},${i + 1}`)]
const file = (content: readonly string[] | Buffer) => ({
  name: 'list.csv',
  mimeType: 'text/csv',
  buffer: Buffer.isBuffer(content) ? content : Buffer.from((content as readonly string[]).join('\r\n')),
})

const words = {
  ja: {
    link: '預けて確かめられます',
    low: /重要度「低」/,
    file: '一覧のファイルをえらぶ',
    button: '預けて確かめる',
    done: '12,000行を確かめました',
    csv: '結果をCSVで保存',
    json: '結果をJSONで保存',
    remove: 'いますぐ削除',
    removed: '削除しました',
    missing: 'ファイルを選んでください。',
    still: '自動で新しくしない',
    gone: 'この確認は、ここにありません。',
    notThere: '確かめられませんでした',
  },
  en: {
    link: 'can be left to be checked',
    low: /importance low/i,
    file: 'Choose the file with the list',
    button: 'Leave it and check',
    done: '12,000 rows were checked',
    csv: 'Save the result as CSV',
    json: 'Save the result as JSON',
    remove: 'Delete it now',
    removed: 'Deleted',
    missing: 'Choose a file.',
    still: 'Do not renew it by itself',
    gone: 'There is no such check here.',
    notThere: 'It could not be checked',
  },
} as const

test.describe('without a script', () => {
  for (const lang of ['ja', 'en'] as const)
    test(`a list of ${rows} rows is left, checked, saved and deleted (${lang})`, async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true })
      const page = await context.newPage()
      const t = words[lang]
      await page.goto(`/${lang}/check`)
      await page.getByRole('link', { name: t.link }).first().click()
      await page.getByRole('radio', { name: t.low }).check()
      await page.getByLabel(t.file).setInputFiles(file(list))
      await page.getByRole('button', { name: t.button }).click()
      await page.waitForURL(/\/check\/job\/[\w-]{43}/)
      // The page renews itself by a header until the answer is there.
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.done, { timeout: 60_000 })
      const address = page.url()
      const saved = async (name: string) => {
        const download = page.waitForEvent('download')
        await page.getByRole('link', { name }).click()
        return readFile(await (await download).path(), 'utf8')
      }
      const csv = (await saved(t.csv)).trimEnd().split('\r\n')
      expect(csv).toHaveLength(rows + 1)
      const record = JSON.parse(await saved(t.json))
      expect(record.rows).toHaveLength(rows)
      expect(record.counts.answers.meets).toBe(9_600)
      expect(await context.cookies()).toEqual([])
      await page.getByRole('button', { name: t.remove }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.removed)
      const after = await page.goto(address)
      expect(after?.status()).toBe(404)
      await expect(page.getByText(t.gone)).toBeVisible()
      expect((await page.request.get(`${address}/result?as=csv`)).status()).toBe(404)
      await context.close()
    })
})

for (const lang of ['ja', 'en'] as const)
  test(`every state of it can be used by everybody (${lang})`, async ({ page }) => {
    const t = words[lang]
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`/${lang}/check/job?policy=gov-low`)
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: t.button }).click()
    await expect(page.getByText(t.missing).first()).toBeVisible()
    expect(await seriousOn(page)).toEqual([])

    const leave = async (lines: readonly string[] | Buffer) => {
      await page.goto(`/${lang}/check/job?policy=gov-low`)
      await page.getByLabel(t.file).setInputFiles(file(lines))
      await page.getByRole('button', { name: t.button }).click()
      await page.waitForURL(/\/check\/job\/[\w-]{43}/)
    }
    await leave([list[0]!, ...Array.from({ length: 8 }, () => list.slice(1)).flat()])
    // Held still, so that it can be looked at.
    await page.goto(`${page.url().split('?')[0]}?refresh=off`)
    expect(await seriousOn(page)).toEqual([])
    await page.goto(page.url().split('?')[0]!)
    await expect(page.getByRole('button', { name: t.remove })).toBeVisible({ timeout: 60_000 })
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: t.remove }).click()
    expect(await seriousOn(page)).toEqual([])

    await leave(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)])) // a picture
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.notThere, { timeout: 60_000 })
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: t.remove }).click()
  })
