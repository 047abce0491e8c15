import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { writeAndroidPayload } from '../../../tests/support/update-files/write-android-payload.ts'
import {
  fwtoolAppend,
  type UsignPair,
  ucertCertificate,
  ucertSignature,
  usignPublic,
  usignSign,
} from '../../../tests/support/update-files/write-fwtool.ts'
import { writeMcuboot } from '../../../tests/support/update-files/write-mcuboot.ts'
import { writeSuit } from '../../../tests/support/update-files/write-suit.ts'
import { sourceOf } from './byte-source.ts'
import { edited } from './edit.ts'
import type { UpdateFormatName, Verification } from './format.ts'
import { factsOf, formatOf, verification } from './formats.ts'
import { type MakerKey, readMakerKey } from './maker-key.ts'
import { tamperedCopies } from './tampered-copies.ts'
import { usignHolds, usignSignature } from './usign.ts'

// Formats whose own tools are not to be had here: the files are written by the small writers beside the samples. They show that a
// file is read as we understand the format, and above all that no changed copy passes.

const keyOf = (text: string): MakerKey => {
  const read = readMakerKey(text)
  assert.ok(read.ok)
  return read.value
}
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()
const content = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 37 + (i >> 3)) & 0xff))
const ed25519 = generateKeyPairSync('ed25519')
const elliptic = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsa3072 = generateKeyPairSync('rsa', { modulusLength: 3072 })
const usign = (): UsignPair => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { private: privateKey, raw: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32) }
}
const [root, builder, stranger] = [usign(), usign(), usign()]
const metadata = Buffer.from(
  '{ "supported_devices":["sample"], "version": { "dist": "OpenWrt", "version": "23.05.5" } }',
)
const withMetadata = fwtoolAppend(content, 'metadata', metadata)

const version = [2, 4, 1, 7] as const
const samples: readonly { name: string; file: Buffer; key: MakerKey; format: UpdateFormatName; version?: string }[] = [
  ...[
    { name: 'MCUboot RSA-2048', key: rsa },
    { name: 'MCUboot RSA-3072', key: rsa3072 },
    { name: 'MCUboot ECDSA', key: elliptic },
    { name: 'MCUboot Ed25519', key: ed25519 },
    { name: 'MCUboot Ed25519 pure', key: ed25519, pure: true },
    { name: 'MCUboot with protected entries', key: ed25519, guarded: true },
    { name: 'MCUboot padded to its slot', key: elliptic, padTo: 8192 },
  ].map(({ name, key, ...rest }) => ({
    name,
    file: writeMcuboot({ program: content, version, key: key.privateKey, ...rest }),
    key: keyOf(pem(key.publicKey)),
    format: 'mcuboot' as const,
    version: '2.4.1+7',
  })),
  {
    name: 'fwtool with usign',
    file: fwtoolAppend(withMetadata, 'signature', Buffer.from(usignSign(root, withMetadata))),
    key: keyOf(usignPublic(root)),
    format: 'fwtool',
    version: '23.05.5',
  },
  {
    name: 'fwtool with ucert',
    file: fwtoolAppend(
      withMetadata,
      'signature',
      Buffer.concat([ucertCertificate(root, builder), ucertSignature(builder, withMetadata)]),
    ),
    key: keyOf(usignPublic(root)),
    format: 'fwtool',
    version: '23.05.5',
  },
  {
    name: 'Android payload',
    file: writeAndroidPayload({ data: content, stamp: 1_790_000_000, key: rsa.privateKey }),
    key: keyOf(pem(rsa.publicKey)),
    format: 'android-payload',
    version: '2026-10-05',
  },
  {
    name: 'SUIT ES256',
    file: writeSuit({ sequence: 7, payload: content, key: elliptic.privateKey }),
    key: keyOf(pem(elliptic.publicKey)),
    format: 'suit',
    version: 'sequence 7',
  },
  {
    name: 'SUIT EdDSA',
    file: writeSuit({ sequence: 200, payload: content, key: ed25519.privateKey }),
    key: keyOf(pem(ed25519.publicKey)),
    format: 'suit',
    version: 'sequence 200',
  },
]

