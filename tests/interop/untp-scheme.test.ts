import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import jsonld from 'jsonld'
import { test } from 'vitest'
import { crosswalkJsonLd, longListJsonLd, pairsOf, requirementJsonLd } from '../../src/core/exchange/untp-relations.ts'
import {
  criterionJsonLd,
  type JsonLd,
  levelJsonLd,
  provisionJsonLd,
  schemeJsonLd,
  standardJsonLd,
} from '../../src/core/exchange/untp-scheme.ts'
import type { Crosswalk, CrosswalkRow } from '../../src/core/scheme/crosswalk.ts'
import { marks } from '../../src/core/scheme/provenance.ts'
import { relations } from '../../src/core/scheme/relation.ts'
import { catalogue } from './oscal-catalogue.ts'

// The vocabulary of UNTP 0.7.0 (UN/CEFACT, CC BY 4.0) lies beside the checkout; nothing is fetched.
const vocabulary = resolve(import.meta.dirname, '../../../shared/data/untp-0.7.0/untp.jsonld')
const absent = !existsSync(vocabulary)
if (absent)
  console.warn('NOT RUN: rule books as JSON-LD in the UNTP vocabulary, because ../shared/data/untp-0.7.0 is absent')

const base = 'https://label.example.jp'
const { schemes, standards, longList, crosswalks } = catalogue
const jcStar = schemes.find(({ id }) => id === 'jc-star')!

const expand = (document: JsonLd): Promise<unknown> =>
  jsonld.expand(
    JSON.parse(JSON.stringify(document)) as never,
    {
      safe: true, // a term no context knows is an error instead of silence
      documentLoader: async (url: string) => {
        if (url !== 'https://vocabulary.uncefact.org/untp/0.7.0/context/')
          throw new Error(`the test fetches nothing: ${url}`)
        return { contextUrl: undefined, documentUrl: url, document: JSON.parse(readFileSync(vocabulary, 'utf8')) }
      },
    } as never,
  )

