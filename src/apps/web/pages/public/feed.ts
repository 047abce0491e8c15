import { feed } from '../../../../core/register/feed.ts'
import { definePage } from '../../page.tsx'
import { en, ja } from '../../texts.ts'

const items = 50

/** What happened to labels, newest first, as Atom. */
export const feedPage = definePage({
  path: '/feed.atom',
  prefixed: false,
  texts: { ja, en },
  handler: async (p) => {
    const { labelsUrl, name } = p.house.ports.issuer
    const text = feed({
      title: { ja: `${ja.site}｜${ja.siteLong}`, en: `${en.site}: ${en.siteLong}` },
      author: name,
      labelsUrl,
      pagesUrl: p.house.operator.address,
      self: `${p.house.operator.address}/feed.atom?lang=${p.lang}`,
      since: '2026-01-01',
      now: p.now,
      items: await p.house.register.events({ limit: items }),
      language: p.lang,
    })
    p.c.header('cache-control', 'public, max-age=60')
    p.c.header('access-control-allow-origin', '*')
    return p.c.body(text, 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
  },
})
