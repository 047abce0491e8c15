import assert from 'node:assert/strict'
import { createHmac, hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, test } from 'vitest'
import { headerOf, readJws, signJws } from '../../src/core/attestation/jws.ts'
import { emptyBits } from '../../src/core/attestation/status-bits.ts'
import { listCredential } from '../../src/core/attestation/status-list.ts'
import { toBase64url } from '../../src/core/kernel/base64.ts'
import { signCheckpoint } from '../../src/core/log/sign-checkpoint.ts'
import { writeTlogProof } from '../../src/core/log/tlog-proof.ts'
import { type Bundle, readBundle, writeBundle } from '../../src/core/verifier/bundle.ts'
import { nodeCrypto } from '../../src/core/verifier/crypto-node.ts'
import { webCrypto } from '../../src/core/verifier/crypto-web.ts'
import { readTrust, type Trust, type TrustFile } from '../../src/core/verifier/trust.ts'
import { verify } from '../../src/core/verifier/verify.ts'
import {
  did,
  labelNumber,
  labelsUrl,
  newLogKey,
  newSigner,
  origin,
  sampleRegister,
} from '../support/sample-register.ts'

// What a forger may hand to a verifier. He knows everything that is public, and holds no key of the anchor.

const now = '2026-11-20T00:00:00Z'
const register = sampleRegister()
let trust: Trust
let good: Bundle

const anchor = (file: TrustFile): Trust => {
  const read = readTrust(JSON.stringify(file))
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}
const verdict = async (bundle: Bundle, by = trust): Promise<string> => {
  const inNode = await verify(bundle, by, { now, crypto: nodeCrypto })
  const inBrowser = await verify(bundle, by, { now, crypto: webCrypto })
  assert.equal(inNode.verdict, inBrowser.verdict)
  return inNode.verdict
}
const base64url = (value: string | object): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

beforeAll(async () => {
  for (let n = 0; n < 4; n++) await register.issue(labelNumber(n), [`MH-${n}`])
  await register.publishLists('2026-11-19T00:00:00Z')
  trust = anchor(register.trust())
  good = await register.bundle(1)
  assert.equal(await verdict(good), 'valid')
})

describe('a forged credential', () => {
  test('is not believed under any header that would steer a careless verifier', async () => {
    const [head = '', body = '', tail = ''] = good.credential.split('.')
    const known = JSON.parse(Buffer.from(head, 'base64url').toString())
    const forged = base64url({
      ...JSON.parse(Buffer.from(body, 'base64url').toString()),
      validUntil: '2099-01-01T00:00:00Z',
    })
    const stranger = newSigner()
    const publicKey = JSON.stringify(register.signer.publicJwk)
    const hmac = (header: string) => createHmac('sha256', publicKey).update(`${header}.${forged}`).digest('base64url')
    const tried: [string, string][] = []
    const put = (name: string, header: object | string, signature = tail) =>
      tried.push([name, `${base64url(header)}.${forged}.${signature}`])
    put('the content changed', known)
    put('no algorithm', { ...known, alg: 'none' }, '')
    put('no algorithm, a signature', { ...known, alg: 'none' })
    put(
      'HMAC with the public key as the secret',
      { ...known, alg: 'HS256' },
      hmac(base64url({ ...known, alg: 'HS256' })),
    )
    put('HMAC under the name of ES256', known, hmac(base64url(known)))
    put('a key in the header', { ...known, jwk: stranger.publicJwk })
    put('a key elsewhere', { ...known, jku: 'https://evil.example/jwks.json' })
    put('a certificate', { ...known, x5c: ['AA'] })
    put('critical', { ...known, crit: ['exp'] })
    put('unencoded payload', { ...known, b64: false })
    put('kid of the prototype', { ...known, kid: '__proto__' })
    put('kid of somebody else', { ...known, kid: `${did}#other` })
    put('kid as a list', { ...known, kid: [known.kid] })
    put('another kind', { ...known, typ: 'label-event+jwt' })
    put('members said twice', `{"alg":"none",${JSON.stringify(known).slice(1)}`)
    put('a zero signature', known, toBase64url(new Uint8Array(64)))
    put('a DER signature', known, toBase64url(new Uint8Array(70).fill(0x30)))
    tried.push(['unsecured', `${base64url({ alg: 'none' })}.${forged}.`])
    tried.push(['four parts', `${good.credential}.${tail}`])
    tried.push(['nothing', ''])
    for (const [name, credential] of tried) {
      const said = await verdict({ ...good, credential })
      assert.ok(said === 'bad-signature' || said === 'unknown-key', `${name}: ${said}`)
      assert.ok(!readJws(credential).ok || said === 'bad-signature' || said === 'unknown-key', name)
    }
  })

  test('has one spelling: padding, other alphabets, blanks and stray bits are other bytes and not in the log', async () => {
    const { credential } = good
    const last = credential.at(-1) ?? ''
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const stray = alphabet[alphabet.indexOf(last) ^ 1] ?? '' // 64 bytes leave four unused bits in the last character
    for (const other of [
      `${credential}=`,
      `${credential}==`,
      ` ${credential}`,
      `${credential}\n`,
      credential.replaceAll('-', '+').replaceAll('_', '/'),
      credential.slice(0, -1) + stray,
      credential.replace('.', '=.'),
    ])
      if (other !== credential) assert.notEqual(await verdict({ ...good, credential: other }), 'valid', other.slice(-8))
  })

  test('does not borrow what belongs to another label or to a list', async () => {
    const other = await register.bundle(2)
    assert.equal(await verdict({ ...good, credential: other.credential }), 'not-logged')
    assert.equal(await verdict({ ...good, proof: other.proof }), 'not-logged')
    assert.equal(await verdict({ ...good, models: other.models! }), 'bad-signature')
    const list = good.status![0]!
    assert.notEqual(await verdict({ ...good, credential: list.list, proof: list.snapshot.proof }), 'valid')
    const posing = good.status!.map((s) => ({ ...s, list: good.credential }))
    assert.equal(await verdict({ ...good, status: posing }), 'stale')
  })
})

