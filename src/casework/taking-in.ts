import type { Readable } from 'node:stream'
import type { Digest } from '../core/kernel/digest.ts'
import type { Result } from '../core/kernel/result.ts'
import type { FileFault } from './file-faults.ts'
import type { CaseTransaction, Ports } from './ports.ts'
import type { Viewer } from './roles.ts'

// A digest is no secret: people write it into reports and letters to prove a file. So a file is an organisation's only if
// the bytes came from there.

/** Takes an upload in for the viewer's organisation, which may cite it from then on. */
export async function takeIn(
  ports: Pick<Ports, 'files' | 'store'>,
  viewer: Viewer,
  content: Readable,
  upload: { readonly name: string; readonly limit: number },
): Promise<Result<{ readonly digest: Digest; readonly size: number; readonly type: string }, FileFault>> {
  const taken = await ports.files.accept(content, upload)
  if (taken.ok) await ports.store.transact(viewer, (tx) => tx.noteIntake(viewer.organisation, taken.value.digest))
  return taken
}

/** Whether an organisation may cite these bytes: they are in its library, or it has just brought them. */
export async function isOwn(tx: CaseTransaction, organisation: string, digest: Digest): Promise<boolean> {
  if (await tx.tookIn(organisation, digest)) return true
  return (await tx.files(organisation)).some((file) => file.digest === digest)
}
