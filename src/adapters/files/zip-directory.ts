import type { FileHandle } from 'node:fs/promises'
import type { ZipReason } from '../../casework/file-faults.ts'

/** What the directory at the end of an archive says; nothing is unpacked. */
export interface ZipDirectory {
  readonly names: readonly string[]
  readonly encrypted: boolean
  readonly packed: number // bytes
  readonly unpacked: number
  readonly room: number // bytes before the directory: all the entries together cannot be longer
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const longestComment = 65_535
const largestDirectory = 4_000_000 // about 40 000 entries: more than anyone reviews

/** Reads the directory; undefined where the archive is damaged, or larger than the format without its 64-bit extension holds. */
export async function readZipDirectory(file: FileHandle, size: number): Promise<ZipDirectory | undefined> {
  const tail = await read(file, Math.max(0, size - endLength - longestComment), size)
  let end = tail.length - endLength
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--
  if (end < 0) return undefined
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (length > largestDirectory || start + length > size) return undefined
  const directory = await read(file, start, start + length)
  const names: string[] = []
  let encrypted = false
  let packed = 0
  let unpacked = 0
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) return undefined
    encrypted ||= (directory.readUInt16LE(at + 8) & 1) === 1
    packed += directory.readUInt32LE(at + 20)
    unpacked += directory.readUInt32LE(at + 24)
    const nameLength = directory.readUInt16LE(at + 28)
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return { names, encrypted, packed, unpacked, room: start }
}

async function read(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}

const mostEntries = 10_000
const mostUnpacked = 1_000_000_000
const highestRatio = 100 // text packs 3 to 20 times; DEFLATE cannot exceed 1032
const smallEnough = 10_000_000 // unpacked bytes that hurt nobody, whatever the ratio
const archive = /\.(zip|7z|rar|gz|tgz|bz2|tbz|xz|txz|zst|lzh|lha|cab|iso|jar|tar)$/i

/** What about an archive could hurt whoever opens it. Sizes may be false; then the unpacking program stops at them. */
export function zipDanger(directory: ZipDirectory, size: number): ZipReason | undefined {
  if (directory.names.length > mostEntries) return 'entries'
  if (directory.unpacked > mostUnpacked) return 'total'
  if (directory.packed > directory.room) return 'overlap' // entries that share the same bytes
  if (directory.unpacked > smallEnough && directory.unpacked > size * highestRatio) return 'ratio'
  if (directory.names.some((name) => archive.test(name))) return 'nested'
  return undefined
}
