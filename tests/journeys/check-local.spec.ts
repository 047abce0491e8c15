import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { seriousOn } from '../support/journey-look.ts'
import { shiftJis } from '../support/shift-jis.ts'

// The check for those who may not send a list anywhere: the same answers, in the reader's own browser, with the wires cut.

const list = ['メーカー,型番,数量', ',HR-200,12', ',SG-40,3', ',ZZ-999,1', ',X-1,2', ',HR-200W,1', ',TH-5,4'].join(
  '\r\n',
)

const words = {
  ja: {
    read: /このサイトの登録簿を読む/,
    signed: '発行者の署名を確かめました。',
    day: '判定日（任意）',
    policy: /重要度「低」/,
    file: 'または、ファイルをえらぶ',
    check: '確認する',
    done: '6件を判定しました',
    csv: 'CSVで保存',
    edit: '一覧を直す',
    paste: '一覧を貼り付ける',
    promise: '送るもの：ありません。',
    page: /この画面/,
    register: /登録簿（register/,
    manifest: /署名された目録/,
    files: 'または、手元のファイルをえらぶ',
    changed: '署名されたときの登録簿ではありません',
    tab: /^判定結果 6件 適3 不適2 要確認1/,
    candidate: /瓦工房/,
    again: '選んだ候補で判定しなおす',
    chosen: /^判定結果 6件 適4 不適2 要確認0/,
    profile: /^スマートホーム/,
    home: '役割\t型番\tシステム\nルーター\tHR-200\tA邸\n照明\tKB-9\tA邸',
    drawing: /A邸の構成図/,
    drawn: 'A邸：役割ごとの判定',
  },
  en: {
    read: /Read the register of this site/,
    signed: 'The signature of its issuer was verified.',
    day: 'Day asked about (optional)',
    policy: /importance low/,
    file: 'Or choose a file',
    check: 'Check',
    done: '6 rows checked',
    csv: 'Save as CSV',
    edit: 'Correct the list',
    paste: 'Paste the list',
    promise: 'What is sent: nothing.',
    page: /This page \(a single/,
    register: /The register \(register/,
    manifest: /Its signed manifest/,
    files: 'Or choose files of your own',
    changed: 'is not the register that was signed',
    tab: /^Result: 6 rows, 3 meet, 2 do not, 1 need/,
    candidate: /Kawara Works/,
    again: 'Check again with what was chosen',
    chosen: /^Result: 6 rows, 4 meet, 2 do not, 0 need/,
    profile: /^Smart home/,
    home: 'role\tmodel\tsystem\nrouter\tHR-200\tHouse A\nlamp\tKB-9\tHouse A',
    drawing: /House A: which device has which label/,
    drawn: 'House A: answers by role',
  },
} as const

const sent = (page: Page): string[] => {
  const urls: string[] = []
  page.on('request', (request) => urls.push(`${request.method()} ${request.url()}`))
  return urls
}
const isInside = (url: string) => /^GET (blob|data):/.test(url)

async function choose(page: Page, lang: 'ja' | 'en') {
  const w = words[lang]
  await page.getByRole('radio', { name: w.policy }).check()
  // The clock of the demonstration is its own; the browser's is that of the machine.
  await page.getByLabel(w.day).fill('2026-11-24')
  const buffer = Buffer.from(shiftJis(list))
  await page.getByLabel(w.file).setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: w.check, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.done)
}

async function saved(page: Page, lang: 'ja' | 'en'): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: words[lang].csv }).click()
  return readFile(await (await download).path(), 'utf8')
}

/** A record without what says when it was made and by the register of which moment: two checks never agree on these. */
function timeless(csv: string): string {
  const rows = csv.trimEnd().split('\r\n').map(cells)
  const moving = rows[0]!.flatMap((heading, i) =>
    /^(登録簿の|根拠の|確認した日時|register_|basis_|checked_at)/.test(heading) ? [i] : [],
  )
  expect(moving.length).toBe(4)
  return rows.map((row) => row.filter((_, i) => !moving.includes(i)).join('|')).join('\n')
}
const cells = (line: string) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell ?? '')

// A house publishes its register some seconds after it has opened.
test.beforeAll(async ({ request }) => {
  await expect.poll(async () => (await request.get('/bulk/latest.json')).status(), { timeout: 60_000 }).toBe(200)
})

