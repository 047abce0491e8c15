import type { ListFault } from './faults.ts'

/** Whether a file begins like a ZIP file, which a workbook is. */
export const isZip = (first: Uint8Array): boolean => begins(first, [0x50, 0x4b, 0x03, 0x04])

const begins = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

const signatures: readonly (readonly [kind: string, signature: readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['ZIP', [0x50, 0x4b]],
]

/** Why a file is no text with a list in it, by its first bytes; undefined where it may be one. */
export function kindOfFile(first: Uint8Array): ListFault | undefined {
  if (begins(first, [0xd0, 0xcf, 0x11, 0xe0])) return { code: 'list-old-excel' }
  const kind = signatures.find(([, signature]) => begins(first, signature))?.[0]
  if (kind !== undefined) return { code: 'list-not-text', kind }
  if (isMarkup(first)) return { code: 'list-markup' }
  return isBinary(first) ? { code: 'list-not-text', kind: 'binary' } : undefined
}

function isMarkup(first: Uint8Array): boolean {
  const head = new TextDecoder('latin1')
    .decode(first.subarray(0, 512))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  return /^<(\?xml|!doctype|html|table|head|body|meta|style)\b/i.test(head)
}

// Text has tabs and line ends, an escape here and there, and a stray NUL at worst.
const mostControls = 0.02

function isBinary(first: Uint8Array): boolean {
  const sample = first.subarray(0, 65_536)
  let controls = 0
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i]!
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) controls++
    if (byte === 0) zeros[i & 1]! += 1
  }
  const [even = 0, odd = 0] = zeros
  // Zeros in every other place are text with two bytes a character.
  const wide = Math.max(even, odd) > sample.length * 0.1 && Math.min(even, odd) < Math.max(even, odd) * 0.05
  return !wide && controls > Math.max(2, sample.length * mostControls)
}
