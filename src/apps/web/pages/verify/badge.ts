import { badge } from '../../../../core/register/badge.ts'
import { definePage } from '../../page.tsx'
import { findLabel } from './find-label.tsx'

/** The badge a web shop embeds. It goes stale by itself: within a minute the state word takes the capsules' place. */
export const badgeImage = definePage({
  path: '/:l{[lL]}/:id/badge.svg',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return p.c.text('not found\n', 404)
    const { entry, standing, level } = found.value
    const picture = badge({ ...entry, rank: level.rank, of: level.of }, standing.code, {
      host: new URL(p.house.ports.issuer.labelsUrl).host,
      language: p.lang,
    })
    p.c.header('cache-control', 'public, max-age=60')
    p.c.header('access-control-allow-origin', '*')
    p.c.header('cross-origin-resource-policy', 'cross-origin')
    return p.c.body(picture, 200, { 'content-type': 'image/svg+xml' })
  },
})
