import { inBoundedThread, type ThreadBounds, threadFile } from './bounded-thread.ts'
import { judgingDigest } from './judging-digest.ts'
import type { VerifiedFile, VerifyTask } from './verify-thread.ts'

/** No honest evidence comes near these: judging the largest run of the bench takes some seconds. */
export const verifyBounds: ThreadBounds = { seconds: 60, megabytes: 48 }

const thread = threadFile('verify-thread', import.meta.url)

/** Verifies a file with the checks of this program, within bounds. */
export const verifyInThread = (
  bytes: Uint8Array,
  trust: Omit<VerifyTask['trust'], 'checksDigest'>,
  bounds: ThreadBounds = verifyBounds,
): Promise<VerifiedFile | 'too-costly'> =>
  inBoundedThread<VerifiedFile, VerifyTask>(
    thread,
    { file: ofItsOwn(bytes), trust: { ...trust, checksDigest: judgingDigest() } },
    bounds,
  )

/** The bytes with memory of their own, which alone can be handed over. */
const ofItsOwn = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
    ? new Uint8Array(bytes.buffer)
    : Uint8Array.from(bytes)
