import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'

/** A file being written whose size and digest are known when it is whole, and which is then on the disk. */
export interface MeasuredFile {
  write(piece: string | Uint8Array): Promise<void>
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>
  /** Lets go of a file that will not be finished. */
  abandon(): Promise<void>
}

const pieceBytes = 1_048_576

/** Opens a file for writing; packed, it is a single zstd frame with a checksum. The same content gives the same bytes, however it came. */
export function openMeasuredFile(path: string, packing: 'none' | 'zstd'): MeasuredFile {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece)
      bytes += piece.length
      done(null, piece)
    },
  })
  const into =
    packing === 'zstd'
      ? createZstdCompress({
          params: { [constants.ZSTD_c_compressionLevel]: 6, [constants.ZSTD_c_checksumFlag]: 1 },
        })
      : new PassThrough()
  const written = pipeline(into, measure, createWriteStream(path, { flags: 'wx', mode: 0o644, flush: true }))
  written.catch(() => undefined) // told by `write` or `end`
  // How a frame is cut depends on what it is fed at once, and on whether the end is known by then: pieces of one size, each taken
  // before the next, the last one together with the end.
  let waiting: Buffer = Buffer.alloc(0)
  const put = (piece: Buffer) =>
    new Promise<void>((done, fail) => into.write(piece, (error) => (error ? fail(error) : done())))
  return {
    async write(piece) {
      waiting = Buffer.concat([waiting, typeof piece === 'string' ? Buffer.from(piece) : piece])
      for (; waiting.length > pieceBytes; waiting = waiting.subarray(pieceBytes))
        await Promise.race([put(waiting.subarray(0, pieceBytes)), written])
    },
    async end() {
      into.end(waiting)
      await written
      return { bytes, sha256: hash.digest('hex') }
    },
    async abandon() {
      into.destroy()
      await written.catch(() => undefined)
    },
  }
}
