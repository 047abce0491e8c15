// What the scripts that take pictures share: sources loaded as they are, an app served from memory, and a browser.
import { mkdirSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { chromium } from '@playwright/test'
import { createServer } from 'vite'
import { browserFlags, findBrowser } from './browser.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = resolve(root, '.cache/pictures')

/** The widths every page is looked at. */
export const widths = [390, 1280]

/** Opens the room; `serve` puts an app on a port of its own and answers its origin. */
export async function openPictureRoom() {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null },
    oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  })
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags })
  const servers = []
  mkdirSync(folder, { recursive: true })
  return {
    browser,
    load: (module) => vite.ssrLoadModule(module),
    serve(fetch) {
      const server = createHttp(getRequestListener(fetch)).listen(0)
      servers.push(server)
      return `http://localhost:${server.address().port}`
    },
    /** Takes the picture of the whole page; tells when it is wider than the screen. */
    async take(page, name, width) {
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wide > 0) console.error(`${name} at ${width}: ${wide} px too wide`)
      await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
    },
    async close() {
      await browser.close()
      for (const server of servers) server.close()
      await vite.close()
    },
  }
}
