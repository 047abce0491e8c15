import type { Instant } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { type Demand, editionKey, type Scheme } from '../scheme/scheme.ts'
import type { Standard } from '../scheme/standard.ts'
import type { ExchangeFault } from './faults.ts'
import { type Carried, lost, shown } from './lost.ts'
import type { OscalProfile, OscalProp, OscalResource } from './oscal.ts'
import { leftBehind } from './oscal-catalog-out.ts'
import { documentUuid, type Head, metadataOf, resourceFor } from './oscal-metadata.ts'
import { tokenOf } from './oscal-token.ts'
import { maybe, ours, provenanceProps } from './oscal-words.ts'

type Import = OscalProfile['profile']['imports'][number]

/** One level of a scheme as an OSCAL profile: what it takes of its own criteria, and of the provisions of standards. */
export function levelToOscal(
  scheme: Scheme,
  code: string,
  standards: readonly Standard[],
  at: Instant,
): Result<Carried<OscalProfile>, ExchangeFault> {
  const level = scheme.levels.find((candidate) => candidate.code === code)
  if (!level) return refuse({ code: 'exchange-id-unknown', name: editionKey(scheme), id: code })
  const imports: Import[] = []
  const resources: OscalResource[] = []
  const source = (document: string, title: string, model: 'catalog' | 'criteria'): string => {
    const resource = resourceFor(document, title, model)
    if (!resources.some(({ uuid }) => uuid === resource.uuid)) resources.push(resource)
    return `#${resource.uuid}`
  }
  if (level.criteria.length > 0)
    imports.push({
      href: source(editionKey(scheme), scheme.edition.documentNumber, 'criteria'),
      'include-controls': [{ 'with-ids': level.criteria.map(tokenOf) }],
    })
  const demandProps: OscalProp[] = []
  for (const [i, demand] of (level.demands ?? []).entries()) {
    const chosen = chosenOf(demand, standards)
    if (!chosen.ok) return chosen
    const empty = chosen.value !== 'all' && chosen.value.length === 0
    demandProps.push(
      ours(
        `demand-${i + 1}`,
        demand.standard,
        empty ? 'none' : typeof demand.provisions === 'string' ? demand.provisions : 'these',
      ),
      // Which products it is demanded of has no OSCAL words; as one line of JSON it at least comes back.
      ...maybe(`demand-${i + 1}-when`, demand.when && JSON.stringify(demand.when)),
      ...provenanceProps(demand.provenance, `demand-${i + 1}-provenance`),
    )
    if (empty) continue
    const number = standards.find(({ id }) => id === demand.standard)?.edition.documentNumber ?? demand.standard
    imports.push({
      href: source(demand.standard, number, 'catalog'),
      ...(chosen.value === 'all'
        ? { 'include-all': {} }
        : { 'include-controls': [{ 'with-ids': chosen.value.map(tokenOf) }] }),
    })
  }
  // OSCAL knows no profile that takes nothing; a level whose content is not published has none.
  if (imports.length === 0)
    return refuse({ code: 'exchange-nothing-to-write', name: `${editionKey(scheme)} ${code}`, format: 'OSCAL' })

  const head: Head = {
    kind: 'level',
    id: editionKey(scheme),
    title: level.name,
    version: scheme.edition.documentNumber,
    issued: scheme.edition.issued,
    publisher: scheme.owner,
    url: scheme.officialUrl,
    props: [
      ours('level', level.code),
      ours('rank', String(level.rank)),
      ours('of', String(level.of)),
      ours('symbol', level.symbol),
      ours('status', level.status),
      ours('path', level.path),
      ours('assessor', level.assessor),
      ...maybe('validity-months', level.validityMonths),
      ...maybe('criteria-count', level.criteriaCount),
      ...(level.products === undefined ? [] : [ours('products', JSON.stringify(level.products))]),
      ...(level.categories ?? []).map((category) => ours('category', category)),
      ...(level.contentUnknown === undefined ? [] : [ours('content-unknown', String(level.contentUnknown))]),
      ...provenanceProps(level.provenance),
      ...demandProps,
    ],
  }
  const profile = {
    uuid: documentUuid(head, level, at),
    metadata: metadataOf(head, at),
    imports,
    merge: { 'as-is': true },
    'back-matter': { resources },
  }
  const conditional = (level.demands ?? []).flatMap(({ when }, i) =>
    when === undefined ? [] : [lost(`levels[${code}].demands[${i}].when`, shown(when), readByUsAlone)],
  )
  return ok({ document: { profile }, lost: [...leftBehind(level, carried, `levels[${code}].`), ...conditional] })
}

const readByUsAlone: Text = {
  ja: 'どの製品に求めるかの条件は、私たちの属性として書きました。ほかの道具は読まず、すべての製品に求めるものと受け取ります。',
  en: 'Of which products it is demanded stands in a property of ours. Other tools do not read it and take it as demanded of all.',
}

const carried = [
  'code',
  'rank',
  'of',
  'symbol',
  'name',
  'status',
  'contentUnknown',
  'path',
  'assessor',
  'validityMonths',
  'criteria',
  'demands',
  'criteriaCount',
  'products',
  'categories',
  'provenance',
]

/** The ids a demand takes. "All mandatory" has no words in OSCAL and is written as the ids it means today. */
function chosenOf(demand: Demand, standards: readonly Standard[]): Result<'all' | readonly string[], ExchangeFault> {
  if (demand.provisions === 'all') return ok('all')
  if (demand.provisions !== 'mandatory') return ok(demand.provisions)
  const standard = standards.find(({ id }) => id === demand.standard)
  return standard
    ? ok(standard.provisions.filter(({ status }) => status === 'mandatory').map(({ id }) => id))
    : refuse({ code: 'exchange-id-unknown', name: 'demands', id: demand.standard })
}
