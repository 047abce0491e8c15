// Ten characters from an alphabet without look-alikes (no 0 O 1 I L), grouped 4-4-2. The last is a check character
// (ISO/IEC 7064 style MOD N,N-1 hybrid is for even alphabets only; here N = 31 is prime, so a weighted sum modulo 31
// finds every single mistyped character and every swap of neighbours).
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const n = alphabet.length

/** A label's number, ten characters without hyphens, upper case. */
export type LabelId = string

function checkCharacter(nine: string): string {
  let sum = 6
  for (let i = 0; i < 9; i++) sum += (i + 2) * alphabet.indexOf(nine[i]!)
  return alphabet[sum % n]!
}

/** Makes a label number from nine random bytes; a byte that would bias the draw is folded by a second byte, so give 18. */
export function makeLabelId(random: Uint8Array): LabelId {
  if (random.length < 18) throw new RangeError('18 random bytes are needed')
  let nine = ''
  for (let i = 0; i < 9; i++) nine += alphabet[(random[2 * i]! * 256 + random[2 * i + 1]!) % n]
  return nine + checkCharacter(nine)
}

export type LabelIdReading =
  | { readonly ok: true; readonly value: LabelId }
  | {
      readonly ok: false
      readonly fault: { readonly code: 'label-id-malformed' } | { readonly code: 'label-id-check-character' }
    }

/** Reads what a person typed or scanned: any case, full-width, hyphens and spaces allowed. */
export function readLabelId(typed: string): LabelIdReading {
  const id = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—ー−]/g, '')
  if (id.length !== 10 || [...id].some((c) => !alphabet.includes(c)))
    return { ok: false, fault: { code: 'label-id-malformed' } }
  if (checkCharacter(id.slice(0, 9)) !== id[9]) return { ok: false, fault: { code: 'label-id-check-character' } }
  return { ok: true, value: id }
}

export const writeLabelId = (id: LabelId): string => `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`
