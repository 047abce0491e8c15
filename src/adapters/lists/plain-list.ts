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

/** Whether a file can be read in pieces; below `least` bytes it is not worth it. */
export async function isPlainList(path: string, least: number, most: number): Promise<boolean> {
  const file = path === '-' ? undefined : await open(path, 'r').catch(() => undefined)
  if (file === undefined) return false
  try {
    const info = await file.stat()
    if (!info.isFile() || info.size < least || info.size > most) return false
    for await (const { bytes } of piecesOf(file)) if (!isPlain(bytes)) return false
    return true
  } catch (error) {
    if (error instanceof UnevenLines) return false
    throw error
  } finally {
    await file.close()
  }
}

/** The pieces of a plain list. */
export async function* plainPieces(path: string): AsyncGenerator<PlainPiece> {
  const file = await open(path, 'r')
  try {
    yield* piecesOf(file)
  } finally {
    await file.close()
  }
}

class UnevenLines extends Error {}

async function* piecesOf(file: Awaited<ReturnType<typeof open>>): AsyncGenerator<PlainPiece> {
  let rest: Uint8Array = new Uint8Array()
  let rowsBefore = 0
  for (;;) {
    const block = new Uint8Array(rest.length + pieceSize)
    block.set(rest)
    const { bytesRead } = await file.read(block, rest.length, pieceSize)
    const filled = block.subarray(0, rest.length + bytesRead)
    const end = bytesRead === 0 ? filled.length : filled.lastIndexOf(lineFeed) + 1
    // A line as long as a piece is no line of a list.
    if (end === 0 && bytesRead > 0 && filled.length > pieceSize) throw new UnevenLines()
    const bytes = filled.slice(0, end)
    if (bytes.length > 0) {
      const piece = { bytes, rowsBefore }
      // Counted before it is handed over: whoever takes it may give it to another thread.
      for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) rowsBefore++
      yield piece
    }
    if (bytesRead === 0) return
    rest = filled.slice(end)
  }
}

function isPlain(bytes: Uint8Array): boolean {
  // Also without anything that would make another kind of file or encoding of it.
  if (bytes.includes(0x22) || bytes.includes(0) || bytes.includes(0x1b) || !isUtf8(bytes)) return false
  for (let at = bytes.indexOf(carriageReturn); at !== -1; at = bytes.indexOf(carriageReturn, at + 1))
    if (bytes[at + 1] !== lineFeed) return false
  return true
}
