import { type IsoDate, isDate } from '../../../../core/kernel/date.ts'
import { type Answer, answers } from '../../../../core/procurement/answer.ts'
import { type Field, fields } from '../../../../core/procurement/lists/fields.ts'
import { type ReasonCode, reasonCodes } from '../../../../core/procurement/reason.ts'
import { type FormData, one } from '../../form-fields.ts'

/** The three days of a check, as fields of the form. */
export const dayFields = ['as_of', 'delivery', 'contract_end'] as const
export type DayField = (typeof dayFields)[number]

/** What a person chose, as it was typed: by what is judged, and for which days. All of it may stand in an address. */
export interface Wish {
  readonly policy: string
  readonly days: Readonly<Record<DayField, string>>
}

/** What a person wants to see of the answer. */
export interface Seen {
  readonly answer: Answer | undefined
  readonly code: ReasonCode | undefined
}

/** Reads what was chosen, from a form or an address. */
export const readWish = (said: (name: string) => string): Wish => ({
  policy: said('policy').slice(0, 300),
  days: {
    as_of: typedDay(said('as_of')),
    delivery: typedDay(said('delivery')),
    contract_end: typedDay(said('contract_end')),
  },
})

export const readSeen = (form: FormData): Seen => ({
  answer: answers.find((answer) => answer === one(form, 'show')),
  code: reasonCodes.find((code) => code === one(form, 'code')),
})

/** A day as people write it, 2026/4/1 and 2026年4月1日 as well; what is none stays as it was typed. */
function typedDay(typed: string): string {
  const text = typed.normalize('NFKC').trim().slice(0, 40)
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  return found === null ? text : `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
}

/** The address of the first page with the same choice. */
export function addressOf({ policy, days }: Wish): string {
  const query = new URLSearchParams(policy === '' ? {} : { policy })
  for (const name of dayFields) if (days[name] !== '') query.set(name, days[name])
  return `/check${query.size > 0 ? `?${query}` : ''}`
}

/** The fields that hold no day. */
export const notDays = (days: Wish['days']): readonly DayField[] =>
  dayFields.filter((name) => days[name] !== '' && !isDate(days[name]))

export const dayOr = (typed: string, day: IsoDate): IsoDate => (typed === '' ? day : typed)

/** What was said of the columns; undefined where nothing was. */
export function readColumns(form: FormData): Partial<Record<Field, string>> | undefined {
  const said = Object.entries(form).filter(([name]) => /^column-\d{1,3}$/.test(name))
  if (said.length === 0) return undefined
  const columns: Partial<Record<Field, string>> = Object.fromEntries(fields.map((field) => [field, 'none']))
  for (const [name, value] of said) {
    const field = fields.find((known) => known === value)
    if (field === undefined) continue
    // Two columns for one field: chooseColumns refuses a column that is none, and says which.
    columns[field] = columns[field] === 'none' ? String(Number(name.slice(7)) + 1) : 'twice'
  }
  return columns
}

/** Which row of the list holds the headings, where that was said. */
export function readHeadings(form: FormData): number | 'none' | undefined {
  const said = one(form, 'headings')
  if (said === 'none') return 'none'
  return /^[1-9]\d{0,6}$/.test(said) ? Number(said) : undefined
}

/** Candidates that a person chose, row by row: those of before, and those of the radios of this page. */
export function readChosen(form: FormData): ReadonlyMap<number, string> {
  const chosen = new Map<number, string>()
  if (one(form, 'do') === 'again') return chosen
  for (const part of one(form, 'chosen').split(',')) {
    const found = /^(\d{1,7}):([0-9A-Z]{10})$/.exec(part)
    if (found) chosen.set(Number(found[1]), found[2]!)
  }
  for (const [name, value] of Object.entries(form)) {
    const row = /^choice-(\d{1,7})$/.exec(name)?.[1]
    if (row === undefined || typeof value !== 'string' || value === '') continue
    for (const number of one(form, `rows-${row}`).split(','))
      if (/^\d{1,7}$/.test(number)) chosen.set(Number(number), value)
  }
  return chosen
}

export const writeChosen = (chosen: ReadonlyMap<number, string>): string =>
  [...chosen].map(([row, label]) => `${row}:${label}`).join(',')