describe('an issuer who cheats with its own key', () => {
  /** Signs whatever it likes and gets it into the log. */
  async function cheat(change: (payload: Record<string, unknown>) => void): Promise<string> {
    const own = sampleRegister({ signer: register.signer, log: register.log })
    await own.issue(labelNumber(1), ['MH-1'])
    const read = readJws(own.leaves[0]!.jws)
    assert.ok(read.ok)
    const payload = structuredClone(read.value.payload) as Record<string, unknown>
    change(payload)
    const jws = await signJws(headerOf('vc+jwt', own.signer.kid), payload, own.signer)
    own.leaves[0] = { ...own.leaves[0]!, jws }
    await own.publishLists('2026-11-19T00:00:00Z').catch(() => undefined)
    const status = await own.status()
    return verdict({ ...(await own.bundle(0)), status: status.length > 0 ? status : good.status! })
  }
  const set = (member: string, value: (p: Record<string, unknown>) => unknown) => (p: Record<string, unknown>) => {
    p[member] = value(p)
  }
  const entries = (p: Record<string, unknown>) => p.credentialStatus as Record<string, unknown>[]

  test('cannot make a label that nobody could take back, or that stands nowhere in the lists', async () => {
    assert.equal(await cheat(() => undefined), 'valid')
    assert.equal(await cheat((p) => delete p.credentialStatus), 'bad-signature')
    assert.equal(await cheat(set('credentialStatus', (p) => entries(p).slice(1))), 'bad-signature')
    assert.equal(await cheat(set('credentialStatus', () => [])), 'bad-signature')
    const index = (n: unknown) => (p: Record<string, unknown>) => {
      for (const entry of entries(p)) entry.statusListIndex = n
    }
    assert.equal(await cheat(index('131072')), 'stale')
    assert.equal(await cheat(index('999999999')), 'stale')
    for (const wrong of ['-1', '1e3', '01', '0x1', ' 1', '9'.repeat(30), 1, null, ['0']])
      assert.equal(await cheat(index(wrong)), 'bad-signature', String(wrong))
    assert.equal(await cheat(set('validUntil', () => '2099-12-31')), 'bad-signature')
    assert.equal(await cheat(set('validUntil', () => '99999-01-01T00:00:00Z')), 'bad-signature')
    assert.equal(await cheat(set('issuer', () => 'did:web:evil.example')), 'unknown-key')
  })

  test('cannot hide behind a list that unpacks for ever, or that was never logged', async () => {
    const facts = { issuer: did, labelsUrl, purpose: 'revocation', k: 0, logTreeSize: 4, logRoot: '' } as const
    const lifetime = { validFrom: '2026-11-19T00:00:00Z', validUntil: '2026-11-26T00:00:00Z' }
    const plain = listCredential(emptyBits(), { ...facts, ...lifetime })
    const bomb = `u${toBase64url(gzipSync(Buffer.alloc(64 * 1024 * 1024)))}`
    const subject = plain.credentialSubject as object
    const tooBig = { ...plain, credentialSubject: { ...subject, encodedList: bomb } }
    const sign = (payload: object) => signJws(headerOf('vc+jwt', register.signer.kid), payload, register.signer)
    const [revocation, suspension] = good.status!
    const began = performance.now()
    assert.equal(
      await verdict({ ...good, status: [{ ...revocation!, list: await sign(tooBig) }, suspension!] }),
      'stale',
    )
    assert.ok(performance.now() - began < 60_000)
    assert.equal(
      await verdict({ ...good, status: [{ ...revocation!, list: await sign(plain) }, suspension!] }),
      'stale',
    )
  })
})

