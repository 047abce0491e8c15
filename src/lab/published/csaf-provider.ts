import { readJson } from '../../core/exchange/bounded-json.ts'

// CSAF 2.0, provider-metadata.json: where a maker says who publishes its advisories and where they are. Facts from the JSON schema of
// the standard (provider_json_schema.json) and from its clause 7.1; what a newer edition adds is let be.

export const csafErrors = [
  'not-json',
  'field-missing',
  'field-wrong',
  'version-unknown',
  'canonical-url-elsewhere', // it names another address than the one it was read from
  'distribution-missing', // 7.2.2: a provider offers a directory or ROLIE feeds
  'openpgp-key-missing', // 7.2.3: a trusted provider publishes its keys
] as const
export type CsafError = (typeof csafErrors)[number]

export interface CsafProvider {
  readonly role?: string
  readonly publisher?: string
  readonly lastUpdated?: string
  readonly errors: readonly { readonly code: CsafError; readonly field?: string }[]
}

const roles = ['csaf_publisher', 'csaf_provider', 'csaf_trusted_provider']
const categories = ['coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor']
const limits = { characters: 1_000_000, depth: 20, values: 20_000 }

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isLink = (value: unknown, end = ''): value is string =>
  isText(value) && URL.canParse(value) && new URL(value).protocol === 'https:' && value.endsWith(end)
const isMoment = (value: unknown): value is string =>
  isText(value) &&
  /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.test(value) &&
  !Number.isNaN(Date.parse(value))

/** Reads a provider-metadata.json that came from an address. */
export function readCsafProvider(text: string, address: string): CsafProvider {
  const read = readJson('provider-metadata.json', text, limits)
  if (!read.ok || !isObject(read.value)) return { errors: [{ code: 'not-json' }] }
  const document = read.value
  const errors: { code: CsafError; field?: string }[] = []
  const demand = (field: string, value: unknown, right: (value: unknown) => boolean) => {
    if (value === undefined) errors.push({ code: 'field-missing', field })
    else if (!right(value)) errors.push({ code: 'field-wrong', field })
  }
  demand('canonical_url', document['canonical_url'], (v) => isLink(v, '/provider-metadata.json'))
  demand('last_updated', document['last_updated'], isMoment)
  for (const field of ['list_on_CSAF_aggregators', 'mirror_on_CSAF_aggregators'])
    demand(field, document[field], (v) => typeof v === 'boolean')
  demand('metadata_version', document['metadata_version'], isText)
  demand('role', document['role'], (v) => isText(v) && roles.includes(v))
  demand('publisher', document['publisher'], isObject)
  const publisher = isObject(document['publisher']) ? document['publisher'] : undefined
  if (publisher) {
    demand('publisher/category', publisher['category'], (v) => isText(v) && categories.includes(v))
    demand('publisher/name', publisher['name'], isText)
    demand('publisher/namespace', publisher['namespace'], (v) => isText(v) && URL.canParse(v))
  }
  const version = document['metadata_version']
  if (isText(version) && version !== '2.0' && version !== '2.1') errors.push({ code: 'version-unknown' })
  const canonical = document['canonical_url']
  if (isText(canonical) && canonical !== address) errors.push({ code: 'canonical-url-elsewhere' })
  const role = isText(document['role']) ? document['role'] : undefined
  if (role !== 'csaf_publisher' && !offers(document['distributions'])) errors.push({ code: 'distribution-missing' })
  const keys = document['public_openpgp_keys'] ?? document['pgp_keys'] // the name of drafts
  if (role === 'csaf_trusted_provider' && !(Array.isArray(keys) && keys.some((k) => isObject(k) && isLink(k['url']))))
    errors.push({ code: 'openpgp-key-missing' })
  return {
    ...(role !== undefined && { role }),
    ...(isText(publisher?.['name']) && { publisher: publisher['name'] }),
    ...(isMoment(document['last_updated']) && { lastUpdated: document['last_updated'] }),
    errors,
  }
}

const offers = (distributions: unknown): boolean =>
  Array.isArray(distributions) &&
  distributions.some((d) => {
    if (!isObject(d)) return false
    const feeds = isObject(d['rolie']) ? d['rolie']['feeds'] : undefined
    return (
      isLink(d['directory_url']) ||
      (Array.isArray(feeds) && feeds.some((f) => isObject(f) && isLink(f['url'], '.json')))
    )
  })
