import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { portScan, sampleIxit, samplePolicy, sampleRecord } from '../../../../tests/support/lab-evidence.ts'
import { openVerified } from '../../compose-evidence.ts'
import { beginRunFolder, openRunFolder } from '../../compose-probe.ts'
import type { Terminal } from '../command.ts'
import { withImported } from './probe-import.ts'
import { probeImportCommand } from './probe-import-command.ts'

const samples = resolve(import.meta.dirname, '../../../../tests/fixtures/imports')
const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-import-'))
const homeBefore = process.env.HOSHIRUSHI_HOME
beforeAll(() => {
  process.env.HOSHIRUSHI_HOME = join(folder, 'home')
})
afterAll(() => {
  if (homeBefore === undefined) delete process.env.HOSHIRUSHI_HOME
  else process.env.HOSHIRUSHI_HOME = homeBefore
  rmSync(folder, { recursive: true })
})

async function call(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    language: 'en',
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    ask: async () => undefined,
    interactive: false,
  }
  const exit = await probeImportCommand.run(args, terminal)
  return { exit, out: out.join('\n'), err: err.join('\n') }
}
const file = (name: string) => join(samples, name)

test('a result by itself is told, and written out as observations', async () => {
  const out = join(folder, 'nmap.jsonl')
  const done = await call('nmap', file('nmap.xml'), '--out', out)
  assert.equal(done.exit, 0)
  assert.match(done.out, /10 results of nmap were taken in/)
  assert.match(done.out, /tcp\/443 .*service {2}ssl http nginx 1\.22\.1/)
  assert.equal(readFileSync(out, 'utf8').trim().split('\n').length, 10)
})

test('a capture is told by what it shows', async () => {
  const done = await call('pcap', file('traffic.pcapng'), '--address', '198.18.0.2')
  assert.match(done.out, /ftp → 198\.18\.0\.1 21 – with a login/)
  assert.match(done.out, /mqtt\.maker\.example: TLS1\.3, TLS1\.2/)
  assert.ok(!done.out.includes('Secret'))
})

test('what cannot be taken in is bad input, with its permanent code', async () => {
  assert.match((await call('pcap', file('traffic.pcap'))).err, /\[import-needs-address\]/)
  assert.match((await call('nmap', file('nmap.xml'), '--address', '198.18.0.99')).err, /\[import-of-another-device\]/)
  assert.match((await call('nmap', file('sslscan.xml'))).err, /\[import-of-another-format\]/)
  assert.equal((await call('nikto', file('nmap.xml'))).exit, 2)
  assert.equal((await call('nmap')).exit, 2)
  assert.equal((await call('nmap', file('nothing.xml'))).exit, 2)
  assert.match((await call('nmap', file('nmap.xml'), '--run', join(folder, 'no-run'))).err, /\[run-folder-not-found\]/)
})

test('added to a run, it is sealed with the rest, told where it differs, and taken in again it replaces itself', async () => {
  const run = join(folder, 'run')
  const begun = await beginRunFolder(run)
  assert.ok(begun.ok)
  await begun.value.keep('record', sampleRecord)
  await begun.value.keep('plan', { steps: [] })
  await begun.value.keep('ixit', sampleIxit)
  await begun.value.keep('policy', samplePolicy)
  await begun.value.keepObservations([portScan([22, 443, 554])])

  const done = await call('nmap', file('nmap.xml'), '--run', run)
  assert.equal(done.exit, 0, done.err)
  assert.match(done.out, /differ \(2\)/)
  assert.match(done.out, /tcp\/80 is open for nmap, and was not open in this run\. \[port-only-there\]/)
  assert.match(done.out, /tcp\/554 was open in this run, and is not open for nmap\. \[port-only-here\]/)

  const opened = await openVerified('evidence.zip', readFileSync(join(run, 'evidence.zip')), [], 'shown')
  assert.ok(opened.ok, JSON.stringify(opened))
  assert.equal(opened.value.result, 'verified-unknown-key')
  assert.equal(opened.value.evidence.observations.length, 11)

  await call('nmap', file('nmap.xml'), '--run', run)
  const again = await openRunFolder(run)
  assert.ok(again.ok)
  assert.equal(again.value.files.observations.length, 11)
})

test('what would fill a run beyond what can be sealed is refused, and the run stays as it was', async () => {
  const run = join(folder, 'full')
  const begun = await beginRunFolder(run)
  assert.ok(begun.ok)
  await begun.value.keep('record', sampleRecord)
  await begun.value.keep('plan', { steps: [] })
  await begun.value.keep('ixit', sampleIxit)
  await begun.value.keep('policy', samplePolicy)
  const large = Array.from({ length: 39_995 }, (_, i) => ({ ...portScan([]), id: `port-scan/${i}` }))
  await begun.value.keepObservations(large)
  assert.match((await call('nmap', file('nmap.xml'), '--run', run)).err, /\[import-run-full\]/)
  const opened = await openRunFolder(run)
  assert.ok(opened.ok)
  assert.equal(opened.value.files.observations.length, large.length)
})

test('another tool does not replace what the first one said, nor another sample', () => {
  const one = {
    ...portScan([22]),
    id: 'imported/nmap/x',
    seen: { kind: 'imported' as const, tool: 'nmap' as const, finding: 'x', says: '' },
  }
  const observations = [{ ...one, id: 'imported/testssl/x' }]
  assert.equal(withImported([one], { tool: 'testssl', observations }).length, 2)
  assert.equal(withImported([one], { tool: 'nmap', observations: [{ ...one, sample: 2 }] }).length, 2)
  assert.equal(withImported([one], { tool: 'nmap', observations: [{ ...one }] }).length, 1)
})
