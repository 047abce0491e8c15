import type { Comparisons } from '../../src/core/crosswalk/claim.ts'
import { type Confidence, type Crosswalk, type CrosswalkRow, confidences } from '../../src/core/scheme/crosswalk.ts'
import { type NodeId, nodeOf } from '../../src/core/scheme/node.ts'
import { type Mark, marks } from '../../src/core/scheme/provenance.ts'
import type { Relation } from '../../src/core/scheme/relation.ts'

// A large catalogue of invented standards: every provision is a set of things to be shown, and every row is true of these sets.
// The same for everybody who runs it.

const standards = 20
const themes = 50
const unionsPerCent = 5
const reason = { ja: '見本', en: 'sample' }

export interface RuleBooks {
  readonly comparisons: Comparisons
  readonly standards: readonly { readonly id: string; readonly provisions: readonly NodeId[] }[]
}

interface Provision {
  readonly id: string
  readonly standard: number
  readonly asks: ReadonlySet<number>
}

/** 20 standards with so many provisions and crosswalk rows in all. */
export function ruleBooks(size: { readonly provisions: number; readonly rows: number }): RuleBooks {
  const chance = seeded(20260101)
  const below = (n: number): number => Math.floor(chance() * n)
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!
  // Twenty kinds of demand in a theme, of one to four things out of twelve; a few reach into the next theme.
  const kinds = Array.from({ length: themes }, (_, theme) =>
    Array.from({ length: 20 }, () => {
      const asks = Array.from({ length: 1 + below(4) }, () => theme * 12 + below(12))
      return new Set(chance() < 0.1 ? [...asks, ((theme + 1) % themes) * 12 + below(12)] : asks)
    }),
  )
  const each = size.provisions / standards
  const all = Array.from({ length: standards }, (_, standard) =>
    Array.from({ length: each }, (_, i): Provision => {
      const theme = i % themes
      return { id: `${theme + 1}.${Math.floor(i / themes) + 1}`, standard, asks: pick(kinds[theme]!) }
    }),
  )
  const inTheme = all.map((provisions) =>
    Array.from({ length: themes }, (_, theme) => provisions.filter((_, i) => i % themes === theme)),
  )

  const rows = Array.from({ length: standards }, () => Array.from({ length: standards }, (): CrosswalkRow[] => []))
  for (let written = 0; written < size.rows; ) {
    const from = below(standards)
    const to = below(standards)
    if (from >= to) continue
    const theme = below(themes)
    const members = inTheme[from]![theme]!
    const other = pick(inTheme[to]![(chance() < 0.1 ? theme + 1 : theme) % themes]!)
    const at = below(members.length)
    const union = below(100) < unionsPerCent ? members.slice(at, at + 2 + below(2)) : [members[at]!]
    const relation = relationOf(union, other)
    if (relation === undefined || (relation === 'no-relationship' && chance() < 0.9)) continue
    const mark = pick(marks)
    rows[from]![to]!.push({
      from: union.map(({ id }) => id),
      to: [other.id],
      relation: allowed(relation === 'equal-to' && chance() < 0.5 ? 'equivalent-to' : relation, mark),
      reason,
      confidence: pick<Confidence>(confidences),
      provenance: { mark },
    })
    written++
  }

  const name = (standard: number): string => `standard-${standard + 1}`
  const side = (standard: number) => ({ document: name(standard), documentNumber: `${name(standard)}:2026` })
  const crosswalks = rows.flatMap((to, i) =>
    to.flatMap((some, j): Crosswalk[] =>
      some.length === 0
        ? []
        : [{ id: `${name(i)}--${name(j)}`, from: side(i), to: side(j), rows: some, provenance: { mark: 'own' } }],
    ),
  )
  return {
    comparisons: {
      crosswalks,
      longList: {
        title: reason,
        issued: '2026-01-01',
        sources: [],
        themes: [],
        requirements: [],
        provenance: { mark: 'own' },
      },
    },
    standards: all.map((provisions, i) => ({
      id: name(i),
      provisions: provisions.map(({ id }) => nodeOf(name(i), id)),
    })),
  }
}

/** What is true of a union and a provision; nothing where the union names a provision in vain. */
function relationOf(union: readonly Provision[], other: Provision): Relation | undefined {
  const asks = new Set(union.flatMap((one) => [...one.asks]))
  const shared = [...other.asks].filter((thing) => asks.has(thing)).length
  if (union.length > 1 && union.some((one) => [...one.asks].every((thing) => !other.asks.has(thing)))) return undefined
  if (shared === 0) return 'no-relationship'
  const within = shared === other.asks.size
  const contained = shared === asks.size
  return within && contained ? 'equal-to' : within ? 'superset-of' : contained ? 'subset-of' : 'intersects-with'
}

/** No row says more than its source allows. */
function allowed(relation: Relation, mark: Mark): Relation {
  if (relation === 'no-relationship' || mark === 'verified' || mark === 'secondary') return relation
  if (mark !== 'own') return 'intersects-with'
  return relation === 'equal-to' || relation === 'equivalent-to' ? 'superset-of' : relation
}

/** Numbers from 0 to 1, the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
