// Renews the pictures of the READMEs from a running demonstration: node scripts/readme-pictures.mjs http://localhost:4000
import { chromium } from '@playwright/test'
import { browserFlags, findBrowser } from './browser.mjs'

const base = process.argv[2] ?? 'http://localhost:4000'
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags })
for (const lang of ['ja', 'en']) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: lang === 'ja' ? 'ja-JP' : 'en-GB',
  })
  const page = await context.newPage()
  const shot = (name) => page.screenshot({ path: `docs/pictures/${name}-1280-${lang}.png` })
  await page.goto(`${base}/l/7K3M9QXP2C`)
  await shot('label')
  await page.goto(`${base}/${lang}/account/sign-in`)
  await page.locator('tr', { hasText: '審査 ただし' }).getByRole('button').click()
  await page.waitForURL('**/desk/**')
  await page.goto(`${base}/${lang}/desk/queue?filter=review`)
  await page.locator('tbody a[href*="/desk/cases/"]').first().click()
  await page.waitForLoadState()
  await shot('case')
  await context.close()
}
await browser.close()
