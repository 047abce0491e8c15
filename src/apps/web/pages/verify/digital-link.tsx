import {
  gs1Vocabulary,
  linksetContext,
  linksetOf,
  linksOf,
  linkTypeAsked,
  readDigitalLink,
} from '../../../../core/register/digital-link.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { Title } from '../../parts/section.tsx'
import { en, ja } from './digital-link.texts.ts'

type P = PageContext<typeof ja>

/**
 * The resolver of GS1 Digital Link: a bar code number leads to its label, or to the list of links about it. Rules: GS1-Conformant
 * resolver standard 1.2, as the conformance list of its test suite gives them.
 */
const resolve = async (p: P): Promise<Response> => {
  const { c, t } = p
  c.header('access-control-allow-origin', '*')
  c.header('cache-control', 'public, max-age=60')
  c.header('vary', 'Accept', { append: true })
  const read = readDigitalLink(...segments(p.url.pathname))
  if (!read.ok) return said(p, t[read.fault.code === 'digital-link-gtin' ? 'gtin' : 'qualifier'], read.fault.found, 400)
  const { gtin } = read.value
  const asOf = p.asOf()
  if (!asOf.ok) return asOf.response
  const labels = await p.house.register.withGtin(gtin, asOf.at)
  if (labels.length === 0) return said(p, t.unknown, gtin, 404)
  const { address } = p.house.operator
  const asked = p.query('linkType')
  const wantsAll = ['linkset', 'all'].includes(asked)
  c.header('link', `<${address}/01/${gtin}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`)
  if (wantsAll || (asked === '' && c.req.header('accept')?.includes('application/linkset+json'))) {
    c.header('link', `<${linksetContext}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`, {
      append: true,
    })
    const linkset = `${JSON.stringify(linksetOf(gtin, labels, address))}\n`
    return c.body(linkset, 200, { 'content-type': 'application/linkset+json' })
  }
  const kind = asked === '' ? 'defaultLink' : linkTypeAsked(asked)
  const [link] = kind === undefined ? [] : linksOf(gtin, labels, address)[kind]
  if (link === undefined) return said(p, t.kind, asked.slice(0, 60), 404)
  return c.redirect(kind === 'pip' ? link.href : withQuery(link.href, p.url.searchParams), 307)
}

/** What stands behind /01/, each part decoded by itself: a serial number may hold a slash. */
function segments(path: string): [string, readonly string[]] {
  const [, , gtin = '', ...rest] = path.split('/').map((part) => {
    try {
      return decodeURIComponent(part)
    } catch {
      return '%'.repeat(99) // longer than any value may be: refused like one
    }
  })
  return [gtin, rest]
}

/** The standard passes on what the address said besides; to a page of somebody else we tell nothing. */
function withQuery(href: string, asked: URLSearchParams): string {
  const url = new URL(href)
  for (const [name, value] of asked)
    if (name !== 'linkType' && !url.searchParams.has(name)) url.searchParams.append(name, value)
  return url.href
}

const said = (p: P, words: { readonly title: string; readonly lead: string }, eyebrow: string, status: 400 | 404) =>
  p.show(
    { title: words.title, noIndex: true },
    <>
      <Title eyebrow={<span class="mono">{eyebrow}</span>} title={words.title} lead={words.lead} />
      <SearchBox
        action={p.href('/register')}
        label={p.frame.searchLabel}
        hint={p.frame.searchHint}
        button={p.frame.search}
      />
    </>,
    status,
  )

/** /01/{gtin} */
export const digitalLink = definePage({ path: '/01/:gtin', prefixed: false, texts: { ja, en }, handler: resolve })

/** /01/{gtin}/10/{lot}, /21/{serial} and the rest: labels are of models, so these lead to the same. */
export const qualifiedDigitalLink = definePage({
  path: '/01/:gtin/:rest{.*}',
  prefixed: false,
  texts: { ja, en },
  handler: resolve,
})

/** What this resolver can do (resolver description file of the same standard; member names as published descriptions have them). */
export const resolverDescription = definePage({
  path: '/.well-known/gs1resolver',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: ({ c, house }) => {
    const { name, address, helpMail } = house.operator
    c.header('access-control-allow-origin', '*')
    c.header('cache-control', 'public, max-age=3600')
    return c.json({
      name: name.en,
      resolverRoot: address,
      supportedPrimaryKeys: ['01'],
      supportedLinkType: [{ namespace: gs1Vocabulary, prefix: 'gs1:' }],
      linkTypeDefaultCanBeLinkset: false,
      contact: { fn: name.en, hasEmail: `mailto:${helpMail}` },
    })
  },
})
