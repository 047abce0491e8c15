import { expect, type Page, test } from '@playwright/test'
import { enterAs, labels, people } from '../support/journey-house.ts'
import { problemsOn } from '../support/journey-look.ts'
import { everyStop, look, type Stop } from '../support/journey-tour.ts'

// Every page, in both languages: no serious finding of axe, no sideways scrolling on the narrowest screen, no lost focus.

const languages = ['ja', 'en'] as const

const inLanguage = (stop: Stop, address: string, lang: string) =>
  stop.prefixed ? `/${lang}${address}` : `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`

for (const lang of languages) {
  test(`public pages are accessible, narrow and without scripts (${lang})`, async ({ page }) => {
    test.setTimeout(180_000)
    const wrong: string[] = []
    const scripts: string[] = []
    let at = ''
    page.on('request', (request) => {
      if (request.resourceType() === 'script' && !at.includes('/account/')) scripts.push(`${at}: ${request.url()}`)
    })
    for (const stop of await everyStop({ cases: {} }, (who) => who === undefined))
      for (const address of stop.addresses) {
        at = inLanguage(stop, address, lang)
        wrong.push(...(await problemsOn(page, at, lang)))
      }
    expect(wrong).toEqual([])
    expect(scripts).toEqual([])
  })

  test(`the pages of a maker are accessible and narrow (${lang})`, async ({ page }) => {
    test.setTimeout(180_000)
    await enterAs(page, people.maker)
    expect(await everyPage(page, 'maker', people.maker, lang)).toEqual([])
  })

  test(`the pages of the body are accessible and narrow (${lang})`, async ({ page }) => {
    test.setTimeout(240_000)
    const wrong: string[] = []
    for (const name of [people.reviewer, people.intake, people.decider, people.surveillance, people.administrator]) {
      await enterAs(page, name)
      wrong.push(...(await everyPage(page, 'body', name, lang)))
    }
    expect(wrong).toEqual([])
  })
}

/** Looks at the pages somebody sees, beginning on their list of cases. */
async function everyPage(page: Page, kind: 'maker' | 'body', name: string, lang: string) {
  const mine = (who: string | undefined) => who === name
  const wrong: string[] = []
  for (const stop of await everyStop(await look(page, kind), mine))
    for (const address of stop.addresses) wrong.push(...(await problemsOn(page, inLanguage(stop, address, lang), lang)))
  return wrong
}

test('a label page weighs at most 14 KB, pictures and style included', async ({ page }) => {
  for (const id of Object.values(labels)) {
    const requests: Promise<number>[] = []
    page.removeAllListeners('requestfinished')
    page.on('requestfinished', (request) => requests.push(request.sizes().then((s) => s.responseBodySize)))
    await page.goto(`/l/${id}`, { waitUntil: 'networkidle' })
    const bytes = (await Promise.all(requests)).reduce((sum, n) => sum + n, 0)
    expect(bytes, id).toBeLessThanOrEqual(14 * 1024)
  }
})

/** Whether the focus can be seen: an outline of at least 2 px around something that nothing else covers. */
async function focusIsVisible(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return undefined
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const name = `${element.tagName} ${element.textContent?.trim().slice(0, 30)} on ${location.pathname}`
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `no outline: ${name}`
    const rects = [...element.getClientRects()]
    const seen = rects.some((box) => {
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      return hit !== null && (element.contains(hit) || hit.contains(element))
    })
    return seen ? undefined : `covered: ${name}`
  })
}

/** Presses Tab until `reached` has the focus, looking at every stop on the way. */
async function tabTo(page: Page, reached: () => Promise<boolean>): Promise<readonly string[]> {
  const lost: string[] = []
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    const problem = await focusIsVisible(page)
    if (problem) lost.push(problem)
    if (await reached()) return lost
  }
  throw new Error(`not reached with 80 steps of the keyboard on ${page.url()}`)
}

test('with the keyboard alone: from the front page through the search to a label, the focus always in sight', async ({
  page,
}) => {
  const focused = (selector: string) => page.locator(selector).evaluate((e) => e === document.activeElement)
  const lost: string[] = []
  await page.goto('/ja/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '本文へ移動' })).toBeFocused()
  await expect(page.getByRole('link', { name: '本文へ移動' })).toBeInViewport()
  lost.push(...(await tabTo(page, () => focused('#q'))))
  await page.keyboard.type('HR-200')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/ja\/register\?q=HR-200$/)
  lost.push(...(await tabTo(page, () => focused(`main a[href^="/l/${labels.valid}"] >> nth=0`))))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/l/${labels.valid}`))
  lost.push(...(await tabTo(page, () => focused('main summary >> nth=0'))))
  await page.keyboard.press('Enter')
  await expect(page.getByText('HR-240W', { exact: true })).toBeVisible()
  lost.push(...(await tabTo(page, () => focused(`main a[href^="/l/${labels.valid}/proof"]`))))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('署名つき証明')
  expect(lost).toEqual([])
})
