import { fromBase64, toBase64 } from './base64.ts'

/** C2SP tlog-proof: that one entry is in the log, in a file that is checked offline. */
export interface TlogProof {
  readonly index: number
  readonly path: readonly Uint8Array[]
  readonly checkpoint: string // the signed note, verbatim
}

const head = 'c2sp.org/tlog-proof@v1'

export const writeTlogProof = (proof: TlogProof): string =>
  [head, `index ${proof.index}`, ...proof.path.map(toBase64), '', proof.checkpoint].join('\n')

/** Reads a proof, undefined when it is none; the checkpoint in it is not checked here. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const cut = text.indexOf('\n\n')
  if (cut < 0) return undefined
  const lines = text.slice(0, cut).split('\n')
  if (lines.shift() !== head) return undefined
  if (lines[0]?.startsWith('extra ')) lines.shift()
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')
  const path = lines.map(fromBase64)
  if (!index || path.length > 63 || path.some((p) => p?.length !== 32)) return undefined
  return { index: Number(index[1]), path: path as Uint8Array[], checkpoint: text.slice(cut + 2) }
}
