import { canonicalJson } from '../kernel/canonical-json.ts'
import type { Text } from '../kernel/text.ts'
import type { Criterion, Method, TestUnit } from './criterion.ts'
import { diffTerms, type TermDifference } from './edition-diff-terms.ts'
import type { Level, Scheme } from './scheme.ts'
import type { Provision, Standard } from './standard.ts'

/** What of a criterion or provision can differ between two editions. */
export const diffFields = [
  'demand',
  'procedures',
  'not-applicable',
  'status',
  'conditions',
  'subject',
  'title',
  'explanation',
  'theme',
] as const
export type DiffField = (typeof diffFields)[number]

/** Fields whose change may make an earlier proof insufficient; the others change words around it. */
export const weighty: ReadonlySet<DiffField> = new Set([
  'demand',
  'procedures',
  'not-applicable',
  'status',
  'conditions',
  'subject',
])

/** One field that differs, with what it said before and says now, for people. */
export interface FieldChange {
  readonly field: DiffField
  readonly before: readonly Text[]
  readonly after: readonly Text[]
}

/** A criterion or provision that is in one edition only, or differs. */
export type Difference =
  | { readonly kind: 'added' | 'removed'; readonly id: string; readonly title: Text }
  | { readonly kind: 'changed'; readonly id: string; readonly title: Text; readonly changes: readonly FieldChange[] }

/** What a level asks for in one edition and not in the other. */
export interface LevelDifference {
  readonly code: string
  readonly name: Text
  readonly kind: 'added' | 'removed' | 'changed'
  readonly added: readonly string[] // ids of criteria
  readonly removed: readonly string[]
  readonly validityMonths?: { readonly before?: number; readonly after?: number }
}

/** How two editions of one document differ; rows that are the same are only counted. */
export interface EditionDiff {
  readonly document: string
  readonly before: string // document number
  readonly after: string
  readonly rows: readonly Difference[]
  readonly same: number
  readonly levels: readonly LevelDifference[]
  /** What changed besides the criteria: scope, fees, classes and the like; none for a standard. */
  readonly terms: readonly TermDifference[]
}

interface Row {
  readonly id: string
  readonly title: Text
  readonly fields: Readonly<Partial<Record<DiffField, { readonly value: unknown; readonly shown: readonly Text[] }>>>
}

const methodText = {
  document: { ja: '文書', en: 'on paper' },
  'real-device': { ja: '実機', en: 'on the device' },
} as const satisfies Record<Method, Text>

const byEvaluator: Text = { ja: '資格のある評価者が実機で', en: 'on the device, by a qualified evaluator' }

const never: Text = { ja: '認められない', en: 'never allowed' }

// With its number and what it needs, so that a change of these alone is seen as well.
function unitText({ id, question, needs }: TestUnit): Text {
  const places = needs.map(({ table, field }) => (field === undefined ? table : `${table}/${field}`)).join(', ')
  const ixit = places === '' ? '' : ` [IXIT ${places}]`
  return { ja: `${id} ${question.ja}${ixit}`, en: `${id} ${question.en}${ixit}` }
}

const criterionRow = (c: Criterion): Row => ({
  id: c.id,
  title: c.title,
  fields: {
    demand: { value: c.demand, shown: [c.demand] },
    procedures: {
      // Where a fact was read, and how well it is known, does not change what has to be shown.
      value: c.procedures.map(({ provenance: _, ...procedure }) => procedure),
      shown: c.procedures.flatMap(({ method, evaluator, text, units }) => {
        const how = evaluator === undefined ? methodText[method] : byEvaluator
        return [{ ja: `${how.ja}：${text.ja}`, en: `${how.en}: ${text.en}` }, ...units.map(unitText)]
      }),
    },
    'not-applicable': {
      value: { allowed: c.notApplicable.allowed, conditions: c.notApplicable.conditions },
      shown: c.notApplicable.allowed ? c.notApplicable.conditions.map((condition) => condition.text) : [never],
    },
    title: { value: c.title, shown: [c.title] },
    explanation: { value: [c.meaning, c.evidence], shown: [c.meaning, ...c.evidence] },
    theme: { value: c.theme, shown: [] },
  },
})

