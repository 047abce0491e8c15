import { expect, type Page, test } from '@playwright/test'
import { enterAs, labels, people } from '../support/journey-house.ts'
import { problemsOn } from '../support/journey-look.ts'
import { everyStop, look, type Stop } from '../support/journey-tour.ts'

// Every page, in both languages: no serious finding of axe, no sideways scrolling on the narrowest screen, no lost focus.

const languages = ['ja', 'en'] as const

// Passkeys; a check that sends nothing; a button that copies, beside a file that holds the same.
const withScripts = ['/account/', '/check/local', '/tender']

const inLanguage = (stop: Stop, address: string, lang: string) =>
  stop.prefixed ? `/${lang}${address}` : `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`

for (const lang of languages) {
  test(`public pages are accessible, narrow and without scripts (${lang})`, async ({ page }) => {
    test.setTimeout(300_000)
    const wrong: string[] = []
    const scripts: string[] = []
    let at = ''
    page.on('request', (request) => {
      if (request.resourceType() === 'script' && !withScripts.some((path) => at.includes(path)))
        scripts.push(`${at}: ${request.url()}`)
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
    test.setTimeout(300_000)
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

const words = {
  ja: {
    skip: '本文へ移動',
    proof: '署名つき証明',
    paste: '一覧を貼り付ける',
    check: '確認する',
    done: '2件を判定しました',
  },
  en: {
    skip: 'Skip to main content',
    proof: 'Signed proof',
    paste: 'Paste the list',
    check: 'Check',
    done: '2 rows checked',
  },
} as const

for (const lang of languages)
  test(`with the keyboard alone: through the search to a label, and through a check to its file, the focus always in sight (${lang})`, async ({
    page,
  }) => {
    const { skip, proof, paste, check, done } = words[lang]
    const focused = (selector: string) => page.locator(selector).evaluate((e) => e === document.activeElement)
    const lost: string[] = []
    const to = async (selector: string) => lost.push(...(await tabTo(page, () => focused(selector))))
    await page.goto(`/${lang}/`)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: skip })).toBeFocused()
    await expect(page.getByRole('link', { name: skip })).toBeInViewport()
    await to('#q')
    await page.keyboard.type('HR-200')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/${lang}/register\\?q=HR-200$`))
    await to(`main a[href^="/l/${labels.valid}"] >> nth=0`)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/l/${labels.valid}`))
    await to('main summary >> nth=0')
    await page.keyboard.press('Enter')
    await expect(page.getByText('HR-240W', { exact: true })).toBeVisible()
    await to(`main a[href^="/l/${labels.valid}/proof"]`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(proof)

    await to(`header a[href="/${lang}/"], header a[href="/${lang}"] >> nth=0`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/${lang}/`)
    await to(`main a[href^="/${lang}/check"] >> nth=0`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/${lang}/check**`)
    await to('main input[name=policy] >> nth=0')
    await page.keyboard.press('Space')
    await to('#list')
    await page.keyboard.insertText('HR-200\nSG-40')
    await to(`main button:text-is("${check}")`)
    expect(await page.getByLabel(paste).inputValue()).toContain('SG-40')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(done)
    await to('main button[value=csv]')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
    expect(lost).toEqual([])
  })
