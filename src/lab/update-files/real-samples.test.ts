import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { observationSchema } from '../observation.ts'
import { openSource } from './byte-source.ts'
import { factsOf, formatOf, verification } from './formats.ts'
import { inspectUpdateFile } from './inspect.ts'
import { type MakerKey, readMakerKey } from './maker-key.ts'

// Files that rauc, mkimage, cpio, openssl and signapk made (tests/support/update-files/make.sh); swupdate and rauc were asked about
// the same files when they were made, and agreed.
const folder = join(import.meta.dirname, '../../../tests/support/update-files')

function keyFrom(file: string): MakerKey {
  const read = readMakerKey(readFileSync(join(folder, file), 'utf8'))
  assert.ok(read.ok)
  return read.value
}

const signed = [
  { file: 'rauc-plain.raucb', key: 'ca.pem', format: 'rauc', version: undefined },
  { file: 'rauc-verity.raucb', key: 'ca.pem', format: 'rauc', version: '2.4.1' },
  { file: 'rauc-verity.raucb', key: 'signer.pem', format: 'rauc', version: '2.4.1' },
  { file: 'swupdate-rsa.swu', key: 'rsa.pub', format: 'swupdate', version: '2.4.1' },
  { file: 'swupdate-cms.swu', key: 'ca.pem', format: 'swupdate', version: '2.4.1' },
  { file: 'android-signed.zip', key: 'ca.pem', format: 'android-zip', version: undefined },
  { file: 'fit-configuration.itb', key: 'rsa.pub', format: 'fit', version: 'Sample 2.4.1' },
  { file: 'fit-pss.itb', key: 'rsa.pub', format: 'fit', version: 'Sample 2.4.1' },
  { file: 'fit-external.itb', key: 'rsa.pub', format: 'fit', version: 'Sample 2.4.1' },
] as const

for (const { file, key, format, version } of signed) {
  test(`${file} is the maker's by ${key}, and every changed copy is not`, async () => {
    const looked = await inspectUpdateFile({
      path: join(folder, file),
      mechanism: 'UpdMech-1',
      key: keyFrom(key),
      clock: () => 0,
      sample: 1,
    })
    assert.ok(looked.ok)
    const { seen } = observationSchema.parse(looked.value)
    assert.ok(seen.kind === 'update-file')
    assert.equal(seen.format, format)
    assert.equal(seen.version, version)
    assert.equal(seen.outcome, 'verified')
    assert.equal(seen.signatures.length, 1)
    const changes = seen.copies.map((c) => c.change)
    for (const wanted of ['payload-byte', 'signature-byte', 'truncated'] as const) assert.ok(changes.includes(wanted))
    assert.deepEqual(
      seen.copies.filter((c) => c.outcome !== 'wrong' && c.outcome !== 'no-signature'),
      [],
    )
  })

  test(`${file} is not a stranger's, and nobody's without a key`, async () => {
    await using source = (await openSource(join(folder, file)))!
    assert.equal((await verification(source, keyFrom('stranger.pem'))).outcome, 'wrong')
    assert.deepEqual(await verification(source, undefined), { outcome: 'cannot-tell', reason: 'no-key' })
  })
}

test('a file without a signature is never verified, whatever key is given', async () => {
  for (const file of ['swupdate-unsigned.swu', 'fit-unsigned.itb', 'uimage.img', 'android-unsigned.zip']) {
    await using source = (await openSource(join(folder, file)))!
    assert.deepEqual(await verification(source, keyFrom('rsa.pub')), { outcome: 'no-signature', reason: 'unsigned' })
    assert.deepEqual((await factsOf(source, (await formatOf(source))!))?.signatures, [])
  }
})

test('a signature that leaves content out is present and worth nothing', async () => {
  for (const file of ['swupdate-uncovered.swu', 'fit-images.itb']) {
    await using source = (await openSource(join(folder, file)))!
    assert.deepEqual(await verification(source, keyFrom('rsa.pub')), {
      outcome: 'wrong',
      reason: 'content-not-covered',
    })
  }
})

test('a forger who repairs the sums gets past a checksum, and not past a signature', async () => {
  const reasonsOf = async (file: string, key: MakerKey) => {
    const looked = await inspectUpdateFile({ path: join(folder, file), mechanism: 'U', key, clock: () => 0, sample: 1 })
    assert.ok(looked.ok)
    return new Map(looked.value.seen.copies.map((c) => [c.change, c.reason]))
  }
  const legacy = await reasonsOf('uimage.img', keyFrom('rsa.pub'))
  assert.deepEqual([legacy.get('payload-byte'), legacy.get('payload-repaired')], ['digest-wrong', 'unsigned'])
  for (const file of ['fit-configuration.itb', 'fit-external.itb', 'swupdate-rsa.swu']) {
    const reasons = await reasonsOf(file, keyFrom('rsa.pub'))
    assert.deepEqual(
      [reasons.get('payload-byte'), reasons.get('payload-repaired')],
      ['digest-wrong', 'signature-wrong'],
      file,
    )
  }
  assert.equal((await reasonsOf('swupdate-cms.swu', keyFrom('ca.pem'))).get('payload-repaired'), 'digest-wrong')
})

test('a private key is refused before anything is checked with it', () => {
  const read = readMakerKey('-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n')
  assert.ok(!read.ok)
  assert.equal(read.fault.code, 'maker-key-is-private')
})
