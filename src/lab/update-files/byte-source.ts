import { createHash, type Hash, type Verify } from 'node:crypto'
import { open } from 'node:fs/promises'

// Update files are up to half a gigabyte and may come from an enemy: they are read in pieces, and no length that a file states
// is believed before it was held against the size of the file.

/** Largest update file that is looked at. */
export const mostBytes = 512 * 1024 * 1024
/** Largest piece that is held in memory at once. */
export const mostAtOnce = 8 * 1024 * 1024
const chunk = 1024 * 1024

/** Why a file is not what its beginning promises; caught where a format is asked, never seen outside this folder. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** A stretch of a file. */
export interface Range {
  readonly offset: number
  readonly length: number
}

/** Bytes that are read by ranges. */
export interface ByteSource {
  readonly size: number
  /** Exactly these bytes; throws Malformed('cut-short') where the file has fewer, Malformed('too-large') above `mostAtOnce`. */
  read(offset: number, length: number): Promise<Buffer>
}

/** Throws unless the range lies within the source. */
export function within({ size }: { readonly size: number }, { offset, length }: Range): Range {
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0)
    throw new Malformed('length-impossible')
  if (offset + length > size) throw new Malformed('cut-short')
  return { offset, length }
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      within(bytes.length === 0 ? { size: 0 } : { size: bytes.length }, { offset, length })
      if (length > mostAtOnce) throw new Malformed('too-large')
      return Buffer.from(bytes.subarray(offset, offset + length))
    },
  }
}

/** A file that stays open while it is looked at; undefined where there is none that could be read. */
export async function openSource(path: string): Promise<(ByteSource & AsyncDisposable) | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  const stat = await file?.stat().catch(() => undefined)
  if (!file || !stat?.isFile()) {
    await file?.close()
    return undefined
  }
  const { size } = stat
  return {
    size,
    async read(offset, length) {
      within({ size }, { offset, length })
      if (length > mostAtOnce) throw new Malformed('too-large')
      const buffer = Buffer.alloc(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await file.read(buffer, done, length - done, offset + done)
        if (bytesRead === 0) throw new Malformed('cut-short') // it shrank while it was read
        done += bytesRead
      }
      return buffer
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

/** The stretches one after the other, in pieces. */
export async function* pieces(source: ByteSource, ranges: readonly Range[]): AsyncIterable<Buffer> {
  for (const range of ranges) {
    const { offset, length } = within(source, range)
    for (let at = 0; at < length; at += chunk) yield source.read(offset + at, Math.min(chunk, length - at))
  }
}

/** Feeds the stretches into a hash or a verifier. */
export async function fed<H extends Hash | Verify>(into: H, source: ByteSource, ranges: readonly Range[]): Promise<H> {
  for await (const piece of pieces(source, ranges)) into.update(piece)
  return into
}

export const digestOfRanges = async (
  source: ByteSource,
  ranges: readonly Range[],
  algorithm: string,
): Promise<Buffer> => (await fed(createHash(algorithm), source, ranges)).digest()

/** The whole file. */
export const all = ({ size }: { readonly size: number }): Range => ({ offset: 0, length: size })
