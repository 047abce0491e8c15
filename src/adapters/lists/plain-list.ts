import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'

// Most long lists are plain: UTF-8, nothing in quotation marks, lines ended as usual. These can be cut at any line end, and the
// pieces read side by side; every other list is read from its beginning to its end.

/** A piece of a plain list: whole lines, and how many stand before it. */
export interface PlainPiece {
  readonly bytes: Uint8Array
  readonly rowsBefore: number
}

const pieceSize = 1 << 20
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** A list that can be cut into pieces. */
export interface PlainListFile {
  readonly path: string
  readonly rowsBefore: readonly number[] // of every piece
}

/** Looks whether a file can be read in pieces; below `least` bytes it is not worth it. */
export async function openPlainList(path: string, least: number, most: number): Promise<PlainListFile | undefined> {
  const file = path === '-' ? undefined : await open(path, 'r').catch(() => undefined)
  if (file === undefined) return undefined
  const rowsBefore: number[] = []
  let rows = 0
  try {
    const info = await file.stat()
    if (!info.isFile() || info.size < least || info.size > most) return undefined
    for await (const bytes of piecesOf(file, Buffer.allocUnsafeSlow(2 * pieceSize))) {
      const lines = plainLines(bytes)
      if (lines === undefined) return undefined
      rowsBefore.push(rows)
      rows += lines
    }
    return { path, rowsBefore }
  } catch (error) {
    if (error instanceof UnevenLines) return undefined
    throw error
  } finally {
    await file.close()
  }
}

/** The pieces of a plain list; each is the reader's own. */
export async function* plainPieces({ path, rowsBefore }: PlainListFile): AsyncGenerator<PlainPiece> {
  const file = await open(path, 'r')
  let piece = 0
  try {
    for await (const bytes of piecesOf(file)) {
      const before = rowsBefore[piece++]
      if (before === undefined) throw new Error(`${path} grew while it was read`)
      yield { bytes, rowsBefore: before }
    }
  } finally {
    await file.close()
  }
}

class UnevenLines extends Error {}

/** The pieces of a file; each is the reader's own, unless it gives memory for all of them. */
async function* piecesOf(file: Awaited<ReturnType<typeof open>>, memory?: Buffer): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array()
  for (;;) {
    const block = memory ?? Buffer.allocUnsafeSlow(rest.length + pieceSize)
    block.set(rest)
    const { bytesRead } = await file.read(block, rest.length, pieceSize)
    const filled = block.subarray(0, rest.length + bytesRead)
    const end = bytesRead === 0 ? filled.length : filled.lastIndexOf(lineFeed) + 1
    // A line as long as a piece is no line of a list.
    if (end === 0 && bytesRead > 0 && filled.length > pieceSize) throw new UnevenLines()
    rest = new Uint8Array(filled.subarray(end)) // a copy
    if (end > 0) yield filled.subarray(0, end)
    if (bytesRead === 0) return
  }
}

/** How many lines end in a piece; undefined where anything in it makes another kind of file or encoding of it. */
function plainLines(bytes: Uint8Array): number | undefined {
  if (bytes.includes(0x22) || bytes.includes(0) || bytes.includes(0x1b) || !isUtf8(bytes)) return undefined
  let lines = 0
  // Four bytes at a time: whether one of them may be below 0x0e, as line ends are; nearly always none is.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  for (let word = 0; word <= words.length; word++) {
    const four = word < words.length ? words[word]! : 0 // what is left at the end is looked at
    if (((four - 0x0e0e0e0e) & ~four & 0x80808080) === 0) continue
    for (let at = 4 * word; at < bytes.length && at < 4 * word + 4; at++) {
      const code = bytes[at]!
      if (code === lineFeed) lines++
      else if (code === carriageReturn && bytes[at + 1] !== lineFeed) return undefined
    }
  }
  return lines
}
