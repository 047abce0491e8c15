// RFC 9116, a file for security researchers: read as it was sent, every departure from the RFC named. Pure; whether it has expired
// depends on the day, so the day is an argument.

/** Departures from RFC 9116, by section. Codes are permanent. */
export const securityTxtErrors = [
  'too-long',
  'line-unreadable', // 4: neither field, comment nor empty
  'contact-missing', // 2.5.3
  'contact-not-uri', // 2.5.3: a bare mail address is no URI
  'expires-missing', // 2.5.5
  'expires-repeated', // 2.5.5
  'expires-not-a-date', // 2.5.5, RFC 3339
  'expires-far-away', // 2.5.5: recommended less than a year
  'expired', // 2.5.5: must not be relied upon
  'preferred-languages-repeated', // 2.5.8
  'link-not-https', // 2.4: web addresses begin with https://
  'signature-broken', // 2.3: cleartext framework cut short
  'text-outside-signature', // 2.3: anybody could have added it
] as const
export type SecurityTxtError = (typeof securityTxtErrors)[number]

export interface SecurityTxt {
  readonly fields: readonly { readonly name: string; readonly value: string; readonly line: number }[] // names in small letters
  /** There is an OpenPGP signature; whether it is good is not looked into, for want of a key that is known otherwise. */
  readonly signed: boolean
  readonly expires?: Date
  readonly errors: readonly { readonly code: SecurityTxtError; readonly line?: number }[]
}

/** Fields with a web address or another URI. */
const linkFields = new Set(['acknowledgments', 'canonical', 'contact', 'csaf', 'encryption', 'hiring', 'policy'])
const most = { characters: 65_536, fields: 200 }

/** Reads a security.txt as of a moment. */
export function readSecurityTxt(text: string, now: Date): SecurityTxt {
  const errors: { code: SecurityTxtError; line?: number }[] = []
  const wrong = (code: SecurityTxtError, line?: number) => {
    if (errors.length < 50) errors.push({ code, ...(line !== undefined && { line }) })
  }
  if (text.length > most.characters) wrong('too-long')
  const { lines, signed } = unsigned(text.slice(0, most.characters).replace(/^\ufeff/, ''), wrong)
  const fields: { name: string; value: string; line: number }[] = []
  for (const { text: line, number } of lines) {
    if (/^\s*(#|$)/.test(line)) continue
    const [, name, value] = /^([A-Za-z0-9][A-Za-z0-9-]{0,60}):[ \t]*(.{1,2000}?)[ \t]*$/.exec(line) ?? []
    if (name === undefined || value === undefined) wrong('line-unreadable', number)
    else if (fields.length < most.fields) fields.push({ name: name.toLowerCase(), value, line: number })
  }
  for (const { name, value, line } of fields.filter((f) => linkFields.has(f.name))) {
    if (name === 'contact' && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(value)) wrong('contact-not-uri', line)
    else if (/^http:/i.test(value)) wrong('link-not-https', line)
  }
  const of = (name: string) => fields.filter((f) => f.name === name)
  if (of('contact').length === 0) wrong('contact-missing')
  if (of('preferred-languages').length > 1) wrong('preferred-languages-repeated', of('preferred-languages')[1]!.line)
  const [first, second] = of('expires')
  if (!first) wrong('expires-missing')
  if (second) wrong('expires-repeated', second.line)
  const expires = first && dateTime(first.value)
  if (first && !expires) wrong('expires-not-a-date', first.line)
  if (expires && expires <= now) wrong('expired', first.line)
  if (expires && expires.getTime() - now.getTime() > 366 * 86_400_000) wrong('expires-far-away', first.line)
  return { fields, signed, ...(expires && { expires }), errors }
}

/** The values of a field, by its name in small letters. */
export const valuesOf = ({ fields }: SecurityTxt, name: string): readonly string[] =>
  fields.filter((f) => f.name === name).map((f) => f.value)

/** RFC 3339 date-time; an impossible day is none. */
function dateTime(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match.map(Number)
  if (new Date(Date.UTC(year!, month! - 1, day!)).getUTCDate() !== day) return undefined
  const at = new Date(text.toUpperCase())
  return Number.isNaN(at.getTime()) ? undefined : at
}

interface Line {
  readonly text: string
  readonly number: number
}

/** The lines that are meant, out of the OpenPGP cleartext framework (RFC 9580, 7) if there is one. */
function unsigned(
  text: string,
  wrong: (code: SecurityTxtError, line?: number) => void,
): { readonly lines: readonly Line[]; readonly signed: boolean } {
  const all = text.split(/\r\n|\n|\r/).map((line, i): Line => ({ text: line, number: i + 1 }))
  const at = (marker: string) => all.findIndex((l) => l.text.trimEnd() === `-----${marker}-----`)
  const [begin, signature, end] = ['BEGIN PGP SIGNED MESSAGE', 'BEGIN PGP SIGNATURE', 'END PGP SIGNATURE'].map(at)
  if (begin! < 0) return { lines: all, signed: false }
  const blank = all.findIndex((l, i) => i > begin! && l.text.trim() === '')
  if (blank < 0 || signature! < blank || end! < signature!) {
    wrong('signature-broken', all[begin!]!.number)
    return { lines: all.filter((l) => !/^-----|^Hash:/.test(l.text)), signed: false }
  }
  const outside = [...all.slice(0, begin!), ...all.slice(end! + 1)].find((l) => l.text.trim() !== '')
  if (outside) wrong('text-outside-signature', outside.number)
  const inside = all.slice(blank + 1, signature!).map((l) => ({ ...l, text: l.text.replace(/^- /, '') }))
  return { lines: inside, signed: true }
}
