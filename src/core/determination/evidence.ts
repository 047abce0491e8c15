import type { Text } from '../kernel/text.ts'
import type { TestUnit } from '../scheme/criterion.ts'
import type { EvidenceRef } from '../selection/ics.ts'
import type { Ixit, IxitEntry } from '../selection/ixit.ts'
import type { Finding } from './finding.ts'

/** Where a finding rests on nothing: the place in the IXIT, and what is wrong there. */
export interface Shortfall {
  readonly place: string // '7-UpdMech/UpdMech-BLE/cryptographic-details'
  readonly problem: Text
}

const problems = {
  table: { ja: '表がありません', en: 'the table was not supplied' },
  entry: { ja: '項目がありません', en: 'there is no such entry' },
  field: { ja: '欄がありません', en: 'the entry has no such field' },
  empty: { ja: '何も書かれていません', en: 'nothing is declared there' },
  uncited: { ja: '根拠として挙げられていません', en: 'the finding does not rest on it' },
  nothing: { ja: '根拠が一つも挙げられていません', en: 'the finding rests on nothing' },
} as const satisfies Record<string, Text>

const place = (table: string, entry?: string, field?: string) =>
  [table, entry, field].filter((part) => part !== undefined).join('/')

/** What keeps a passing finding from counting: references that lead nowhere, gaps, and needed fields it does not rest on. */
export function shortfalls(unit: TestUnit, finding: Finding, ixit: Ixit): readonly Shortfall[] {
  if (finding.restsOn.length === 0) return [{ place: unit.id, problem: problems.nothing }]
  const broken = finding.restsOn.flatMap((ref) => refShortfalls(ref, unit, ixit))
  // Where a reference is broken, that is the reason; that a need is then uncovered would only repeat it.
  return broken.length > 0 ? broken : uncovered(unit, finding, ixit)
}

function refShortfalls(ref: EvidenceRef, unit: TestUnit, ixit: Ixit): readonly Shortfall[] {
  if (ref.kind === 'file') return []
  const table = ixit.find((t) => t.table === ref.table)
  if (table === undefined) return [{ place: place(ref.table), problem: problems.table }]
  const entry = table.entries.find((e) => e.id === ref.entry)
  if (entry === undefined) return [{ place: place(ref.table, ref.entry), problem: problems.entry }]
  // A reference to a whole entry answers for the fields this unit needs of it.
  const fields =
    ref.field === undefined
      ? unit.needs.flatMap((n) =>
          n.table === ref.table && n.field !== undefined && n.field in entry.fields ? [n.field] : [],
        )
      : [ref.field]
  return fields.flatMap((field) => fieldShortfall(ref.table, entry, field))
}

function fieldShortfall(table: string, entry: IxitEntry, field: string): readonly Shortfall[] {
  const declared = Object.hasOwn(entry.fields, field) ? entry.fields[field] : undefined
  const at = place(table, entry.id, field)
  if (declared === undefined) return [{ place: at, problem: problems.field }]
  if (declared.gap !== undefined) return [{ place: at, problem: inBoth(declared.gap) }]
  return declared.text.trim() === '' ? [{ place: at, problem: problems.empty }] : []
}

function uncovered(unit: TestUnit, finding: Finding, ixit: Ixit): readonly Shortfall[] {
  const needs = unit.needs.filter((need) => {
    const refs = finding.restsOn.filter((ref) => ref.kind === 'ixit' && ref.table === need.table)
    return !refs.some((ref) => ref.kind === 'ixit' && answers(ref, need.field, ixit))
  })
  // A maker who declares by files alone, without that table, lets the file speak for it; a reviewer then reads the file. The
  // evidence of a run has its tables in it: the device was compared with them, and what could not be compared is no pass.
  const own = finding.means === 'self-declaration' || finding.run !== undefined
  const byFile = own && finding.restsOn.some((ref) => ref.kind === 'file')
  return needs
    .filter((need) => !(byFile && !ixit.some((t) => t.table === need.table)))
    .map((need) => ({
      place: place(need.table, need.field === undefined ? undefined : '*', need.field),
      problem: problems.uncited,
    }))
}

function answers(ref: Extract<EvidenceRef, { kind: 'ixit' }>, field: string | undefined, ixit: Ixit): boolean {
  if (field === undefined) return true
  if (ref.field !== undefined) return ref.field === field
  const entry = ixit.find((t) => t.table === ref.table)?.entries.find((e) => e.id === ref.entry)
  return entry !== undefined && Object.hasOwn(entry.fields, field)
}

/** A reason written in one string, `日本語 / English`, in both languages; a reason in one language serves for both. */
export function inBoth(reason: string): Text {
  const japanese = /[\u3040-\u30ff\u3400-\u9fff]/
  for (let at = reason.indexOf(' / '); at !== -1; at = reason.indexOf(' / ', at + 1)) {
    const ja = reason.slice(0, at)
    const en = reason.slice(at + 3)
    if (japanese.test(ja) && !japanese.test(en)) return { ja: ja.trim(), en: en.trim() }
  }
  return { ja: reason, en: reason }
}
