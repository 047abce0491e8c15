import type { Browser, Page } from '@playwright/test'
import { people as desk, enterAs } from './journey-house.ts'

/** Invented people of the stories about the life of a label, on top of those every journey knows. */
export const people = {
  ...desk,
  cameraMaker: '水面 りん（見本）',
  sensorMaker: '峰 たかし（見本）',
  applianceMaker: '里山 ゆい（見本）',
} as const

/** Everybody of a story, each in a browser of their own in which they stay signed in. */
export interface Company {
  /** The page of a person, or of a passer-by who has no account. */
  readonly at: (name: string) => Promise<Page>
  readonly passerBy: () => Promise<Page>
  readonly close: () => Promise<void>
}

/** Gathers people as they are needed: signing in once is enough, as it is in life. */
export function gather(browser: Browser): Company {
  const pages = new Map<string, Page>()
  const open = async (name: string) => {
    const page = pages.get(name) ?? (await (await browser.newContext()).newPage())
    pages.set(name, page)
    return page
  }
  return {
    at: async (name) => {
      if (pages.has(name)) return open(name)
      const page = await open(name)
      await enterAs(page, name)
      return page
    },
    passerBy: () => open(''),
    close: async () => {
      for (const page of pages.values()) await page.context().close()
    },
  }
}
