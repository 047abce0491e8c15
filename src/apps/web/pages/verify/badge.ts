import { badge } from '../../../../core/register/badge.ts'
import { badgeHolds, badgeMoment } from '../../../../core/register/badge-holds.ts'
import { type StandingCode, standingText } from '../../../../core/surveillance/standing.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { findLabel } from './find-label.tsx'

/** Anyone may embed it, and nobody keeps it longer than a state may take to be seen. */
function forAnyone(p: PageContext<unknown>): void {
  p.c.header('cache-control', 'public, max-age=60')
  p.c.header('access-control-allow-origin', '*')
  p.c.header('cross-origin-resource-policy', 'cross-origin')
}

/** The badge a web shop embeds. It goes stale by itself: within a minute the state word takes the capsules' place. */
export const badgeImage = definePage({
  path: '/:l{[lL]}/:id/badge.svg',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return p.c.text('not found\n', 404)
    const { entry, standing, level, at } = found.value
    const picture = badge({ ...entry, rank: level.rank, of: level.of }, standing.code, {
      host: new URL(p.house.ports.issuer.labelsUrl).host,
      language: p.lang,
      at,
    })
    forAnyone(p)
    return p.c.body(picture, 200, { 'content-type': 'image/svg+xml' })
  },
})

// Names of colours that such services know (badge endpoint of shields.io, recalled).
const colours: Record<StandingCode, string> = {
  valid: 'brightgreen',
  suspended: 'orange',
  withdrawn: 'red',
  expired: 'lightgrey',
  ended: 'lightgrey',
}

/** The badge as data, in the form that services drawing badges fetch (endpoint schema 1 of shields.io, recalled). */
export const badgeData = definePage({
  path: '/:l{[lL]}/:id/badge.json',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: async (p) => {
    const found = await findLabel(p)
    forAnyone(p)
    if (!found.ok) return p.c.json({ schemaVersion: 1, label: 'IoT', message: 'no such label', isError: true }, 404)
    const { entry, standing, at } = found.value
    const until = badgeMoment(badgeHolds(entry, at))
    const word = standingText[standing.code][p.lang]
    const level = standing.code === 'valid' ? `${entry.levelSymbol} ` : ''
    return p.c.json({
      schemaVersion: 1,
      label: entry.sample
        ? { ja: 'IoTセキュリティ（見本）', en: 'IoT security (sample)' }[p.lang]
        : { ja: 'IoTセキュリティ', en: 'IoT security' }[p.lang],
      message: { ja: `${level}${word}（${until}まで）`, en: `${level}${word} (until ${until} JST)` }[p.lang],
      color: colours[standing.code],
      isError: standing.code !== 'valid',
      cacheSeconds: 300, // the least such services keep it
    })
  },
})
