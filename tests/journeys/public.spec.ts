import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { countScripts, errorSummary, labelInApi, labels, publishedLog } from '../support/journey-house.ts'

const hoshirushi = join(import.meta.dirname, '../../dist/apps/cli/main.js')

test.describe('a shopper scans the code on a router', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })

  test('sees what the label is worth without a script, the state before the level, both dates on the first screen', async ({
    page,
  }) => {
    const scripts = countScripts(page)
    await page.goto(`/l/${labels.valid.toLowerCase()}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('ひかりルーター HR-200シリーズ')
    const main = page.getByRole('main')
    const words = await main.ariaSnapshot()
    const order = ['有効', 'レベル1', '自己宣言'].map((word) => words.indexOf(word))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    for (const text of ['有効', '2028年4月14日まで', '2031年3月31日まで']) {
      const box = await main.getByText(text, { exact: true }).first().boundingBox()
      expect(box && box.y + box.height, `${text} is on the first screen`).toBeLessThanOrEqual(844)
    }
    await page.getByText('ほか15件を表示（全18件）').click()
    await expect(page.getByRole('listitem').filter({ hasText: /^HR-240W$/ })).toBeVisible()
    expect(await scripts.bytes()).toBe(0)
  })
})

test('the short address works in any case and with hyphens, without a redirect', async ({ request }) => {
  const canonical = new Set<string | undefined>()
  for (const path of ['/L/7K3M9QXP2C', '/l/7k3m9qxp2c', '/l/7K3M-9QXP-2C', '/L/7k3m-9qxp-2c']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.status(), path).toBe(200)
    canonical.add(/<link rel="canonical" href="([^"]+)"/.exec(await answer.text())?.[1])
  }
  expect([...canonical]).toEqual([expect.stringMatching(/\/L\/7K3M9QXP2C$/)])
})

test('a suspended label says so first, says what to do, and shows no capsules', async ({ page, request }) => {
  await page.goto(`/l/${labels.suspended}`)
  await expect(page).toHaveTitle(/^停止中 /)
  await expect(page.getByRole('heading', { name: 'いますること' })).toBeVisible()
  await expect(page.getByText('停止中のため、レベルは表示していません。')).toBeVisible()
  await expect(page.locator('main .caps')).toHaveCount(0)
  const badge = await request.get(`/l/${labels.suspended}/badge.svg`, { headers: { 'accept-language': 'ja' } })
  expect(badge.headers()['content-type']).toContain('image/svg+xml')
  const drawing = await badge.text()
  expect(drawing).toContain('停止中')
  expect(drawing).not.toContain('rx="4.5"')
  expect(await (await request.get(`/l/${labels.valid}/badge.svg`)).text()).toContain('rx="4.5"')
})

for (const [state, id, word] of [
  ['revoked', labels.withdrawn, '取消し'],
  ['expired', labels.expired, '期限切れ'],
  ['ended', labels.ended, '終了'],
] as const)
  test(`a label that is ${state} is still found, and says so first`, async ({ page, request }) => {
    await page.goto(`/l/${id}`)
    await expect(page).toHaveTitle(new RegExp(`^${word} `))
    await expect(page.getByRole('heading', { name: 'いますること' })).toBeVisible()
    expect((await labelInApi(request, id)).status_ja).toBe(word)
  })

test('a mistyped number is noticed and kept; an unknown one is answered with a way to report it', async ({ page }) => {
  await page.goto('/ja/label-check')
  await page.getByLabel('ラベル番号', { exact: true }).fill('7K3M9QXP2D')
  await page.getByRole('button', { name: '調べる' }).click()
  const summary = await errorSummary(page)
  await expect(summary).toContainText('最後の文字が合いません')
  const field = page.getByRole('textbox', { name: 'ラベル番号' })
  await expect(field).toHaveValue('7K3M9QXP2D')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await summary.getByRole('link').click()
  await expect(field).toBeFocused()

  await field.fill('７ｋ３ｍ−９ｑｘｐ−２ｃ')
  await page.getByRole('button', { name: '調べる' }).click()
  await expect(page).toHaveURL(/\/l\/7K3M9QXP2C/)

  const unknown = await page.goto('/l/23456789AV')
  expect(unknown?.status()).toBe(404)
  await expect(page.getByRole('main').getByRole('link', { name: '不正な表示を知らせる' })).toBeVisible()
})

test('what happened to a label is told alike by its page, its history, the feed and the API', async ({
  page,
  request,
}) => {
  const told = await labelInApi(request, labels.suspended)
  expect(told.status).toBe('suspended')
  const suspension = told.events.findLast((event) => event.event === 'suspended')!
  const moment = new Intl.DateTimeFormat('ja-JP', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  }).format(new Date(suspension.at))
  await page.goto(`/l/${labels.suspended}`)
  await page.getByRole('link', { name: '履歴' }).click()
  const line = page.locator('section', { has: page.getByRole('heading', { name: '停止', exact: true }) })
  await expect(line).toContainText(moment)
  await expect(line).toContainText('運営者（判定）による')
  await expect(line).toContainText('遠隔管理の認証を避けられる弱点が見つかり')

  const feed = await (await request.get('/feed.atom?lang=ja')).text()
  const entry = feed.split('<entry>').find((e) => e.includes('2F7C-8MZQ-5S') && e.includes('term="suspended"'))
  expect(entry).toContain(`<updated>${suspension.at}</updated>`)

  // Before that day the same label was valid: the past can be asked for.
  const before = await request.get(`/api/v1/labels/${labels.suspended}?as_of=2026-11-01`)
  expect(await before.json()).toMatchObject({ status: 'valid' })
  await page.goto(`/l/${labels.suspended}?as_of=2026-11-01`)
  await expect(page).toHaveTitle(/^有効 /)
  await expect(page.getByText('の時点の内容です。いまの状態とは違うことがあります。')).toBeVisible()
})

test('the proof is saved, verified at home without a network, and verified here when it is sent in', async ({
  page,
  request,
}, info) => {
  await publishedLog(request)
  await page.goto(`/l/${labels.valid}`)
  await page.getByRole('link', { name: '署名つき証明' }).click()
  const save = async (name: string, file: string) => {
    const href = await page.getByRole('link', { name }).getAttribute('href')
    const path = info.outputPath(file)
    await writeFile(path, await (await request.get(href ?? '')).body())
    return path
  }
  const bundle = await save('証明一式（1つのファイル）', 'bundle.json')
  const root = await save('信頼の起点', 'root.json')

  await page.getByLabel('またはファイル').setInputFiles(bundle)
  await page.getByRole('button', { name: '検証する', exact: true }).click()
  await expect(page.locator('.verdict')).toContainText('有効')
  await expect(page.getByRole('cell', { name: '問題あり' })).toHaveCount(0)

  const verify = async (...args: readonly string[]) => {
    const done = promisify(execFile)(process.execPath, [hoshirushi, 'verify', ...args, '--trust', root, '--json'])
    const { stdout } = await done.catch((error: { stdout: string }) => error)
    return JSON.parse(stdout)
  }
  const today = '2026-11-24T10:30:00+09:00'
  expect(await verify(bundle, '--now', today)).toMatchObject({ verdict: 'valid', label: labels.valid })
  // The same file a year later proves what was issued, but not that it still holds: that is never guessed.
  expect(await verify(bundle, '--now', '2027-11-24T10:30:00+09:00')).toMatchObject({ verdict: 'stale' })
  const register = info.project.use.baseURL ?? ''
  expect(await verify(labels.valid, '--from', register, '--now', today)).toMatchObject({ verdict: 'valid' })
  expect(await verify(labels.suspended, '--from', register, '--now', today)).toMatchObject({ verdict: 'suspended' })
})

test('a proof that was changed on its way is found out', async ({ page, request }) => {
  await publishedLog(request)
  const { credential } = await labelInApi(request, labels.valid)
  const bundle = await (await request.get(`/bundle/${labels.valid}/${credential.leaf_index}.json`)).json()
  const parts = bundle.credential.split('.')
  const claims = JSON.parse(Buffer.from(parts[1], 'base64url').toString())
  claims.validUntil = '2099-12-31T00:00:00Z'
  parts[1] = Buffer.from(JSON.stringify(claims)).toString('base64url')
  await page.goto(`/l/${labels.valid}/proof`)
  await page.getByLabel('証明一式（JSON）').fill(JSON.stringify({ ...bundle, credential: parts.join('.') }))
  await page.getByRole('button', { name: '検証する', exact: true }).click()
  await expect(page.locator('.verdict')).not.toContainText('有効')
  await expect(page.getByRole('cell', { name: '問題あり' }).first()).toBeVisible()
})
