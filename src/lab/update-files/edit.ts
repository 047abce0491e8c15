import { type ByteSource, Malformed, within } from './byte-source.ts'

/** A change of a file that needs no second copy of it in memory: bytes put in place of others, or the end cut off. */
export type Edit = { readonly at: number; readonly put: Uint8Array } | { readonly cutTo: number } // bytes that stay

/** The file as it would be after the edits. */
export function edited(source: ByteSource, edits: readonly Edit[]): ByteSource {
  const size = edits.reduce((least, edit) => ('cutTo' in edit ? Math.min(least, edit.cutTo) : least), source.size)
  return {
    size,
    async read(offset, length) {
      within({ size }, { offset, length })
      const bytes = await source.read(offset, length)
      for (const edit of edits) {
        if ('cutTo' in edit) continue
        for (let i = 0; i < edit.put.length; i++) {
          const at = edit.at + i - offset
          if (at >= 0 && at < length) bytes[at] = edit.put[i]!
        }
      }
      return bytes
    },
  }
}

const letter = /[A-Za-z0-9+/]/

/** Changes one bit of one byte. What may be a letter of base64 stays one: a signature that cannot be read shows less than a wrong one. */
export async function flipped(source: ByteSource, at: number): Promise<Edit> {
  if (at < 0 || at >= source.size) throw new Malformed('cut-short')
  const [byte = 0] = await source.read(at, 1)
  const readable = (code: number) => letter.test(String.fromCharCode(code))
  const bit = [1, 2, 4].find((bit) => !readable(byte) || readable(byte ^ bit)) ?? 1
  return { at, put: Uint8Array.of(byte ^ bit) }
}
