import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import { judgingDigest } from '../../src/adapters/bench/judging-digest.ts'
import type { Signer } from '../../src/core/attestation/signer.ts'
import { openEvidence } from '../../src/lab/evidence/open-evidence.ts'
import type { RunFiles } from '../../src/lab/run/run-files.ts'
import { sealFiles } from '../../src/lab/run/seal-run.ts'

// The sample in examples/bench: observations of a real run against a target of our own bench, signed with a key that everybody can
// make. When a check comes to judge otherwise, the observations stay and the verdicts are sealed anew.

const folder = join(import.meta.dirname, '../../examples/bench')
export const exampleEvidence = join(folder, 'evidence.zip')
export const exampleKey = join(folder, 'bench.pub')

/** The key of the sample: its secret half is the SHA-256 of a phrase, so that it proves nothing to anybody. */
export function sampleBenchSigner(phrase = 'hoshirushi sample bench'): Signer {
  const header = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 key, before its 32 bytes
  const seed = createHash('sha256').update(phrase).digest()
  const key = createPrivateKey({ key: Buffer.concat([header, seed]), format: 'der', type: 'pkcs8' })
  return {
    kid: 'urn:hoshirushi:sample-bench',
    algorithm: 'Ed25519',
    publicJwk: createPublicKey(key).export({ format: 'jwk' }) as Record<string, string>,
    sign: async (data) => sign(null, data, key),
  }
}

/** Judges the sample again and signs it; from another evidence file when a new run is to take its place. */
export async function renewExample(from = exampleEvidence): Promise<void> {
  const opened = openEvidence(readFileSync(from))
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault))
  const { record, plan, ixit, observations } = opened.value
  const signer = sampleBenchSigner()
  const { format: _format, outcomes: _outcomes, attachments: _attachments, signedBy: _by, digests, ...kept } = record
  const { evidence } = await sealFiles(
    {
      record: {
        ...kept,
        digests: { corpus: digests.corpus },
        environment: { ...record.environment, os: 'linux' }, // the sample says nothing of the computer it was made on
      },
      plan: plan as RunFiles['plan'],
      ixit,
      policy: benchRules().policy,
      observations,
      attachments: [],
    },
    signer,
    judgingDigest(),
  )
  writeFileSync(exampleEvidence, evidence)
  const key = { kid: signer.kid, algorithm: 'Ed25519', publicKey: signer.publicJwk.x }
  writeFileSync(exampleKey, `${JSON.stringify(key)}\n`)
}
