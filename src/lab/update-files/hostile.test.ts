import assert from 'node:assert/strict'
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { sourceOf } from './byte-source.ts'
import { verification } from './formats.ts'
import { inspectUpdateFile } from './inspect.ts'
import { readMakerKey } from './maker-key.ts'

const folder = join(import.meta.dirname, '../../../tests/support/update-files')
const read = readMakerKey(
  (await Promise.all(['ca.pem', 'rsa.pub'].map((f) => readFile(join(folder, f), 'utf8')))).join('\n'),
)
assert.ok(read.ok)
const key = read.value

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Iterator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state >>> 8
  }
}

const files = (await readdir(folder)).filter((f) => /\.(raucb|swu|itb|img|zip)$/.test(f))

test('bytes overwritten at random break nothing: every file gets an answer', async () => {
  const next = numbers(7)
  const number = () => next.next().value
  for (const file of files) {
    const original = await readFile(join(folder, file))
    for (let round = 0; round < 40; round++) {
      const copy = Buffer.from(original)
      // In the headers most of the time, for that is where lengths stand.
      for (let i = 0; i < 8; i++)
        copy[number() % (round % 2 === 0 ? Math.min(600, copy.length) : copy.length)] = number()
      await verification(sourceOf(copy), key) // whatever it says: it says something
    }
  }
})

test('a file that claims more than it has is cut short, not believed', async () => {
  const giant = Buffer.alloc(64)
  giant.writeUInt32BE(0xd00dfeed, 0)
  giant.writeUInt32BE(0xffffffff, 4)
  giant.write('images\0', 40)
  const boot = Buffer.alloc(64)
  boot.writeUInt32LE(0x96f3b83d, 0)
  boot.writeUInt16LE(32, 8)
  boot.writeUInt32LE(0xffffffff, 12)
  const payload = Buffer.alloc(64)
  payload.write('CrAU')
  payload.writeBigUInt64BE(2n, 4)
  payload.writeBigUInt64BE(0xffffffffffffffffn, 12)
  for (const file of [giant, boot, payload])
    assert.notEqual((await verification(sourceOf(file), key)).outcome, 'verified')
})

test('nesting without end is refused: in CMS, in CBOR, in a device tree, in a description', async () => {
  const nested = (open: number[], times: number) => Buffer.from(Array.from({ length: times }, () => open).flat())
  const trailer = (cms: Buffer) => {
    const size = Buffer.alloc(8)
    size.writeBigUInt64BE(BigInt(cms.length))
    return Buffer.concat([Buffer.from('hsqs'), Buffer.alloc(2000), cms, size])
  }
  const tree = () => {
    const nodes = nested([0, 0, 0, 1, 0x61, 0, 0, 0], 50_000)
    const head = Buffer.alloc(40)
    const size = 40 + nodes.length + 8
    const fields = [0xd00dfeed, size, 40, 40 + nodes.length, 40, 17, 16, 0, 8, nodes.length]
    for (const [i, field] of fields.entries()) head.writeUInt32BE(field, i * 4)
    return Buffer.concat([head, nodes, Buffer.from('images\0\0')])
  }
  const description = Buffer.from(`software = ${'{ a = ('.repeat(20_000)}`)
  const member = (name: string, body: Buffer) => {
    const fields = [0, 0o100644, 0, 0, 1, 0, body.length, 0, 0, 0, 0, name.length + 1, 0]
    const head = Buffer.from(`070701${fields.map((n) => n.toString(16).padStart(8, '0')).join('')}${name}\0`)
    const pad = (b: Buffer) => Buffer.concat([b, Buffer.alloc((4 - (b.length % 4)) % 4)])
    return Buffer.concat([pad(head), pad(body)])
  }
  const cases = [
    trailer(nested([0x30, 0x80], 200_000)),
    Buffer.concat([Buffer.from([0xd8, 107]), nested([0xa1, 0x02], 200_000)]),
    tree(),
    Buffer.concat([
      member('sw-description', description),
      member('sw-description.sig', Buffer.alloc(256)),
      member('TRAILER!!!', Buffer.alloc(0)),
    ]),
  ]
  for (const file of cases) assert.equal((await verification(sourceOf(file), key)).outcome, 'wrong')
})

test('half a gigabyte is looked at with little memory', async () => {
  const home = await mkdtemp(join(tmpdir(), 'update-file-'))
  try {
    const path = join(home, 'large.img')
    const file = await open(path, 'w')
    const header = Buffer.alloc(64)
    header.writeUInt32BE(0x27051956, 0)
    header.writeUInt32BE(400 * 1024 * 1024, 12)
    await file.write(header)
    await file.truncate(64 + 400 * 1024 * 1024) // without taking the room on the disk
    await file.close()
    const before = process.memoryUsage().rss
    const looked = await inspectUpdateFile({ path, mechanism: 'UpdMech-1', key, clock: () => 0, sample: 1 })
    assert.ok(looked.ok)
    assert.equal(looked.value.seen.format, 'uimage')
    assert.equal(looked.value.seen.outcome, 'wrong') // the sums are wrong
    assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024)
  } finally {
    await rm(home, { recursive: true })
  }
})

test('a file that is not there, or is a folder, is a refusal with its name', async () => {
  for (const path of [join(folder, 'none.bin'), folder]) {
    const looked = await inspectUpdateFile({ path, mechanism: 'UpdMech-1', clock: () => 0, sample: 1 })
    assert.ok(!looked.ok)
    assert.equal(looked.fault.code, 'update-file-missing')
  }
})

test('a file of no known kind is told as that, with copies to try on the device all the same', async () => {
  const looked = await inspectUpdateFile({
    path: join(folder, 'make.sh'),
    mechanism: 'UpdMech-1',
    key,
    clock: () => 0,
    sample: 1,
  })
  assert.ok(looked.ok)
  assert.equal(looked.value.completeness, 'partial')
  assert.equal(looked.value.seen.format, 'unknown')
  assert.notEqual(looked.value.seen.outcome, 'verified')
  assert.deepEqual(
    looked.value.seen.copies.map((c) => c.change),
    ['payload-byte', 'truncated'],
  )
})
