import { crc32 } from 'node:zlib'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { EvidenceFault } from './faults.ts'

// A ZIP that anyone can open, of which there is only one for the same contents: stored, no dates, no extras, no comments, the
// entries in the order they are given. Whoever reads it writes it anew and compares, so a changed header is noticed, too.

export interface ZipEntry {
  readonly name: string // ASCII
  readonly bytes: Uint8Array
}

/** What is read at most. */
export const zipLimits = { bytes: 64 * 1024 * 1024, entries: 2_000, nameLength: 100 } as const

const localSignature = 0x04034b50
const centralSignature = 0x02014b50
const endSignature = 0x06054b50
const localLength = 30
const noDate = 0x0021 // 1 January 1980, the first day that a ZIP can say

/** The parts of the file, in order; the contents are not copied. */
function partsOf(entries: readonly ZipEntry[]): readonly Uint8Array[] {
  const locals: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const facts = factsOf(name, bytes)
    const local = Buffer.concat([uint32(localSignature), facts, Buffer.from(name, 'latin1')])
    central.push(
      uint32(centralSignature),
      uint16(10), // made by: version 1.0, no system
      facts,
      Buffer.alloc(2 + 2 + 2 + 4), // comment, disk, attributes inside and outside
      uint32(offset),
      Buffer.from(name, 'latin1'),
    )
    locals.push(local, bytes)
    offset += local.length + bytes.length
  }
  const size = central.reduce((sum, part) => sum + part.length, 0)
  const count = uint16(entries.length)
  const end = [uint32(endSignature), Buffer.alloc(4), count, count, uint32(size), uint32(offset), uint16(0)]
  return [...locals, ...central, ...end]
}

/** What the header before an entry and the one in the directory say alike: 26 bytes. */
function factsOf(name: string, bytes: Uint8Array): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(10, 0) // needs version 1.0; no flags, stored, midnight
  facts.writeUInt16LE(noDate, 8)
  facts.writeUInt32LE(crc32(bytes), 10)
  facts.writeUInt32LE(bytes.length, 14)
  facts.writeUInt32LE(bytes.length, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Writes entries as a ZIP. The caller keeps names apart and within the limits. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const file = Buffer.concat(partsOf(entries))
  if (file.length > zipLimits.bytes || entries.length > zipLimits.entries)
    throw new RangeError(`an evidence file may have ${zipLimits.bytes} bytes and ${zipLimits.entries} entries`)
  return new Uint8Array(file.buffer, file.byteOffset, file.byteLength)
}

/** Takes a ZIP of ours apart; nothing is unpacked or copied. `mayBeNamed` says which names there are. */
export function readZip(
  file: Uint8Array,
  mayBeNamed: (name: string) => boolean,
): Result<readonly ZipEntry[], EvidenceFault> {
  if (file.length > zipLimits.bytes) return refuse({ code: 'evidence-too-large', limit: zipLimits.bytes })
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 4 || view.readUInt32LE(0) !== localSignature) return refuse({ code: 'evidence-not-a-zip' })
  const entries: ZipEntry[] = []
  const seen = new Set<string>()
  let at = 0
  for (;;) {
    if (at + 4 > view.length) return refuse({ code: 'evidence-truncated' })
    if (view.readUInt32LE(at) !== localSignature) break
    if (at + localLength > view.length) return refuse({ code: 'evidence-truncated' })
    const nameLength = view.readUInt16LE(at + 26)
    const name = view.toString(
      'latin1',
      at + localLength,
      at + localLength + Math.min(nameLength, zipLimits.nameLength),
    )
    if (nameLength > zipLimits.nameLength || !mayBeNamed(name))
      return refuse({ code: 'evidence-entry-name', entry: printable(name) })
    if (view.readUInt16LE(at + 8) !== 0) return refuse({ code: 'evidence-compressed', entry: name })
    if (seen.has(name)) return refuse({ code: 'evidence-entry-twice', entry: name })
    if (entries.length >= zipLimits.entries)
      return refuse({ code: 'evidence-too-many-entries', limit: zipLimits.entries })
    const from = at + localLength + nameLength + view.readUInt16LE(at + 28)
    const size = view.readUInt32LE(at + 18)
    if (from + size > view.length) return refuse({ code: 'evidence-truncated' })
    seen.add(name)
    entries.push({ name, bytes: file.subarray(from, from + size) })
    at = from + size
  }
  return ok(entries)
}

/** Whether a file is exactly what these entries are written as. */
export function isWrittenSo(file: Uint8Array, entries: readonly ZipEntry[]): boolean {
  let at = 0
  for (const part of partsOf(entries)) {
    if (Buffer.compare(part, file.subarray(at, at + part.length)) !== 0) return false
    at += part.length
  }
  return at === file.length
}

const printable = (name: string): string => name.slice(0, 60).replace(/[^\x21-\x7e]/g, '?')
