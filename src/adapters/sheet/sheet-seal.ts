import { inflateSync } from 'node:zlib'
import { headerOf, signJws } from '../../core/attestation/jws.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import { type Digest, digestBytes } from '../../core/kernel/digest.ts'
import { type Sheet, writeSheet } from '../../core/procurement/sheet/sheet.ts'
import { recordSheetPdf } from '../artwork/record-sheet-pdf.ts'

export const sealFormat = 'hoshirushi-sheet-seal/1'
export const sealType = 'record-sheet+jwt'

/** What the issuer signs about one sheet: every byte of the paper, and of the record that is attached to it. */
export interface SheetSeal {
  readonly format: typeof sealFormat
  readonly iss: string // DID of the issuer
  readonly register: string // prefix of everything published about labels
  readonly madeAt: string
  readonly logSize: number // the log had so many entries: the key has to have been in use there
  readonly sheet: Digest // of the PDF before the seal
  readonly record: Digest // of the attached record.json
}

/** Who seals. */
export interface Sealer {
  readonly signer: Signer
  readonly issuer: { readonly did: string; readonly labelsUrl: string }
  readonly logSize: number
}

/** Draws a sheet and seals it. */
export const sealedSheet = (sheet: Sheet, by: Sealer): Promise<Uint8Array> =>
  sealDrawn(sheet, recordSheetPdf(sheet), by)

/** Seals a sheet that was drawn. */
export async function sealDrawn(
  sheet: Sheet,
  pdf: Uint8Array,
  { signer, issuer, logSize }: Sealer,
): Promise<Uint8Array> {
  const seal: SheetSeal = {
    format: sealFormat,
    iss: issuer.did,
    register: issuer.labelsUrl,
    madeAt: sheet.record.made_at,
    logSize,
    sheet: digestBytes(pdf),
    record: digestBytes(writeSheet(sheet)),
  }
  return withSeal(pdf, await signJws(headerOf(sealType, signer.kid), seal, signer))
}

const mark = '\n%hoshirushi-seal '

/**
 * Puts a seal behind a PDF. It stands in a comment, followed by the end of the file once more: to a reader of PDF this is an update
 * that changes nothing (ISO 32000-1, 7.2.3, 7.5.6), and the bytes before it stay as they were.
 */
export function withSeal(pdf: Uint8Array, jws: string): Uint8Array {
  const end = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).subarray(-64).toString('latin1')
  const at = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1]
  if (at === undefined) throw new Error('what was drawn does not end like a PDF')
  return Buffer.concat([pdf, Buffer.from(`${mark}${jws}\nstartxref\n${at}\n%%EOF\n`, 'latin1')])
}

const longestSeal = 4_000

/** A file taken apart: the paper, and its seal where it has one. */
export function partSeal(file: Uint8Array): { readonly pdf: Uint8Array; readonly jws?: string } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const from = Math.max(0, bytes.length - longestSeal)
  const at = bytes.lastIndexOf(mark, undefined, 'latin1')
  if (at < from) return { pdf: file }
  const line = bytes
    .subarray(at + mark.length)
    .toString('latin1')
    .split('\n', 1)[0]!
  return { pdf: bytes.subarray(0, at), jws: line }
}

/**
 * The record attached to a sheet: the only embedded file, as our drawing writes it. Undefined where there is none, several, or one
 * that is larger than `most` when unpacked.
 */
export function attachedRecord(pdf: Uint8Array, most: number): Buffer | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const at = bytes.indexOf('/Type /EmbeddedFile\n', 0, 'latin1')
  if (at === -1 || bytes.indexOf('/Type /EmbeddedFile\n', at + 1, 'latin1') !== -1) return undefined
  const open = bytes.lastIndexOf(' 0 obj\n', at, 'latin1')
  const begin = bytes.indexOf('stream\n', at, 'latin1')
  if (open === -1 || at - open > 200 || begin === -1 || begin - at > 400) return undefined
  const head = bytes.subarray(open, begin).toString('latin1')
  const length = Number(/\/Length (\d{1,9})\n/.exec(head)?.[1] ?? Number.NaN)
  if (!head.includes('/Filter /FlateDecode') || !(length <= bytes.length - begin)) return undefined
  try {
    return inflateSync(bytes.subarray(begin + 7, begin + 7 + length), { maxOutputLength: most })
  } catch {
    return undefined
  }
}
