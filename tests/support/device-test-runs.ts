import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whyNoTargets } from '../../bench/targets/available.ts'
import { startTargets } from '../../bench/targets/start.ts'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import type { Terminal } from '../../src/apps/cli/command.ts'
import { takeSecondUnit, takeUpdateFile } from '../../src/apps/cli/commands/probe-guide-files.ts'
import { openRunFolder } from '../../src/apps/compose-probe.ts'
import type { Signer } from '../../src/core/attestation/signer.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import { type GuidedBundle, guidedFile } from '../../src/lab/guided/guided-bundle.ts'
import type { Observation } from '../../src/lab/observation.ts'
import type { RunFiles } from '../../src/lab/run/run-files.ts'
import { sealFiles } from '../../src/lab/run/seal-run.ts'
import { probeDevice } from './probe-device.ts'

// Runs on devices of the bench, for stories that need evidence of a real run: made on the spot where that is possible, else recorded
// before (node tests/support/record-device-runs.ts), which is said loudly. Either is signed anew for the order of the story.

const fixtures = join(import.meta.dirname, '../fixtures/device-tests')
const updates = join(import.meta.dirname, 'update-files')

/** Devices that stories are told about, and whether a second unit of it is looked at, too. */
export const storyDevices = { router: { second: true }, 'router-telnet': { second: false } } as const
export type StoryDevice = keyof typeof storyDevices

type Run = Pick<RunFiles, 'record' | 'plan' | 'ixit' | 'observations'>

/** Tests one device of the bench as an evaluator would: the run, a second unit, the update file. */
export async function runOn(id: StoryDevice): Promise<Run> {
  const { second } = storyDevices[id]
  const targets = await startTargets(second ? [{ id }, { id, sample: 2 }] : [id])
  const work = mkdtempSync(join(tmpdir(), 'hoshirushi-story-'))
  try {
    const first = await opened((await probeDevice(targets, id)).folder)
    const declared = readIxit(first.ixit)
    const labels = targets.device(id).device.logins
    const more: Observation[] = []
    mkdirSync(join(work, 'copies'))
    const looked = await takeUpdateFile(
      {
        path: join(updates, 'fit-configuration.itb'),
        key: readFileSync(join(updates, 'rsa.pub'), 'utf8'),
        declared,
        copiesTo: join(work, 'copies'),
        sample: 1,
        clock: () => 0,
      },
      silent(() => undefined),
    )
    if (!looked.ok) throw new Error(JSON.stringify(looked.fault))
    more.push(looked.value)
    if (second) {
      const other = await opened((await probeDevice(targets, id, { sample: 2 })).folder)
      const unit = (run: Run, sample: number) => {
        const mac = run.record.devices[0]?.identity.mac
        return { observations: run.observations, sample, ...(mac === undefined ? {} : { mac }) }
      }
      const read = (question: string) => labels.find(({ sample }) => question.includes(`unit ${sample}`))?.password
      more.push(...(await takeSecondUnit({ declared, first: unit(first, 1), second: unit(other, 2) }, silent(read))))
    }
    return { ...first, observations: [...first.observations, ...more] }
  } finally {
    await targets.stop()
    rmSync(work, { recursive: true, force: true })
  }
}

async function opened(folder: string): Promise<Run> {
  const run = await openRunFolder(folder)
  if (!run.ok) throw new Error(JSON.stringify(run.fault))
  const { record, plan, ixit, observations } = run.value.files
  return { record, plan, ixit, observations }
}

const silent = (answer: (question: string) => string | undefined): Terminal => ({
  language: 'en',
  interactive: true,
  out: () => undefined,
  err: () => undefined,
  ask: async (question) => answer(question),
})

/** A run as it was recorded. */
export const recordedRun = (id: StoryDevice): Run =>
  JSON.parse(readFileSync(join(fixtures, `${id}.json`), 'utf8')) as Run

/** Keeps a run for where devices cannot be started. */
export function recordRun(id: StoryDevice, run: Run): void {
  if (!existsSync(fixtures)) mkdirSync(fixtures, { recursive: true })
  const lines = run.observations.map((one) => `    ${JSON.stringify(one)}`).join(',\n')
  const { observations: _, ...rest } = run
  const head = JSON.stringify(rest, null, 1).slice(0, -2)
  writeFileSync(join(fixtures, `${id}.json`), `${head},\n "observations": [\n${lines}\n ]\n}\n`)
}

/** A run on a device: a real one where devices can be started here, else the recorded one. */
export async function storyRun(id: StoryDevice): Promise<Run> {
  const why = process.env.HOSHIRUSHI_TARGETS === 'recorded' ? 'asked for' : whyNoTargets([id])
  if (why === undefined) return runOn(id)
  if (process.env.HOSHIRUSHI_TARGETS === 'required') throw new Error(`NOT RUN on ${id}: ${why}`)
  console.warn(`NOT RUN on ${id}: ${why}. The story is told with a run that was recorded before.`)
  return recordedRun(id)
}

/** The key of the first evaluator of the demonstration: its secret half is the SHA-256 of a phrase, so that anybody can sign. */
export function demonstrationEvaluator(phrase = 'demonstration evaluator one'): Signer {
  const header = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 key, before its 32 bytes
  const seed = createHash('sha256').update(phrase).digest()
  const key = createPrivateKey({ key: Buffer.concat([header, seed]), format: 'der', type: 'pkcs8' })
  const publicJwk = createPublicKey(key).export({ format: 'jwk' }) as Record<string, string>
  return {
    kid: 'urn:hoshirushi:demonstration-evaluator',
    algorithm: 'Ed25519',
    publicJwk,
    sign: async (data) => sign(null, data, key),
  }
}

/** Seals a run for an order of the platform, with what was noted in the guided steps; its clock is set to that of the story. */
export async function sealedFor(
  run: Run,
  made: {
    readonly order: { readonly id: string; readonly nonce: string; readonly issuedBy: string }
    readonly guided: GuidedBundle
    readonly at: string
    readonly signer?: Signer
  },
): Promise<Uint8Array> {
  const { order, guided, at } = made
  const { record } = run
  const began = new Date(Date.parse(at)).toISOString()
  const names = new Map(
    guided.records.flatMap(({ said }) => (said.what === 'picture' ? [[said.digest, said] as const] : [])),
  )
  const { evidence } = await sealFiles(
    {
      ...run,
      policy: benchRules().policy,
      record: {
        ...record,
        began,
        ended: new Date(Date.parse(began) + record.elapsedMs).toISOString(),
        nonce: { value: order.nonce, issuedBy: order.issuedBy },
        order: { id: order.id, issuedBy: order.issuedBy },
        laboratory: { name: '見本試験所（架空）' },
        person: { name: '試験 ためす（見本）', role: 'evaluator' },
        devices: record.devices.map((device) => ({ ...device, label: `HR-500 / 000${device.sample}` })),
        consent: record.consent.map((one) => ({ ...one, at: began })),
      },
      guided: guidedFile(guided.records),
      attachments: guided.pictures.map(({ digest, bytes }) => ({
        name: names.get(digest)?.name ?? 'picture',
        mediaType: names.get(digest)?.mediaType ?? 'application/octet-stream',
        bytes,
      })),
    },
    made.signer ?? demonstrationEvaluator(),
  )
  return evidence
}
