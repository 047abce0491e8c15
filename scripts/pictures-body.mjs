// Takes pictures of the certification body's desk, at 390 and 1280 px, into .cache/pictures/, so that a person can look at them.
// The pages are served from memory, over cases in every state: no database is needed.
//   node scripts/pictures-body.mjs [name of a page …]
import { mkdirSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { chromium } from '@playwright/test'
import { createServer } from 'vite'

const root = resolve(import.meta.dirname, '..')
const folder = resolve(root, '.cache/pictures')
const only = process.argv.slice(2)
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

const vite = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
})
const { bodyGallery } = await vite.ssrLoadModule('/tests/support/body-gallery.ts')
const { app, pages } = await bodyGallery()
const server = createHttp(getRequestListener(app.fetch)).listen(0)
const origin = `http://localhost:${server.address().port}`

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags.split(' '),
})
for (const width of [390, 1280])
  for (const [name, person, path] of pages) {
    if (only.length > 0 && !only.includes(name)) continue
    const context = await browser.newContext({ viewport: { width, height: 844 } })
    await context.addCookies([{ name: 'hoshirushi', value: person, url: origin }])
    const page = await context.newPage()
    const response = await page.goto(origin + path)
    if (response?.status() !== 200) console.error(`${name}: ${response?.status()}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) console.error(`${name} at ${width}: ${wide} px too wide`)
    await page.screenshot({ path: `${folder}/body-${name}-${width}.png`, fullPage: true })
    await context.close()
  }
await browser.close()
server.close()
await vite.close()