const statusText = {
  mandatory: { ja: '必須', en: 'mandatory' },
  recommended: { ja: '推奨', en: 'recommended' },
} as const satisfies Record<Provision['status'], Text>

const provisionRow = (standard: Standard) => {
  const conditionText = new Map(standard.conditions.map(({ id, text }) => [id, text]))
  return (p: Provision): Row => {
    // By what they say: an edition may number its conditions anew, or put other words under an old number.
    const conditions = p.conditions.map((id) => conditionText.get(id) ?? { ja: id, en: id })
    const cases = p.cases ?? []
    return {
      id: p.id,
      title: p.subject,
      fields: {
        subject: { value: p.subject, shown: [p.subject] },
        status: { value: p.status, shown: [statusText[p.status]] },
        conditions: { value: conditions, shown: conditions },
        procedures: {
          value: cases,
          shown: cases.map(({ id, subject }) => ({ ja: `${id} ${subject.ja}`, en: `${id} ${subject.en}` })),
        },
        theme: { value: p.theme, shown: [] },
      },
    }
  }
}

const equal = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

function compare(before: readonly Row[], after: readonly Row[]): Pick<EditionDiff, 'rows' | 'same'> {
  const old = new Map(before.map((row) => [row.id, row]))
  const kept = new Set(after.map((row) => row.id))
  let same = 0
  const rows: Difference[] = []
  for (const row of after) {
    const was = old.get(row.id)
    if (was === undefined) {
      rows.push({ kind: 'added', id: row.id, title: row.title })
      continue
    }
    const changes = diffFields
      .filter((field) => !equal(was.fields[field]?.value, row.fields[field]?.value))
      .map((field) => ({ field, before: was.fields[field]?.shown ?? [], after: row.fields[field]?.shown ?? [] }))
    if (changes.length === 0) same++
    else rows.push({ kind: 'changed', id: row.id, title: row.title, changes })
  }
  for (const row of before) if (!kept.has(row.id)) rows.push({ kind: 'removed', id: row.id, title: row.title })
  return { rows, same }
}

function levelDifference(was: Level | undefined, is: Level | undefined): LevelDifference | undefined {
  const level = is ?? was
  if (level === undefined) return undefined
  const before = was?.criteria ?? []
  const after = is?.criteria ?? []
  const added = after.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !after.includes(id))
  const validity = was?.validityMonths !== is?.validityMonths && was !== undefined && is !== undefined
  const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
  if (kind === 'changed' && added.length + removed.length === 0 && !validity) return undefined
  const months = {
    ...(was?.validityMonths === undefined ? {} : { before: was.validityMonths }),
    ...(is?.validityMonths === undefined ? {} : { after: is.validityMonths }),
  }
  return {
    code: level.code,
    name: level.name,
    kind,
    added,
    removed,
    ...(validity ? { validityMonths: months } : {}),
  }
}

/** How one edition of a scheme differs from another: criterion by criterion, and what each level asks for. */
export function diffSchemes(before: Scheme, after: Scheme): EditionDiff {
  const codes = [...new Set([...after.levels, ...before.levels].map((level) => level.code))]
  const find = (scheme: Scheme, code: string) => scheme.levels.find((level) => level.code === code)
  return {
    document: after.id,
    before: before.edition.documentNumber,
    after: after.edition.documentNumber,
    ...compare(before.criteria.map(criterionRow), after.criteria.map(criterionRow)),
    levels: codes.flatMap((code) => levelDifference(find(before, code), find(after, code)) ?? []),
    terms: diffTerms(before, after),
  }
}

/** How one edition of a standard differs from another, by the numbers of its provisions. */
export function diffStandards(before: Standard, after: Standard): EditionDiff {
  return {
    document: after.id,
    before: before.edition.documentNumber,
    after: after.edition.documentNumber,
    ...compare(before.provisions.map(provisionRow(before)), after.provisions.map(provisionRow(after))),
    levels: [],
    terms: [],
  }
}

/** Whether a change may make an earlier proof insufficient. */
export const isWeighty = (difference: Difference): boolean =>
  difference.kind === 'added' ||
  (difference.kind === 'changed' && difference.changes.some(({ field }) => weighty.has(field)))
