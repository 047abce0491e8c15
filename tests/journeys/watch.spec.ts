import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { mailTo } from '../support/journey-house.ts'
import { seriousOn, seriousWithoutScript } from '../support/journey-look.ts'
import { confirm, propose } from '../support/label-life-desk.ts'
import { gather, people } from '../support/label-life-people.ts'

// What remains of an answer: a record sheet that can be verified, and being told when something bought is suspended.

const camera = 'DYFP6X3NRM' // みなもカメラ MC-20
const list = '型番,数量\nHR-200,12\nMC-20,4\nZZ-999,1'

async function check(page: Page, lang: 'ja' | 'en'): Promise<void> {
  await page.goto(`/${lang}/check?policy=gov-low`)
  await page.locator('#list').fill(list)
  await page.getByRole('button', { name: { ja: '確認する', en: 'Check' }[lang], exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3')
}

const inBrowser = async (browser: Browser, lang: 'ja' | 'en', javaScriptEnabled = true) =>
  (await browser.newContext({ javaScriptEnabled, locale: { ja: 'ja-JP', en: 'en-US' }[lang] })).newPage()

const said = {
  ja: {
    ask: '買ったものが変わったら知らせる',
    name: '庁内の機器 2026',
    begin: '見守りを始める',
    sent: '確認のメールを送りました',
    asking: '見守りの確認：',
    start: '始める',
    good: '2件のラベルは、すべて有効です。',
    bad: '2件のうち、1件のラベルが有効ではありません。',
    told: '停止中：みなもカメラ MC-20',
    change: '有効 → 停止中',
    back: '停止中 → 有効',
    stop: '見守りをやめる',
    gone: 'やめて、すべて消す',
    stopped: '見守りをやめました',
  },
  en: {
    ask: 'Tell me when something changes',
    name: 'Office 2026',
    begin: 'Begin',
    sent: 'We sent you a mail',
    asking: 'Please confirm: watching',
    start: 'Begin',
    good: 'All 2 labels are valid.',
    bad: 'Not valid: 1 of 2 labels.',
    told: 'Suspended: Minamo Camera MC-20',
    change: 'Valid → Suspended',
    back: 'Suspended → Valid',
    stop: 'Stop the watch',
    gone: 'Stop and delete everything',
    stopped: 'The watch has ended',
  },
} as const

/** From an answer to a watch that runs; gives the address of the watch. */
async function watchByMail(page: Page, lang: 'ja' | 'en', address: string): Promise<string> {
  const t = said[lang]
  await check(page, lang)
  await page.getByRole('button', { name: t.ask }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.ask)
  expect(await seriousOn(page)).toEqual([])
  await page.locator('#email').fill('nobody')
  await page.getByRole('button', { name: t.begin, exact: true }).click()
  const wrong = page.getByRole('alert')
  await expect(wrong).toBeVisible()
  await page.locator('#name').fill(t.name)
  await page.locator('#email').fill(address)
  await page.getByRole('button', { name: t.begin, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.sent)
  expect(page.url()).not.toContain(address)
  expect(page.url()).not.toMatch(/[\w-]{43}/)
  const mail = await mailTo(page.context(), address, t.asking)
  const link = new RegExp(`/${lang}/watch/[\\w-]{43}/confirm`).exec(mail)?.[0] ?? ''
  const own = link.replace('/confirm', '')
  await page.goto(own)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.name)
  await page.goto(link)
  expect(await seriousOn(page)).toEqual([])
  await page.getByRole('button', { name: t.start, exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`${own}$`))
  await expect(page.getByText(t.good)).toBeVisible()
  expect(await seriousOn(page)).toEqual([])
  expect(await page.context().cookies()).toEqual([])
  return own
}

test('two buyers watch what they bought; the body suspends a camera, and each is told by one mail and by Atom', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const buyers = {
    ja: { page: await inBrowser(browser, 'ja'), address: 'kounyu@city.example' },
    en: { page: await inBrowser(browser, 'en'), address: 'buyer@city.example' },
  } as const
  const own = {
    ja: await watchByMail(buyers.ja.page, 'ja', buyers.ja.address),
    en: await watchByMail(buyers.en.page, 'en', buyers.en.address),
  }
  const atom = async (lang: 'ja' | 'en') => {
    const answer = await buyers[lang].page.request.get(`${own[lang].replace(`/${lang}/`, '/')}/feed.atom?lang=${lang}`)
    expect(answer.headers()['content-type']).toContain('application/atom+xml')
    return answer.text()
  }
  expect(await atom('ja')).not.toContain('<entry>')

  const company = gather(browser)
  const words = '映像を見る権限の確かめ方に弱点が見つかり、修正を確認しています。'
  const proposal = await propose(await company.at(people.surveillance), camera, 'suspend', {
    reason: '重大な脆弱性（弱点）が見つかり',
    words,
  })
  const since = await confirm(await company.at(people.decider), proposal, 'suspend', camera)

  for (const lang of ['ja', 'en'] as const) {
    const t = said[lang]
    const { page, address } = buyers[lang]
    const mail = await mailTo(page.context(), address, t.told)
    expect(performance.now() - since).toBeLessThan(60_000)
    expect(mail).toContain(t.change)
    expect(mail).toContain(`${own[lang]}/stop`)
    expect(await atom(lang)).toContain(`<title>${t.told}</title>`)
    await page.goto(own[lang])
    await expect(page.getByText(t.bad)).toBeVisible()
    await expect(page.getByText(t.change)).toBeVisible()
    expect(await seriousOn(page)).toEqual([])
  }

  const lifted = await propose(await company.at(people.decider), camera, 'restore', {
    reason: '停止の原因がなくなった',
    words: '修正した版を確かめました。',
  })
  await confirm(await company.at(people.secondDecider), lifted, 'restore')
  await expect.poll(() => atom('ja'), { timeout: 60_000 }).toContain(said.ja.back)
  const outbox = await buyers.ja.page.context().newPage()
  await outbox.goto('/ja/outbox')
  await expect(outbox.locator('details', { hasText: `宛先：${buyers.ja.address}` })).toHaveCount(2)
  await company.close()

  for (const lang of ['ja', 'en'] as const) {
    const t = said[lang]
    const { page } = buyers[lang]
    await page.goto(own[lang])
    await page.getByRole('link', { name: t.stop }).click()
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: t.gone }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.stopped)
    expect((await page.goto(own[lang]))?.status()).toBe(404)
    await page.context().close()
  }
})

