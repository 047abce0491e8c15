import { type FormData, one } from '../../page.tsx'
import { dateParts } from '../../parts/date-fields.tsx'

/** The day three fields say, as it is written in data; empty where nothing was entered. Full-width digits are read, too. */
export function readDate(form: FormData, name: string): string {
  const [year, month, day] = dateParts(name).map((part) => one(form, part).normalize('NFKC'))
  if (!year && !month && !day) return ''
  return `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
}

/** A day of the data as the values of its three fields. */
export function dateValues(name: string, date: string | null | undefined): FormData {
  const numbers = (date ?? '').split('-').map((n) => n.replace(/^0+/, ''))
  return Object.fromEntries(dateParts(name).map((part, i) => [part, numbers[i] ?? '']))
}

/** The three values in the order of the fields. */
export const dateTriple = (form: FormData, name: string): [string, string, string] => {
  const [year, month, day] = dateParts(name)
  return [one(form, year), one(form, month), one(form, day)]
}
