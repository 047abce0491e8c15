import { Inflate } from 'fflate'

/** One file in a ZIP file, as the directory at its end tells. */
export interface ZipPart {
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number // bytes
  readonly at: number // where its local header begins
}

const mostParts = 10_000

/** The directory of a ZIP file by name; undefined where it is damaged. Nothing is unpacked. */
export function zipParts(bytes: Uint8Array): ReadonlyMap<string, ZipPart> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const last = bytes.length - 22
  let end = last
  while (end >= 0 && end >= last - 65_535 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0 || end < last - 65_535) return undefined
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > mostParts) return undefined
  const parts = new Map<string, ZipPart>()
  const names = new TextDecoder()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const name = names.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    parts.set(name, {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** Why a part gives no more bytes. */
export type PartEnd = 'whole' | 'broken' | 'too-large'

const slice = 16_384 // unpacks to some 16 MB at most

/**
 * Unpacks one part piece by piece and stops at the limit, whatever the directory said of its size. `take` says whether it wants
 * more.
 */
export function unpackPart(
  bytes: Uint8Array,
  part: ZipPart,
  limit: number,
  take: (piece: Uint8Array) => boolean,
): PartEnd {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (part.at + 30 > bytes.length || view.getUint32(part.at, true) !== 0x04034b50 || part.encrypted) return 'broken'
  const from = part.at + 30 + view.getUint16(part.at + 26, true) + view.getUint16(part.at + 28, true)
  const packed = bytes.subarray(from, from + part.packed)
  if (packed.length < part.packed) return 'broken'
  if (part.method === 0) {
    if (packed.length > limit) return 'too-large'
    take(packed)
    return 'whole'
  }
  if (part.method !== 8) return 'broken'
  let size = 0
  let state: 'on' | 'enough' | 'too-large' = 'on'
  let finished = false
  const inflate = new Inflate((piece, last) => {
    if (state !== 'on') return
    size += piece.length
    finished ||= last
    if (size > limit) state = 'too-large'
    else if (piece.length > 0 && !take(piece)) state = 'enough'
  })
  const stopped = (): boolean => state !== 'on'
  try {
    for (let at = 0; at < packed.length && !stopped(); at += slice)
      inflate.push(packed.subarray(at, at + slice), at + slice >= packed.length)
  } catch {
    return 'broken' // what fflate throws says no more
  }
  if ((state as string) === 'too-large') return 'too-large'
  return finished || stopped() ? 'whole' : 'broken'
}
