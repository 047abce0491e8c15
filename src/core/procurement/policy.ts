import type { IsoDate } from '../kernel/date.ts'
import { type Digest, digestOf } from '../kernel/digest.ts'
import type { Text } from '../kernel/text.ts'
import type { Provenance } from '../scheme/provenance.ts'
import type { Milestone } from '../scheme/scheme.ts'
import type { Conditions, Demand, Importance, Terms } from './demand.ts'

/** `in-force`: applied today. `planned`, `proposed`: said or drafted, not decided. `example`: ours, to start from. */
export const policyStatuses = ['in-force', 'planned', 'proposed', 'example'] as const
export type PolicyStatus = (typeof policyStatuses)[number]

export const policyStatusText: Record<PolicyStatus, Text> = {
  'in-force': { ja: '適用中', en: 'In force' },
  planned: { ja: '予定', en: 'Planned' },
  proposed: { ja: '案', en: 'Proposed' },
  example: { ja: '例', en: 'Example' },
}

/** What policies and profiles say of themselves. A version never changes once it is published: a change is a new version. */
export interface Versioned {
  readonly id: string
  readonly version: string
  readonly from: IsoDate // first day
  readonly until?: IsoDate // last day
  readonly status: PolicyStatus
  readonly title: Text
  readonly summary: Text
  readonly owner: Text
  readonly caution?: Text // what a reader must know before relying on it
  readonly conditions: Conditions
  readonly notes?: readonly Text[] // what has to be handed in besides
  readonly milestones?: readonly Milestone[]
  readonly provenance: Provenance
}

/** One row of a policy: for systems of these importances and products of these categories; absent: for all. */
export interface PolicyDemand extends Demand {
  readonly importance?: readonly Importance[]
  readonly categories?: readonly string[]
  readonly provenance: Provenance
}

/** A choice people make often, with an address of its own, e.g. 「重要度 低」. */
export interface Preset {
  readonly id: string
  readonly title: Text
  readonly importance: Importance
}

/** What somebody asks of the devices they buy. */
export interface Policy extends Versioned {
  readonly demands: readonly PolicyDemand[] // tried in order; the first that fits applies
  readonly presets?: readonly Preset[]
}

/** As loaded: the data and the digest of what rows are judged by. */
export type Pinned<T extends Versioned> = T & { readonly digest: Digest }
export type PinnedPolicy = Pinned<Policy>

// What is told besides may be put right without the version being another.
const toldBesides: ReadonlySet<string> = new Set(['provenance', 'milestones', 'until', 'status', 'caution'])

const judged = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(judged)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (toldBesides.has(key) ? [] : [[key, judged(inner)]])),
  )
}

/** The digest of a version: over what rows are judged by and what a tender says, and nothing else. */
export const digestOfVersion = (document: Versioned): Digest => digestOf(judged(document))

export const pin = <T extends Versioned>(document: T): Pinned<T> => ({ ...document, digest: digestOfVersion(document) })

/** How a version is named in files, reports and addresses. */
export const versionKey = ({ id, version }: Pick<Versioned, 'id' | 'version'>): string => `${id}@${version}`

/** The version in force on a day: the newest that has begun and not ended. */
export const versionOn = <T extends Versioned>(all: readonly T[], id: string, day: IsoDate): T | undefined =>
  all
    .filter((one) => one.id === id && one.from <= day && (one.until === undefined || day <= one.until))
    .reduce<T | undefined>((newest, one) => (newest === undefined || one.from > newest.from ? one : newest), undefined)

/**
 * What a policy asks of one row. Where the category is not known and would decide, everything that might apply is asked, so
 * that nothing passes by being unknown. Undefined where the importance is not known and would decide.
 */
export function termsOf(
  policy: Policy,
  asked: { readonly importance?: Importance | undefined; readonly category?: string | undefined },
): Terms | undefined {
  const { importance, category } = asked
  if (importance === undefined && needsImportance(policy)) return undefined
  const fitting = policy.demands.filter(
    (row) => row.importance === undefined || (importance !== undefined && row.importance.includes(importance)),
  )
  const { conditions } = policy
  if (category !== undefined) {
    const first = fitting.find(({ categories }) => categories === undefined || categories.includes(category))
    return { demands: first === undefined ? [] : [first], conditions }
  }
  const forAll = fitting.findIndex(({ categories }) => categories === undefined)
  if (forAll === -1) return { demands: fitting, conditions, partial: true }
  return { demands: fitting.slice(0, forAll + 1), conditions }
}

/** Whether a row cannot be judged by this policy without knowing the importance of the system. */
export const needsImportance = ({ demands }: Policy): boolean => demands.some((row) => row.importance !== undefined)
