import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { digestBytes } from '../../src/core/kernel/digest.ts'
import { type GuidedBundle, readGuidedFile } from '../../src/lab/guided/guided-bundle.ts'
import { wellDone } from './guided-answers.ts'
import { work } from './journey-work.ts'

// What the people of an application with device tests do, where a story does not tell it click by click.

const level = Array.from({ length: 26 }, (_, i) => `S2-${String(i + 1).padStart(2, '0')}`)
const cookie = 'hoshirushi' // of a session, over plain http

const aCase = z.looseObject({
  id: z.string(),
  seq: z.number(),
  state: z.string(),
  runOrders: z.array(z.looseObject({})),
})
type ACase = z.infer<typeof aCase>

/** Somebody who is signed in, working through the API. */
export function programOf(page: Page) {
  const headers = async () => ({ authorization: `Bearer ${await tokenIn(page.context())}` })
  const answered = async (answer: Awaited<ReturnType<Page['request']['get']>>): Promise<ACase> => {
    expect(answer.ok(), `${answer.url()}: ${await answer.text()}`).toBe(true)
    return aCase.parse(await answer.json())
  }
  return {
    case: async (id: string) => answered(await page.request.get(`/api/v1/cases/${id}`, { headers: await headers() })),
    does: async (id: string, act: string, data: unknown = {}) =>
      answered(
        await page.request.post(`/api/v1/cases/${id}/acts/${act}`, { headers: await headers(), data: { data } }),
      ),
  }
}

async function tokenIn(context: BrowserContext): Promise<string> {
  return (await context.cookies()).find(({ name }) => name === cookie)?.value ?? ''
}

const design = { name: '設計書（見本）.pdf', text: '%PDF-1.7\nルーターの設計書（見本）\n%%EOF\n' }
const own = { name: '社内試験の記録（見本）.pdf', text: '%PDF-1.7\n製造業者が自分で試験した記録（見本）\n%%EOF\n' }

/** A maker's application at the ☆2-type level, filled in but for the test on the device. */
export async function draftOfRouter(page: Page, product: string, models: readonly string[]): Promise<string> {
  const { does } = programOf(page)
  const { id } = await does('new', 'start', { scheme: 'star-two-sample', level: '2-router' })
  await does(id, 'save-eligibility', {
    facts: {
      'product-kind': 'router',
      'ip-communication': true,
      'user-adds-security-software': false,
      'product-unit': 'device',
    },
  })
  await does(id, 'save-organisation', { name: { ja: 'ひかり電機株式会社（架空）' }, role: 'manufacturer' })
  await does(id, 'save-contact', {
    contact: 'support@hikari.example',
    vulnerability: { contact: 'psirt@hikari.example', policyUrl: 'https://hikari.example/security' },
  })
  await does(id, 'save-product', {
    name: { ja: product },
    category: 'router',
    intendedUse: '家庭をインターネットにつなぐ。',
  })
  await does(id, 'save-models', { text: models.join('\n') })
  await does(id, 'save-software', { minimum: '2.4.0', services: [], sbom: 'kept' })
  await does(id, 'save-updates', {
    mode: 'automatic',
    howToTurnOff: '設定画面で切る。',
    howToSeeVersion: '設定画面の「本体情報」で確認する。',
    supportUntil: '2032-03-31',
    use: { setUp: '底面のパスワードで入り、変える。', daily: '自動更新を切らない。', disposal: '初期化する。' },
    defaultPassword: 'unique-per-device',
  })
  const form = work(page)
  await page.goto(`/ja/desk/applications/${id}/criteria/${level[0]}`)
  await form.choose('この製品は適合していますか', '適合している')
  await form.fill('説明', '設計書2章のとおり。')
  await form.attach(/^ファイルを追加/, design)
  await form.press('保存して次へ')
  await form.choose('この製品は適合していますか', '適合している')
  await form.fill('説明', '社内の試験で確かめた。')
  await form.attach(/^ファイルを追加/, own)
  await form.choose('追加するファイルが示すもの', '実機で試験した記録')
  await form.press('保存して次へ')
  const restsOn = [design, own].map(({ text }) => ({ kind: 'file', digest: digestBytes(text) }))
  for (const criterion of level)
    await does(id, 'answer', { criterion, claim: 'fulfilled', reason: '設計書と試験の記録のとおり。', restsOn })
  return id
}

const ixit = join(import.meta.dirname, '../../bench/targets/router/ixit')

/** The declaration of the router, as files a person chooses. */
export const routerIxit = readdirSync(ixit)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, mimeType: 'application/yaml', buffer: readFileSync(join(ixit, name)) }))

/** Sends what a telephone noted, pictures first, as its script does; answers what the bench is handed. */
export async function noteWell(
  page: Page,
  steps: string,
  about: Pick<Parameters<typeof wellDone>[1], 'person' | 'at'> & {
    readonly steps: Parameters<typeof wellDone>[0]
  },
): Promise<GuidedBundle> {
  await page.goto(`/ja${steps}`)
  const csrf = await page.locator('input[name=csrf]').first().inputValue()
  const noted = wellDone(about.steps, about)
  const pictures: unknown[] = []
  for (const { bytes } of noted.pictures) {
    const picture = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }
    const taken = await page.request.post(`/ja${steps}/pictures`, { multipart: { csrf, picture } })
    expect(taken.ok(), await taken.text()).toBe(true)
    pictures.push(await taken.json())
  }
  for (let at = 0; at < noted.records.length; at += 100) {
    const sent = JSON.stringify({ records: noted.records.slice(at, at + 100), pictures })
    const done = await page.request.post(`/ja${steps}/records`, { multipart: { csrf, sent } })
    expect(done.ok(), await done.text()).toBe(true)
    expect(await done.json()).toMatchObject({ conflicts: 0 })
  }
  const file = await page.request.get(`/ja${steps}/guided.zip`)
  const bundle = readGuidedFile(await file.body())
  if (bundle === undefined) throw new Error('the bench does not take what the platform hands over')
  return bundle
}