const others = keyOf(
  [rsa, rsa3072, elliptic, ed25519]
    .map(({ publicKey: { asymmetricKeyType: type } }) =>
      type === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : type === 'ec'
          ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
          : generateKeyPairSync('ed25519'),
    )
    .map(({ publicKey }) => pem(publicKey))
    .join('\n'),
)

for (const { name, file, key, format, version } of samples) {
  test(`${name}: the maker's file is verified, a stranger's key is not, and every changed copy is refused`, async () => {
    const source = sourceOf(file)
    assert.equal((await formatOf(source))?.name, format)
    assert.deepEqual(await verification(source, key), { outcome: 'verified', reason: 'signature-and-content' })
    assert.equal((await verification(source, others)).outcome, 'wrong')
    assert.equal((await verification(source, undefined)).reason, 'no-key')
    const facts = await factsOf(source, (await formatOf(source))!)
    assert.equal(facts?.version, version)
    const copies = await tamperedCopies(source, facts, (await formatOf(source))!)
    assert.deepEqual(
      copies.map((c) => c.change).filter((c) => c !== 'payload-repaired'),
      ['payload-byte', 'signature-byte', 'older-version', 'truncated'],
    )
    for (const { change, edits } of copies)
      assert.equal((await verification(edited(source, edits), key, format)).outcome, 'wrong', change)
  })

  test(`${name}: no byte of the payload can be changed unnoticed`, async () => {
    const { payload } = (await factsOf(sourceOf(file), (await formatOf(sourceOf(file)))!))!
    for (let at = payload!.offset; at < payload!.offset + payload!.length; at += 101) {
      const copy = Buffer.from(file)
      copy[at]! ^= 0x40
      assert.notEqual((await verification(sourceOf(copy), key)).outcome, 'verified', `byte ${at}`)
    }
  })

  test(`${name}: cut off anywhere it is not verified, and nothing breaks`, async () => {
    const least = name.includes('padded') ? 3650 : file.length - 1
    for (let size = 0; size <= least; size += 61)
      assert.notEqual((await verification(sourceOf(file.subarray(0, size)), key)).outcome, 'verified', `${size} bytes`)
  })
}

test('with every sum repaired, a changed byte shows by the signature alone', async () => {
  for (const { name, file, key, format } of samples) {
    const source = sourceOf(file)
    const own = (await formatOf(source))!
    const copies = await tamperedCopies(source, await factsOf(source, own), own)
    const reasonOf = async (change: string) => {
      const copy = copies.find((c) => c.change === change)
      return copy && (await verification(edited(source, copy.edits), key, format)).reason
    }
    if (own.repair === undefined) continue
    assert.equal(await reasonOf('payload-byte'), 'digest-wrong', name)
    assert.equal(await reasonOf('payload-repaired'), 'signature-wrong', name)
    assert.equal(await reasonOf('signature-byte'), 'signature-wrong', name)
    assert.equal(await reasonOf('older-version'), 'signature-wrong', name)
  }
})

const expected = (outcome: Verification['outcome'], reason: Verification['reason']): Verification => ({
  outcome,
  reason,
})

test('files without a signature are not verified', async () => {
  for (const file of [
    writeMcuboot({ program: content, version }),
    withMetadata,
    writeAndroidPayload({ data: content, stamp: 1 }),
    writeSuit({ sequence: 1, payload: content }),
  ])
    assert.deepEqual(await verification(sourceOf(file), others), expected('no-signature', 'unsigned'))
})

test('a chunk appended behind the signature makes an OpenWrt image unsigned', async () => {
  const file = fwtoolAppend(
    fwtoolAppend(content, 'signature', Buffer.from(usignSign(root, content))),
    'metadata',
    metadata,
  )
  assert.deepEqual(await verification(sourceOf(file), keyOf(usignPublic(root))), expected('no-signature', 'unsigned'))
})

