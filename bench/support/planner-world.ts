import type { Catalogue } from '../../src/core/scheme/catalogue.ts'
import type { Crosswalk, CrosswalkRow } from '../../src/core/scheme/crosswalk.ts'
import type { Provenance } from '../../src/core/scheme/provenance.ts'
import type { PinnedScheme } from '../../src/core/scheme/scheme.ts'
import type { Standard } from '../../src/core/scheme/standard.ts'

const documents = 20
const perDocument = 250
const topics = 200
const rows = 50_000
const provenance: Provenance = { mark: 'own' }
const none = { ja: '', en: '' }

/** A small generator of numbers that is the same everywhere. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * Twenty rule books with 250 demands each on 200 topics, and 50,000 rows between them. On a topic some books ask more than others, some
 * the same, some as much as two others together; most rows only say that two demands overlap. Each book is a scheme of one level.
 */
export function plannerWorld(seed = 1): Catalogue {
  const chance = numbers(seed)
  const pick = (below: number) => Math.floor(chance() * below)
  const about = (document: number, place: number) => ({
    document,
    place,
    topic: (place + document * 7) % topics,
    strength: chance(),
  })
  const demands = Array.from({ length: documents }, (_, document) =>
    Array.from({ length: perDocument }, (_, place) => about(document, place)),
  )
  const byTopic = Map.groupBy(demands.flat(), ({ topic }) => topic)
  const between = new Map<string, CrosswalkRow[]>()
  const say = (from: number, to: number, row: Pick<CrosswalkRow, 'from' | 'to' | 'relation'>) => {
    const key = `${from} ${to}`
    const list = between.get(key) ?? []
    list.push({ ...row, reason: none, confidence: 'medium', provenance })
    between.set(key, list)
  }
  let said = 0
  for (const demand of demands.flat()) {
    const others = byTopic.get(demand.topic)!.filter(({ document }) => document !== demand.document)
    const one = others[pick(others.length)]!
    const stronger = one.strength < demand.strength
    const near = Math.abs(one.strength - demand.strength) < 0.03
    const relation = near ? 'equal-to' : stronger ? 'superset-of' : 'subset-of'
    say(demand.document, one.document, { from: [`${demand.place}`], to: [`${one.place}`], relation })
    const pair = others.filter(({ document }) => document === one.document && chance() < 0.8).slice(0, 2)
    if (pair.length === 2 && pair[0]!.strength + pair[1]!.strength > demand.strength)
      say(one.document, demand.document, {
        from: pair.map(({ place }) => `${place}`),
        to: [`${demand.place}`],
        relation: 'superset-of',
      })
    said++
  }
  for (; said < rows; said++) {
    const [from, to] = [pick(documents), pick(documents)]
    if (from !== to)
      say(from, to, { from: [`${pick(perDocument)}`], to: [`${pick(perDocument)}`], relation: 'intersects-with' })
  }
  const crosswalks = [...between].map(([key, list]): Crosswalk => {
    const [from, to] = key.split(' ')
    const side = (n: string) => ({ document: `book-${n}`, documentNumber: n })
    return { id: key, from: side(from!), to: side(to!), rows: list, provenance }
  })
  const standards = demands.map((list, n) => ({
    id: `book-${n}`,
    provisions: list.map(({ place }) => ({ id: `${place}`, status: 'mandatory', subject: none })),
  })) as unknown as readonly Standard[]
  const schemes = demands.map((_, n) => ({
    id: `scheme-${n}`,
    edition: { documentNumber: `${n}`, issued: '2026-01-01' },
    name: none,
    shortName: none,
    state: { is: 'in-operation', text: none, provenance },
    timeline: [],
    questions: [],
    scope: [{ id: 'all', when: { fact: 'any', is: true }, verdict: 'in', reason: none, clause: '', provenance }],
    criteria: [],
    levels: [
      {
        code: '1',
        rank: 1,
        of: 1,
        symbol: '',
        name: none,
        status: 'in-operation',
        fees: [],
        criteria: [],
        demands: [{ standard: `book-${n}`, provisions: 'all', provenance }],
      },
    ],
  })) as unknown as readonly PinnedScheme[]
  const nodes = demands.flatMap((list, n) =>
    list.map(({ place, strength }) => ({
      node: `book-${n}:${place}`,
      hours: 1 + Math.round(strength * 14) / 2,
      provenance,
    })),
  )
  return {
    schemes,
    standards,
    longList: { title: none, issued: '2026-01-01', sources: [], themes: [], requirements: [], provenance },
    crosswalks,
    recognition: [],
    productTypes: [],
    facts: [],
    glossary: [],
    effort: { otherwise: 4, documents: [], nodes, provenance },
  }
}
