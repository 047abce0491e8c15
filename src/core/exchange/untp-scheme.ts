import { isDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Criterion } from '../scheme/criterion.ts'
import { provisionsDemanded } from '../scheme/demanded.ts'
import type { Provenance } from '../scheme/provenance.ts'
import { type Demand, editionKey, type Level, type Scheme } from '../scheme/scheme.ts'
import type { Provision, Standard } from '../scheme/standard.ts'
import { criterionUri, levelUri, provisionUri, schemeUri, standardUri } from './untp-uri.ts'

// Rule books in the UNTP 0.7.0 vocabulary (conformity scheme, profile, criterion, standard, regulation), as JSON-LD. What UNTP has
// no word for is said in SKOS and Dublin Core; words in two languages stand as `skos:prefLabel` and `skos:definition`.

/** A JSON-LD node or document. */
export type JsonLd = Readonly<Record<string, unknown>>

/** The contexts every document begins with; the second adds prefixes only. */
export const context = (base: string): readonly unknown[] => [
  'https://vocabulary.uncefact.org/untp/0.7.0/context/',
  {
    skos: 'http://www.w3.org/2004/02/skos/core#',
    dcterms: 'http://purl.org/dc/terms/',
    hoshirushi: `${base}/vocabulary#`,
  },
]

export const both = (text: Text): string => (text.en === text.ja ? text.ja : `${text.ja} / ${text.en}`)

/** A text in both languages, each marked with its own. */
export const tagged = (text: Text): readonly JsonLd[] => [
  { '@value': text.ja, '@language': 'ja' },
  { '@value': text.en, '@language': 'en' },
]

/** How a thing is known: never left out, so that nobody takes a recollection for a source. */
export const knownFrom = ({ mark, source, note }: Provenance): JsonLd => ({
  'hoshirushi:mark': mark,
  ...(source === undefined ? {} : { 'dcterms:source': source }),
  ...(note === undefined ? {} : { 'hoshirushi:note': note }),
})

const document = (base: string, node: JsonLd): JsonLd => ({ '@context': context(base), ...node })

/** A scheme with its levels as profiles. The demands of standards need the standards to be named one by one. */
export function schemeJsonLd(scheme: Scheme, base: string, standards: readonly Standard[] = []): JsonLd {
  const id = schemeUri(base, editionKey(scheme))
  const { since } = scheme.state
  return document(base, {
    type: ['ConformityScheme'],
    id,
    name: both(scheme.name),
    description: both(scheme.covers),
    owner: { type: ['Party'], id: `${id}#owner`, name: both(scheme.owner) },
    documentation: scheme.officialUrl,
    ...(since !== undefined && isDate(since) ? { establishedDate: since } : {}),
    geographicScope: [{ code: scheme.jurisdiction, name: scheme.jurisdiction }],
    schemeScoringFramework: {
      name: both(scheme.shortName),
      score: scheme.levels.map((level) => ({
        code: level.symbol || level.code,
        rank: level.rank,
        definition: both(level.name),
      })),
    },
    includedProfile: scheme.levels.map((level) => profile(scheme, level, base, standards)),
    'skos:prefLabel': tagged(scheme.name),
    'skos:definition': tagged(scheme.covers),
    'skos:editorialNote': tagged(scheme.notice),
    'hoshirushi:documentNumber': scheme.edition.documentNumber,
    'hoshirushi:state': scheme.state.is,
    'hoshirushi:mandatory': scheme.mandatory,
    ...knownFrom(scheme.provenance),
  })
}

/** One level of a scheme. */
export const levelJsonLd = (scheme: Scheme, level: Level, base: string, standards: readonly Standard[] = []): JsonLd =>
  document(base, { ...profile(scheme, level, base, standards), scheme: schemeUri(base, editionKey(scheme)) })

/** One criterion of a scheme. */
export const criterionJsonLd = (scheme: Scheme, criterion: Criterion, base: string): JsonLd =>
  document(base, criterionNode(scheme, criterion, base))

