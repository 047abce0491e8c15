import { crc32, deflateSync } from 'node:zlib'

/**
 * A PNG in which a pixel is black or white and nothing between, with its resolution written in: what a label printer
 * prints as it is. `rgba` has four bytes a pixel; darker than the middle is black.
 */
export function oneBitPng(rgba: Uint8Array, width: number, height: number, dpi: number): Uint8Array {
  const rowBytes = Math.ceil(width / 8)
  const rows = new Uint8Array((rowBytes + 1) * height) // each row is led by its filter type, 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x)
      const light = (rgba[at]! * 2126 + rgba[at + 1]! * 7152 + rgba[at + 2]! * 722) / 10_000
      if (light >= 128) rows[y * (rowBytes + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  const perMetre = Math.round(dpi / 0.0254)
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Buffer.concat([uint32(width), uint32(height), Uint8Array.of(1, 0, 0, 0, 0)])), // 1 bit, grey
    chunk('pHYs', Buffer.concat([uint32(perMetre), uint32(perMetre), Uint8Array.of(1)])),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
