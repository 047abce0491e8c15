import { z } from 'zod'

// The parts of OSCAL 1.2.1 that we write and read. Fields that are not named here are left out by the schemas and
// therefore appear in the loss report of an import.

export const oscalVersion = '1.2.1'

/** Names in our own properties and parts. */
export const ns = 'urn:hoshirushi:oscal'

const some = <T extends z.ZodType>(item: T) => z.array(item)

const prop = z.object({
  name: z.string().min(1),
  value: z.string().min(1),
  ns: z.string().optional(),
  class: z.string().optional(),
  remarks: z.string().optional(),
})
export type OscalProp = z.infer<typeof prop>

const link = z.object({ href: z.string(), rel: z.string().optional(), text: z.string().optional() })
export type OscalLink = z.infer<typeof link>

/** A piece of text in a control, with pieces of its own. */
export interface OscalPart {
  id?: string | undefined
  name: string
  ns?: string | undefined
  class?: string | undefined
  title?: string | undefined
  props?: OscalProp[] | undefined
  prose?: string | undefined
  parts?: OscalPart[] | undefined
  links?: OscalLink[] | undefined
}
const part: z.ZodType<OscalPart> = z.lazy(() =>
  z.object({
    id: z.string().optional(),
    name: z.string().min(1),
    ns: z.string().optional(),
    class: z.string().optional(),
    title: z.string().optional(),
    props: some(prop).optional(),
    prose: z.string().optional(),
    parts: some(part).optional(),
    links: some(link).optional(),
  }),
)

/** A control: a provision, criterion or requirement of ours. */
export interface OscalControl {
  id: string
  class?: string | undefined
  title: string
  props?: OscalProp[] | undefined
  links?: OscalLink[] | undefined
  parts?: OscalPart[] | undefined
  controls?: OscalControl[] | undefined
}
const control: z.ZodType<OscalControl> = z.lazy(() =>
  z.object({
    id: z.string().min(1),
    class: z.string().optional(),
    title: z.string(),
    props: some(prop).optional(),
    links: some(link).optional(),
    parts: some(part).optional(),
    controls: some(control).optional(),
  }),
)

/** A group of controls: a theme of ours. */
export interface OscalGroup {
  id?: string | undefined
  class?: string | undefined
  title: string
  props?: OscalProp[] | undefined
  links?: OscalLink[] | undefined
  parts?: OscalPart[] | undefined
  groups?: OscalGroup[] | undefined
  controls?: OscalControl[] | undefined
}
const group: z.ZodType<OscalGroup> = z.lazy(() =>
  z.object({
    id: z.string().optional(),
    class: z.string().optional(),
    title: z.string(),
    props: some(prop).optional(),
    links: some(link).optional(),
    parts: some(part).optional(),
    groups: some(group).optional(),
    controls: some(control).optional(),
  }),
)

const party = z.object({
  uuid: z.string(),
  type: z.enum(['person', 'organization']),
  name: z.string().optional(),
  props: some(prop).optional(),
})
const metadata = z.object({
  title: z.string(),
  published: z.string().optional(),
  'last-modified': z.string(),
  version: z.string(),
  'oscal-version': z.string(),
  'document-ids': some(z.object({ scheme: z.string().optional(), identifier: z.string() })).optional(),
  props: some(prop).optional(),
  links: some(link).optional(),
  roles: some(z.object({ id: z.string(), title: z.string() })).optional(),
  parties: some(party).optional(),
  'responsible-parties': some(z.object({ 'role-id': z.string(), 'party-uuids': some(z.string()) })).optional(),
  remarks: z.string().optional(),
})
export type OscalMetadata = z.infer<typeof metadata>

const resource = z.object({
  uuid: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  props: some(prop).optional(),
  rlinks: some(
    z.object({
      href: z.string(),
      'media-type': z.string().optional(),
      hashes: some(z.object({ algorithm: z.string(), value: z.string() })).optional(),
    }),
  ).optional(),
})
export type OscalResource = z.infer<typeof resource>
const backMatter = z.object({ resources: some(resource).optional() })

const catalog = z.object({
  uuid: z.string(),
  metadata,
  groups: some(group).optional(),
  controls: some(control).optional(),
  'back-matter': backMatter.optional(),
})
export const oscalCatalog = z.object({ catalog })
export type OscalCatalog = z.infer<typeof oscalCatalog>

const select = z.object({
  'with-ids': some(z.string()).optional(),
  matching: some(z.object({ pattern: z.string().optional() })).optional(),
})
export type OscalSelect = z.infer<typeof select>

export const oscalProfile = z.object({
  profile: z.object({
    uuid: z.string(),
    metadata,
    imports: some(
      z.object({
        href: z.string(),
        'include-all': z.object({}).optional(),
        'include-controls': some(select).optional(),
        'exclude-controls': some(select).optional(),
      }),
    ).min(1),
    'back-matter': backMatter.optional(),
  }),
})
export type OscalProfile = z.infer<typeof oscalProfile>

const confidence = z.object({
  category: z.string().optional(),
  percentage: z.union([z.string(), z.number()]).optional(),
})
const item = z.object({ type: z.enum(['control', 'statement']), 'id-ref': z.string().min(1) })
const side = z.object({ type: z.string(), href: z.string(), props: some(prop).optional() })
const map = z.object({
  uuid: z.string(),
  'matching-rationale': z.string().optional(),
  relationship: z.string(),
  sources: some(item).min(1),
  targets: some(item).min(1),
  qualifiers: some(
    z.object({
      subject: z.enum(['source', 'target', 'both']),
      predicate: z.enum(['has-requirement', 'has-incompatibility']),
      category: z.enum(['restricted', 'addressable', 'blocked']),
      description: z.string(),
    }),
  ).optional(),
  'confidence-score': confidence.optional(),
  props: some(prop).optional(),
  links: some(link).optional(),
  remarks: z.string().optional(),
})
export type OscalMap = z.infer<typeof map>
const mapping = z.object({
  uuid: z.string(),
  'source-resource': side,
  'target-resource': side,
  maps: some(map).min(1),
  'confidence-score': confidence.optional(),
})
export const oscalMapping = z.object({
  'mapping-collection': z.object({
    uuid: z.string(),
    metadata,
    provenance: z.object({
      method: z.string(),
      'matching-rationale': z.string(),
      status: z.string(),
      'mapping-description': z.string(),
      'confidence-score': confidence.optional(),
      props: some(prop).optional(),
    }),
    mappings: z.union([some(mapping).min(1), mapping]),
    'back-matter': backMatter.optional(),
  }),
})
export type OscalMapping = z.infer<typeof oscalMapping>

const implemented = z.object({
  uuid: z.string(),
  'control-id': z.string().min(1),
  description: z.string(),
  props: some(prop).optional(),
  links: some(link).optional(),
  remarks: z.string().optional(),
})
const component = z.object({
  uuid: z.string(),
  type: z.string(),
  title: z.string(),
  description: z.string(),
  props: some(prop).optional(),
  'control-implementations': some(
    z.object({
      uuid: z.string(),
      source: z.string(),
      description: z.string(),
      props: some(prop).optional(),
      'implemented-requirements': some(implemented).min(1),
    }),
  ).optional(),
})
export const oscalComponents = z.object({
  'component-definition': z.object({
    uuid: z.string(),
    metadata,
    components: some(component).optional(),
    'back-matter': backMatter.optional(),
  }),
})
export type OscalComponents = z.infer<typeof oscalComponents>
