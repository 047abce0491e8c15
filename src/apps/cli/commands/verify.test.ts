import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { labelNumber, sampleRegister } from '../../../../tests/support/sample-register.ts'
import { writeLabelId } from '../../../core/kernel/label-id.ts'
import { type Bundle, writeBundle } from '../../../core/verifier/bundle.ts'
import { nodeCrypto } from '../../../core/verifier/crypto-node.ts'
import type { ReadPublished } from '../../../core/verifier/gather.ts'
import { followOnce } from './log.ts'
import { verifyLabel } from './verify.ts'

const register = sampleRegister()
const options = { lang: 'ja', now: '2026-11-20T00:00:00Z', crypto: nodeCrypto } as const
let bundle: Bundle
let trust: string
let read: ReadPublished

beforeAll(async () => {
  await register.issue(labelNumber(0))
  await register.publishLists('2026-11-19T00:00:00Z')
  bundle = await register.bundle(0)
  trust = JSON.stringify(register.trust())
  const [revocation, suspension] = bundle.status!
  const { credential, proof } = bundle
  const files: Record<string, string> = {
    [`labels:bundle/${labelNumber(0)}/index.json`]: JSON.stringify({ credentials: [0], events: [] }),
    [`labels:bundle/${labelNumber(0)}/0.json`]: writeBundle({ credential, proof }),
    'labels:status/revocation/0.json': JSON.stringify(revocation),
    'labels:status/suspension/0.json': JSON.stringify(suspension),
    'log:checkpoint': bundle.checkpoint!,
  }
  read = async (prefix, path) => {
    const text = files[`${prefix}:${path}`]
    return text === undefined ? undefined : Buffer.from(text)
  }
})

test('a file with everything in it is valid offline: exit 0', async () => {
  const told = await verifyLabel({ what: 'x.json', bundle: writeBundle(bundle), trust }, options)
  assert.equal(told.exit, 0)
  assert.ok(told.text.startsWith('有効です [valid]'))
})

test('a bare file is stale offline, and valid once current lists are fetched', async () => {
  const { credential, proof } = bundle
  const job = { what: 'x.json', bundle: writeBundle({ credential, proof }), trust }
  const offline = await verifyLabel(job, { ...options, lang: 'en' })
  assert.equal(offline.exit, 1)
  assert.ok(offline.text.startsWith('Current status unknown [stale]'))
  assert.equal((await verifyLabel({ ...job, read }, options)).exit, 0)
})

test('a label number, typed as people type, is fetched and verified', async () => {
  const what = writeLabelId(labelNumber(0)).toLowerCase()
  assert.equal((await verifyLabel({ what, trust, read }, options)).exit, 0)
})

test('unusable input is exit 2 and says what to do', async () => {
  const code = async (job: Partial<Parameters<typeof verifyLabel>[0]>) => {
    const told = await verifyLabel({ what: 'x', trust, ...job }, options)
    assert.equal(told.exit, 2)
    assert.ok(told.text.split('\n').length === 3 && !told.text.includes('{'))
    return (told.json as { fault: { code: string } }).fault.code
  }
  assert.equal(await code({ bundle: '{' }), 'bundle-not-json')
  assert.equal(await code({ bundle: '{}' }), 'bundle-member-malformed')
  assert.equal(await code({ trust: '{}' }), 'trust-member-malformed')
  assert.equal(await code({ what: 'AAAA' }), 'label-malformed')
  assert.equal(await code({ what: labelNumber(0) }), 'label-without-source')
  assert.equal(await code({ what: labelNumber(1), read }), 'label-not-published')
})

test('a look at a log tells what is new and what is wrong', async () => {
  const told = await followOnce(
    { look: async () => ({ size: 3, seen: [], findings: [{ code: 'log-shrank', from: 4, to: 3 }] }) },
    'ja',
  )
  assert.equal(told.exit, 1)
  assert.ok(told.text.includes('記録が4件から3件に減りました。 [log-shrank]'))
})
