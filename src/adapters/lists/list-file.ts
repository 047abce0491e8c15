import { open, stat } from 'node:fs/promises'
import type { FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { ListFault } from '../../core/procurement/lists/faults.ts'
import { isZip } from '../../core/procurement/lists/file-kind.ts'
import type { ListLimits } from '../../core/procurement/lists/limits.ts'
import type { ListRow, ListSource } from '../../core/procurement/lists/list-row.ts'
import { openTextList } from '../../core/procurement/lists/text-list.ts'
import { readWorkbook } from '../../core/procurement/lists/workbook.ts'

export type ListFileFault = ListFault | { readonly code: 'list-file-missing'; readonly file: string }

export const listFileFaultTexts: FaultTexts<Extract<ListFileFault, { code: 'list-file-missing' }>> = {
  'list-file-missing': {
    what: { ja: '一覧のファイル「{file}」を読めません。', en: 'The list {file} cannot be read.' },
    why: {
      ja: 'ファイルがないか、ファイルではないか、読む許可がありません。',
      en: 'It does not exist, is no file, or may not be read.',
    },
    next: { ja: '名前と場所を確かめてください。', en: 'Check its name and place.' },
  },
}

/** A list in a file, read piece by piece: text of any length in the same memory, a workbook whole. */
export interface ListFile {
  /** The next rows; undefined at the end. */
  next(): Promise<Result<readonly ListRow[] | undefined, ListFault>>
  source(): ListSource
  close(): Promise<void>
}

const readSize = 1 << 20
// Rows of one piece are done with before the next is read: few at a time never leave the young part of memory.
const pieceSize = 1 << 15
const largestWorkbook = 200_000_000 // bytes; it has to be in memory whole

/** Opens a list; `-` is what comes through standard input. */
export async function openListFile(
  path: string,
  limits: ListLimits,
  sheet?: string,
): Promise<Result<ListFile, ListFileFault>> {
  const pieces = path === '-' ? standardInput() : await filePieces(path)
  if (pieces === undefined) return refuse({ code: 'list-file-missing', file: path })
  const { size = 0 } = pieces
  if (size > limits.bytes) {
    await pieces.close()
    return refuse({ code: 'list-too-large', limit: limits.bytes, found: size })
  }
  const first = await firstPiece(pieces)
  return isZip(first) ? openWorkbook(first, pieces, limits, sheet) : ok(openText(first, pieces, limits))
}

interface Pieces {
  readonly size?: number // bytes, where it is known before they are read
  next(): Promise<Uint8Array | undefined>
  close(): Promise<void>
}

async function filePieces(path: string): Promise<Pieces | undefined> {
  const info = await stat(path).catch(() => undefined)
  const file = info?.isFile() ? await open(path, 'r').catch(() => undefined) : undefined
  if (info === undefined || file === undefined) return undefined
  let buffer: Uint8Array = new Uint8Array()
  return {
    size: info.size,
    async next() {
      if (buffer.length === 0) {
        const whole = new Uint8Array(readSize)
        const { bytesRead } = await file.read(whole, 0, readSize)
        if (bytesRead === 0) return undefined
        buffer = whole.subarray(0, bytesRead)
      }
      const piece = buffer.subarray(0, pieceSize)
      buffer = buffer.subarray(pieceSize)
      return piece
    },
    close: () => file.close(),
  }
}

function standardInput(): Pieces {
  const chunks = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  return {
    async next() {
      const { done, value } = await chunks.next()
      return done ? undefined : value
    },
    close: async () => void process.stdin.destroy(),
  }
}

// The kind of file is told by its beginning, and a pipe may give it in small pieces.
const enoughToTell = 65_536

async function firstPiece(pieces: Pieces): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let size = 0; size < enoughToTell; ) {
    const piece = await pieces.next()
    if (piece === undefined) break
    parts.push(piece)
    size += piece.length
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

function openText(first: Uint8Array, pieces: Pieces, limits: ListLimits): ListFile {
  const list = openTextList(limits)
  let begun = false
  let ended = false
  return {
    async next() {
      if (ended) return ok(undefined)
      const piece = begun ? await pieces.next() : first
      begun = true
      if (piece !== undefined && piece.length > 0) return list.push(piece)
      ended = true
      return list.end()
    },
    source: () => list.source(),
    close: () => pieces.close(),
  }
}

async function openWorkbook(
  first: Uint8Array,
  pieces: Pieces,
  limits: ListLimits,
  sheet: string | undefined,
): Promise<Result<ListFile, ListFileFault>> {
  const limit = Math.min(limits.bytes, largestWorkbook)
  const parts = [first]
  let size = first.length
  for (let piece = await pieces.next(); piece !== undefined && size <= limit; piece = await pieces.next()) {
    parts.push(piece)
    size += piece.length
  }
  await pieces.close()
  if (size > limit) return refuse({ code: 'list-too-large', limit, found: size })
  const read = readWorkbook(Buffer.concat(parts), limits, sheet)
  if (!read.ok) return read
  let rows: readonly ListRow[] | undefined = read.value.rows
  return ok({
    async next() {
      const given = rows
      rows = undefined
      return ok(given)
    },
    source: () => read.value.source,
    close: async () => {},
  })
}
