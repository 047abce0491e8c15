// Takes pictures of every public page, at 390 and 1280 px, in both languages, into .cache/pictures/, so that a person can look at
// them. The pages are served from memory: no database is needed.
//   node scripts/pictures.mjs [part of a path …]
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
const { gallery, galleryApp } = await vite.ssrLoadModule('/tests/support/gallery.ts')
const server = createHttp(getRequestListener(galleryApp().fetch)).listen(0)
const port = server.address().port

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags.split(' '),
})
for (const width of [390, 1280]) {
  const page = await browser.newPage({ viewport: { width, height: 844 }, javaScriptEnabled: true })
  for (const { name, path } of gallery) {
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue
    await page.goto(`http://localhost:${port}${path}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) console.error(`${name} at ${width}: ${wide} px too wide`)
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
  await page.close()
}
await browser.close()
server.close()
await vite.close()
