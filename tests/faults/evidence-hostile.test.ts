import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, test } from 'vitest'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import type { RunToSeal } from '../../src/lab/evidence/seal.ts'
import { sealRun } from '../../src/lab/evidence/seal.ts'
import { costlyObservations, fixedSigner, portScan, sampleRun } from '../support/lab-evidence.ts'
import { programFlags } from '../support/program.ts'

// Evidence that is signed and sealed as it should be, and made to cost whoever verifies it as much as possible: the real command says
// what it thinks of it and ends, below 300 MB whatever the file holds.

const cli = resolve(import.meta.dirname, '../../src/apps/cli/main.ts')
const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-costly-'))
afterAll(() => rmSync(folder, { recursive: true }))

const everyPort = Array.from({ length: 65_535 }, (_, i) => i + 1)
const large = Array.from({ length: 4 }, (_, i) => ({
  name: `photo-${i}`,
  mediaType: 'image/png',
  bytes: new Uint8Array(11_500_000).fill(i),
}))
const costly: Readonly<Record<string, Partial<RunToSeal>>> = {
  'very many services, and photographs to fill the file': {
    observations: costlyObservations(30_000),
    attachments: large,
  },
  'every port there is, scanned forty times': {
    observations: Array.from({ length: 40 }, (_, i) => ({
      ...portScan(everyPort),
      id: `port-scan/${i}`,
      sample: (i % 9) + 1,
    })),
  },
  'a plan and steps of as many small values as there may be': {
    plan: Array.from({ length: 29_000 }, (_, i) => ({ a: i })),
    guided: Array.from({ length: 59_000 }, (_, i) => ({ a: i })),
    observations: costlyObservations(1_000),
    attachments: large,
  },
}

for (const [what, change] of Object.entries(costly))
  test.skipIf(process.platform !== 'linux')(`probe verify ends, and stays below 300 MB: ${what}`, async () => {
    const honest = sampleRun({ policy: benchRules().policy })
    const file = join(folder, 'evidence.zip')
    writeFileSync(file, await sealRun({ ...honest, ...change, signer: fixedSigner(9) }))
    const { code, output, megabytes, seconds } = await verified(file)
    console.log(`${what}: ${megabytes.toFixed(0)} MB, ${seconds.toFixed(1)} s`)
    assert.equal(code, 1, output)
    assert.match(output, /\[(evidence-too-costly|broken)\]/)
    assert.ok(megabytes < 300, `${megabytes} MB`)
  })

async function verified(file: string) {
  const began = performance.now()
  const child = spawn(process.execPath, [...programFlags, cli, '--lang', 'en', 'probe', 'verify', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  let highest = 0
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const watching = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      highest = Math.max(highest, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
    } catch {
      // it has ended
    }
  }, 50)
  const cap = setTimeout(() => child.kill('SIGKILL'), 100_000)
  const code = await new Promise<number | null>((done) => child.on('close', done))
  clearTimeout(cap)
  clearInterval(watching)
  return { code, output, megabytes: highest / 1_024, seconds: (performance.now() - began) / 1_000 }
}
