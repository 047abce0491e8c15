import type { Fault } from '../../../../core/kernel/fault.ts'
import { type Result, refuse } from '../../../../core/kernel/result.ts'
import { chooseColumns } from '../../../../core/procurement/lists/columns.ts'
import { pageLimits } from '../../../../core/procurement/lists/limits.ts'
import { belowHeadings, knownTo, openLine } from '../../../../core/procurement/lists/read-list.ts'
import { recordCsv } from '../../../../core/procurement/record/record-csv.ts'
import { recordJson } from '../../../../core/procurement/record/record-json.ts'
import type { RegisterIndex } from '../../../../core/procurement/register-index.ts'
import { faultSummary } from '../../../faults.ts'
import { definePage, one, type PageContext } from '../../page.tsx'
import { answerLines, readAsked, withChosen } from './ask-check.ts'
import { en, ja } from './check.texts.ts'
import { showForm } from './check-form.tsx'
import { showChooseColumns } from './choose-columns.tsx'
import { showResult } from './result-page.tsx'
import { readSent, type Sent } from './sent-form.ts'
import { type OpenedList, readCarried, takeList, writeText } from './taken-list.ts'
import { addressOf, notDays, readChosen, readColumns, readHeadings, readSeen, readWish } from './wish.ts'

type Context = PageContext<typeof ja>

/** The answer to a list. What is sent is read, answered and forgotten; whatever is wrong leads back to the form, with the list. */
export const checkResultPage = definePage({
  path: '/check/result',
  texts: { ja, en },
  upload: true,
  // An answer has no address of its own: whoever comes back to it begins again, with the same choice.
  handler: (p) => p.goTo(addressOf(readWish(p.query))),
  post: async (p) => {
    // Not `no-store`: a browser may go back to an answer without sending the list again.
    p.c.header('cache-control', 'private, no-cache')
    const sent = await readSent(p)
    if (sent === 'busy') return p.refuse({ code: 'too-many-requests', seconds: 30 })
    if (sent === 'breaks-off')
      return p.refuse({
        code: 'request-malformed',
        field: '-',
        reason: { ja: 'フォームが途中で切れています。', en: 'The form breaks off.' },
      })
    return answer(p, sent, await p.house.checks.register())
  },
})

async function answer(p: Context, sent: Sent, register: RegisterIndex): Promise<Response> {
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
  else if (!list.ok) add(sent.file === undefined ? 'list' : 'file', list.fault)
  const asked = Object.keys(problems).some((name) => name !== 'list' && name !== 'file')
    ? undefined
    : readAsked(p.house, wish, p.now)
  if (asked?.ok === false) add(asked.fault.code === 'policy-not-in-force' ? 'as_of' : 'policy', asked.fault)
  const back = () => showForm(p, { wish, text, problems, ...(code === undefined ? {} : { code }) })
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
    return takeList(file.bytes, known)
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
