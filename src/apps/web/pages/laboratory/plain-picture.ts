// A camera writes into a picture where and when it was taken, with what, and often a second picture. None of that belongs into
// evidence. A browser with scripts draws pictures anew (steps-picture.js); for those that come as they were taken, this is taken out here.

/** A picture without what was written into it besides: the way up stays, the place goes. What is no JPEG or PNG stays as it is. */
export function plainPicture(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return plainJpeg(bytes)
  return Buffer.from(bytes.subarray(0, 8)).equals(pngSignature) ? plainPng(bytes) : bytes
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')
const startOfScan = 0xda
const endOfImage = 0xd9

// ITU-T T.81 B.1: segments with a length, and after each start of a scan data in which FF is followed by 00 or D0–D7 alone.
function plainJpeg(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== endOfImage) {
    const marker = bytes[at + 1] ?? 0
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) break
    const segment = bytes.subarray(at, end)
    if (marker === 0xe1) {
      const way = orientationOf(segment.subarray(4))
      if (way !== undefined) kept.push(exifOf(way))
    } else if (isOfThePicture(marker, segment)) kept.push(segment)
    at = end
    if (marker !== startOfScan) continue
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at++
    kept.push(bytes.subarray(end, at))
  }
  // Whatever comes after the end – another picture, with its own place – is left off.
  return Buffer.concat([...kept, Uint8Array.of(0xff, endOfImage)])
}

const isMarker = (byte: number): boolean => byte !== 0 && byte !== 0xff && !(byte >= 0xd0 && byte <= 0xd7)

/** Tables, frames and scans; of the segments of applications JFIF, Adobe's colours and colour profiles. */
function isOfThePicture(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xfe) return false // a comment
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0 || marker === 0xee) return true
  return marker === 0xe2 && Buffer.from(segment.subarray(4, 15)).toString('latin1') === 'ICC_PROFILE'
}

const exifHead = Buffer.from('Exif\0\0', 'latin1')

/** Which way up, of an Exif segment (CIPA DC-008, tag 0112): 2 to 8; 1 is as it lies. */
function orientationOf(exif: Uint8Array): number | undefined {
  if (!Buffer.from(exif.subarray(0, 6)).equals(exifHead) || exif.length < 20) return undefined
  const tiff = exif.subarray(6)
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = tiff[0] === 0x49
  const first = view.getUint32(4, little)
  if (first + 2 > tiff.length) return undefined
  const count = view.getUint16(first, little)
  for (let i = 0, at = first + 2; i < count && at + 12 <= tiff.length; i++, at += 12) {
    if (view.getUint16(at, little) !== 0x0112) continue
    const way = view.getUint16(at + 8, little)
    return way >= 2 && way <= 8 ? way : undefined
  }
  return undefined
}

/** An Exif segment that says which way up, and nothing else. */
const exifOf = (way: number): Uint8Array =>
  Buffer.concat([
    Uint8Array.of(0xff, 0xe1, 0, 34),
    exifHead,
    Buffer.from('4d4d002a00000008', 'hex'), // big-endian, the first directory at once
    Buffer.from('000101120003000000010000000000000000', 'hex').fill(way, 11, 12), // one entry: 0112, a short
  ])

const besidesThePicture: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

// W3C PNG 5.3: length, type, data, checksum; checksums are of one piece each, so pieces can go.
function plainPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) break
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    if (!besidesThePicture.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') break
    at = end
  }
  return Buffer.concat(kept)
}
