import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { labelNumber, sampleRegister } from '../../../../tests/support/sample-register.ts'
import { writeLabelId } from '../../../core/kernel/label-id.ts'
import { type Bundle, writeBundle } from '../../../core/verifier/bundle.ts'
import { nodeCrypto } from '../../../core/verifier/crypto-node.ts'
import type { ReadPublished } from '../../../core/verifier/gather.ts'
import type { KnownCheckpoint } from '../../../core/verifier/report.ts'
import { followOnce } from './log.ts'
import { type VerifyJob, verifyLabel } from './verify.ts'

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

test('what was seen is remembered: an older log is refused next time, a newer one only followed with its proof', async () => {
  const kept: { last?: KnownCheckpoint } = {}
  const memory = () => ({
    ...kept,
    save: async (head: KnownCheckpoint) => {
      kept.last = head
    },
  })
  const verdict = async (job: Partial<VerifyJob>) => {
    const told = await verifyLabel({ what: labelNumber(0), trust, read, memory: memory(), ...job }, options)
    return (told.json as { verdict?: string; fault?: { code: string } }).verdict ?? (told.json as never)
  }
  assert.equal(await verdict({}), 'valid')
  const first = kept.last!
  assert.equal(first.size, (await register.head()).size)

  // The log grows; whoever takes its tiles away takes the proof away.
  const grown = sampleRegister({ signer: register.signer, log: register.log })
  grown.leaves.push(...register.leaves)
  for (let n = 1; n < 4; n++) await grown.issue(labelNumber(n))
  const { tree, note } = await grown.head()
  const tile = Buffer.concat(Array.from({ length: tree.size }, (_, i) => tree.node(0, i)))
  const after =
    (withTiles: boolean): ReadPublished =>
    async (prefix, path) => {
      if (prefix === 'log' && path === 'checkpoint') return Buffer.from(note)
      if (prefix === 'log') return withTiles && path === `tile/0/000.p/${tree.size}` ? tile : undefined
      return read(prefix, path)
    }
  assert.equal(await verdict({ read: after(false) }), 'stale')
  assert.deepEqual(kept.last, first)
  assert.equal(await verdict({ read: after(true) }), 'valid')
  assert.equal(kept.last!.size, tree.size)
  assert.equal(await verdict({}), 'stale') // the older log again

  kept.last = { ...first, origin: 'log.other.example/x' }
  const told = await verifyLabel({ what: labelNumber(0), trust, read, memory: memory() }, options)
  assert.equal((told.json as { fault: { code: string } }).fault.code, 'state-of-another-log')
})

test('a look at a log tells what is new and what is wrong', async () => {
  const told = await followOnce(
    { look: async () => ({ size: 3, seen: [], findings: [{ code: 'log-shrank', from: 4, to: 3 }] }) },
    'ja',
  )
  assert.equal(told.exit, 1)
  assert.ok(told.text.includes('記録が4件から3件に減りました。 [log-shrank]'))
})
