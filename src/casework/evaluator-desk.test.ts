import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { test } from 'vitest'
import { people } from '../../tests/support/application.ts'
import { qualification } from '../../tests/support/bench-story.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import { endEvaluator, evaluatorHistory, evaluatorRegister, registerEvaluator } from './evaluator-desk.ts'
import { evaluatorStateOn, evaluatorsFrom, qualifiedOn } from './evaluators.ts'
import { fingerprintOf, readSigningKey } from './signing-key.ts'

const { administrator, reviewer, applicant } = people

const codeOf = async (done: ReturnType<typeof registerEvaluator>) => {
  const answer = await done
  return answer.ok ? 'done' : answer.fault.code
}

test('only administrators of the body keep the register, and only the body reads it', async () => {
  const { ports } = memoryPorts()
  for (const viewer of [reviewer, applicant, { ...applicant, roles: ['administrator'] as const }])
    assert.equal(await codeOf(registerEvaluator(ports, viewer, qualification)), 'evaluator-register-closed')
  const entered = await registerEvaluator(ports, administrator, qualification)
  assert.ok(entered.ok)
  for (const viewer of [reviewer, applicant])
    assert.equal(
      await codeOf(endEvaluator(ports, viewer, entered.value.id, { on: '2026-12-01', reason: '…' })),
      'evaluator-register-closed',
    )
  assert.equal((await evaluatorRegister(ports, reviewer)).length, 1)
  assert.deepEqual(await evaluatorRegister(ports, applicant), [])
  assert.deepEqual(await evaluatorHistory(ports, applicant), [])
})

test('an entry says who, of where, by which qualification, from when until when, with which key', async () => {
  const { ports } = memoryPorts()
  const wrong = await registerEvaluator(ports, administrator, {
    validFrom: '2027-01-01',
    validUntil: '2026-01-01',
    key: 'secret',
  })
  assert.ok(!wrong.ok && wrong.fault.code === 'input-invalid')
  const codes = Object.fromEntries(wrong.fault.fields.map(({ path, code }) => [path, code]))
  for (const field of ['name', 'organisation', 'title', 'issuedBy']) assert.equal(codes[field], 'missing', field)
  assert.equal(codes.key, 'not-a-signing-key')
  const backwards = await registerEvaluator(ports, administrator, { ...qualification, validUntil: '2026-03-31' })
  assert.ok(!backwards.ok && backwards.fault.code === 'input-invalid')
  assert.deepEqual(backwards.fault.fields, [{ path: 'validUntil', code: 'ends-before-it-begins' }])
})

test('one key is one person’s; a renewed qualification is another entry with its own days', async () => {
  const { ports } = memoryPorts()
  assert.ok((await registerEvaluator(ports, administrator, qualification)).ok)
  assert.equal(await codeOf(registerEvaluator(ports, administrator, qualification)), 'evaluator-entered-twice')
  assert.equal(
    await codeOf(registerEvaluator(ports, administrator, { ...qualification, name: '別の 人（架空）' })),
    'evaluator-key-taken',
  )
  const renewed = { ...qualification, validFrom: '2027-04-01', validUntil: '2028-03-31' }
  assert.equal(await codeOf(registerEvaluator(ports, administrator, renewed)), 'done')
  const all = await evaluatorRegister(ports, administrator)
  const validFromOn = (day: string) => qualifiedOn(all, qualification.key, day)?.validFrom
  assert.deepEqual(
    ['2026-03-31', '2026-04-01', '2027-03-31', '2027-04-01', '2028-03-31', '2028-04-01'].map(validFromOn),
    [undefined, '2026-04-01', '2026-04-01', '2027-04-01', '2027-04-01', undefined],
  )
})

test('an end stays with its reason, may only move to an earlier day, and the past is as it was known', async () => {
  const { ports, setNow } = memoryPorts({ now: '2026-06-01T00:00:00.000Z' })
  const entered = await registerEvaluator(ports, administrator, qualification)
  assert.ok(entered.ok)
  const { id } = entered.value
  setNow('2026-09-01T00:00:00.000Z')
  const end = (on: string) => endEvaluator(ports, administrator, id, { on, reason: '退職した。' })
  assert.ok((await end('2026-09-15')).ok)
  assert.equal(await codeOf(end('2026-10-01')), 'evaluator-ended-already')
  setNow('2026-10-01T00:00:00.000Z')
  assert.ok((await end('2026-08-01')).ok)
  assert.equal(
    await codeOf(endEvaluator(ports, administrator, 'x', { on: '2026-08-01', reason: '…' })),
    'evaluator-unknown',
  )
  assert.equal(await codeOf(endEvaluator(ports, administrator, id, { on: '1 August', reason: '' })), 'input-invalid')

  const [now] = await evaluatorRegister(ports, administrator)
  assert.deepEqual([now?.ended?.on, now?.ended?.reason], ['2026-08-01', '退職した。'])
  const known = async (at: string, day: string) =>
    (await evaluatorRegister(ports, administrator, at)).map((one) => evaluatorStateOn(one, day))[0]
  assert.equal(await known('2026-05-31T00:00:00.000Z', '2026-09-20'), undefined) // not entered yet
  assert.equal(await known('2026-08-31T00:00:00.000Z', '2026-09-20'), 'valid') // nobody knew of an end
  assert.equal(await known('2026-09-02T00:00:00.000Z', '2026-09-20'), 'ended')
  assert.equal(await known('2026-09-02T00:00:00.000Z', '2026-08-10'), 'valid')
  assert.equal(await known('2026-10-02T00:00:00.000Z', '2026-08-10'), 'ended')
  assert.deepEqual(
    (await evaluatorHistory(ports, administrator)).map(({ kind }) => kind),
    ['registered', 'ended', 'ended'],
  )
})

test('an end for an entry that is not there tells nothing', () => {
  assert.deepEqual(
    evaluatorsFrom([{ id: 'x', at: '2026-01-01T00:00:00Z', by: 'p', kind: 'ended', on: '2026-01-01', reason: '…' }]),
    [],
  )
})

test('a public key is read as people hand it over, and a private one never', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const spoken = [
    pem,
    `\n${pem.replaceAll('\n', '\r\n')} `,
    x,
    ` ${x}\n`,
    Buffer.from(x, 'base64url').toString('base64'),
  ]
  const json = [
    JSON.stringify({ algorithm: 'Ed25519', publicKey: x, kid: 'k' }),
    JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x }),
  ]
  for (const text of [...spoken, ...json]) assert.equal(readSigningKey(text), x)
  const secret = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const ec = createPublicKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  const others = [
    ...[secret, JSON.stringify(privateKey.export({ format: 'jwk' })), '', 'x', `${x}A`, x.slice(1), '{', '{}', '[]'],
    ec.export({ format: 'pem', type: 'spki' }).toString(),
    pem.replace('PUBLIC', 'PRIVATE'),
  ]
  for (const text of others) assert.equal(readSigningKey(text), undefined, text)
  assert.match(fingerprintOf(x), /^sha256:[0-9a-f]{64}$/)
})
