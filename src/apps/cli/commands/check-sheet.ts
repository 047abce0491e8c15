import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type CheckInput, check } from '../../../core/procurement/check.ts'
import type { Line } from '../../../core/procurement/line.ts'
import type { ListFault } from '../../../core/procurement/lists/faults.ts'
import { isProfile } from '../../../core/procurement/profile.ts'
import type { Counts } from '../../../core/procurement/report.ts'
import { type Sheet, sheetOf } from '../../../core/procurement/sheet/sheet.ts'
import { checkSystems, type SystemAnswer } from '../../../core/procurement/system.ts'
import { drawSheet, keepSheet, sheetLinesMost } from '../../compose-sheet.ts'
import type { CheckAsked } from './check-asked.ts'

/** Rows as they come from a list. */
interface Lines {
  next(): Promise<Result<readonly Line[] | undefined, ListFault>>
}

/** What an answer comes to, told besides. */
export interface SheetWritten {
  readonly counts: Counts
  readonly seen: ReadonlyMap<string, number> // rows for `answer code`
  readonly systems?: readonly SystemAnswer[]
}

/** Writes the answer to a list as a record sheet. It has no seal: whoever has the register can judge it again. */
export async function writeRecordSheet(
  input: Omit<CheckInput, 'lines'>,
  lines: Lines,
  { language, note, now, pdf }: CheckAsked,
): Promise<Result<SheetWritten, Fault>> {
  const all: Line[] = []
  for (;;) {
    const read = await lines.next()
    if (!read.ok) return read
    if (read.value === undefined) break
    all.push(...read.value)
    if (all.length > sheetLinesMost)
      return { ok: false, fault: { code: 'sheet-too-long', limit: sheetLinesMost, found: all.length } as Fault }
  }
  const { against, schemes, recognition } = input
  const report = isProfile(against)
    ? checkSystems({ ...input, against, lines: all })
    : check({ ...input, against, lines: all })
  if (!report.ok) return report
  const maker: Sheet['maker'] = { kind: 'command' }
  const drawn = drawSheet(sheetOf(report.value, { language, note, maker, against, schemes, recognition, madeAt: now }))
  if (!drawn.ok) return drawn
  const kept = await keepSheet(pdf!, drawn.value)
  if (!kept.ok) return kept
  const seen = new Map<string, number>()
  for (const { answer, code, rows } of report.value.rows)
    seen.set(`${answer} ${code}`, (seen.get(`${answer} ${code}`) ?? 0) + rows.length)
  return ok({ ...report.value, seen })
}
