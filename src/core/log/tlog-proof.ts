import { fromBase64, toBase64 } from '../kernel/base64.ts'

/** C2SP tlog-proof: that one entry is in the log, in a file that is checked offline. */
export interface TlogProof {
  readonly index: number
  readonly path: readonly Uint8Array[]
  readonly checkpoint: string // the signed note, verbatim
}

const head = 'c2sp.org/tlog-proof@v1'

export const writeTlogProof = (proof: TlogProof): string =>
  [head, `index ${proof.index}`, ...proof.path.map(toBase64), '', proof.checkpoint].join('\n')

/** A proof taken apart without looking at its path: the lines of base64 between two places of the text. */
export interface TlogProofText {
  readonly index: number
  readonly pathAt: number
  readonly pathEnd: number // of the last line, before its newline; before pathAt when there is none
  readonly checkpoint: string
}

const afterLine = (text: string, at: number): number => text.indexOf('\n', at) + 1

/** Takes a proof apart, undefined when it is none; path and checkpoint are not looked at. */
export function splitTlogProof(text: string): TlogProofText | undefined {
  const pathEnd = text.indexOf('\n\n')
  if (pathEnd < 0 || !text.startsWith(`${head}\n`)) return undefined
  const extraAt = head.length + 1
  const indexAt = text.startsWith('extra ', extraAt) ? afterLine(text, extraAt) : extraAt
  const pathAt = afterLine(text, indexAt)
  if (indexAt > pathEnd || pathAt > pathEnd + 1) return undefined
  const index = /^index (0|[1-9]\d{0,15})$/.exec(text.slice(indexAt, pathAt - 1))
  return index ? { index: Number(index[1]), pathAt, pathEnd, checkpoint: text.slice(pathEnd + 2) } : undefined
}

/** More hashes than this no path has. */
export const longestPath = 63

/** One hash of a path, undefined when the line is not one. */
export function readPathLine(line: string): Uint8Array | undefined {
  const hash = fromBase64(line)
  return hash?.length === 32 ? hash : undefined
}

/** Reads a proof, undefined when it is none; the checkpoint in it is not checked here. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const split = splitTlogProof(text)
  if (!split) return undefined
  const { index, pathAt, pathEnd, checkpoint } = split
  const path = pathAt < pathEnd ? text.slice(pathAt, pathEnd).split('\n').map(readPathLine) : []
  if (path.length > longestPath || !path.every((p) => p !== undefined)) return undefined
  return { index, path, checkpoint }
}