test('a ucert chain counts only when it begins at the maker, vouches, and ends in a signature of the file', async () => {
  const key = keyOf(usignPublic(root))
  const chain = (...links: Buffer[]) => fwtoolAppend(content, 'signature', Buffer.concat(links))
  const cases: readonly [Buffer, Verification][] = [
    [
      chain(ucertCertificate(root, builder), ucertSignature(builder, content)),
      expected('verified', 'signature-and-content'),
    ],
    [chain(ucertCertificate(stranger, builder), ucertSignature(builder, content)), expected('wrong', 'key-differs')],
    [chain(ucertCertificate(root, builder, 2), ucertSignature(builder, content)), expected('wrong', 'key-differs')],
    [chain(ucertCertificate(root, builder), ucertSignature(root, content)), expected('wrong', 'signature-wrong')],
    [chain(ucertCertificate(root, builder)), expected('no-signature', 'unsigned')],
  ]
  for (const [file, answer] of cases) assert.deepEqual(await verification(sourceOf(file), key), answer)
})

test('an Android payload whose metadata is not signed by itself is not covered', async () => {
  const file = writeAndroidPayload({ data: content, stamp: 5, key: rsa.privateKey, metadataToo: false })
  assert.deepEqual(
    await verification(sourceOf(file), keyOf(pem(rsa.publicKey))),
    expected('wrong', 'content-not-covered'),
  )
})

test('a SUIT payload that the manifest does not name is not covered, however well the manifest is signed', async () => {
  const file = writeSuit({ sequence: 2, payload: content, names: Buffer.from('another'), key: elliptic.privateKey })
  assert.deepEqual(
    await verification(sourceOf(file), keyOf(pem(elliptic.publicKey))),
    expected('wrong', 'content-not-covered'),
  )
})

// draft-ietf-suit-manifest, appendix "Examples": its public key, and example 0 with its authentication object.
const draftKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhJaBGq4LqqvSYVcYnuzaJr6qi/Eb
bz/m4rVlnIXbwK07HypLbAmBMcCjbazR14vTgdzfsJwFLbM5kdtzOLSolg==
-----END PUBLIC KEY-----
`
const draftExample = Buffer.from(
  'd86ba2025873825824822f58206658ea560262696dd1f13b782239a064da7c6c5cbaf52fded428a6fc83c7e5af584ad28443a10126a0f6584056acf3' +
    'c133338f558bbbac1e73a62bffac2a0067d0f7a2e860e20b9119a61d964af04fb56c2c7618d3d74558c14f5daf7cafa8771b34ec42160f5c94250a57' +
    'eb035871a50101020003585fa202818141000458568614a40150fa6b4a53d5ad5fdfbe9de663e4d41ffe02501492af1425695e48bf429b2d51f2ab45' +
    '035824822f582000112233445566778899aabbccddeeff0123456789abcdeffedcba98765432100e1987d0010f020f074382030f0943821702',
  'hex',
)

test('the example of the SUIT draft is verified with the key of the draft, and no byte of it can be changed', async () => {
  const key = keyOf(draftKey)
  assert.equal((await formatOf(sourceOf(draftExample)))?.name, 'suit')
  assert.deepEqual(await verification(sourceOf(draftExample), key), expected('verified', 'signature-and-content'))
  const unnoticed: number[] = []
  for (let at = 0; at < draftExample.length; at++) {
    const copy = Buffer.from(draftExample)
    copy[at]! ^= 0x01
    if ((await verification(sourceOf(copy), key)).outcome === 'verified') unnoticed.push(at)
  }
  assert.deepEqual(unnoticed, [])
})

test("usign's form is signify's: a signature that signify made holds, and one byte less does not", async () => {
  const folder = join(import.meta.dirname, '../../../tests/support/update-files')
  const message = readFileSync(join(folder, 'signify.message'))
  const signature = usignSignature(readFileSync(join(folder, 'signify.message.sig'), 'utf8'))
  const { keys } = keyOf(readFileSync(join(folder, 'signify.pub'), 'utf8'))
  const holds = (bytes: Buffer) =>
    usignHolds(sourceOf(bytes), [{ offset: 0, length: bytes.length }], { signature, keys })
  assert.equal(await holds(message), true)
  assert.equal(await holds(message.subarray(1)), false)
})