/** A standard or law with its provisions, in our own words. */
export function standardJsonLd(standard: Standard, base: string): JsonLd {
  const law = standard.kind === 'law'
  const id = standardUri(base, standard.id)
  const publisher = { type: ['Party'], id: `${id}#publisher`, name: both(standard.publisher) }
  return document(base, {
    type: [law ? 'Regulation' : 'Standard'],
    id,
    name: both(standard.name),
    ...(law ? { administeredBy: publisher } : { issuingParty: publisher }),
    ...(law || standard.edition.issued === undefined ? {} : { issueDate: standard.edition.issued }),
    'skos:prefLabel': tagged(standard.name),
    'hoshirushi:documentNumber': standard.edition.documentNumber,
    'dcterms:isReferencedBy': { '@id': standard.officialUrl },
    'dcterms:hasPart': standard.provisions.map((provision) => provisionNode(standard, provision, base)),
    ...knownFrom(standard.provenance),
  })
}

/** One provision of a standard. */
export const provisionJsonLd = (standard: Standard, provision: Provision, base: string): JsonLd =>
  document(base, provisionNode(standard, provision, base))

const provisionNode = (standard: Standard, provision: Provision, base: string): JsonLd => ({
  type: ['Criterion'],
  id: provisionUri(base, standard.id, provision.id),
  name: provision.id,
  description: both(provision.subject),
  version: standard.edition.documentNumber,
  tag: [provision.theme],
  'skos:notation': provision.id,
  'skos:definition': tagged(provision.subject),
  'dcterms:isPartOf': { '@id': standardUri(base, standard.id) },
  'hoshirushi:requirementStatus': provision.status,
  ...knownFrom(provision.provenance),
})

const criterionNode = (scheme: Scheme, criterion: Criterion, base: string): JsonLd => ({
  type: ['Criterion'],
  id: criterionUri(base, editionKey(scheme), criterion.id),
  name: `${criterion.id} ${both(criterion.title)}`,
  description: both(criterion.demand),
  version: scheme.edition.documentNumber,
  tag: [criterion.theme],
  'skos:notation': criterion.id,
  'skos:prefLabel': tagged(criterion.title),
  'skos:definition': tagged(criterion.demand),
  'skos:scopeNote': tagged(criterion.meaning),
  'dcterms:isPartOf': { '@id': schemeUri(base, editionKey(scheme)) },
  // The name by which labels cite it: with the document number, so that it never comes to mean a later edition.
  'skos:exactMatch': {
    '@id': `${base}/schemes/${[scheme.id, scheme.edition.documentNumber, 'criteria', criterion.id].map(encodeURIComponent).join('/')}`,
  },
  ...knownFrom(criterion.provenance),
})

function profile(scheme: Scheme, level: Level, base: string, standards: readonly Standard[]): JsonLd {
  const edition = editionKey(scheme)
  const demands = level.demands ?? []
  const standardsOf = (law: boolean) =>
    demands
      .map((demand) => standards.find(({ id }) => id === demand.standard))
      .filter((standard) => standard !== undefined && (standard.kind === 'law') === law)
      .map((standard) => ({ '@id': standardUri(base, standard!.id) }))
  const aligned = standardsOf(false).map((standard) => ({ standard }))
  const lawful = standardsOf(true).map((regulation) => ({ regulation }))
  const demandsOf = (which: (demand: Demand) => boolean): readonly string[] =>
    demands
      .filter(which)
      .flatMap((demand) => provisionsDemanded(demand, standards).map((id) => provisionUri(base, demand.standard, id)))
  return {
    type: ['ConformityProfile'],
    id: levelUri(base, edition, level.code),
    name: `${both(scheme.shortName)} ${level.symbol || level.code} ${both(level.name)}`,
    version: scheme.edition.documentNumber,
    validFrom: scheme.edition.issued,
    ...(aligned.length === 0 ? {} : { standardAlignment: aligned }),
    ...(lawful.length === 0 ? {} : { regulatoryAlignment: lawful }),
    criterion: [
      ...level.criteria.map((id) => criterionUri(base, edition, id)),
      ...demandsOf(({ when }) => when === undefined),
    ],
    // Demanded of some products only: a reader who knows no conditions must not take it for a demand on all.
    'hoshirushi:conditionalCriterion': demandsOf(({ when }) => when !== undefined).map((id) => ({ '@id': id })),
    'skos:prefLabel': tagged(level.name),
    'hoshirushi:status': level.status,
    ...knownFrom(level.provenance),
  }
}
