import { readFile, stat } from 'node:fs/promises'
import { canonicalJson } from '../../core/kernel/canonical-json.ts'
import { digestBytes } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { CheckFault } from '../../core/procurement/faults.ts'
import type { ForeignIndex } from '../../core/procurement/foreign-list.ts'
import { recordFormat } from '../../core/procurement/record/record-format.ts'
import { type CheckRecord, recordSchema } from '../../core/procurement/record/record-schema.ts'
import type { RegisterIndex } from '../../core/procurement/register-index.ts'
import type { SheetFault } from '../../core/procurement/sheet/faults.ts'
import { agreesWithItself, type Reproduction, reproduce } from '../../core/procurement/sheet/reproduce.ts'
import { readSheet, type Sheet } from '../../core/procurement/sheet/sheet.ts'
import type { Crypto } from '../../core/verifier/crypto.ts'
import { checkSignature, wasInUse } from '../../core/verifier/logged.ts'
import { isShown } from '../../core/verifier/shown.ts'
import type { Trust } from '../../core/verifier/trust.ts'
import { recordSheetPdf, sheetRowsMost } from '../artwork/record-sheet-pdf.ts'
import { attachedRecord, partSeal, type SheetSeal, sealFormat, sealType, withSeal } from './sheet-seal.ts'

export const sheetBytesMost = 32_000_000
const recordBytesMost = 16_000_000

/** What was found about a file that says it is the record of a check. */
export interface VerifiedSheet {
  readonly sheet: Sheet
  /** `unsigned`: nobody vouches for it; only judging it again can show that it is right. */
  readonly signature: 'good' | 'not-verified' | 'unsigned'
  readonly seal?: SheetSeal
  /** Whether the paper is what this program draws of the record; `otherwise`: signed, and drawn by another version. */
  readonly paper: 'same' | 'otherwise' | 'none'
  readonly reproduction?: Reproduction
}

/** What a sheet is verified by. */
export interface SheetProofs {
  readonly trust?: Trust | undefined
  readonly crypto: Crypto
  readonly register?: RegisterIndex | undefined
  readonly foreign?: ForeignIndex | undefined
  /** For a record without its rules: those of the rule books at hand; undefined where they are not the ones it names. */
  readonly rulesFor: (record: CheckRecord) => Promise<Sheet | undefined>
}

/** Reads the file of a sheet, bounded. */
export async function readSheetFile(file: string): Promise<Result<Uint8Array, SheetFault>> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return refuse({ code: 'sheet-unreadable', part: file })
  if (info.size > sheetBytesMost) return refuse({ code: 'sheet-too-large', limit: sheetBytesMost, found: info.size })
  return ok(await readFile(file))
}

/** Verifies a record sheet (PDF), what was attached to one, or a record as JSON: signature, paper, and the verdicts themselves. */
export async function verifySheet(
  file: Uint8Array,
  proofs: SheetProofs,
): Promise<Result<VerifiedSheet, SheetFault | CheckFault>> {
  const isPdf = Buffer.from(file.subarray(0, 5)).toString('latin1') === '%PDF-'
  const opened = isPdf ? await openPdf(file, proofs) : await openJson(file, proofs)
  if (!opened.ok) return opened
  const agrees = agreesWithItself(opened.value.sheet)
  if (!agrees.ok) return agrees
  if (proofs.register === undefined) return opened
  const again = reproduce(opened.value.sheet, proofs.register, proofs.foreign)
  return again.ok ? ok({ ...opened.value, reproduction: again.value }) : again
}

async function openPdf(file: Uint8Array, { trust, crypto }: SheetProofs): Promise<Result<VerifiedSheet, SheetFault>> {
  const { pdf, jws } = partSeal(file)
  let seal: SheetSeal | undefined
  if (jws !== undefined && trust !== undefined) {
    const read = await readSeal(jws, trust, crypto)
    if (!read.ok) return read
    seal = read.value
    if (digestBytes(pdf) !== seal.sheet) return refuse({ code: 'sheet-changed' })
  }
  const attached = attachedRecord(pdf, recordBytesMost)
  if (attached === undefined) return refuse({ code: 'sheet-unreadable', part: 'record.json' })
  const sheet = readSheet(attached.toString('utf8'))
  if (sheet === undefined) return refuse({ code: 'sheet-unreadable', part: 'record.json' })
  if (seal !== undefined && digestBytes(attached) !== seal.record) return refuse({ code: 'sheet-changed' })
  if (sheet.record.rows.length > sheetRowsMost)
    return refuse({ code: 'sheet-too-long', limit: sheetRowsMost, found: sheet.record.rows.length })
  // Taken off, a seal would leave a sheet that says a service made it.
  if (jws === undefined && sheet.maker.kind === 'service') return refuse({ code: 'sheet-seal-missing' })
  // Without a signature that was verified, only drawing it again shows what the paper has to say.
  const same = Buffer.compare(recordSheetPdf(sheet), pdf) === 0
  if (!same && seal === undefined) return refuse({ code: 'sheet-printed-otherwise' })
  // Behind the paper stands the seal and nothing else.
  if (jws !== undefined && Buffer.compare(withSeal(pdf, jws), file) !== 0) return refuse({ code: 'sheet-changed' })
  return ok({
    sheet,
    signature: jws === undefined ? 'unsigned' : seal === undefined ? 'not-verified' : 'good',
    ...(seal === undefined ? {} : { seal }),
    paper: same ? 'same' : 'otherwise',
  })
}

async function readSeal(jws: string, trust: Trust, crypto: Crypto): Promise<Result<SheetSeal, SheetFault>> {
  const signed = await checkSignature(jws, sealType, trust, crypto)
  if (!isShown(signed)) return refuse({ code: 'sheet-signature-wrong', why: signed.why })
  const seal = signed.leaf.payload as unknown as SheetSeal
  if (seal.format !== sealFormat || !Number.isSafeInteger(seal.logSize))
    return refuse({ code: 'sheet-signature-wrong', why: 'jws-malformed' })
  if (!wasInUse(signed.key, seal.logSize)) return refuse({ code: 'sheet-signature-wrong', why: 'key-outside-window' })
  if (seal.iss !== trust.issuer || seal.register !== trust.labels)
    return refuse({ code: 'sheet-of-another-issuer', expected: trust.issuer, found: String(seal.iss) })
  return ok(seal)
}

async function openJson(file: Uint8Array, { rulesFor }: SheetProofs): Promise<Result<VerifiedSheet, SheetFault>> {
  const text = Buffer.from(file).toString('utf8')
  const whole = readSheet(text)
  if (whole !== undefined) return ok({ sheet: whole, signature: 'unsigned', paper: 'none' })
  const record = bareRecord(text)
  if (record === undefined) return refuse({ code: 'sheet-unreadable', part: recordFormat })
  const sheet = await rulesFor(record)
  return sheet === undefined
    ? refuse({ code: 'sheet-says-otherwise', what: 'policy' })
    : ok({ sheet, signature: 'unsigned', paper: 'none' })
}

function bareRecord(text: string): CheckRecord | undefined {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return undefined
  }
  const read = recordSchema.safeParse(data)
  return read.success && canonicalJson(read.data) === canonicalJson(data) ? read.data : undefined
}