for (const lang of ['ja', 'en'] as const) {
  test(`a list is checked offline and nothing is sent (${lang})`, async ({ page, context }) => {
    await page.goto(`/${lang}/check/local`)
    await page.getByRole('button', { name: words[lang].read }).click()
    await expect(page.getByText(words[lang].signed)).toBeVisible()
    const requests = sent(page)
    await context.setOffline(true)
    await choose(page, lang)
    await expect(page).toHaveTitle(words[lang].tab)
    await expect(page.getByText('SUSPENDED', { exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: /^\w{4}-\w{4}-\w{2}$/ })).toHaveCount(0)
    const own = await saved(page, lang)
    expect(
      await page.evaluate(() =>
        fetch('/bulk/latest.json').then(
          () => 'open',
          () => 'closed',
        ),
      ),
    ).toBe('closed')
    // Correct it, and check again.
    await page.getByRole('button', { name: words[lang].edit }).click()
    await expect(page.getByLabel(words[lang].paste)).toHaveValue(/HR-200/)
    await page.getByRole('button', { name: words[lang].check, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words[lang].done)
    expect(requests.filter((url) => !isInside(url))).toEqual([])
    expect(await context.cookies()).toEqual([])
    await context.setOffline(false)
    // The server says the same of the same list.
    await page.goto(`/${lang}/check`)
    await choose(page, lang)
    const theirs = await saved(page, lang)
    expect(own.charCodeAt(0)).toBe(0xfeff)
    expect(timeless(own)).toBe(timeless(theirs))
  })

  test(`the browser refuses what the page might send, even before the wires are cut (${lang})`, async ({ page }) => {
    await page.goto(`/${lang}/check/local`)
    await page.getByRole('button', { name: words[lang].read }).click()
    await expect(page.getByText(words[lang].signed)).toBeVisible()
    const requests = sent(page)
    const tried = await page.evaluate(async (lang) => {
      const refused = (what: Promise<unknown>) =>
        what.then(
          () => 'open',
          () => 'closed',
        )
      const form = document.createElement('form')
      form.action = `/${lang}/check/result`
      form.method = 'post'
      document.body.append(form)
      form.submit()
      return [
        await refused(fetch('/api/v1/checks', { method: 'POST', body: 'x' })),
        await refused(fetch('/bulk/latest.json')),
        String(navigator.sendBeacon('/api/v1/health', 'x')),
      ]
    }, lang)
    expect(tried.slice(0, 2)).toEqual(['closed', 'closed'])
    await page.waitForTimeout(300)
    expect(requests.filter((url) => !isInside(url))).toEqual([])
    expect(new URL(page.url()).pathname).toBe(`/${lang}/check/local`)
  })

  test(`one file from a disk does the same with the register beside it, and a changed register is refused (${lang})`, async ({
    page,
    context,
    request,
  }) => {
    await page.goto(`/${lang}/check/local`)
    const at = async (name: RegExp) => (await page.getByRole('link', { name }).getAttribute('href')) ?? ''
    const fetched = async (name: RegExp) => (await request.get(await at(name))).body()
    const folder = tmpdir()
    const own = join(folder, `hoshirushi-check-${Date.now()}.html`)
    await writeFile(own, await fetched(words[lang].page))
    const register = await fetched(words[lang].register)
    const manifest = await fetched(words[lang].manifest)
    const files = (lines: Buffer) => [
      { name: 'register.jsonl', mimeType: 'application/jsonl', buffer: lines },
      { name: 'manifest.jws', mimeType: 'application/jose', buffer: manifest },
    ]
    await context.setOffline(true)
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(pathToFileURL(own).href)
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    await expect(page.getByText(words[lang].promise)).toBeVisible()
    const requests = sent(page)
    await page
      .getByLabel(words[lang].files)
      .setInputFiles(files(Buffer.from(register.toString('utf8').replace('HR-200', 'HR-201'))))
    await expect(page.getByRole('alert')).toContainText(words[lang].changed)
    await page.getByLabel(words[lang].files).setInputFiles(files(register))
    await expect(page.getByText(words[lang].signed)).toBeVisible()
    await choose(page, lang)
    await expect(page).toHaveTitle(words[lang].tab)
    expect(requests.filter((url) => !isInside(url))).toEqual([])
    expect(errors).toEqual([])
  })

  test(`a candidate is chosen and a profile is drawn as on the page of the server, clean for axe and as wide as a telephone (${lang})`, async ({
    page,
  }) => {
    const w = words[lang]
    await page.goto(`/${lang}/check/local`)
    await expect(page.getByRole('button', { name: w.read })).toBeVisible()
    await expect(page.getByText(w.promise)).toBeVisible()
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: w.read }).click()
    await choose(page, lang)
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('radio', { name: w.candidate }).check()
    await page.getByRole('button', { name: w.again }).click()
    await expect(page).toHaveTitle(w.chosen)
    await page.getByRole('button', { name: w.edit }).click()
    await page.getByRole('radio', { name: w.profile }).check()
    await page.getByLabel(w.paste).fill(w.home)
    await page.getByRole('button', { name: w.check, exact: true }).click()
    await expect(page.getByRole('img', { name: w.drawing })).toBeVisible()
    await expect(page.getByRole('table', { name: w.drawn })).toContainText('HR-200 → ')
    expect(await seriousOn(page)).toEqual([])
  })
}
