import { fromBase64, toBase64 } from '../kernel/base64.ts'

/** C2SP tlog-checkpoint: what a log says of itself. No extension lines: post-quantum cosignatures would not cover them. */
export interface Checkpoint {
  readonly origin: string // the log's name, `log.<host>/<scheme>`
  readonly size: number
  readonly root: Uint8Array
}

/** The text of the note to be signed. */
export const checkpointText = (c: Checkpoint): string => `${c.origin}\n${c.size}\n${toBase64(c.root)}\n`

/** Reads the text of a note as a checkpoint, undefined when it is none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size, root, ...rest] = text.split('\n')
  if (!origin || !size || !root || rest.at(-1) !== '' || rest.slice(0, -1).includes('')) return undefined
  const bytes = fromBase64(root)
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || bytes?.length !== 32) return undefined
  return { origin, size: Number(size), root: bytes }
}
