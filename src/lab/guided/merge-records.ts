import { canonicalJson } from '../../core/kernel/canonical-json.ts'
import type { StepRecord } from './record.ts'

/** Two records under one id that do not say the same: one of the places that wrote them is broken, or somebody changed one. */
export interface RecordConflict {
  readonly id: string
  readonly kept: StepRecord
  readonly left: StepRecord
}

const byTime = (a: StepRecord, b: StepRecord) =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/**
 * Puts lists of records together: the same whatever comes first, however often, and in whatever groups. They stand in the order of
 * their times; which of two equal times comes first is decided by id.
 */
export function mergeRecords(...lists: readonly (readonly StepRecord[])[]): {
  readonly records: readonly StepRecord[]
  readonly conflicts: readonly RecordConflict[]
} {
  const kept = new Map<string, StepRecord>()
  const conflicts: RecordConflict[] = []
  for (const record of lists.flat()) {
    const known = kept.get(record.id)
    if (known === undefined) kept.set(record.id, record)
    else {
      const [a, b] = [canonicalJson(known), canonicalJson(record)]
      if (a === b) continue
      // Neither is more believable: the order of their bytes decides, so that everybody keeps the same one.
      const [first, second] = a < b ? [known, record] : [record, known]
      kept.set(record.id, first)
      conflicts.push({ id: record.id, kept: first, left: second })
    }
  }
  return { records: [...kept.values()].toSorted(byTime), conflicts }
}
