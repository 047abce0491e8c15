import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { takeIn } from '../../src/apps/cli/commands/probe-guide.ts'
import { readGuidedFile } from '../../src/lab/guided/guided-bundle.ts'
import type { StepRecord } from '../../src/lab/guided/record.ts'
import { enterAs, people } from '../support/journey-house.ts'
import { seriousOn } from '../support/journey-look.ts'

// A step that needs a person, on a telephone in a cellar: answered and photographed without a network, reloaded in between, sent when
// there is one again, and taken in by the bench.

const picture = {
  name: 'IMG 0423.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

test.use({ viewport: { width: 390, height: 844 } })

/** Opens the steps of the order of the demonstration, and waits until they may be used offline. */
async function openSteps(page: Page): Promise<string> {
  await enterAs(page, people.evaluator, '/ja/desk')
  await page.getByRole('main').getByRole('link', { name: '人の手が要る手順' }).first().click()
  await expect(page.locator('#steps-page')).toHaveAttribute('data-offline', 'ready', { timeout: 20_000 })
  return new URL(page.url()).pathname
}

const press = (page: Page, name: string) => page.locator('#stage').getByRole('button', { name, exact: true }).click()

test('a step is done offline, survives a reload, is sent when the network is back, and the bench takes it in', async ({
  page,
  context,
}) => {
  const address = await openSteps(page)
  await context.setOffline(true)
  await expect(page.locator('#sync-text')).toContainText('オフラインです')
  await page.getByRole('link', { name: '物理的な接続口とデバッグ用の口' }).click()
  await press(page, '始める')
  await press(page, '次へ')
  await page.locator('#picture').setInputFiles(picture)
  await press(page, '次へ')
  await expect(page.locator('#stage')).toContainText('写真 1枚')
  await press(page, '写真はこれでよい')
  await press(page, 'はい')
  await expect(page.locator('#sync-text')).toContainText('未送信 3件')

  await page.reload()
  await expect(page.locator('#steps-page')).toHaveAttribute('data-ready', 'yes')
  await expect(page.locator('#sync-text')).toContainText('未送信 3件')
  await expect(page.locator('#stage').getByRole('heading', { level: 2 })).toContainText('無線')
  await press(page, 'いいえ')
  await expect(page.locator('#sync-text')).toContainText('未送信 4件')

  await context.setOffline(false)
  await expect(page.locator('#sync-text')).toContainText('すべて送信しました', { timeout: 20_000 })
  await page.goto(address)
  await expect(page.locator('li[data-step="physical-ports"]')).toContainText('途中')

  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: '記録と写真をまとめて保存する' }).click()
  const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-steps-'))
  const file = join(folder, 'guided.zip')
  await (await waiting).saveAs(file)
  const brought = readGuidedFile(readFileSync(file))
  expect(brought?.records.map(({ said }) => said.what)).toEqual(['begun', 'picture', 'answer', 'answer'])
  expect(brought?.pictures).toHaveLength(1)
  let kept: readonly StepRecord[] = []
  const port = {
    read: async () => kept,
    write: async (records: readonly StepRecord[]) => {
      kept = records
    },
  }
  expect(await takeIn(port, brought?.records ?? [])).toEqual({ added: 4, conflicts: 0 })
  expect(await takeIn(port, brought?.records ?? [])).toEqual({ added: 0, conflicts: 0 })
})

test('only the page of the steps is kept, and signing out takes it away', async ({ page, context }) => {
  const address = await openSteps(page)
  const kept = () =>
    page.evaluate(async () => {
      const urls: string[] = []
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname)
      return urls.filter((path) => !path.startsWith('/assets/'))
    })
  expect(await kept()).toEqual([address])
  await context.setOffline(true)
  await expect(page.goto('/ja/desk')).rejects.toThrow()
  await context.setOffline(false)

  await page.goto(address)
  await expect(page.locator('#steps-page')).toHaveAttribute('data-ready', 'yes')
  await context.setOffline(true)
  await page.getByRole('link', { name: '停電したとき' }).click()
  await press(page, '始める')
  await expect(page.locator('#sync-text')).toContainText('未送信 1件')
  await page.goto('about:blank') // nothing sends it now
  await context.setOffline(false)
  await page.goto('/ja/account')
  await page.getByRole('button', { name: 'ログアウトする' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('送っていない記録があります')
  await page.getByRole('button', { name: '消してログアウトする' }).click()
  await expect(page).toHaveURL(/\/ja\/$/)
  expect(await kept()).toEqual([])
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})

test('without a script the steps are plain forms', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await enterAs(page, people.evaluator, '/ja/desk')
  await page.getByRole('main').getByRole('link', { name: '人の手が要る手順' }).first().click()
  await page.getByRole('link', { name: '通信が切れたとき' }).click()
  for (const button of ['始める', '切りました', '戻しました', 'はい'])
    await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByLabel('数字').fill('なし')
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.locator('#answer-error')).toHaveText('数字で入力してください。')
  await page.getByLabel('数字').fill('１２')
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).click()
  await expect(page.getByText('すべての質問に答えました')).toBeVisible()
  await page.getByRole('button', { name: 'この手順を終える' }).click()
  await expect(page.locator('li[data-step="outage-network"]')).toContainText('済み')
  await context.close()
})

for (const lang of ['ja', 'en'])
  for (const width of [390, 1280])
    test(`the pages of a test are accessible at ${width} px (${lang})`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 })
      await enterAs(page, people.evaluator, '/ja/desk')
      const link = page.getByRole('main').getByRole('link', { name: '人の手が要る手順' }).first()
      const steps = ((await link.getAttribute('href')) ?? '').replace('/ja/', `/${lang}/`)
      const runs = steps.replace(/\/run-order-[\d-]+\/steps$/, '')
      const about = 'about=device'
      const addresses = [
        `/${lang}/desk`,
        runs,
        `${runs}/plan`,
        steps,
        ...['', '&at=1-cut', '&at=2', '&at=3', '&at=cannot', '&at=finish'].map(
          (at) => `${steps}?step=outage-network&${about}${at}`,
        ),
        `${steps}?step=physical-ports&${about}&at=2`,
      ]
      const wrong: string[] = []
      for (const address of addresses) {
        expect((await page.goto(address))?.status(), address).toBe(200)
        if (address.startsWith(steps)) await expect(page.locator('#steps-page')).toHaveAttribute('data-ready', 'yes')
        wrong.push(...(await seriousOn(page)).map((line) => `${address}: ${line}`))
      }
      expect(wrong).toEqual([])
    })
