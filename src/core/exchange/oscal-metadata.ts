import type { Instant } from '../kernel/date.ts'
import { digestOf } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { OscalLink, OscalMetadata, OscalProp, OscalResource } from './oscal.ts'
import { oscalVersion } from './oscal.ts'
import { momentOf, ours, titled } from './oscal-words.ts'
import { present } from './present.ts'
import { uuidOf } from './uuid.ts'

/** What the head of an OSCAL document says of one of ours. */
export interface Head {
  readonly kind: 'standard' | 'criteria' | 'level' | 'crosswalk' | 'long-list' | 'product'
  readonly id: string
  readonly title: Text
  readonly version: string // the document number
  readonly issued?: string | undefined
  readonly publisher?: Text | undefined
  readonly url?: string | undefined
  readonly props?: OscalProp[]
}

/** The UUID of a document: another content or another time gives another one, as OSCAL asks. */
export const documentUuid = (head: Head, content: unknown, at: Instant): string =>
  uuidOf('document', head.kind, head.id, digestOf(content), at)

export function metadataOf(head: Head, at: Instant): OscalMetadata {
  const { title, props } = titled(head.title, head.id)
  const publisher = head.publisher && partyOf(head.publisher)
  return present({
    title,
    published: head.issued === undefined ? undefined : momentOf(head.issued),
    'last-modified': at,
    version: head.version,
    'oscal-version': oscalVersion,
    props: [ours('document', head.id, head.kind), ...props, ...(head.props ?? [])],
    links: head.url === undefined ? undefined : [{ href: head.url, rel: 'reference' } satisfies OscalLink],
    roles: publisher && [{ id: 'publisher', title: 'Publisher' }],
    parties: publisher && [publisher],
    'responsible-parties': publisher && [{ 'role-id': 'publisher', 'party-uuids': [publisher.uuid] }],
  })
}

const partyOf = (name: Text) => ({
  uuid: uuidOf('party', name.en),
  type: 'organization' as const,
  name: name.en.trim() === '' ? '-' : name.en.replace(/\s+/g, ' ').trim(),
  props: [ours('name', name.ja, 'ja'), ours('name', name.en, 'en')],
})

/** The name of the file that holds a document, so that several files in one folder find each other. */
export const fileOf = (document: string, model: 'catalog' | 'criteria' | 'profile' | 'mapping' | 'component'): string =>
  `${document.replace(/[^A-Za-z0-9.@-]+/g, '_')}.${model}.json`

/**
 * A law may be there twice under one name, as a scheme and as the standard its levels demand: the catalog of a scheme's own
 * criteria is therefore told apart. A document that another refers to: `#uuid` leads here, and from here to its file.
 */
export const resourceFor = (
  document: string,
  title: string,
  model: 'catalog' | 'criteria' | 'profile',
): OscalResource => ({
  uuid: uuidOf('resource', model, document),
  title,
  props: [ours('document', document, model)],
  rlinks: [{ href: fileOf(document, model), 'media-type': 'application/oscal+json' }],
})