const atom = {
  ja: {
    name: '一覧の名前',
    list: '支所の機器',
    atom: /^Atomフィード/,
    title: '見守り：支所の機器',
    longer: '2年延ばす',
    done: '延ばしました',
  },
  en: {
    name: 'Name of the list',
    list: 'Branch office',
    atom: /^By Atom feed/,
    title: 'Watch: Branch office',
    longer: 'Extend to 2 years from today',
    done: 'It has been extended.',
  },
} as const

for (const lang of ['ja', 'en'] as const)
  test(`a watch by Atom begins at once, without any address and without a script (${lang})`, async ({ browser }) => {
    const t = atom[lang]
    const page = await inBrowser(browser, lang, false)
    await check(page, lang)
    await page.getByRole('button', { name: said[lang].ask }).click()
    await page.getByLabel(t.name).fill(t.list)
    await page.getByRole('radio', { name: t.atom }).check()
    await page.getByRole('button', { name: said[lang].begin, exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`/${lang}/watch/[\\w-]{43}$`))
    const feed = await page.request.get(
      (await page.locator('link[type="application/atom+xml"]').getAttribute('href')) ?? '',
    )
    expect(await feed.text()).toContain(t.title)
    expect(await seriousWithoutScript(page)).toEqual([])
    await page.getByRole('button', { name: t.longer }).click()
    await expect(page.getByRole('status')).toContainText(t.done)
    await page.context().close()
  })

test('the record sheet is saved from the page, and years later shown to be genuine and to come to the same', async ({
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'hoshirushi-sheet-'))
  const run = async (...args: readonly string[]) => {
    const main = join(import.meta.dirname, '../../dist/apps/cli/main.js')
    const done = promisify(execFile)(process.execPath, [main, ...args, '--lang', 'en'])
    return done.then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        text: error.stdout + error.stderr,
      }),
    )
  }
  for (const lang of ['ja', 'en'] as const) {
    const page = await inBrowser(browser, lang, false)
    const root = join(folder, 'root.json')
    await writeFile(root, await (await page.request.get('/trust/root.json')).body())
    await check(page, lang)
    await page.locator('#note').fill('A-12')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: { ja: '記録票（PDF）', en: 'Record sheet (PDF)' }[lang] }).click()
    const saved = await (await download).path()
    const sheet = join(folder, `${lang}.pdf`)
    await writeFile(sheet, await readFile(saved))
    const found = await run('record', 'verify', sheet, '--trust', root)
    expect(found).toMatchObject({ code: 0 })
    expect(found.text).toContain('The signature is good')
    expect(found.text).toContain('Drawn again from the record, the paper is the same')
    const bytes = await readFile(sheet)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    await writeFile(sheet, bytes)
    const broken = await run('record', 'verify', sheet, '--trust', root)
    expect(broken).toMatchObject({ code: 2 })
    expect(broken.text).toContain('[sheet-changed]')
    await page.context().close()
  }
  await rm(folder, { recursive: true })
})

test('a form that was sent without its list is refused in words, and a made-up address of a watch leads nowhere', async ({
  page,
}) => {
  for (const path of ['/ja/check/sheet', '/ja/check/watch']) {
    const answer = await page.request.post(path, { multipart: { policy: 'gov-low' } })
    expect(answer.status()).toBe(400)
    expect(await answer.text()).toContain('一覧が届いていません')
  }
  for (const path of [
    '/ja/watch/x',
    `/ja/watch/${'A'.repeat(43)}`,
    `/ja/watch/${'A'.repeat(43)}/stop`,
    `/watch/${'A'.repeat(43)}/feed.atom`,
  ])
    expect((await page.request.get(path)).status(), path).toBe(404)
  await page.goto('/ja/watch/sent')
  expect(await seriousOn(page)).toEqual([])
})
