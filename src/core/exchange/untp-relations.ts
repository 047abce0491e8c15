import type { Crosswalk, CrosswalkRow } from '../scheme/crosswalk.ts'
import { nodeOf } from '../scheme/node.ts'
import type { Mark } from '../scheme/provenance.ts'
import { implies, type Relation } from '../scheme/relation.ts'
import type { LongList, Requirement } from '../scheme/requirement.ts'
import { both, context, type JsonLd, knownFrom, tagged } from './untp-scheme.ts'
import { crosswalkUri, nodeUri, requirementUri, type WithCriteria } from './untp-uri.ts'

// SKOS knows how single things compare. Of a row with unions only what follows for single members is said in SKOS; the row
// itself stands beside it with both of its sides.

const words: Record<Relation, string | undefined> = {
  'equal-to': 'skos:exactMatch',
  'equivalent-to': 'skos:closeMatch',
  'superset-of': 'skos:narrowMatch', // the other demands less
  'subset-of': 'skos:broadMatch',
  'intersects-with': 'skos:relatedMatch',
  'no-relationship': undefined,
}

/** What may be said by somebody who knows it like this; more than that would be a false certainty. */
const strongest: Record<Mark, readonly Relation[]> = {
  verified: ['equal-to'],
  secondary: ['equal-to'],
  own: ['superset-of', 'subset-of'],
  derived: ['intersects-with'],
  recalled: ['intersects-with'],
}

/** A relation as the mark of its row allows it; undefined where nothing is left to say. */
export function allowed(relation: Relation, mark: Mark): Relation | undefined {
  if (relation === 'no-relationship') return relation
  if (strongest[mark].some((limit) => implies(limit, relation))) return relation
  return implies(relation, 'intersects-with') ? 'intersects-with' : undefined
}

interface Pair {
  readonly from: string
  readonly to: string
  readonly relation: Relation
}

/** What a row says of single pairs: if A holds B ∪ C, it holds B and it holds C. */
export function pairsOf({ from, to, relation, provenance }: CrosswalkRow): readonly Pair[] {
  const sound = allowed(relation, provenance.mark)
  if (sound === undefined) return []
  const [a = '', ...moreFrom] = from
  const [b = '', ...moreTo] = to
  if (moreFrom.length === 0 && moreTo.length === 0) return [{ from: a, to: b, relation: sound }]
  const every = (weaker: Relation): readonly Pair[] =>
    from.flatMap((one) => to.map((other) => ({ from: one, to: other, relation: weaker })))
  if (moreFrom.length === 0 && implies(sound, 'superset-of')) return every('superset-of')
  if (moreTo.length === 0 && implies(sound, 'subset-of')) return every('subset-of')
  return sound === 'no-relationship' ? every(sound) : []
}

type Editions = readonly WithCriteria[]

/** A crosswalk: its rows, and what follows from them in SKOS. Legal recognition is never in here. */
export function crosswalkJsonLd(crosswalk: Crosswalk, base: string, schemes: Editions): JsonLd {
  const id = crosswalkUri(base, crosswalk.id)
  const from = (one: string) => nodeUri(base, nodeOf(crosswalk.from.document, one), schemes)
  const to = (one: string) => nodeUri(base, nodeOf(crosswalk.to.document, one), schemes)
  const matches = new Map<string, Map<string, Set<string>>>()
  for (const pair of crosswalk.rows.flatMap(pairsOf)) {
    const word = words[pair.relation]
    if (word === undefined) continue
    const subject = matches.get(from(pair.from)) ?? new Map<string, Set<string>>()
    matches.set(from(pair.from), subject)
    subject.set(word, (subject.get(word) ?? new Set()).add(to(pair.to)))
  }
  return {
    '@context': context(base),
    '@graph': [
      {
        id,
        type: ['hoshirushi:Crosswalk'],
        'hoshirushi:from': crosswalk.from.documentNumber,
        'hoshirushi:to': crosswalk.to.documentNumber,
        'dcterms:hasPart': crosswalk.rows.map((row, i) => ({
          id: `${id}#row-${i + 1}`,
          type: ['hoshirushi:CrosswalkRow'],
          'hoshirushi:from': row.from.map((one) => ({ '@id': from(one) })),
          'hoshirushi:relation': row.relation,
          'hoshirushi:to': row.to.map((one) => ({ '@id': to(one) })),
          'hoshirushi:confidence': row.confidence,
          'hoshirushi:reason': tagged(row.reason),
          ...knownFrom(row.provenance),
        })),
        ...knownFrom(crosswalk.provenance),
      },
      ...[...matches].map(([subject, words]) => ({
        id: subject,
        ...Object.fromEntries([...words].map(([word, objects]) => [word, [...objects].map((one) => ({ '@id': one }))])),
      })),
    ],
  }
}

/** One requirement of the long list, and the provisions it unites. */
export const requirementJsonLd = (requirement: Requirement, base: string, schemes: Editions): JsonLd => ({
  '@context': context(base),
  ...requirementNode(requirement, base, schemes),
})

/** The long list as a SKOS concept scheme. */
export const longListJsonLd = (list: LongList, base: string, schemes: Editions): JsonLd => ({
  '@context': context(base),
  id: `${base}/requirements`,
  type: ['skos:ConceptScheme'],
  'skos:prefLabel': tagged(list.title),
  'dcterms:issued': list.issued,
  'skos:hasTopConcept': list.requirements.map((requirement) => requirementNode(requirement, base, schemes)),
  ...knownFrom(list.provenance),
})

function requirementNode(requirement: Requirement, base: string, schemes: Editions): JsonLd {
  const united = (word: string): JsonLd => {
    const nodes = requirement.unites
      .filter(
        ({ extent, provenance }) =>
          words[
            allowed(extent === 'whole' ? 'superset-of' : 'intersects-with', provenance.mark) ?? 'no-relationship'
          ] === word,
      )
      .map(({ provision }) => ({ '@id': nodeUri(base, provision, schemes) }))
    return nodes.length === 0 ? {} : { [word]: nodes }
  }
  return {
    type: ['Criterion', 'skos:Concept'],
    id: requirementUri(base, requirement.id),
    name: `${requirement.id} ${both(requirement.title)}`,
    description: both(requirement.demand),
    tag: [requirement.theme],
    'skos:notation': requirement.id,
    'skos:prefLabel': tagged(requirement.title),
    'skos:definition': tagged(requirement.demand),
    'skos:inScheme': { '@id': `${base}/requirements` },
    ...united('skos:narrowMatch'),
    ...united('skos:relatedMatch'),
    ...knownFrom(requirement.provenance),
  }
}
