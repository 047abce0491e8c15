// Renews the pictures of the READMEs from a running demonstration: node scripts/readme-pictures.mjs http://localhost:4000

import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { browserFlags, findBrowser } from './browser.mjs'

const base = process.argv[2] ?? 'http://localhost:4000'
const root = resolve(import.meta.dirname, '..')

/** The address that asks the planner what `hoshirushi gap` asks of an example folder: every market, from what was shown. */
function planOf(example) {
  let text
  try {
    text = execFileSync(
      process.execPath,
      [resolve(root, 'dist/apps/cli/main.js'), 'gap', `examples/${example}`, '--json'],
      {
        cwd: root,
        maxBuffer: 2 ** 28,
      },
    )
  } catch (error) {
    if (error.status !== 1) throw error // 1: something is left to show
    text = error.stdout
  }
  const { facts, evidence, targets } = JSON.parse(text)
  const query = new URLSearchParams()
  for (const { target } of targets) query.append('to', `${target.scheme}:${target.level}`)
  for (const [fact, value] of Object.entries(facts)) query.set(`f.${fact}`, String(value))
  for (const node of evidence.proven) query.append('p', node)
  for (const [i, holding] of evidence.holdings.entries()) {
    query.set(`has-${i + 1}`, `${holding.scheme}:${holding.level}`)
    if (holding.validUntil) query.set(`until-${i + 1}`, holding.validUntil)
  }
  return `/plan/result?${query}`
}
const examples = ['ruuvi-gateway', 'hoshi-sensor', 'kawari-lock']
const plans = Object.fromEntries(examples.map((example) => [example, planOf(example)]))

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
  await page.goto(`${base}/${lang}/map/jc-star`)
  await shot('map')
  for (const example of examples) {
    const answer = await page.goto(`${base}/${lang}${plans[example]}`)
    if (answer.status() !== 200) throw new Error(`${example}: ${answer.status()}`)
    await page.screenshot({
      path: `docs/pictures/plan-${example}-1280-${lang}.png`,
      fullPage: true,
      clip: { x: 0, y: 0, width: 1280, height: 1700 },
    })
  }
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
