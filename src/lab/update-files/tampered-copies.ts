import { createHash } from 'node:crypto'
import { open as openFile, rename } from 'node:fs/promises'
import type { Digest } from '../../core/kernel/digest.ts'
import { all, type ByteSource, pieces } from './byte-source.ts'
import { type Edit, edited, flipped } from './edit.ts'
import type { UpdateFacts } from './format.ts'

/** How a copy of an update file differs from the maker's: each has to be refused, by a check of the file and by the device. */
export const changes = ['payload-byte', 'signature-byte', 'older-version', 'truncated'] as const
export type Change = (typeof changes)[number]

export interface TamperedCopy {
  readonly change: Change
  readonly edits: readonly Edit[]
}

/** The copies that can be made of this file. Without facts (a format nobody knows) its middle is the payload. */
export async function tamperedCopies(
  source: ByteSource,
  facts: UpdateFacts | undefined,
): Promise<readonly TamperedCopy[]> {
  if (source.size < 4) return []
  const payload = facts?.payload ?? { offset: 0, length: source.size }
  const signature = facts?.signature
  // Some files are padded behind their end: what is cut off has to be more than padding.
  const end = Math.max(payload.offset + payload.length, signature ? signature.offset + signature.length : 0)
  const middle = ({ offset, length }: { offset: number; length: number }) => offset + Math.floor(length / 2)
  return [
    { change: 'payload-byte', edits: [await flipped(source, middle(payload))] },
    ...(signature && signature.length > 0
      ? [{ change: 'signature-byte' as const, edits: [await flipped(source, middle(signature))] }]
      : []),
    ...(facts?.older ? [{ change: 'older-version' as const, edits: [facts.older] }] : []),
    { change: 'truncated', edits: [{ cutTo: Math.min(end - 1, source.size - Math.floor(source.size / 10)) }] },
  ]
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
