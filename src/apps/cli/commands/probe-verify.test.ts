import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { fixedSigner, openPorts, sampleRecord, sampleRun } from '../../../../tests/support/lab-evidence.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { assess } from '../../../lab/assess.ts'
import { checks } from '../../../lab/checks/all.ts'
import { readIxit } from '../../../lab/declared/read-ixit.ts'
import { briefReport } from '../../../lab/evidence/brief-report.ts'
import { sealRun } from '../../../lab/evidence/seal.ts'
import { type EvidenceTrust, verifyEvidence } from '../../../lab/evidence/verify-evidence.ts'
import type { Terminal } from '../command.ts'
import { probeExportCommand } from './probe-export-command.ts'
import { probeVerify } from './probe-verify.ts'
import { probeVerifyCommand } from './probe-verify-command.ts'

const signer = fixedSigner(7)
const known = { publicKey: signer.publicJwk.x!, kid: signer.kid, role: 'laboratory' }
const trust: EvidenceTrust = { keys: [known], checks: [openPorts], declare: readIxit }
const told = (file: Uint8Array, by: EvidenceTrust, lang: Language) =>
  probeVerify(briefReport(verifyEvidence(file, by)), lang)

test('verified evidence is told with who signed it and what it came to', async () => {
  const outcome = told(await sealRun(sampleRun()), trust, 'ja')
  assert.equal(outcome.exit, 0)
  for (const part of [
    '検証できました。',
    '[verified]',
    'MC-100 / 0001',
    signer.kid,
    'laboratory',
    '不合格 1',
    '○ 判定のやり直し',
  ])
    assert.ok(outcome.text.includes(part), `${part}\n${outcome.text}`)
})

test('an unknown key is no verified evidence, and the way out is told', async () => {
  const outcome = told(await sealRun(sampleRun()), { ...trust, keys: [] }, 'en')
  assert.equal(outcome.exit, 1)
  assert.match(outcome.text, /^Intact, .*but it is not known whose key signed it\. .*--key/)
})

test('a changed byte is told with the step that noticed it', async () => {
  const file = await sealRun(sampleRun())
  file[100]! ^= 1
  const outcome = told(file, trust, 'en')
  assert.equal(outcome.exit, 1)
  assert.match(outcome.text, /× The file as a whole – .*\[evidence-not-canonical\]/)
  assert.match(outcome.text, /－ Signature/)
})

test('a partial record says so first', async () => {
  const file = await sealRun(sampleRun({ record: { ...sampleRecord, ending: 'stopped' } }))
  const outcome = told(file, trust, 'en')
  assert.equal(outcome.exit, 0)
  assert.match(outcome.text, /A partial record: stopped before its end\./)
})

test('what is no evidence at all is bad input', () => {
  assert.equal(told(Buffer.from('%PDF-1.7'), trust, 'ja').exit, 2)
})

test('a program is told everything but the evidence itself', async () => {
  const { json } = told(await sealRun(sampleRun()), trust, 'en')
  const { result, outcomes, evidence } = json as Record<string, unknown>
  assert.equal(result, 'verified')
  assert.deepEqual(outcomes, { '5.6-1-2a': 'failed', '5.6-1-2b': 'untested' })
  assert.equal(evidence, undefined)
})

const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-evidence-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  // With the checks there are, as a bench would: the commands judge again by these.
  const run = sampleRun()
  const assessment = assess(checks, {
    declared: readIxit(run.ixit),
    observations: run.observations,
    policy: run.policy,
  })
  const file = await sealRun({ ...run, assessment })
  writeFileSync(at('evidence.zip'), file)
  writeFileSync(
    at('key.json'),
    JSON.stringify({ kid: signer.kid, algorithm: 'Ed25519', publicKey: signer.publicJwk.x }),
  )
  writeFileSync(at('key.txt'), `${signer.publicJwk.x}\n`)
  writeFileSync(at('other.txt'), `${fixedSigner(8).publicJwk.x}\n`)
  writeFileSync(at('no-key.txt'), 'hello')
  file[file.length - 1]! ^= 1
  writeFileSync(at('broken.zip'), file)
})

async function call(command: typeof probeVerifyCommand, args: readonly string[], language: Language = 'en') {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    language,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    ask: async () => undefined,
    interactive: false,
  }
  const exit = await command.run(args, terminal)
  return { exit, out: out.join('\n'), err: err.join('\n') }
}

test('probe verify: the key may be given as probe key prints it, or as JSON', async () => {
  const verify = (...args: string[]) => call(probeVerifyCommand, [at('evidence.zip'), ...args])
  assert.equal((await verify('--key', at('key.json'))).exit, 0)
  assert.equal((await verify('--key', at('other.txt'), '--key', at('key.txt'))).exit, 0)
  assert.equal((await verify('--key', at('other.txt'))).exit, 1)
  assert.equal((await verify()).exit, 1)
  assert.match((await verify('--key', at('no-key.txt'))).err, /key-not-readable/)
  assert.equal((await verify('--key', at('nothing.txt'))).exit, 2)
  assert.equal((await verify('--key', at('key.txt'), '--nonce', 'another')).exit, 1)
  assert.equal((await verify('--key', at('key.txt'), '--nonce', sampleRecord.nonce.value)).exit, 0)
})

test('probe verify: a missing file and a missing name are bad input', async () => {
  assert.equal((await call(probeVerifyCommand, [at('nothing.zip')])).exit, 2)
  assert.equal((await call(probeVerifyCommand, [])).exit, 2)
  assert.equal((await call(probeVerifyCommand, [at('evidence.zip'), '--strange'])).exit, 2)
})

test('probe export writes every format, and says when the signer is not known', async () => {
  const run = (...args: string[]) => call(probeExportCommand, [at('evidence.zip'), ...args], 'ja')
  const oscal = await run('--format', 'oscal', '--key', at('key.txt'))
  assert.equal(oscal.exit, 0)
  assert.ok('assessment-results' in JSON.parse(oscal.out))
  assert.equal(oscal.err, '')
  assert.equal(JSON.parse((await run('--format', 'sarif')).out).version, '2.1.0')
  assert.match((await run('--format', 'sarif')).err, /--key/)
  assert.match((await run('--format', 'effort')).out, /^node,hours/)
  assert.equal(JSON.parse((await run('--format', 'public')).out).format, 'urn:hoshirushi:public-test-record:v1')
  assert.equal((await run('--format', 'report', '--out', at('report.pdf'))).exit, 0)
  assert.ok(readFileSync(at('report.pdf')).toString('latin1').startsWith('%PDF-'))
})

test('probe export refuses evidence that could not be verified, and formats nobody knows', async () => {
  const broken = await call(probeExportCommand, [at('broken.zip'), '--format', 'sarif'])
  assert.equal(broken.exit, 1)
  assert.equal(broken.out, '')
  assert.match(broken.err, /evidence-not-verified/)
  assert.equal((await call(probeExportCommand, [at('evidence.zip'), '--format', 'docx'])).exit, 2)
  assert.equal((await call(probeExportCommand, [at('evidence.zip'), '--format', 'report'])).exit, 2)
  const nowhere = await call(probeExportCommand, [at('evidence.zip'), '--format', 'sarif', '--out', at('no/such/file')])
  assert.match(nowhere.err, /exchange-not-written/)
})
