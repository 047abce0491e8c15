import { z } from 'zod'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import type { Instant } from '../../kernel/date.ts'
import type { Language } from '../../kernel/text.ts'
import type { Recognition } from '../../scheme/recognition.ts'
import type { PinnedScheme } from '../../scheme/scheme.ts'
import type { PinnedPolicy } from '../policy.ts'
import type { PinnedProfile } from '../profile.ts'
import { recordJson } from '../record/record-json.ts'
import { type CheckRecord, recordSchema } from '../record/record-schema.ts'
import type { Report } from '../report.ts'
import type { SystemAnswer } from '../system.ts'
import { noteLimit, tidyNote } from './note.ts'
import { rulesOf, sheetRulesSchema } from './sheet-rules.ts'

/** Name and version of the form; a change that others could trip over is another version. */
export const sheetFormat = 'hoshirushi-sheet/1'

const text = z.object({ ja: z.string(), en: z.string() })

/** What one record sheet is drawn from: the record of the check, and everything it takes to judge again but the register. */
export const sheetSchema = z.strictObject({
  format: z.literal(sheetFormat),
  language: z.enum(['ja', 'en']),
  note: z.string().max(noteLimit).optional(), // who asked for what; written by that person and by nobody looked at
  maker: z.union([
    z.strictObject({ kind: z.literal('service'), name: text, address: z.string(), sample: z.boolean() }),
    z.strictObject({ kind: z.literal('command') }),
  ]),
  record: recordSchema,
  against: z.looseObject({ id: z.string(), version: z.string(), title: text }), // the policy or profile as it was published
  rules: sheetRulesSchema,
})
export type Sheet = z.infer<typeof sheetSchema>

/** What a sheet says besides the report. */
export interface SheetFacts {
  readonly language: Language
  readonly note?: string | undefined
  readonly maker: Sheet['maker']
  readonly against: PinnedPolicy | PinnedProfile
  readonly schemes: readonly PinnedScheme[]
  readonly recognition: readonly Recognition[]
  readonly madeAt: Instant
}

/** Makes the sheet of a report. */
export function sheetOf(
  report: Report & { readonly systems?: readonly SystemAnswer[] },
  { language, note, maker, against, schemes, recognition, madeAt }: SheetFacts,
): Sheet {
  const { digest: _, ...document } = against
  const written = tidyNote(note)
  return {
    format: sheetFormat,
    language,
    ...(written === undefined ? {} : { note: written }),
    maker,
    record: wellFormed(recordJson(report, madeAt)),
    against: document as unknown as Sheet['against'],
    rules: rulesOf(schemes, recognition),
  }
}

// Half a character in a cell has no spelling in UTF-8, and so none that could be signed.
const wellFormed = (record: CheckRecord): CheckRecord =>
  JSON.parse(JSON.stringify(record, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value)))

/** The text that is attached to the sheet and signed: one spelling only (RFC 8785). */
export const writeSheet = (sheet: Sheet): string => `${canonicalJson(sheet)}\n`

/** Reads what is attached to a sheet; undefined where it is anything else, or written another way. */
export function readSheet(written: string): Sheet | undefined {
  let data: unknown
  try {
    data = JSON.parse(written)
  } catch {
    return undefined
  }
  const read = sheetSchema.safeParse(data)
  // What the form does not know would be signed and never looked at.
  return read.success && writeSheet(read.data) === written ? read.data : undefined
}
