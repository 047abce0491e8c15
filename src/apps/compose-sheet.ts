import { rename, rm, writeFile } from 'node:fs/promises'
import { recordSheetPdf, sheetRowsMost } from '../adapters/artwork/record-sheet-pdf.ts'
import { readSheetFile, type VerifiedSheet, verifySheet } from '../adapters/sheet/verify-sheet.ts'
import type { ExchangeFault } from '../core/exchange/faults.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { ForeignIndex } from '../core/procurement/foreign-list.ts'
import { versionKey } from '../core/procurement/policy.ts'
import type { CheckRecord } from '../core/procurement/record/record-schema.ts'
import type { RegisterIndex } from '../core/procurement/register-index.ts'
import { sheetFaultTexts } from '../core/procurement/sheet/faults.ts'
import { sheetAround } from '../core/procurement/sheet/reproduce.ts'
import type { Sheet } from '../core/procurement/sheet/sheet.ts'
import { rulesOf } from '../core/procurement/sheet/sheet-rules.ts'
import { nodeCrypto } from '../core/verifier/crypto-node.ts'
import type { Trust } from '../core/verifier/trust.ts'
import { openRules } from './compose-check.ts'
import { tellFaults } from './faults.ts'

// What record sheets need of the world. Like compose.ts, allowed to name adapters.

tellFaults(sheetFaultTexts)

export type { VerifiedSheet } from '../adapters/sheet/verify-sheet.ts'

/** Draws a sheet without a seal; refuses more rows than anybody reads on paper. */
export function drawSheet(sheet: Sheet): Result<Uint8Array, Fault> {
  const found = sheet.record.rows.length
  return found > sheetRowsMost
    ? refuse({ code: 'sheet-too-long' as const, limit: sheetRowsMost, found })
    : ok(recordSheetPdf(sheet))
}

/** The most rows of a list that a sheet is made of; those that say the same become one. */
export const sheetLinesMost = 20_000

/** Keeps a sheet as a file, whole or not at all. */
export async function keepSheet(file: string, pdf: Uint8Array): Promise<Result<null, Fault>> {
  const draft = `${file}.tmp`
  try {
    await writeFile(draft, pdf)
    await rename(draft, file)
    return ok(null)
  } catch (error) {
    await rm(draft, { force: true })
    const reason = (error as NodeJS.ErrnoException).code ?? 'error'
    return refuse<Fault>({ code: 'exchange-not-written', file, reason } as ExchangeFault)
  }
}

/** Verifies a record sheet or a record as JSON. */
export async function openSheetFile(
  file: string,
  proofs: {
    readonly trust: Trust | undefined
    readonly register: RegisterIndex | undefined
    readonly foreign: ForeignIndex | undefined
    readonly home: string
  },
): Promise<Result<VerifiedSheet, Fault>> {
  const bytes = await readSheetFile(file)
  if (!bytes.ok) return bytes
  const { trust, register, foreign, home } = proofs
  const rulesFor = (record: CheckRecord) => rulesAtHand(record, home)
  return verifySheet(bytes.value, { trust, register, foreign, crypto: nodeCrypto, rulesFor })
}

/** A record without its rules is judged by the rule books of this checkout; undefined where the version it names is not among them. */
async function rulesAtHand(record: CheckRecord, home: string): Promise<Sheet | undefined> {
  const { basis } = record
  const catalogue = await openRules(home, basis.as_of)
  if (!catalogue.ok) return undefined
  const { policies, profiles, schemes, recognition } = catalogue.value
  const against = [...policies, ...profiles].find((one) => versionKey(one) === versionKey(basis.against))
  if (against === undefined || against.digest !== basis.against.digest) return undefined
  const { digest: _, ...document } = against
  return sheetAround(record, {
    against: document as unknown as Sheet['against'],
    rules: rulesOf(schemes, recognition),
  })
}