describe('a log that is not the log', () => {
  const noteOf = (bundle: Bundle) => bundle.checkpoint!

  test('is not believed under its key with another name, or its name with another key', async () => {
    const { tree, size } = await register.head()
    const proofWith = (checkpoint: string) => good.proof.slice(0, good.proof.indexOf('\n\n') + 2) + checkpoint
    const sameKeyOtherName = await signCheckpoint(
      { origin: 'log.mihon.example/other', size, root: tree.root },
      {
        ...register.log,
        name: 'log.mihon.example/other',
      },
    )
    const otherOrigin = await signCheckpoint({ origin: 'log.mihon.example/other', size, root: tree.root }, register.log)
    const otherKey = await signCheckpoint({ origin, size, root: tree.root }, newLogKey())
    const unsigned = noteOf(good).slice(0, noteOf(good).indexOf('\n\n') + 2)
    for (const [name, checkpoint] of Object.entries({ sameKeyOtherName, otherOrigin, otherKey, unsigned }))
      assert.equal(await verdict({ ...good, proof: proofWith(checkpoint) }), 'not-logged', name)
  })

  test('is not believed though an anchor that trusts it was used a moment before', async () => {
    const strange = sampleRegister()
    await strange.issue(labelNumber(1), ['MH-1'])
    await strange.publishLists('2026-11-19T00:00:00Z')
    const theirs = anchor(strange.trust())
    const bundle = await strange.bundle(0)
    for (let turn = 0; turn < 2; turn++) {
      assert.equal(await verdict(bundle, theirs), 'valid')
      assert.notEqual(await verdict(bundle), 'valid')
      assert.equal(await verdict(good), 'valid')
      assert.notEqual(await verdict(good, theirs), 'valid')
      // Their lists and snapshots with our credential: what was shown under one anchor shows nothing under another.
      assert.equal(await verdict({ ...good, status: bundle.status! }), 'stale')
    }
  })

  test('does not lead elsewhere after a good proof was remembered: every changed line of a path is worked out', async () => {
    const lines = good.proof.split('\n')
    for (let line = 0; line < lines.length; line++) {
      if (lines[line] === '') continue
      const changed = lines.with(
        line,
        lines[line]!.replace(/[A-Za-z0-9]/, (c) => (c === 'A' ? 'B' : 'A')),
      )
      const proof = changed.join('\n')
      const said = await verdict({ ...good, proof })
      assert.equal(said, 'not-logged', lines[line])
    }
    for (const index of ['3', '4', '99', '9007199254740993', '-1', '1.0', '01'])
      assert.equal(await verdict({ ...good, proof: good.proof.replace(/index \d+/, `index ${index}`) }), 'not-logged')
    const path = lines.slice(2, lines.indexOf(''))
    const long = writeTlogProof({ index: 1, path: Array(64).fill(new Uint8Array(32)), checkpoint: noteOf(good) })
    assert.equal(await verdict({ ...good, proof: long }), 'not-logged')
    const short = good.proof.replace(`${path.at(-1)}\n`, '')
    assert.equal(await verdict({ ...good, proof: short }), 'not-logged')
  })
})

