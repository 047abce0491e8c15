// Takes pictures of the maker's pages, at 390 and 1280 px, into .cache/pictures/, so that a person can look at them.
// The pages are served from memory, with the refusals people meet: no database is needed.
//   node scripts/pictures-maker.mjs [name of a page …]
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
const { makerGallery } = await vite.ssrLoadModule('/tests/support/maker-gallery.ts')
const { app, shots } = await makerGallery()
const wanted = shots.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
const answer = (request) => {
  const shot = wanted.find(({ name }) => new URL(request.url).pathname === `/shot/${name}`)
  return shot
    ? new Response(shot.html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    : app.fetch(request)
}
const server = createHttp(getRequestListener(answer)).listen(0)
const origin = `http://localhost:${server.address().port}`

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: flags.split(' '),
})
for (const width of [390, 1280]) {
  const page = await browser.newPage({ viewport: { width, height: 844 } })
  for (const { name } of wanted) {
    await page.goto(`${origin}/shot/${name}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) console.error(`${name} at ${width}: ${wide} px too wide`)
    await page.screenshot({ path: `${folder}/maker-${name}-${width}.png`, fullPage: true })
  }
  await page.close()
}
await browser.close()
server.close()
await vite.close()
