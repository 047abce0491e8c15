import { type APIRequestContext, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { z } from 'zod'

// What every journey needs of the demonstration house: its labels, its people, its mails and its published files.

/** Labels of the demonstration, by what they are worth on the day the journeys are told. */
export const labels = {
  valid: '7K3M9QXP2C',
  suspended: '2F7C8MZQ5S',
  withdrawn: '3D8KB4WTN5',
  expired: '4E977GHT7T',
  ended: '5X7PRDMNAG',
} as const

/** Invented people of the demonstration who can be entered as. */
export const people = {
  maker: '光 はなこ（見本）',
  makerColleague: '光 たろう（見本）',
  evaluator: '試験 ためす（見本）',
  intake: '受付 まど（見本）',
  reviewer: '審査 ただし（見本）',
  reviewerAndDecider: '審査 あきら（見本）',
  decider: '判定 まこと（見本）',
  secondDecider: '判定 しずか（見本）',
  surveillance: '見守 まもる（見本）',
  administrator: '管理 おさむ（見本）',
} as const

/** Signs in as an invented person and arrives at `next`. */
export async function enterAs(page: Page, name: string, next = '/ja/account'): Promise<void> {
  await page.goto(`/ja/account/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByRole('row', { name }).getByRole('button').click()
  await page.waitForURL(`**${next}`)
}

/** The newest mail to an address with these words, as the outbox shows it. Mails are delivered by a loop: it is waited for. */
export async function mailTo(context: BrowserContext, address: string, words: string | RegExp = ''): Promise<string> {
  const outbox = await context.newPage()
  const mail = outbox
    .locator('details', { hasText: `宛先：${address}` })
    .filter({ hasText: words })
    .first()
  await expect(async () => {
    await outbox.goto('/ja/outbox')
    await expect(mail).toBeAttached({ timeout: 500 })
  }).toPass()
  const text = (await mail.textContent()) ?? ''
  await outbox.close()
  return text
}

const read = new Set<string>()

/** The six digits of the newest mail to an address; each code is read once, so that an earlier mail is not taken for a new one. */
export async function codeMailedTo(context: BrowserContext, address: string): Promise<string> {
  let code = ''
  await expect(async () => {
    code = /確認コード：(\d{6})/.exec(await mailTo(context, address, '確認コード'))?.[1] ?? ''
    expect(code).toMatch(/^\d{6}$/)
    expect(read).not.toContain(code)
  }).toPass()
  read.add(code)
  return code
}

const health = z.object({ log_size: z.number(), published_size: z.number() })

/** How long the public log is, once everything that was issued is published. */
export async function publishedLog(request: APIRequestContext): Promise<number> {
  let size = 0
  await expect(async () => {
    const state = health.parse(await (await request.get('/api/v1/health')).json())
    expect(state.log_size).toBeGreaterThan(0)
    expect(state.published_size).toBe(state.log_size)
    size = state.published_size
  }).toPass()
  return size
}

const label = z.object({
  id: z.string(),
  status: z.string(),
  status_ja: z.string(),
  status_since: z.string(),
  valid_until: z.string(),
  level: z.string(),
  product: z.object({ models: z.array(z.string()), updates_until: z.string().nullable() }),
  events: z.array(
    z.object({
      event: z.string(),
      at: z.string(),
      actor_role: z.string(),
      reason: z.object({ code: z.string() }).optional(),
    }),
  ),
  credential: z.object({ digest: z.string(), status_index: z.number(), leaf_index: z.number().nullable() }),
})

/** A label as the API tells it. */
export async function labelInApi(request: APIRequestContext, id: string): Promise<z.infer<typeof label>> {
  const answer = await request.get(`/api/v1/labels/${id}`)
  expect(answer.status()).toBe(200)
  return label.parse(await answer.json())
}

/** Bytes of scripts a page loads from now on. */
export function countScripts(page: Page): { readonly bytes: () => Promise<number> } {
  const bodies: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      bodies.push(
        response.body().then(
          (b) => b.length,
          () => 0,
        ),
      )
  })
  return { bytes: async () => (await Promise.all(bodies)).reduce((sum, n) => sum + n, 0) }
}

/** The summary of what is wrong, which has the focus. */
export async function errorSummary(page: Page): Promise<Locator> {
  const summary = page.getByRole('alert')
  await expect(summary).toBeVisible()
  await expect(summary).toBeFocused()
  await expect(page).toHaveTitle(/^(エラー：|Error: )/)
  return summary
}
