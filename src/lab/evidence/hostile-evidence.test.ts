import assert from 'node:assert/strict'
import { beforeAll, describe, test } from 'vitest'
import { fixedSigner, openPorts, sampleIxit, sampleRecord, sampleRun } from '../../../tests/support/lab-evidence.ts'
import { canonicalJson } from '../../core/kernel/digest.ts'
import { readIxit } from '../declared/read-ixit.ts'
import { type BundleContents, jsonFile, readBundle, writeBundle } from './bundle.ts'
import { preAuthenticationEncoding, readEnvelope, signEnvelope } from './dsse.ts'
import { sealRun } from './seal.ts'
import { type EvidenceTrust, verifyEvidence } from './verify-evidence.ts'

// What somebody would try who wants evidence to say something else, or to be somebody else's.

const signer = fixedSigner(7)
const thief = fixedSigner(8, signer.kid) // calls itself the same
const known = { publicKey: signer.publicJwk.x!, kid: signer.kid, role: 'laboratory' }
const trust: EvidenceTrust = { keys: [known], checks: [openPorts], declare: readIxit }
const text = new TextEncoder()

let file: Uint8Array
let contents: BundleContents
beforeAll(async () => {
  file = await sealRun(sampleRun())
  const read = readBundle(file)
  assert.ok(read.ok)
  contents = read.value
})
const verdictOf = (bytes: Uint8Array, more: Partial<EvidenceTrust> = {}) => {
  const { result, steps } = verifyEvidence(bytes, { ...trust, ...more })
  return [result, steps.find(({ ok }) => ok === false)?.why]
}
const withFiles = (...changed: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
  writeBundle(new Map([...contents, ...changed]))

describe('keys', () => {
  test('another key under a known name is somebody posing, with or without the name of the true key in the record', async () => {
    assert.deepEqual(verdictOf(await sealRun(sampleRun({ signer: thief }))), ['broken', 'key-of-another'])
    // The record names the true key, and the thief signed: only the holder can make such a signature.
    const disguised = { ...thief, publicJwk: signer.publicJwk }
    assert.deepEqual(verdictOf(await sealRun(sampleRun({ signer: disguised }))), ['broken', 'signature-wrong'])
  })

  test('the true key under another name is known by its key, and its role is its own', async () => {
    const renamed = { ...signer, kid: 'did:web:somebody.example#1' }
    const report = verifyEvidence(await sealRun(sampleRun({ signer: renamed })), trust)
    assert.deepEqual([report.result, report.signer?.known?.kid], ['verified', signer.kid])
  })

  test('a key that makes every signature right is none', async () => {
    // The neutral point and its relatives: with them anything would be signed by anybody.
    for (const first of [0, 1]) {
      const x = Buffer.from([first, ...Array(31).fill(0)]).toString('base64url')
      const nobody = {
        ...signer,
        kid: 'did:web:nobody.example#1',
        publicJwk: { ...signer.publicJwk, x },
        sign: async () => Uint8Array.from([1, ...Array(63).fill(0)]),
      }
      assert.deepEqual(verdictOf(await sealRun(sampleRun({ signer: nobody }))), ['broken', 'signature-wrong'])
    }
  })

  test('an envelope whose name is not that of the record is none', async () => {
    const { payload } = readEnvelope(contents.get('statement.dsse.json')!)!
    const other = await signEnvelope(payload, { ...signer, kid: 'another' })
    assert.deepEqual(verdictOf(withFiles(['statement.dsse.json', other])), ['broken', 'envelope-malformed'])
  })
})

describe('envelopes', () => {
  const envelope = () => JSON.parse(new TextDecoder().decode(contents.get('statement.dsse.json')))
  const put = (changed: unknown) => withFiles(['statement.dsse.json', jsonFile(changed)])

  test('two signatures, none, or one beside the envelope are no envelope of ours', () => {
    const { signatures, ...rest } = envelope()
    for (const all of [[...signatures, ...signatures], [], [{ ...signatures[0], cert: 'x' }], [[signatures[0]]]])
      assert.deepEqual(verdictOf(put({ ...rest, signatures: all })), ['broken', 'envelope-malformed'])
    assert.deepEqual(verdictOf(put({ ...envelope(), more: 1 })), ['broken', 'envelope-malformed'])
  })

  test('a second signature of somebody else beside the true one makes nothing of it', async () => {
    const { signatures, ...rest } = envelope()
    const payload = Buffer.from(rest.payload, 'base64')
    const sig = Buffer.from(await thief.sign(preAuthenticationEncoding(rest.payloadType, payload))).toString('base64')
    for (const all of [
      [{ keyid: thief.kid, sig }, ...signatures],
      [...signatures, { keyid: 'x', sig }],
    ])
      assert.deepEqual(verdictOf(put({ ...rest, signatures: all })), ['broken', 'envelope-malformed'])
  })

  test('a payload of another type is not the same payload', () => {
    for (const payloadType of ['application/json', 'application/vnd.in-toto+json ', ''])
      assert.deepEqual(verdictOf(put({ ...envelope(), payloadType })), ['broken', 'envelope-malformed'])
  })

  test('the two statements do not stand in for each other', () => {
    const [one, other] = [contents.get('statement.dsse.json')!, contents.get('test-result.dsse.json')!]
    assert.deepEqual(verdictOf(withFiles(['statement.dsse.json', other])), ['broken', 'statement-differs'])
    assert.deepEqual(verdictOf(withFiles(['test-result.dsse.json', one])), ['broken', 'statement-differs'])
  })
})

describe('nonces', () => {
  test('a run that was made before an order cannot carry its nonce: it is signed', () => {
    const record = JSON.parse(new TextDecoder().decode(contents.get('run.json')))
    const renamed = { ...record, nonce: { ...record.nonce, value: 'nonce-of-another-order' } }
    const bytes = withFiles(['run.json', jsonFile(renamed)])
    const expected = { nonce: 'nonce-of-another-order' }
    assert.deepEqual(verdictOf(bytes, { expected }), ['broken', 'statement-differs'])
    assert.deepEqual(verdictOf(file, { expected }), ['broken', 'nonce-differs'])
  })
})

describe('the ZIP', () => {
  // Where the headers of the first entry, of the directory and of the end stand in the file.
  const view = () => Buffer.from(Uint8Array.from(file).buffer)
  const directoryAt = (bytes: Buffer) => bytes.readUInt32LE(bytes.length - 6)
  const changed = (change: (bytes: Buffer) => Buffer | undefined): readonly unknown[] => {
    const bytes = view()
    return verdictOf(change(bytes) ?? bytes)
  }
  const turn = (bytes: Buffer, at: number, bit = 1): undefined => {
    bytes[at] = bytes[at]! ^ bit
    return undefined
  }
  const tricks: Readonly<Record<string, (bytes: Buffer) => Buffer | undefined>> = {
    'a wrong checksum in the entry': (b) => turn(b, 14),
    'a wrong checksum in the directory': (b) => turn(b, directoryAt(b) + 16),
    'another name in the directory than before the entry': (b) =>
      void b.write('RUN.json', directoryAt(b) + 46, 'latin1'),
    'another name before the entry': (b) => void b.write('RUN.json', 30, 'latin1'),
    'a symbolic link': (b) => {
      b[directoryAt(b) + 5] = 3 // made by Unix
      b.writeUInt32LE(0o120777 * 65_536, directoryAt(b) + 38)
    },
    'entries that lie over each other': (b) => void b.writeUInt32LE(4, directoryAt(b) + 42),
    'a size in the directory that reaches into the next entry': (b) =>
      void b.writeUInt32LE(b.readUInt32LE(directoryAt(b) + 20) + 40, directoryAt(b) + 20),
    'a size before the entry that reaches into the next one': (b) => {
      b.writeUInt32LE(b.readUInt32LE(18) + 40, 18)
      b.writeUInt32LE(b.readUInt32LE(22) + 40, 22)
    },
    'a size of ZIP64': (b) => void b.writeUInt32LE(0xffffffff, 18),
    'sizes that follow the entry': (b) => turn(b, 6, 8),
    'names in UTF-8': (b) => turn(b, 7, 8),
    encryption: (b) => turn(b, 6),
    'a comment': (b) => {
      b.writeUInt16LE(4, b.length - 2)
      return Buffer.concat([b, Buffer.from('PK!!')])
    },
    'fewer entries in the directory than there are': (b) => {
      b.writeUInt16LE(b.readUInt16LE(b.length - 12) - 1, b.length - 12)
      b.writeUInt16LE(b.readUInt16LE(b.length - 14) - 1, b.length - 14)
    },
    'a second archive behind it': (b) => Buffer.concat([b, b]),
    'a second archive before it': (b) => Buffer.concat([b.subarray(0, directoryAt(b)), b]),
    'no directory': (b) => b.subarray(0, directoryAt(b)),
  }
  for (const [what, change] of Object.entries(tricks))
    test(`is not ours with ${what}`, () => {
      const [result, why] = changed(change)
      assert.equal(result, 'broken')
      assert.match(String(why), /^evidence-(not-canonical|entry-name|entry-twice|truncated|compressed)$/)
    })
})

describe('documents', () => {
  const whyNot = (name: string, json: string) => {
    const { result, fault } = verifyEvidence(withFiles([name, text.encode(json)]), trust)
    assert.equal(result, 'broken', json.slice(0, 60))
    return fault?.code
  }

  test('names twice, depth, numbers that cannot be written and half signs are refused before anything is signed for', () => {
    for (const json of [
      '{"a":1,"a":1}',
      `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`,
      '{"a":1.0}',
      '{"a":-0}',
      '{"a":1e2}',
      '{"a":"\\u0061"}',
      '{"a":"\\ud83d"}',
      '{"b":1,"a":2}',
      '\ufeff{}',
    ])
      assert.equal(whyNot('plan.json', json), 'evidence-file-unreadable', json.slice(0, 60))
  })

  test('what a program takes for the ancestor of all objects has no place in evidence, however deep', async () => {
    const record = JSON.parse(new TextDecoder().decode(contents.get('run.json')))
    const spoilt = (field: string, inside: string) => canonicalJson({ ...record, [field]: '@' }).replace('"@"', inside)
    for (const json of [
      spoilt('outcomes', '{"__proto__":{"5.6-1-2a":"passed"}}'),
      spoilt('environment', '{"addresses":[],"options":{"__proto__":{"toString":1}},"os":"x"}'),
    ])
      assert.equal(whyNot('run.json', json), 'evidence-file-unreadable')
    assert.equal(whyNot('plan.json', '{"a":[{"__proto__":{"b":1}}]}'), 'evidence-file-unreadable')
    assert.equal(whyNot('policy.json', '{"__proto__":{}}'), 'evidence-file-unreadable')
    // As a word in a text it is a word.
    const said = await sealRun(sampleRun({ plan: { note: '"__proto__":{} and constructor' } }))
    assert.deepEqual(verdictOf(said), ['verified', undefined])
    assert.equal(({} as Record<string, unknown>)['5.6-1-2a'], undefined)
  })

  test('names that every object has are names like others', async () => {
    const fields = { constructor: { text: 'x' }, endpoint: { text: 'tcp/443' } }
    const ixit = [{ ...sampleIxit[0]!, entries: [{ ...sampleIxit[0]!.entries[0]!, fields }] }] as typeof sampleIxit
    const record = { ...sampleRecord, environment: { ...sampleRecord.environment, options: { constructor: true } } }
    assert.deepEqual(verdictOf(await sealRun(sampleRun({ ixit, record }))), ['verified', undefined])
  })
})
