import type { Fault } from '../../../../core/kernel/fault.ts'
import { type Result, refuse } from '../../../../core/kernel/result.ts'
import { chooseColumns } from '../../../../core/procurement/lists/columns.ts'
import { pageLimits } from '../../../../core/procurement/lists/limits.ts'
import { belowHeadings, knownTo, openLine } from '../../../../core/procurement/lists/read-list.ts'
import { recordCsv } from '../../../../core/procurement/record/record-csv.ts'
import { recordJson } from '../../../../core/procurement/record/record-json.ts'
import type { RegisterIndex } from '../../../../core/procurement/register-index.ts'
import { countChecked } from '../../../count-checked.ts'
import { faultSummary } from '../../../faults.ts'
import { type FormData, one } from '../../form-fields.ts'
import type { PageContext } from '../../page.tsx'
import { answerLines, readAsked, withChosen } from './ask-check.ts'
import type { ja } from './check.texts.ts'
import { showForm } from './check-form.tsx'
import { showChooseColumns } from './choose-columns.tsx'
import type { Place } from './place.ts'
import { showResult } from './result-page.tsx'
import { type OpenedList, readCarried, takeList, writeText } from './taken-list.ts'
import { notDays, readChosen, readColumns, readHeadings, readSeen, readWish } from './wish.ts'

/** A file as it came: its bytes, or how large it is where that is more than is read. */
export type SentFile = { readonly bytes: Uint8Array } | { readonly tooLarge: number }

/** What was sent: its text fields, and the list where it is a file. Held in memory for the answer and nowhere else. */
export interface Sent {
  readonly form: FormData
  readonly file?: SentFile
}

/**
 * Answers what was sent, as a page or as a file to save; whatever is wrong leads back to the form, with the list. On the server and in
 * a browser alike: nothing here knows where it runs.
 */
export function answerSent(
  p: PageContext<typeof ja>,
  sent: Sent,
  register: RegisterIndex,
  place: Place = 'server',
): Response {
  const { form } = sent
  const wish = readWish((name) => one(form, name))
  const pasted = typeof form['list'] === 'string' ? form['list'] : ''
  const list = readSentList(sent, pasted, register)
  const text =
    pasted.trim() !== '' ? pasted : list !== undefined && list !== 'both' && list.ok ? writeText(list.value) : ''
  const problems: Record<string, string> = {}
  let code: string | undefined
  const add = (field: string, fault: Fault) => {
    const { what, why, next } = faultSummary(fault, p.lang)
    problems[field] ??= [what, why, next].join(p.lang === 'ja' ? '' : ' ')
    code ??= fault.code
  }

  if (wish.policy === '') problems['policy'] = p.t.policy.missing
  for (const day of notDays(wish.days)) {
    problems[day] = p.t.days.malformed(wish.days[day])
    code ??= 'day-malformed'
  }
  if (list === undefined) problems['list'] = p.t.list.missing
  else if (list === 'both') problems['file'] = p.t.list.both
  else if (!list.ok)
    add(list.fault.code === 'list-sheet-unknown' ? 'sheet' : sent.file === undefined ? 'list' : 'file', list.fault)
  const asked = Object.keys(problems).some((name) => name !== 'list' && name !== 'file')
    ? undefined
    : readAsked(p.house, wish, p.now)
  if (asked?.ok === false) add(asked.fault.code === 'policy-not-in-force' ? 'as_of' : 'policy', asked.fault)
  const sheet = one(form, 'sheet').slice(0, 100)
  const back = () => showForm(p, { wish, text, sheet, problems, place, ...(code === undefined ? {} : { code }) })
  if (Object.keys(problems).length > 0 || !asked?.ok || list === undefined || list === 'both' || !list.ok) return back()

  const opened = list.value
  const columns = chooseColumns(opened.guess, readColumns(form))
  if (!columns.ok) return showChooseColumns(p, { wish, list: opened, fault: columns.fault })
  const rows = belowHeadings(opened.rows, opened.guess)
  const chosen = readChosen(form)
  const lines = withChosen(rows.flatMap(openLine(columns.value)), chosen)
  const report =
    lines.length === 0 ? refuse<Fault>({ code: 'list-empty' }) : answerLines(p.house, register, asked.value, lines)
  if (!report.ok) {
    add(fieldOf(report.fault.code), report.fault)
    return back()
  }

  // A list that is sent along again, to choose or to save, was counted when it came.
  if (place === 'server' && one(form, 'carried') === '') countChecked(p.house.statistics, report.value)

  const name = `check-${asked.value.asOf}`
  const file = (extension: string, type: string, body: string) =>
    p.c.body(body, 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}.${extension}"`,
    })
  const wanted = one(form, 'do')
  if (wanted === 'csv')
    return file('csv', 'text/csv', recordCsv(report.value, lines, { language: p.lang, madeAt: p.now }))
  if (wanted === 'json')
    return file('json', 'application/json', `${JSON.stringify(recordJson(report.value, p.now), null, 1)}\n`)
  return showResult(p, {
    wish,
    seen: readSeen(form),
    asked: asked.value,
    list: opened,
    columns: columns.value,
    emptyRows: rows.length - lines.length,
    chosen,
    report: report.value,
    place,
  })
}

/** The list that was sent: as a file, pasted, or along with the form; 'both' where nobody can say which is meant. */
function readSentList(
  { form, file }: Sent,
  pasted: string,
  register: RegisterIndex,
): Result<OpenedList, Fault> | 'both' | undefined {
  const known = knownTo(register)
  if (file !== undefined) {
    if (pasted.trim() !== '') return 'both'
    if ('tooLarge' in file)
      return refuse<Fault>({ code: 'list-too-large', limit: pageLimits.bytes, found: file.tooLarge } as Fault)
    return takeList(file.bytes, known, one(form, 'sheet').slice(0, 100))
  }
  const carried = one(form, 'carried')
  if (carried !== '') return readCarried(carried, known, readHeadings(form))
  return pasted.trim() === '' ? undefined : takeList(pasted, known)
}

const fieldOf = (code: string): string =>
  code === 'delivery-before-day'
    ? 'delivery'
    : code === 'contract-ends-before'
      ? 'contract_end'
      : code.startsWith('day-')
        ? 'as_of'
        : code.startsWith('list-')
          ? 'list'
          : 'policy'
