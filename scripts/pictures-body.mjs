// Takes pictures of the certification body's desk, at 390 and 1280 px, into .cache/pictures/, so that a person can look at them.
// The pages are served from memory, over cases in every state: no database is needed.
//   node scripts/pictures-body.mjs [name of a page …]
import { openPictureRoom, widths } from './picture-room.mjs'

const only = process.argv.slice(2)
const room = await openPictureRoom()
const { bodyGallery } = await room.load('/tests/support/body-gallery.ts')
const { app, pages } = await bodyGallery()
const origin = room.serve(app.fetch)

for (const width of widths)
  for (const [name, person, path] of pages) {
    if (only.length > 0 && !only.includes(name)) continue
    const context = await room.browser.newContext({ viewport: { width, height: 844 } })
    await context.addCookies([{ name: 'hoshirushi', value: person, url: origin }])
    const page = await context.newPage()
    const response = await page.goto(origin + path)
    if (response?.status() !== 200) console.error(`${name}: ${response?.status()}`)
    await room.take(page, `body-${name}`, width)
    await context.close()
  }
await room.close()
