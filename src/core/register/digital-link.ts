import { labelUrl } from '../attestation/credential.ts'
import { type Gtin, readGtin, writeGtin } from '../kernel/gtin.ts'
import { writeLabelId } from '../kernel/label-id.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Entry } from './entry.ts'

// GS1 Digital Link URI syntax: the key qualifiers of a GTIN (consumer product variant, lot, serial number, third-party extension),
// in this order, with at most so many characters of GS1's character set 82 (GS1 General Specifications, recalled).
const qualifiers: readonly (readonly [string, number])[] = [
  ['22', 20],
  ['10', 20],
  ['21', 20],
  ['235', 28],
]
const set82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/

/** An address below /01/: which trade item, and nothing of its lot or serial number, because labels are of models. */
export interface DigitalLink {
  readonly gtin: Gtin
}

export type DigitalLinkFault =
  | { readonly code: 'digital-link-gtin'; readonly found: string }
  | { readonly code: 'digital-link-qualifier'; readonly found: string }

/** Reads what stands behind /01/ in the address, already decoded. */
export function readDigitalLink(gtin: string, rest: readonly string[]): Result<DigitalLink, DigitalLinkFault> {
  const read = readGtin(gtin)
  if (!read.ok) return refuse({ code: 'digital-link-gtin', found: gtin.slice(0, 40) })
  const parts = rest.at(-1) === '' ? rest.slice(0, -1) : rest // a slash at the end is no error
  let next = 0
  for (let at = 0; at < parts.length; at += 2) {
    const [key = '', value = ''] = [parts[at], parts[at + 1]]
    const found = qualifiers.findIndex(([name]) => name === key)
    const most = qualifiers[found]?.[1] ?? 0
    if (found < next || value.length > most || !set82.test(value))
      return refuse({ code: 'digital-link-qualifier', found: `${key}/${value}`.slice(0, 40) })
    next = found + 1
  }
  return ok({ gtin: read.value })
}

/** GS1's web vocabulary, and the file that makes JSON-LD of a linkset (GS1-Conformant resolver standard, artefacts). */
export const gs1Vocabulary = 'https://ref.gs1.org/voc/'
export const linksetContext = 'https://ref.gs1.org/standards/resolver/linkset-context'

/** One link of a linkset (RFC 9264 §4.2.3); the default link has no attribute but its title. */
export interface Link {
  readonly href: string
  readonly title: string
  readonly type?: string
  readonly hreflang?: readonly string[]
}

/** What is linked from a trade item, by kind of link. */
export type Links = Readonly<Record<string, readonly Link[]>>

/** The kinds of links that are given: what certifies the item, and the page of its maker. */
export const linkTypes = ['certificationInfo', 'pip', 'defaultLink'] as const
export type LinkType = (typeof linkTypes)[number]

/** Links of a trade item. Where several labels name its number, the default leads to all of them: nobody's is preferred. */
export function linksOf(
  gtin: Gtin,
  labels: readonly Entry[],
  address: string,
): Readonly<Record<LinkType, readonly Link[]>> {
  const page = (entry: Entry): Link => ({
    href: labelUrl(address, entry.label),
    title: `${writeLabelId(entry.label)} ${entry.product.name.ja}`,
    type: 'text/html',
    hreflang: ['ja', 'en'],
  })
  const proof = ({ label, credential: { leafIndex } }: Entry): readonly Link[] =>
    leafIndex === null
      ? []
      : [
          {
            href: `${address}/credentials/${label}/${leafIndex}.jwt`,
            title: `${writeLabelId(label)} credential`,
            type: 'application/vc+jwt',
          },
        ]
  const makers = new Map(
    labels.flatMap(({ product, maker }) =>
      product.page === undefined
        ? []
        : [[product.page, { href: product.page, title: `${maker.name.ja} ${product.name.ja}`, type: 'text/html' }]],
    ),
  )
  const [only] = labels
  const all = { href: `${address}/register?q=${writeGtin(gtin)}`, title: `GTIN ${writeGtin(gtin)}` }
  const { href, title } = labels.length === 1 && only !== undefined ? page(only) : all
  return {
    certificationInfo: [
      ...labels.map(page),
      ...(labels.length === 1 ? [] : [{ ...all, type: 'text/html' }]),
      ...labels.flatMap(proof),
    ],
    pip: [...makers.values()],
    defaultLink: [{ href, title }],
  }
}

/** The links as a linkset (RFC 9264) about the item itself. */
export function linksetOf(gtin: Gtin, labels: readonly Entry[], address: string) {
  const links = Object.entries(linksOf(gtin, labels, address)).filter(([, some]) => some.length > 0)
  return {
    linkset: [
      {
        anchor: `${address}/01/${gtin}`,
        itemDescription: labels[0]?.product.name.ja ?? '',
        ...Object.fromEntries(links.map(([type, some]) => [gs1Vocabulary + type, some])),
      },
    ],
  }
}

/** What kind of link an address asks for: `gs1:pip`, or its whole name. Undefined: a kind that is not given. */
export function linkTypeAsked(asked: string): LinkType | undefined {
  const name = asked.startsWith('gs1:') ? asked.slice(4) : asked.replace(gs1Vocabulary, '')
  return linkTypes.find((type) => type === name)
}
