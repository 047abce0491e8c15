import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../../../tests/support/own-time.ts'
import { plainPicture } from './plain-picture.ts'

// Sixteen by eight pixels, red and blue, as a browser's canvas makes them, without its colour profile.
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABkRAAIDAQAAAAAAAAAAAAAAAAAFQoHBQ//aAAwDAQACEQMRAD8AlJgEEnStFG8Lw//Z',
  'base64',
)
const segment = (marker: number, content: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content])

/** An Exif segment with a way up, a maker and a place, in either order of bytes. */
function exif(way: number, little: boolean): Buffer {
  const entry = (tag: number, value: number) => {
    const one = Buffer.alloc(12)
    if (little) {
      one.writeUInt16LE(tag, 0)
      one.writeUInt16LE(3, 2)
      one.writeUInt32LE(1, 4)
      one.writeUInt16LE(value, 8)
    } else {
      one.writeUInt16BE(tag, 0)
      one.writeUInt16BE(3, 2)
      one.writeUInt32BE(1, 4)
      one.writeUInt16BE(value, 8)
    }
    return one
  }
  const head = Buffer.from(little ? '49492a0008000000' : '4d4d002a00000008', 'hex')
  const count = Buffer.from(little ? '0200' : '0002', 'hex')
  const rest = Buffer.from('\0\0\0\0GPS 35.6812N 139.7671E Camera Maker', 'latin1')
  const tiff = Buffer.concat([head, count, entry(0x010f, 7), entry(0x0112, way), rest])
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}
const withSegments = (...all: readonly Buffer[]) => Buffer.concat([jpeg.subarray(0, 20), ...all, jpeg.subarray(20)])
const secrets = /GPS|35\.68|Camera Maker|xmp|Photoshop|a comment/

test('a picture that holds nothing besides stays as it is, byte for byte', () => {
  assert.deepEqual(Buffer.from(plainPicture(jpeg)), jpeg)
  for (const other of ['', 'a log of a tool', '%PDF-1.7', '\xff'])
    assert.equal(Buffer.from(plainPicture(Buffer.from(other, 'latin1'))).toString('latin1'), other)
})

test('place, maker, comments and what editors add are taken out; the way up stays', () => {
  for (const little of [true, false]) {
    const taken = withSegments(
      exif(6, little),
      segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmp GPS/>')),
      segment(0xed, Buffer.from('Photoshop 3.0\0GPS')),
      segment(0xe2, Buffer.from('MPF\0GPS')),
      segment(0xfe, Buffer.from('a comment')),
    )
    const plain = Buffer.from(plainPicture(taken))
    assert.doesNotMatch(plain.toString('latin1'), secrets)
    // What is left is the picture and one small segment that says: turned.
    const way = plain.subarray(20, 56)
    assert.deepEqual(Buffer.concat([plain.subarray(0, 20), plain.subarray(56)]), jpeg)
    assert.equal(way.toString('latin1', 4, 8), 'Exif')
    assert.deepEqual(Buffer.from(plainPicture(plain)), plain, 'and once more changes nothing')
  }
  assert.deepEqual(Buffer.from(plainPicture(withSegments(exif(1, true)))), jpeg)
})

test('a colour profile stays; a second picture behind the end goes, with its own place', () => {
  const profile = withSegments(segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours')))
  assert.deepEqual(Buffer.from(plainPicture(profile)), profile)
  const pair = Buffer.concat([jpeg, withSegments(exif(6, true))])
  assert.deepEqual(Buffer.from(plainPicture(pair)), jpeg)
})

test('of a PNG words, times and Exif go, and what stands behind its end', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const chunk = (type: string, content: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length)
    return Buffer.concat([length, Buffer.from(`${type}${content}`, 'latin1'), Buffer.alloc(4)])
  }
  const end = png.length - 12
  const taken = Buffer.concat([
    png.subarray(0, 33),
    ...['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((type) => chunk(type, 'GPS 35.68')),
    png.subarray(33),
    Buffer.from('GPS behind the end'),
  ])
  assert.ok(end > 33)
  assert.deepEqual(Buffer.from(plainPicture(taken)), png)
  assert.deepEqual(Buffer.from(plainPicture(png)), png)
})

test('a picture that is cut off or lies about its lengths is read to where it ends, at once', () => {
  const taken = withSegments(exif(6, true))
  for (let n = 0; n < taken.length; n++) assert.ok(plainPicture(taken.subarray(0, n)).length <= n + 40)
  const lying = withSegments(Buffer.from([0xff, 0xe1, 0xff, 0xff]))
  assert.doesNotMatch(Buffer.from(plainPicture(lying)).toString('latin1'), secrets)
  const spent = ownTime()
  plainPicture(Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(5_000_000, Buffer.from('ffe10002', 'hex'))]))
  assert.ok(spent() < 3_000)
})