describe('a file that is no bundle, or no anchor', () => {
  test('is refused with a code, never by breaking', () => {
    const deep = '['.repeat(200_000)
    for (const text of ['', '{', 'null', '[]', '"x"', '0', deep, `{"a":${deep}`, '\ufeff{}', '\0', '{"format":"x"}'])
      for (const read of [readBundle(text), readTrust(text)]) assert.equal(read.ok, false, text.slice(0, 20))
    const whole = JSON.parse(writeBundle(good))
    for (const [member, value] of Object.entries({
      ...{
        credential: 1,
        proof: null,
        models: 'x',
        status: {},
        later: [1],
        checkpoint: 5,
        format: 'hoshirushi-bundle/2',
      },
    }))
      assert.deepEqual(readBundle(JSON.stringify({ ...whole, [member]: value })), {
        ok: false,
        fault: { code: 'bundle-member-malformed', member },
      })
  })

  test('an anchor with a key that is none, that is doubled, or of somebody else, is refused when it is read', () => {
    const file = register.trust()
    const [key] = file.keys
    const code = (change: Partial<TrustFile> | { keys: unknown }) => {
      const read = readTrust(JSON.stringify({ ...file, ...change }))
      return read.ok ? 'read' : read.fault.code === 'trust-member-malformed' ? read.fault.member : read.fault.code
    }
    assert.equal(code({}), 'read')
    const other = newSigner().publicJwk
    for (const wrong of [
      { ...key, y: other.y },
      { ...key, x: 'AA' },
      { ...key, x: `${key!.x}=` },
      { ...key, x: '_'.repeat(43) },
      { ...key, x: toBase64url(new Uint8Array(32)), y: toBase64url(new Uint8Array(32)) },
      { ...key, kid: 'did:web:evil.example#1' },
      { ...key, from: -1 },
      { ...key, from: 0.5 },
      { ...key, until: '9' },
      { ...key, crv: 'P-384' },
      { ...key, kty: 'oct', k: 'AA' },
    ])
      assert.equal(code({ keys: [wrong] }), 'keys', JSON.stringify(wrong))
    assert.equal(code({ keys: [key, key] }), 'keys')
    assert.equal(code({ keys: [] }), 'keys')
    assert.equal(code({ keys: { 0: key } }), 'keys')
    assert.equal(code({ issuer: 'https://evil.example' }), 'issuer')
    assert.equal(code({ version: -1 }), 'version')
    assert.equal(code({ policy: 'log x\nquorum none\n' }), 'trust-policy-malformed')
    assert.equal(code({ policy: file.policy.replace('quorum none', '') }), 'trust-policy-malformed')
    assert.equal(code({ policy: `${file.policy}quorum none\n` }), 'trust-policy-malformed')
  })

  test('nothing that has the form of a bundle makes the verifier throw, or say valid', async () => {
    const any = fc.string({ maxLength: 60 })
    const logged = fc.record({
      jws: fc.oneof(any, fc.constant(good.credential)),
      proof: fc.oneof(any, fc.constant(good.proof)),
    })
    const bundle = fc.record({
      credential: fc.oneof(any, fc.constant(good.credential)),
      proof: fc.oneof(any, fc.constant(good.proof)),
      models: fc.oneof(fc.constant(good.models!), fc.array(any, { maxLength: 3 })),
      status: fc.array(fc.record({ list: fc.oneof(any, fc.constant(good.status![0]!.list)), snapshot: logged }), {
        maxLength: 2,
      }),
      later: fc.array(logged, { maxLength: 2 }),
      checkpoint: fc.oneof(any, fc.constant(good.checkpoint!)),
    })
    await fc.assert(
      fc.asyncProperty(bundle, async (b) => {
        // Without both lists as they are, nothing is valid.
        assert.notEqual((await verify(b, trust, { now, crypto: nodeCrypto })).verdict, 'valid')
      }),
      { numRuns: 300 },
    )
  })

  test('a moment that is none makes nothing valid', async () => {
    for (const wrong of ['', 'yesterday', '2026-13-01T00:00:00Z', 'NaN'])
      assert.notEqual((await verify(good, trust, { now: wrong, crypto: nodeCrypto })).verdict, 'valid', wrong)
    assert.notEqual((await verify(good, trust, { now, crypto: nodeCrypto, age: Number.NaN })).verdict, 'valid')
  })

  test('the digest a label is known by is that of its bytes', async () => {
    const report = await verify(good, trust, { now, crypto: nodeCrypto })
    assert.equal(report.credential?.sha256, hash('sha256', good.credential, 'hex'))
  })
})
