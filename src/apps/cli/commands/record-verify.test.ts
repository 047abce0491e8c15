import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { entries } from '../../../../tests/support/entries.ts'
import { issuer } from '../../../../tests/support/sample-log.ts'
import { newLogKey, newSigner } from '../../../../tests/support/sample-register.ts'
import { policyText, windowsOf } from '../../../adapters/log/publish-trust.ts'
import { attachedRecord, partSeal, sealedSheet } from '../../../adapters/sheet/sheet-seal.ts'
import { writeSnapshot } from '../../../adapters/snapshot/write-snapshot.ts'
import { readSheet } from '../../../core/procurement/sheet/sheet.ts'
import type { TrustFile } from '../../../core/verifier/trust.ts'
import type { Command } from '../command.ts'
import { checkCommand } from './check-command.ts'
import { recordVerify } from './record-verify-command.ts'

const root = await mkdtemp(join(tmpdir(), 'hoshirushi-record-'))
afterAll(() => rm(root, { recursive: true, force: true }))
const at = (name: string) => join(root, name)
const signer = newSigner()

beforeAll(async () => {
  const register = {
    count: entries.length,
    async *pages() {
      yield entries
    },
  }
  await writeSnapshot(at('register'), register, { asOf: '2026-11-24T15:00:00.000Z', issuer, signer })
  const log = `${issuer.labelsUrl}/log`
  const trust: TrustFile = {
    ...{ format: 'hoshirushi-trust/1', version: 1, issuer: issuer.did, labels: issuer.labelsUrl, log },
    ...{ policy: policyText(newLogKey(), log), keys: windowsOf(signer) },
  }
  await writeFile(at('root.json'), JSON.stringify(trust))
  await writeFile(at('list.csv'), 'model,quantity\nHR-200,12\nSG-40,3\nZZ-999,1\n')
})

async function run(command: Command, ...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const exit = await command.run(args, {
    language: 'en',
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ask: async () => undefined,
    interactive: false,
  })
  return { exit, out: out.join('\n'), err: err.join('\n') }
}
const check = (...more: readonly string[]) =>
  run(
    checkCommand,
    at('list.csv'),
    '--policy',
    'gov-low',
    '--as-of',
    '2026-11-24',
    '--register',
    at('register'),
    ...more,
  )
const by = ['--trust', at('root.json'), '--register', at('register')]

test('a sheet of the command is shown to be right by the signed register, and by nothing less', async () => {
  assert.equal((await check('--pdf', at('own.pdf'), '--note', 'A-12')).exit, 1)
  const whole = await run(recordVerify, at('own.pdf'), ...by)
  assert.deepEqual([whole.exit, whole.err], [0, ''])
  assert.match(whole.out, /There is no signature/)
  assert.match(whole.out, /the same register: all 3 rows come to the same/)
  assert.equal((await run(recordVerify, at('own.pdf'))).exit, 1)
  assert.equal((await run(recordVerify, at('own.pdf'), '--register', at('register'))).exit, 1)
})

test('a sealed sheet says who made it; a record as JSON is judged by the rule books at hand', async () => {
  await check('--pdf', at('own.pdf'))
  const attached = attachedRecord(await readFile(at('own.pdf')), 1e7)!.toString('utf8')
  const maker = { kind: 'service', name: issuer.name, address: 'https://label.mihon.example', sample: true } as const
  const sheet = { ...readSheet(attached)!, maker }
  await writeFile(at('sealed.pdf'), await sealedSheet(sheet, { signer, issuer, logSize: 1 }))
  const found = await run(recordVerify, at('sealed.pdf'), ...by, '--json')
  assert.equal(found.exit, 0)
  const { signature, paper, reproduction } = JSON.parse(found.out)
  assert.deepEqual([signature, paper, reproduction.register], ['good', 'same', 'same'])
  await writeFile(at('bare.pdf'), partSeal(await readFile(at('sealed.pdf'))).pdf)
  const bare = await run(recordVerify, at('bare.pdf'), ...by)
  assert.deepEqual([bare.exit, /\[([a-z-]+)\]$/.exec(bare.err)?.[1]], [2, 'sheet-seal-missing'])
  // A register that was written once more has no manifest: the seal vouches for the digest it names, and for no other.
  await copyFile(join(at('register'), 'register.jsonl.zst'), at('again.jsonl.zst'))
  const again = ['--trust', at('root.json'), '--register', at('again.jsonl.zst')]
  assert.equal((await run(recordVerify, at('sealed.pdf'), ...again)).exit, 0)
  assert.equal((await run(recordVerify, at('own.pdf'), ...again)).exit, 2)
  await check('--json', '--out', at('record.json'))
  assert.equal((await run(recordVerify, at('record.json'), ...by)).exit, 0)
})

test('what is no record, and a list that is too long for paper, are refused', async () => {
  for (const file of [at('list.csv'), at('nothing.pdf'), root]) {
    const { exit, err } = await run(recordVerify, file)
    assert.deepEqual([exit, /\[([a-z-]+)\]$/.exec(err)?.[1]], [2, 'sheet-unreadable'])
  }
  await writeFile(at('long.csv'), `model\n${Array.from({ length: 1001 }, (_, i) => `M-${i}`).join('\n')}\n`)
  const long = await run(
    checkCommand,
    at('long.csv'),
    '--policy',
    'gov-low',
    '--as-of',
    '2026-11-24',
    '--register',
    at('register'),
    '--pdf',
    at('long.pdf'),
  )
  assert.deepEqual([long.exit, /\[([a-z-]+)\]$/.exec(long.err)?.[1]], [2, 'sheet-too-long'])
})
