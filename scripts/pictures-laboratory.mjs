// Takes pictures of the pages about device tests, at 390 and 1280 px, into .cache/pictures/, so that a person can look at them.
// The pages are served from memory, over evidence of recorded runs: no database and no device is needed.
//   node scripts/pictures-laboratory.mjs [name of a page …]
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openPictureRoom, widths } from './picture-room.mjs'

const only = process.argv.slice(2)
const room = await openPictureRoom()
const { laboratoryGallery } = await room.load('/tests/support/laboratory-gallery.ts')
const { app, shots } = await laboratoryGallery()
// The desk in memory stands behind https, where its cookie has a name that no browser takes over http: it is put on here.
const origin = room.serve((request) => {
  const headers = new Headers(request.headers)
  const who = /person=(\w+)/.exec(headers.get('cookie') ?? '')?.[1]
  headers.set('cookie', `${headers.get('cookie')}; __Host-hoshirushi=${who}`)
  return app.fetch(new Request(request, { headers }))
})

const ixit = resolve(import.meta.dirname, '../bench/targets/router/ixit')
const gaps = join(mkdtempSync(join(tmpdir(), 'hoshirushi-gaps-')), '28-LogIntf.yaml')
writeFileSync(
  gaps,
  'table: 28-LogIntf\nedition: ETSI TS 103 701 V2.1.1\nentries:\n  - id: LogIntf-Web\n    fields:\n      endpoint: { text: "the usual port" }\n      status: { text: "as needed" }\n  - id: LogIntf-Shell\n    fields:\n      description: { text: "…" }\n',
)
const files = { router: readdirSync(ixit).map((name) => join(ixit, name)), gaps: [gaps] }

for (const width of widths)
  for (const { name, person, path, form } of shots) {
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue
    const context = await room.browser.newContext({
      viewport: { width, height: 844 },
      deviceScaleFactor: width < 500 ? 1.5 : 1,
    })
    await context.addCookies([{ name: 'person', value: person, url: origin }])
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`))
    page.on('pageerror', (error) => console.error(`${name}: ${error.message}`))
    const response = await page.goto(origin + path)
    if (response?.status() !== 200) console.error(`${name}: ${response?.status()}`)
    if (path.includes('/steps'))
      await page.waitForSelector('[data-offline]', { timeout: 10_000 }).catch(() => console.error(`${name}: not ready`))
    if (form) {
      if (form.files) await page.setInputFiles('input[type=file]', files[form.files])
      await page.getByRole('button', { name: form.button }).click()
      await page.waitForLoadState()
    }
    await room.take(page, `laboratory-${name}`, width)
    await context.close()
  }
await room.close()
