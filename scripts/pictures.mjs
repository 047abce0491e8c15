// Takes pictures of every public page, at 390 and 1280 px, in both languages, into .cache/pictures/, so that a person can look at
// them. The pages are served from memory: no database is needed.
//   node scripts/pictures.mjs [part of a path …]
import { openPictureRoom, widths } from './picture-room.mjs'

const only = process.argv.slice(2)
const room = await openPictureRoom()
const { gallery, galleryApp } = await room.load('/tests/support/gallery.ts')
const origin = room.serve(galleryApp().fetch)

for (const width of widths) {
  const page = await room.browser.newPage({ viewport: { width, height: 844 } })
  for (const { name, path } of gallery) {
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue
    await page.goto(origin + path)
    await room.take(page, name, width)
  }
  await page.close()
}
await room.close()
