// @ts-check
// What is kept here, as the file that `probe guide --answers` takes: for a telephone that never finds its way back to the house. Stored,
// not compressed, as src/lab/evidence/zip.ts reads it.

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

/** @param {Uint8Array} bytes */
function crcOf(bytes) {
  let c = 0xffffffff
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** @param {readonly [size: 2 | 4, value: number][]} numbers */
function packed(numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [size]) => sum + size, 0)))
  let at = 0
  for (const [size, value] of numbers) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return new Uint8Array(view.buffer)
}

/**
 * Packs files into one.
 * @param {readonly { name: string, bytes: Uint8Array<ArrayBuffer> }[]} entries
 * @returns {Blob}
 */
export function zipOf(entries) {
  const encoder = new TextEncoder()
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const files = []
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const title = encoder.encode(name)
    const facts = /** @type {[2 | 4, number][]} */ ([
      [2, 10],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0x21], // version, no flags, stored, midnight, the first day a ZIP can say
      [4, crcOf(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, title.length],
      [2, 0],
    ])
    const local = packed([[4, 0x04034b50], ...facts])
    files.push(local, title, bytes)
    directory.push(packed([[4, 0x02014b50], [2, 10], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), title)
    offset += local.length + title.length + bytes.length
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0)
  const count = entries.length
  const end = packed([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, length],
    [4, offset],
    [2, 0],
  ])
  return new Blob([...files, ...directory, end], { type: 'application/zip' })
}
