import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What is wrong with a page, in lines that name the address: what axe takes seriously, and sideways scrolling on the narrowest screen. */
export async function problemsOn(page: Page, address: string, lang: string): Promise<readonly string[]> {
  const answer = await page.goto(address)
  const wrong: string[] = []
  if (answer?.status() !== 200) wrong.push(`answers ${answer?.status()}`)
  if (new URL(page.url()).pathname !== new URL(address, page.url()).pathname) wrong.push(`leads to ${page.url()}`)
  const axe = new AxeBuilder({ page }).setLegacyMode() // no frames: no second page is needed
  if (lang === 'en') axe.disableRules('color-contrast') // the slowest rule; colours are the same in both languages
  const { violations } = await axe.analyze()
  for (const { id, impact, nodes } of violations)
    if (impact === 'serious' || impact === 'critical')
      wrong.push(
        ...nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.replaceAll(/\s+/g, ' ')}`),
      )
  await page.setViewportSize({ width: 320, height: 640 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) wrong.push(`${wide} px wider than a screen of 320 px`)
  await page.setViewportSize({ width: 1280, height: 720 })
  return wrong.map((line) => `${address}: ${line}`)
}

/** What axe takes seriously on the page as it stands, and whether it is wider than a telephone. */
export async function seriousOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (size) await page.setViewportSize(size)
  return [
    ...violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`)),
    ...(wide > 0 ? [`${wide} px wider than 390 px`] : []),
  ]
}

/** The same of a page in a browser without scripts, where axe cannot run: what the page says is held against it in another one. */
export async function seriousWithoutScript(page: Page): Promise<readonly string[]> {
  const [address, body] = [page.url(), await page.content()]
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true })
  const other = await context.newPage()
  await other.route(address, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
  await other.goto(address)
  const wrong = await seriousOn(other)
  await context.close()
  return wrong
}
