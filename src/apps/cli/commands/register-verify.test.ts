import assert from 'node:assert/strict'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { entries } from '../../../../tests/support/entries.ts'
import { issuer } from '../../../../tests/support/sample-log.ts'
import { newLogKey, newSigner } from '../../../../tests/support/sample-register.ts'
import { policyText, windowsOf } from '../../../adapters/log/publish-trust.ts'
import { writeSnapshot } from '../../../adapters/snapshot/write-snapshot.ts'
import type { Signer } from '../../../core/attestation/signer.ts'
import type { Language } from '../../../core/kernel/text.ts'
import type { TrustFile } from '../../../core/verifier/trust.ts'
import { registerVerify } from './register-verify-command.ts'

const root = await mkdtemp(join(tmpdir(), 'hoshirushi-register-verify-'))
afterAll(() => rm(root, { recursive: true, force: true }))
const folder = join(root, 'register')
const [trust, stranger] = [join(root, 'root.json'), join(root, 'stranger.json')]

const anchor = (signer: Signer): string => {
  const log = `${issuer.labelsUrl}/log`
  const file: TrustFile = {
    ...{ format: 'hoshirushi-trust/1', version: 1, issuer: issuer.did, labels: issuer.labelsUrl, log },
    ...{ policy: policyText(newLogKey(), log), keys: windowsOf(signer) },
  }
  return JSON.stringify(file)
}

beforeAll(async () => {
  const signer = newSigner()
  const register = {
    count: entries.length,
    async *pages() {
      yield entries
    },
  }
  await writeSnapshot(folder, register, { asOf: '2026-11-23T15:00:00.000Z', issuer, signer })
  await writeFile(trust, anchor(signer))
  await writeFile(stranger, anchor(newSigner()))
})

async function run(args: readonly string[], language: Language = 'en') {
  const [out, err]: [string[], string[]] = [[], []]
  const exit = await registerVerify.run(args, {
    language,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ask: async () => undefined,
    interactive: false,
  })
  return { exit, out: out.join('\n'), err: err.join('\n') }
}

test('files as they were signed are said to be so, with their moment and that they are a sample', async () => {
  const { exit, out } = await run([folder, '--trust', trust])
  assert.equal(exit, 0)
  for (const words of [
    'as its issuer signed it',
    'Sample',
    '2026-11-23T15:00:00.000Z',
    'register.jsonl.zst',
    'labels.csv',
  ])
    assert.ok(out.includes(words), words)
  assert.match((await run([folder, '--trust', trust], 'ja')).out, /発行者の署名した登録簿です/)
  assert.equal(JSON.parse((await run([folder, '--trust', trust, '--json'])).out).manifest.entries, entries.length)
})

test('the key of somebody else, no anchor, no folder and a changed file are refused with their codes', async () => {
  const code = async (...args: string[]) => {
    const { exit, out, err } = await run(args)
    assert.deepEqual([exit, out], [2, ''])
    return /\[([a-z-]+)\]$/.exec(err)?.[1]
  }
  assert.equal(await code(folder, '--trust', stranger), 'snapshot-signature-wrong')
  assert.equal(await code(folder), 'option-wrong')
  assert.equal(await code('--trust', trust), 'option-wrong')
  assert.equal(await code(root, '--trust', trust), 'snapshot-manifest-missing')
  assert.equal(await code(folder, '--trust', join(folder, 'labels.csv')), 'trust-not-json')
  await appendFile(join(folder, 'models.csv'), 'x')
  assert.equal(await code(folder, '--trust', trust), 'snapshot-file-changed')
})
