/** A Global Trade Item Number in its form of fourteen digits, whichever length it was written in. */
export type Gtin = string

/** Why a number is no GTIN that can be registered. */
export const gtinProblems = ['length', 'check-digit', 'restricted'] as const
export type GtinProblem = (typeof gtinProblems)[number]

export type GtinReading =
  | { readonly ok: true; readonly value: Gtin }
  | { readonly ok: false; readonly fault: { readonly code: 'gtin-wrong'; readonly why: GtinProblem } }

/** The last digit by which a mistyped number is found (GS1 General Specifications 7.9: weights 3 and 1 from the right; recalled). */
function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

// What shops and companies number for themselves: 02, 04, 2 of a GTIN-13, and 0 and 2 of a GTIN-8. Such a number means another
// product in the next shop (GS1 prefix list, restricted circulation; as tools that carry the list have it).
const isRestricted = (gtin: Gtin): boolean =>
  gtin.startsWith('000000') ? /^[02]/.test(gtin.slice(6)) : /^(02|04|2)/.test(gtin.slice(1))

/** Reads what a person typed or a scanner read: eight, twelve, thirteen or fourteen digits, hyphens and spaces allowed. */
export function readGtin(typed: string): GtinReading {
  const refuse = (why: GtinProblem): GtinReading => ({ ok: false, fault: { code: 'gtin-wrong', why } })
  const digits = typed.normalize('NFKC').replace(/[\s\-‐‑–—ー−]/gu, '')
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return refuse('length')
  if (checkDigit(digits.slice(0, -1)) !== Number(digits.at(-1))) return refuse('check-digit')
  const gtin = digits.padStart(14, '0')
  return isRestricted(gtin) ? refuse('restricted') : { ok: true, value: gtin }
}

/** The number as it stands below a bar code: eight or thirteen digits, fourteen for a case of several. */
export const writeGtin = (gtin: Gtin): string =>
  gtin.startsWith('000000') ? gtin.slice(6) : gtin.startsWith('0') ? gtin.slice(1) : gtin
