import { judgingDigest } from '../adapters/bench/judging-digest.ts'
import type { Signer } from '../core/attestation/signer.ts'
import type { RunFiles } from '../lab/run/run-files.ts'
import { sealFiles } from '../lab/run/seal-run.ts'

// Apart from compose-evidence.ts: whoever verifies does so in a thread of its own, and need not load every check beside it.

/** Seals a run, saying by which checks it was judged. */
export const sealHere = (files: RunFiles, signer: Signer): ReturnType<typeof sealFiles> =>
  sealFiles(files, signer, judgingDigest())
