import { type IsoDate, isDate } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../../core/kernel/result.ts'
import type { Text } from '../../../../core/kernel/text.ts'
import type { Holding } from '../../../../core/market/holding.ts'
import { marketOf } from '../../../../core/market/market.ts'
import type { Evidence } from '../../../../core/market/market-plan.ts'
import { type ChosenTarget, chooseTargets, targetName } from '../../../../core/market/target.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import type { FactValue } from '../../../../core/scheme/condition.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { valuesOf } from '../../../../core/scheme/fact.ts'
import type { NodeId } from '../../../../core/scheme/node.ts'
import type { ProductType } from '../../../../core/scheme/product-type.ts'
import type { ProductFacts } from '../../../../core/selection/product.ts'

/** Everything a plan is made from, as its address carries it. */
export interface PlanQuestion {
  readonly type?: ProductType
  readonly targets: readonly ChosenTarget[]
  readonly facts: ProductFacts
  readonly factsGiven: boolean // the reader has been through the facts, so silence means "not known"
  readonly holdings: readonly { readonly of: ChosenTarget; readonly until?: IsoDate }[]
  readonly proves: readonly ChosenTarget[] // levels of which everything was shown
  readonly nodes: readonly NodeId[] // single demands that were shown
  readonly confirmed: readonly string[] // conditions of recognition that have been seen to
}

export const holdingPlaces = [1, 2, 3] as const
const most = { to: 40, proves: 20, p: 300, ok: 50 } as const
const longest = 120 // letters of one value

/** One name for each part of the address. */
export const factParameter = (fact: string): string => `f.${fact}`

const malformed = (field: string, reason: Text): Result<never, Fault> =>
  refuse<Fault & { field: string; reason: Text }>({ code: 'request-malformed', field, reason })

const tooMany: Text = { ja: '数が多すぎます。', en: 'There are too many values.' }
const notOffered: Text = {
  ja: '選べる値ではありません。カタログが新しくなった可能性があります。',
  en: 'It is not one of the values that can be chosen; the catalogue may have changed.',
}
const noDay: Text = {
  ja: '日付は、2028-04-14のように書いてください。',
  en: 'Write a date like 2028-04-14.',
}

/** Reads an address. What it names has to exist: an answer to another question than the one asked would be worse than none. */
export function readPlan(catalogue: Catalogue, query: URLSearchParams): Result<PlanQuestion, Fault> {
  const all = (name: string) => query.getAll(name).filter((value) => value !== '')
  for (const [name, limit] of Object.entries(most)) if (all(name).length > limit) return malformed(name, tooMany)
  for (const [name, value] of query) if (value.length > longest) return malformed(name.slice(0, 40), tooMany)
  const targets = chooseTargets(catalogue.schemes, all('to'))
  if (!targets.ok) return targets
  const proves = chooseTargets(catalogue.schemes, all('proves'))
  if (!proves.ok) return proves
  const [typeName] = all('type')
  const type = catalogue.productTypes.find(({ id }) => id === typeName)
  if (typeName !== undefined && type === undefined) return malformed('type', notOffered)
  const facts = readFacts(catalogue, query)
  if (!facts.ok) return facts
  const holdings = readHoldings(catalogue, query)
  if (!holdings.ok) return holdings
  const nodes = all('p')
  const { titles } = marketOf(catalogue)
  if (nodes.some((node) => !titles.has(node))) return malformed('p', notOffered)
  return ok({
    ...(type === undefined ? {} : { type }),
    targets: targets.value,
    facts: facts.value,
    factsGiven: [...query.keys()].some((name) => name.startsWith('f.')),
    holdings: holdings.value,
    proves: proves.value,
    nodes,
    confirmed: all('ok'),
  })
}

function readFacts({ facts: vocabulary }: Catalogue, query: URLSearchParams): Result<ProductFacts, Fault> {
  const facts: Record<string, FactValue> = {}
  for (const [name, text] of query) {
    if (!name.startsWith('f.') || text === '') continue
    const fact = vocabulary.find(({ id }) => factParameter(id) === name)
    const value = fact && valuesOf(fact).find((one) => String(one) === text)
    if (fact === undefined || value === undefined) return malformed(name.slice(0, 60), notOffered)
    facts[fact.id] = value
  }
  return ok(facts)
}

function readHoldings({ schemes }: Catalogue, query: URLSearchParams): Result<PlanQuestion['holdings'], Fault> {
  const holdings: PlanQuestion['holdings'][number][] = []
  for (const place of holdingPlaces) {
    const name = query.get(`has-${place}`) ?? ''
    const until = (query.get(`until-${place}`) ?? '').trim()
    if (until !== '' && !isDate(until)) return malformed(`until-${place}`, noDay)
    if (name === '') continue
    const of = chooseTargets(schemes, [name])
    if (!of.ok) return of
    for (const held of of.value) holdings.push({ of: held, ...(until === '' ? {} : { until }) })
  }
  return ok(holdings)
}

/** The evidence the question speaks of. A label proves no single demand: what was shown is said beside it. */
export function evidenceOf(catalogue: Catalogue, question: PlanQuestion, day: IsoDate): Evidence {
  const { holdings, proves, nodes, confirmed } = question
  const proven = proves.flatMap(({ scheme, level }) => nodesOfLevel(scheme, level, catalogue.standards))
  return {
    proven: [...new Set([...proven, ...nodes])],
    notApplicable: [],
    holdings: holdings.map(
      ({ of: { scheme, level }, until }): Holding => ({
        scheme: scheme.id,
        level: level.code,
        documentNumber: scheme.edition.documentNumber,
        validFrom: until !== undefined && until < day ? until : day, // since when is not asked: it is there today, or was
        ...(until === undefined ? {} : { validUntil: until }),
        confirmed,
      }),
    ),
  }
}

/** The question as it stands in an address, the same question always in the same letters. */
export function writePlan(question: PlanQuestion, asOf = ''): URLSearchParams {
  const query = new URLSearchParams()
  if (question.type) query.set('type', question.type.id)
  for (const { target } of question.targets) query.append('to', targetName(target))
  for (const [fact, value] of Object.entries(question.facts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    query.set(factParameter(fact), String(value))
  // That everything is unknown is an answer as well, and is not the same as not having been asked.
  if (question.factsGiven && Object.keys(question.facts).length === 0) query.set('f.', '')
  for (const [i, { of, until }] of question.holdings.entries()) {
    query.set(`has-${i + 1}`, targetName(of.target))
    if (until !== undefined) query.set(`until-${i + 1}`, until)
  }
  for (const { target } of question.proves) query.append('proves', targetName(target))
  for (const node of question.nodes) query.append('p', node)
  for (const condition of question.confirmed) query.append('ok', condition)
  if (asOf !== '') query.set('as_of', asOf)
  return query
}

/** What is known of the product: the reader's answers, else what is usual for the type. */
export const factsOf = ({ facts, factsGiven, type }: PlanQuestion): ProductFacts =>
  factsGiven ? facts : (type?.usualFacts ?? {})