/** Names the vocabulary does not define fall through to `…/untp/<Type>#name`. */
function undefinedTerms(expanded: unknown): string[] {
  if (Array.isArray(expanded)) return expanded.flatMap(undefinedTerms)
  if (typeof expanded !== 'object' || expanded === null) return []
  return Object.entries(expanded).flatMap(([name, value]) => [
    ...(/\/untp\/\w+#/.test(name) ? [name] : []),
    ...undefinedTerms(value),
  ])
}

test.skipIf(absent)(
  'every scheme, level, criterion, standard and requirement is in terms of UNTP, SKOS and Dublin Core',
  async () => {
    const documents = [
      ...schemes.flatMap((scheme) => [
        schemeJsonLd(scheme, base, standards),
        ...scheme.levels.map((level) => levelJsonLd(scheme, level, base, standards)),
        ...scheme.criteria.slice(0, 2).map((criterion) => criterionJsonLd(scheme, criterion, base)),
      ]),
      ...standards.flatMap((standard) => [
        standardJsonLd(standard, base),
        ...standard.provisions.slice(0, 1).map((provision) => provisionJsonLd(standard, provision, base)),
      ]),
      longListJsonLd(longList, base, schemes),
      ...longList.requirements.slice(0, 2).map((requirement) => requirementJsonLd(requirement, base, schemes)),
      ...crosswalks.map((crosswalk) => crosswalkJsonLd(crosswalk, base, schemes)),
    ]
    assert.ok(documents.length > 5)
    for (const document of documents) assert.deepEqual(undefinedTerms(await expand(document)), [])
  },
)

test.skipIf(absent)('a term nobody defines is noticed', async () => {
  assert.equal(undefinedTerms(await expand({ ...schemeJsonLd(jcStar, base), stars: 4 })).length, 1)
})

test.skipIf(absent)('a scheme expands to its own address, its levels and their criteria', async () => {
  const text = JSON.stringify(await expand(schemeJsonLd(jcStar, base, standards)))
  for (const uri of [
    'https://label.example.jp/schemes/jc-star',
    'https://label.example.jp/schemes/jc-star/levels/1',
    'https://label.example.jp/schemes/jc-star/criteria/S1.1-02',
    'https://vocabulary.uncefact.org/untp/includedProfile',
    'https://vocabulary.uncefact.org/untp/criterion',
  ])
    assert.ok(text.includes(`"${uri}"`), `${uri} was lost`)
})

test('addresses of provisions and requirements are stable and escaped', () => {
  const [standard] = standards.filter(({ id }) => id === 'etsi-en-303-645')
  const provision = standard!.provisions.find(({ id }) => id === '5.1-1')!
  assert.equal(provisionJsonLd(standard!, provision, base).id, `${base}/standards/etsi-en-303-645/5.1-1`)
  assert.equal(
    provisionJsonLd({ ...standard!, id: 'iec@v2' }, { ...provision, id: 'CR 1.1/あ' }, base).id,
    `${base}/standards/iec@v2/CR%201.1%2F%E3%81%82`,
  )
  for (const requirement of longList.requirements.slice(0, 1))
    assert.equal(requirementJsonLd(requirement, base, schemes).id, `${base}/requirements/${requirement.id}`)
})

const row = (
  from: string[],
  relation: CrosswalkRow['relation'],
  to: string[],
  mark: (typeof marks)[number],
): CrosswalkRow => ({
  from,
  to,
  relation,
  reason: { ja: '理由', en: 'reason' },
  confidence: 'high',
  provenance: { mark },
})

test('SKOS says no more than the mark of a row allows', () => {
  const rows = [
    row(['a'], 'equal-to', ['x'], 'verified'),
    row(['b'], 'equivalent-to', ['x'], 'secondary'),
    row(['c'], 'equal-to', ['x'], 'own'),
    row(['d'], 'subset-of', ['x'], 'own'),
    row(['e'], 'superset-of', ['x', 'y'], 'own'),
    row(['f', 'g'], 'superset-of', ['x'], 'own'),
    row(['h'], 'superset-of', ['x'], 'derived'),
    row(['i'], 'no-relationship', ['x'], 'own'),
    row(['j'], 'intersects-with', ['x', 'y'], 'verified'),
    row(['k', 'l'], 'equal-to', ['x'], 'verified'),
  ]
  const crosswalk: Crosswalk = {
    id: 's--t',
    from: { document: 's', documentNumber: 'S 1' },
    to: { document: 't', documentNumber: 'T 1' },
    rows,
    provenance: { mark: 'own' },
  }
  const [, ...said] = crosswalkJsonLd(crosswalk, base, [])['@graph'] as readonly JsonLd[]
  const at = (id: string) => ({ '@id': `${base}/standards/t/${id}` })
  assert.deepEqual(said, [
    { id: `${base}/standards/s/a`, 'skos:exactMatch': [at('x')] },
    { id: `${base}/standards/s/b`, 'skos:closeMatch': [at('x')] },
    { id: `${base}/standards/s/c`, 'skos:relatedMatch': [at('x')] },
    { id: `${base}/standards/s/d`, 'skos:broadMatch': [at('x')] },
    { id: `${base}/standards/s/e`, 'skos:narrowMatch': [at('x'), at('y')] },
    { id: `${base}/standards/s/h`, 'skos:relatedMatch': [at('x')] },
    { id: `${base}/standards/s/k`, 'skos:broadMatch': [at('x')] },
    { id: `${base}/standards/s/l`, 'skos:broadMatch': [at('x')] },
  ])
})

test('what is said of single pairs is true whenever the row is', () => {
  const set = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 }).map((all) => new Set(all))
  const within = (a: Set<number>, b: Set<number>) => [...a].every((n) => b.has(n))
  const holds = (a: Set<number>, b: Set<number>, relation: CrosswalkRow['relation']): boolean => {
    if (relation === 'superset-of') return within(b, a)
    if (relation === 'subset-of') return within(a, b)
    if (relation === 'intersects-with') return [...a].some((n) => b.has(n))
    if (relation === 'no-relationship') return ![...a].some((n) => b.has(n))
    return within(a, b) && within(b, a)
  }
  const side = fc.constantFrom<string[]>(['A'], ['A', 'B'])
  const other = fc.constantFrom<string[]>(['C'], ['C', 'D'])
  fc.assert(
    fc.property(
      fc.record({ A: set, B: set, C: set, D: set }),
      side,
      other,
      fc.constantFrom(...relations),
      fc.constantFrom(...marks),
      (sets, from, to, relation, mark) => {
        const named: Readonly<Record<string, Set<number>>> = sets
        const union = (ids: readonly string[]) => new Set(ids.flatMap((id) => [...named[id]!]))
        fc.pre(holds(union(from), union(to), relation))
        for (const pair of pairsOf(row(from, relation, to, mark)))
          assert.ok(holds(named[pair.from]!, named[pair.to]!, pair.relation), JSON.stringify(pair))
      },
    ),
    { numRuns: 1000 },
  )
})
