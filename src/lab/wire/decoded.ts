import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, type Zlib } from 'node:zlib'

const decoders: Readonly<Record<string, () => Transform & Zlib>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/**
 * A body without its content encoding, never more than `atMost` bytes of it: a small file may blow up a thousandfold, so what
 * goes beyond is never made. Several encodings on each other are left as they came.
 */
export async function decoded(
  bytes: Buffer,
  encoding: string,
  atMost: number,
): Promise<{ readonly bytes: Buffer; readonly cut?: 'size' | 'undecodable' }> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return { bytes }
  const decoder = decoders[name]?.()
  if (!decoder) return { bytes, cut: 'undecodable' }
  const parts: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    const done = (cut?: 'size' | 'undecodable') => {
      decoder.removeAllListeners('data')
      decoder.destroy()
      resolve({ bytes: Buffer.concat(parts, size).subarray(0, atMost), ...(cut && { cut }) })
    }
    decoder.on('data', (chunk: Buffer) => {
      parts.push(chunk)
      size += chunk.length
      if (size > atMost) done('size')
    })
    decoder.on('error', () => done('undecodable')) // what came out before stays
    decoder.on('end', () => done())
    decoder.end(bytes)
  })
}
