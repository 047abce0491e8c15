import { createHash } from 'node:crypto'
import { open as openFile, rename } from 'node:fs/promises'
import type { Digest } from '../../core/kernel/digest.ts'
import { all, type ByteSource, Malformed, pieces } from './byte-source.ts'
import { type Edit, edited, flipped } from './edit.ts'
import type { UpdateFacts, UpdateFormat } from './format.ts'

/**
 * How a copy of an update file differs from the maker's: each has to be refused, by a check of the file and by the device.
 * `payload-repaired`: a byte of the content, and then every sum that needs no key, so that only a signature can tell.
 */
export const changes = ['payload-byte', 'payload-repaired', 'signature-byte', 'older-version', 'truncated'] as const
export type Change = (typeof changes)[number]

export interface TamperedCopy {
  readonly change: Change
  readonly edits: readonly Edit[]
}

/** The copies that can be made of this file. Without facts (a format nobody knows) its middle is the payload. */
export async function tamperedCopies(
  source: ByteSource,
  facts: UpdateFacts | undefined,
  format?: UpdateFormat,
): Promise<readonly TamperedCopy[]> {
  if (source.size < 4) return []
  const payload = facts?.payload ?? { offset: 0, length: source.size }
  const signature = facts?.signature
  // Some files are padded behind their end: what is cut off has to be more than padding.
  const end = Math.max(payload.offset + payload.length, signature ? signature.offset + signature.length : 0)
  const middle = ({ offset, length }: { offset: number; length: number }) => offset + Math.floor(length / 2)
  /** The change, and every sum that needs no key made to agree with it. */
  const forged = async (edit: Edit): Promise<readonly Edit[]> => {
    const sums = (await format?.repair?.(edited(source, [edit])).catch(noRepair)) ?? []
    return [edit, ...sums]
  }
  const payloadByte = await flipped(source, middle(payload))
  const repaired = await forged(payloadByte)
  return [
    { change: 'payload-byte', edits: [payloadByte] },
    ...(repaired.length > 1 ? [{ change: 'payload-repaired' as const, edits: repaired }] : []),
    ...(signature && signature.length > 0
      ? [{ change: 'signature-byte' as const, edits: await forged(await flipped(source, middle(signature))) }]
      : []),
    ...(facts?.older ? [{ change: 'older-version' as const, edits: await forged(facts.older) }] : []),
    { change: 'truncated', edits: [{ cutTo: Math.min(end - 1, source.size - Math.floor(source.size / 10)) }] },
  ]
}

// A change that makes the file unreadable leaves nothing to repair.
const noRepair = (error: unknown): readonly Edit[] => {
  if (error instanceof Malformed) return []
  throw error
}

/** Writes a copy, whole or not at all, and tells its digest: that is how it is found again in the evidence. */
export async function writeCopy(source: ByteSource, copy: TamperedCopy, path: string): Promise<Digest> {
  const changed = edited(source, copy.edits)
  const file = await openFile(`${path}.tmp`, 'w', 0o600)
  const hash = createHash('sha256')
  try {
    for await (const piece of pieces(changed, [all(changed)])) {
      hash.update(piece)
      await file.write(piece)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.tmp`, path)
  return `sha256:${hash.digest('hex')}`
}
