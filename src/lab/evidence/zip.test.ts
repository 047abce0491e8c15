import assert from 'node:assert/strict'
import { crc32, deflateRawSync } from 'node:zlib'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { test } from 'vitest'
import { readBundle } from './bundle.ts'
import { readZip, writeZip, zipLimits } from './zip.ts'

const any = () => true
const bytes = (text: string) => new TextEncoder().encode(text)
const codeOf = (file: Uint8Array, mayBeNamed: (name: string) => boolean = any) => {
  const read = readZip(file, mayBeNamed)
  return read.ok ? 'ok' : read.fault.code
}

/** One entry with a header as wanted. */
function local(name: string, content: Uint8Array, more: { method?: number; says?: number } = {}): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(more.method ?? 0, 8)
  head.writeUInt32LE(crc32(content), 14)
  head.writeUInt32LE(more.says ?? content.length, 18)
  head.writeUInt32LE(more.says ?? content.length, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name, 'latin1'), content])
}

test('what is written, another program opens', () => {
  const file = writeZip([
    { name: 'a.json', bytes: bytes('{}') },
    { name: 'attachments/b', bytes: bytes('日本') },
    { name: 'empty', bytes: new Uint8Array() },
  ])
  const opened = unzipSync(file)
  assert.deepEqual(Object.keys(opened), ['a.json', 'attachments/b', 'empty'])
  assert.equal(strFromU8(opened['attachments/b']!), '日本')
  const read = readZip(file, any)
  assert.ok(read.ok)
  assert.deepEqual(
    read.value.map((e) => e.name),
    Object.keys(opened),
  )
})

test('a ZIP that another program made of the same contents is not the original', () => {
  const stored = zipSync({ 'run.json': [bytes('{}'), { level: 0, mtime: new Date('1980-01-01T00:00:00') }] })
  const deflated = zipSync({ 'run.json': bytes('{}'.repeat(1000)) })
  const refused = (file: Uint8Array) => {
    const read = readBundle(file)
    return read.ok ? 'ok' : read.fault.code
  }
  assert.equal(refused(stored), 'evidence-not-canonical')
  assert.equal(refused(deflated), 'evidence-compressed')
})

test('a bomb is not unpacked, and a size that lies is not believed', () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000))
  assert.equal(codeOf(local('run.json', bomb, { method: 8 })), 'evidence-compressed')
  assert.equal(codeOf(local('run.json', bytes('{}'), { says: 0xffffffff })), 'evidence-truncated')
  assert.equal(codeOf(new Uint8Array(zipLimits.bytes + 1)), 'evidence-too-large')
})

test('names that lead elsewhere, and names nobody gave, are refused', () => {
  const names = [
    '../run.json',
    '/etc/passwd',
    'attachments/../run.json',
    'C:\\run.json',
    'run.json\0.txt',
    'RUN.JSON',
    '',
  ]
  const long = `attachments/${'a'.repeat(200)}`
  for (const name of [...names, long]) {
    const read = readBundle(local(name, bytes('{}')))
    assert.ok(!read.ok)
    assert.equal(read.fault.code, 'evidence-entry-name', JSON.stringify(name))
  }
})

test('an entry that stands there twice is refused', () => {
  assert.equal(codeOf(Buffer.concat([local('a', bytes('1')), local('a', bytes('2'))])), 'evidence-entry-twice')
})

test('more entries than there may be are refused', () => {
  const many = Array.from({ length: zipLimits.entries + 1 }, (_, i) => local(`e${i}`, new Uint8Array()))
  assert.equal(codeOf(Buffer.concat(many)), 'evidence-too-many-entries')
})

test('what is no ZIP is told from a ZIP that ends too early', () => {
  for (const text of ['', 'PK', '%PDF-1.7', '<html>']) assert.equal(codeOf(bytes(text)), 'evidence-not-a-zip')
  const whole = writeZip([{ name: 'a', bytes: bytes('content') }])
  assert.equal(codeOf(whole.subarray(0, 20)), 'evidence-truncated')
  assert.equal(codeOf(whole.subarray(0, 33)), 'evidence-truncated')
})

test('evidence that would be too large is not written', () => {
  assert.throws(() => writeZip([{ name: 'a', bytes: new Uint8Array(zipLimits.bytes) }]), RangeError)
})
