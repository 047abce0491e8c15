import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { deflateRawSync } from 'node:zlib'
import { afterAll, test } from 'vitest'
import { FileTooLarge } from '../../casework/ports.ts'
import { digestBytes } from '../../core/kernel/digest.ts'
import { evidenceFolder } from './evidence-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-evidence-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = evidenceFolder(folder)
const everything = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
const accept = (content: Buffer | string, name: string) =>
  files.accept(Readable.from([Buffer.from(content)]), { name, limit: 5_000_000 })
const codeOf = async (content: Buffer | string, name: string) => {
  const before = everything()
  const answer = await accept(content, name)
  if (!answer.ok) assert.equal(everything(), before, 'a refused file leaves nothing behind')
  return answer.ok ? answer.value.type : answer.fault.code
}

/** An archive with these entries; a false size may be claimed, entries may share bytes or be marked as encrypted. */
function zip(
  entries: readonly { name: string; content?: string; claims?: number; encrypted?: boolean; sharesFirst?: boolean }[],
) {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(Buffer.from(entry.content ?? 'x'))
    const name = Buffer.from(entry.name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(entry.encrypted ? 1 : 0, 8)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(entry.claims ?? (entry.content ?? 'x').length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(entry.sharesFirst ? 0 : offset, 42)
    directory.push(central, name)
    if (entry.sharesFirst) continue
    parts.push(local, name, packed)
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

test('a file comes back as it went in, under its digest, readable by the owner alone', async () => {
  const content = Buffer.alloc(300_000, 'ひ')
  const kept = await files.put(Readable.from([content.subarray(0, 7), content.subarray(7)]), 300_000)
  assert.deepEqual(kept, { digest: digestBytes(content), size: 300_000 })
  assert.deepEqual(await buffer((await files.get(kept.digest))!), content)
  assert.deepEqual(await files.head(kept.digest, 3), new Uint8Array(content.subarray(0, 3)))
  const path = join(folder, kept.digest.slice(7, 9), kept.digest.slice(7))
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.deepEqual(await files.put(Readable.from([content]), 300_000), kept) // again: the same file
})

test('an unknown file is undefined, and what is no digest is never made a path', async () => {
  assert.equal(await files.get(digestBytes('unknown')), undefined)
  assert.equal(await files.head(digestBytes('unknown'), 1), undefined)
  await assert.rejects(files.get('sha256:../../etc/passwd'), /not a digest/)
})

test('a file past the limit, and an upload that breaks off, leave nothing behind', async () => {
  const before = everything()
  await assert.rejects(files.put(Readable.from([Buffer.alloc(10), Buffer.alloc(1)]), 10), FileTooLarge)
  const breaking = Readable.from(
    (async function* () {
      yield Buffer.alloc(5)
      throw new Error('connection lost')
    })(),
  )
  await assert.rejects(files.put(breaking, 100), /connection lost/)
  assert.equal(everything(), before)
  const answer = await files.accept(Readable.from([Buffer.alloc(11)]), { name: 'a.txt', limit: 10 })
  assert.deepEqual(answer, { ok: false, fault: { code: 'file-too-large', name: 'a.txt', limit: '1 kB' } })
})

const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001',
  'hex',
)
const pdf = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'

for (const [name, content, expected] of [
  ['a.pdf', `${pdf}trailer << /Root 1 0 R >>\n%%EOF`, 'application/pdf'],
  ['named wrongly.exe', png, 'image/png'],
  ['log.txt', 'tcp 22 閉\n\u001b[31mred\u001b[0m\n', 'text/plain'],
  ['表.csv', Buffer.from('8350815b8368', 'hex'), 'text/csv'], // コード in Shift_JIS
  ['a.json', '{"a": 1}', 'application/json'],
  ['a.yml', 'a: 1\n', 'application/yaml'],
  ['utf16.txt', Buffer.from('\ufeffあいう', 'utf16le'), 'text/plain'],
  ['d.docx', zip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }]), /wordprocessingml/],
  ['t.xlsx', zip([{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }]), /spreadsheetml/],
  ['z.zip', zip([{ name: 'log.txt' }, { name: 'sbom.json' }]), 'application/zip'],
  ['empty.pdf', '', 'file-empty'],
  ['run.exe', 'MZ\u0000\u0000', 'file-type-refused'],
  ['hidden.txt', 'MZ\u0000\u0000\u0001', 'file-type-refused'],
  ['page.html', '<script>alert(1)</script>', 'file-type-refused'],
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'file-type-refused'],
  [
    'macro.docx',
    zip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }, { name: 'word/vbaProject.bin' }]),
    'file-type-refused',
  ],
  ['cut.zip', zip([{ name: 'a.txt' }]).subarray(0, 40), 'file-type-refused'],
  ['locked.pdf', `${pdf}trailer << /Root 1 0 R /Encrypt 5 0 R >>\n%%EOF`, 'file-password-protected'],
  [
    'locked large.pdf',
    `${pdf}${' '.repeat((1 << 18) - pdf.length - 10)}trailer << /Encrypt 5 0 R >>`,
    'file-password-protected',
  ],
  ['only words.pdf', `${pdf}(/Encrypting is good)`, 'application/pdf'],
  ['locked.zip', zip([{ name: 'a.txt', encrypted: true }]), 'file-password-protected'],
  ['bomb.zip', zip([{ name: 'a.txt', content: '0'.repeat(20_000_000) }]), 'file-zip-bomb'],
  ['claims.zip', zip([{ name: 'a.txt', claims: 4_000_000_000 }]), 'file-zip-bomb'],
  [
    'overlap.zip',
    zip([
      { name: 'a.txt' },
      { name: 'b.txt', content: 'abcdefghijk'.repeat(9), sharesFirst: true },
      { name: 'c.txt', content: 'lmnopqrstuv', sharesFirst: true },
      { name: 'd.txt', content: 'wxyz0123456789', sharesFirst: true },
    ]),
    'file-zip-bomb',
  ],
  ['nested.zip', zip([{ name: 'inner.zip' }]), 'file-zip-bomb'],
  ['many.zip', zip(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.txt` }))), 'file-zip-bomb'],
] as const)
  test(`${name} is ${expected instanceof RegExp ? expected.source : expected}`, async () => {
    const seen = await codeOf(content, name)
    if (expected instanceof RegExp) assert.match(seen, expected)
    else assert.equal(seen, expected)
  })

test('what is too large is not destroyed: whoever sent it can be read to the end', async () => {
  const content = Readable.from(Array.from({ length: 8 }, () => Buffer.alloc(1_000_000)))
  const answer = await files.accept(content, { name: 'large.txt', limit: 2_000_000 })
  assert.ok(!answer.ok && answer.fault.code === 'file-too-large')
  assert.equal(content.destroyed, false)
  assert.ok((await buffer(content)).length >= 5_000_000)
})

test('how long a file is, is known without opening it', async () => {
  const kept = await files.put(Readable.from([Buffer.from('twelve bytes')]), 100)
  assert.equal(await files.size(kept.digest), 12)
  assert.equal(await files.size(digestBytes('never sent')), undefined)
})
