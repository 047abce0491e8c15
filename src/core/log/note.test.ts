import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'vitest'
import { checkpointText, parseCheckpoint } from './checkpoint.ts'
import { cosignedMessage, openCheckpoint, writeCosignature } from './cosign.ts'
import { type Ed25519Check, keyTypes, parseNote, parseVkey, writeNote, writeVkey } from './note.ts'
import { parsePolicy } from './policy.ts'
import { signCheckpoint, vkeyOf } from './sign-checkpoint.ts'
import { parseTlogProof, writeTlogProof } from './tlog-proof.ts'

const origin = 'log.example.jp/mihon'
const root = Buffer.alloc(32, 7)

function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return { key, sign: async (data: Uint8Array) => sign(null, data, privateKey) }
}
const check: Ed25519Check = (key, data, signature) =>
  verify(
    null,
    data,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }, format: 'jwk' }),
    signature,
  )

const log = { name: origin, ...newKey() }
const witnesses = ['witness.example/a', 'witness.example/b', 'witness.example/c'].map((name) => ({ name, ...newKey() }))
const checkpoint = { origin, size: 70_000, root }
const witnessKey = (w: (typeof witnesses)[number]) => vkeyOf(w.name, w.key, keyTypes.cosignature)

const policy = (quorum: string) => {
  const reading = parsePolicy(
    [
      '# 見本',
      `log ${writeVkey(vkeyOf(origin, log.key))} https://log.example.jp/mihon`,
      ...witnesses.map((w, i) => `witness w${i} ${writeVkey(witnessKey(w))}`),
      'group two 2 w0 w1 w2',
      `quorum ${quorum}`,
      '',
    ].join('\n'),
  )
  assert.ok(reading.ok)
  return reading.value
}

async function cosigned(by: readonly (typeof witnesses)[number][], time = 1_790_000_000): Promise<string> {
  const note = parseNote(await signCheckpoint(checkpoint, log))!
  const lines = await Promise.all(
    by.map(async (w) => ({
      name: w.name,
      id: witnessKey(w).id,
      signature: writeCosignature(time, await w.sign(cosignedMessage(time, note.text))),
    })),
  )
  return writeNote({ ...note, signatures: [...note.signatures, ...lines] })
}

test('a checkpoint survives being written and read', () => {
  assert.deepEqual(parseCheckpoint(checkpointText(checkpoint)), checkpoint)
  for (const size of ['070', '-1', '1e3', '99999999999999999', ''])
    assert.equal(parseCheckpoint(`${origin}\n${size}\n${root.toString('base64')}\n`), undefined, size)
  assert.equal(parseCheckpoint(`${origin}\n1\n${root.toString('base64').replace('=', '')}\n`), undefined)
})

test('a verifier key survives being written and read', () => {
  const key = vkeyOf(origin, log.key)
  assert.deepEqual(parseVkey(writeVkey(key)), key)
  assert.equal(parseVkey('no+key'), undefined)
})

test('the signature of the log opens a checkpoint, and no flipped byte does', async () => {
  const signed = await signCheckpoint(checkpoint, log)
  const opened = await openCheckpoint(signed, policy('none'), check)
  assert.ok(opened.ok && opened.value.checkpoint.size === 70_000)
  const bytes = Buffer.from(signed)
  for (let i = 0; i < bytes.length; i++) {
    const forged = Buffer.from(bytes)
    forged[i]! ^= 1
    assert.equal((await openCheckpoint(forged.toString('utf8'), policy('none'), check)).ok, false, `byte ${i}`)
  }
})

test('another key of the same name opens nothing', async () => {
  const forged = await signCheckpoint(checkpoint, { name: origin, ...newKey() })
  assert.deepEqual(await openCheckpoint(forged, policy('none'), check), {
    ok: false,
    fault: { code: 'checkpoint-signature' },
  })
  const elsewhere = await signCheckpoint({ ...checkpoint, origin: 'log.example.jp/other' }, log)
  assert.deepEqual(await openCheckpoint(elsewhere, policy('none'), check), {
    ok: false,
    fault: { code: 'checkpoint-of-unknown-log' },
  })
})

test('two of three witnesses make a quorum, one does not, and a repeated line of one does not either', async () => {
  const two = await openCheckpoint(await cosigned(witnesses.slice(1)), policy('two'), check)
  assert.ok(two.ok && two.value.witnessedAt === 1_790_000_000)
  const one = await openCheckpoint(await cosigned([witnesses[0]!]), policy('two'), check)
  assert.deepEqual(one, { ok: false, fault: { code: 'checkpoint-quorum' } })
  const twice = await openCheckpoint(await cosigned([witnesses[0]!, witnesses[0]!]), policy('two'), check)
  assert.equal(twice.ok, false)
})

test('a policy with a mistake is refused with the line', () => {
  const key = writeVkey(vkeyOf(origin, log.key))
  assert.deepEqual(parsePolicy(`log ${key}\n`), { ok: false, fault: { code: 'policy-without-quorum' } })
  assert.deepEqual(parsePolicy(`log ${key}\nlog ${key}\nquorum none`), {
    ok: false,
    fault: { code: 'policy-key-repeated', line: 2 },
  })
  assert.deepEqual(parsePolicy('group g any x\nquorum g'), {
    ok: false,
    fault: { code: 'policy-name-unknown', line: 1, name: 'x' },
  })
  assert.deepEqual(parsePolicy('quorum'), { ok: false, fault: { code: 'policy-line-malformed', line: 1 } })
})

test('a proof file survives being written and read', async () => {
  const proof = {
    index: 5,
    path: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
    checkpoint: await signCheckpoint(checkpoint, log),
  }
  const read = parseTlogProof(writeTlogProof(proof))
  assert.deepEqual(read, proof)
  assert.equal(parseTlogProof(writeTlogProof(proof).replace('index 5', 'index 05')), undefined)
  assert.equal(parseTlogProof('c2sp.org/tlog-proof@v1\nindex 0'), undefined)
})
