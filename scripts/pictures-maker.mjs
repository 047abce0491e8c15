// Takes pictures of the maker's pages, at 390 and 1280 px, into .cache/pictures/, so that a person can look at them.
// The pages are served from memory, with the refusals people meet: no database is needed.
//   node scripts/pictures-maker.mjs [name of a page …]
import { openPictureRoom, widths } from './picture-room.mjs'

const only = process.argv.slice(2)
const room = await openPictureRoom()
const { makerGallery } = await room.load('/tests/support/maker-gallery.ts')
const { app, shots } = await makerGallery()
const wanted = shots.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
const origin = room.serve((request) => {
  const shot = wanted.find(({ name }) => new URL(request.url).pathname === `/shot/${name}`)
  return shot
    ? new Response(shot.html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    : app.fetch(request)
})

for (const width of widths) {
  const page = await room.browser.newPage({ viewport: { width, height: 844 } })
  for (const { name } of wanted) {
    await page.goto(`${origin}/shot/${name}`)
    await room.take(page, `maker-${name}`, width)
  }
  await page.close()
}
await room.close()
