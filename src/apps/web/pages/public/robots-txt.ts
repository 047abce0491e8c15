import { definePage } from '../../page.tsx'

/** RFC 9309: the register is there to be found; what belongs to somebody, or answers one question alone, is not. */
export const robotsTxt = definePage({
  path: '/robots.txt',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: (p) => {
    const closed = ['desk', 'account', 'check/result'].flatMap((path) => [`/ja/${path}`, `/en/${path}`])
    const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`)]
    return p.c.body(`${lines.join('\n')}\n`, 200, { 'content-type': 'text/plain; charset=utf-8' })
  },
})
