/**
 * A Japanese corporate number (法人番号), 13 digits, as kept; undefined when its check digit does not hold.
 * The first digit is 9 minus the remainder modulo 9 of the others, weighted 1, 2, 1, 2 … from the right.
 */
export function readCorporateNumber(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^[0-9]{13}$/.test(digits)) return undefined
  const sum = [...digits.slice(1)].reverse().reduce((total, digit, i) => total + Number(digit) * (1 + (i % 2)), 0)
  return Number(digits[0]) === 9 - (sum % 9) ? digits : undefined
}
