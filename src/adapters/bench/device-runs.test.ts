import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'vitest'
import {
  fixedSigner,
  openPorts,
  portScan,
  samplePolicy,
  sampleRecord,
  sampleRun,
} from '../../../tests/support/lab-evidence.ts'
import { type Digest, digestBytes, digestOf } from '../../core/kernel/digest.ts'
import { sealRun } from '../../lab/evidence/seal.ts'
import { benchRules } from './bench-rules.ts'
import { deviceRuns } from './device-runs.ts'

/** The door over some stored files. */
const ours = digestOf('the checks of this program')

function doorTo(...stored: readonly Uint8Array[]) {
  const files = new Map(stored.map((bytes) => [digestBytes(bytes), bytes]))
  return deviceRuns({
    files: {
      size: async (digest) => files.get(digest)?.length,
      get: async (digest) => {
        const bytes = files.get(digest)
        return bytes && Readable.from([bytes.subarray(0, 100), bytes.subarray(100)])
      },
    },
    policies: new Set([benchRules().digests.policy]),
    checks: [openPorts],
    checksDigest: ours,
    version: '0.1.0',
  })
}
const reasonOf = async (bytes: Uint8Array, digest: Digest = digestBytes(bytes)) => {
  const read = await doorTo(bytes).read(digest, 'maker-a')
  assert.ok(!read.ok && read.fault.code === 'evidence-broken')
  for (const text of [read.fault.why.ja, read.fault.why.en]) assert.doesNotMatch(text, /\{\w+\}/)
  return read.fault.reason
}

test('evidence says which run it is, who signed it, and what was seen, in words', async () => {
  const file = await sealRun(sampleRun())
  const door = doorTo(file)
  const read = await door.read(digestBytes(file), 'maker-a')
  assert.ok(read.ok, JSON.stringify(read))
  const { units, ...run } = read.value
  assert.equal(run.run, sampleRecord.id)
  assert.equal(run.key, fixedSigner(7).publicJwk.x)
  assert.equal(run.nonce, sampleRecord.nonce.value)
  assert.deepEqual([run.began, run.ended, run.ending], [sampleRecord.began, sampleRecord.ended, 'finished'])
  assert.equal(run.policy, digestOf(samplePolicy))
  assert.ok(door.policies.has(run.policy), 'the policy of the catalogue')
  assert.deepEqual(run.minutes, sampleRecord.minutes)
  assert.equal(run.device.label, 'MC-100 / 0001')
  assert.deepEqual(
    units.map(({ unit, verdict }) => [unit, verdict]),
    [
      ['5.6-1-2a', 'fail'],
      ['5.6-1-2b', 'not-evaluated'],
    ],
  )
  assert.deepEqual(units[0]?.reasons[0], {
    about: 'tcp/39527',
    verdict: 'fail',
    code: 'undeclared',
    text: { ja: 'tcp/39527 は開いていますが、申告されていません。', en: 'tcp/39527 is open and not declared.' },
  })
})

test('the same run reads the same each time, and a device is the same after its firmware was corrected', async () => {
  const change = (identity: object) =>
    sealRun(
      sampleRun({
        record: {
          ...sampleRecord,
          devices: [{ ...sampleRecord.devices[0]!, identity: { ...sampleRecord.devices[0]!.identity, ...identity } }],
        },
      }),
    )
  const [one, corrected, other] = [
    await sealRun(sampleRun()),
    await change({ firmware: `sha256:${'ef'.repeat(32)}`, sshHostKeys: [], tlsCertificates: [] }),
    await change({ serial: 'MC100-000999' }),
  ]
  const door = doorTo(one!, corrected!, other!)
  const idOf = async (bytes: Uint8Array) => {
    const read = await door.read(digestBytes(bytes), 'maker-a')
    assert.ok(read.ok)
    return read.value.device.id
  }
  assert.equal(await idOf(one!), await idOf(one!))
  assert.equal(await idOf(one!), await idOf(corrected!))
  assert.notEqual(await idOf(one!), await idOf(other!))
})

test('one changed byte, a cut file, another file and one that is gone are broken evidence, each with its reason', async () => {
  const file = await sealRun(sampleRun())
  const turned = Uint8Array.from(file)
  turned[Math.floor(file.length / 2)]! ^= 1
  assert.notEqual(await reasonOf(turned), '')
  assert.match(await reasonOf(file.subarray(0, file.length - 30)), /^evidence-(truncated|not-canonical)$/)
  assert.equal(
    await reasonOf(new TextEncoder().encode('not a zip at all, but long enough to look like something')),
    'evidence-not-a-zip',
  )
  assert.equal(await reasonOf(file, digestOf('nothing')), 'evidence-gone')
})

test('verdicts that do not follow from what was seen are no verdicts, whoever signed them', async () => {
  const lying = (checks?: Digest) =>
    sealRun({ ...sampleRun(), observations: [portScan([443, 39527, 23])], ...(checks && { checks }) })
  assert.equal(await reasonOf(await lying(ours)), 'verdicts-differ')
  assert.equal(await reasonOf(await lying()), 'checks-not-named')
})

test('verdicts of other checks that come out otherwise here are no verdicts either, and say which and how', async () => {
  const run = sampleRun({ checks: digestOf('the checks of another build') })
  const same = await sealRun(run)
  assert.ok((await doorTo(same).read(digestBytes(same), 'maker-a')).ok)
  const units = run.assessment.units.map((unit) => ({ ...unit, verdict: 'pass' as const }))
  const file = await sealRun({ ...run, assessment: { ...run.assessment, units } })
  const read = await doorTo(file).read(digestBytes(file), 'maker-a')
  assert.ok(!read.ok && read.fault.code === 'evidence-judged-otherwise')
  assert.match(read.fault.why.en, /judged by other checks/)
  assert.match(read.fault.differs.en, /5\.6-1-2a: recorded Pass, judged again Fail/)
  assert.match(read.fault.differs.ja, /5\.6-1-2a：記録では合格、やり直すと不合格/)
})
