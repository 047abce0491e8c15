import { definePage } from '../../page.tsx'

const day = 86_400_000

/** RFC 9116: whom to tell about weaknesses of this installation. It expires by itself, so that a forgotten copy is not believed. */
export const securityTxt = definePage({
  path: '/.well-known/security.txt',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: (p) => {
    const { address, helpMail } = p.house.operator
    const expires = new Date(Math.floor(Date.parse(p.now) / day) * day + 180 * day).toISOString()
    const lines = [
      `Contact: mailto:${helpMail}`,
      `Expires: ${expires}`,
      'Preferred-Languages: ja, en',
      `Canonical: ${address}/.well-known/security.txt`,
      `Policy: ${address}/ja/security`,
    ]
    return p.c.body(`${lines.join('\n')}\n`, 200, { 'content-type': 'text/plain; charset=utf-8' })
  },
})
