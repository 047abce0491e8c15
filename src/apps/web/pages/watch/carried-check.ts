import type { Fault } from '../../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../../core/kernel/result.ts'
import { chooseColumns } from '../../../../core/procurement/lists/columns.ts'
import { belowHeadings, knownTo, openLine } from '../../../../core/procurement/lists/read-list.ts'
import { type FormData, one } from '../../form-fields.ts'
import type { PageContext } from '../../page.tsx'
import { type Answered, type Asked, answerLines, readAsked, withChosen } from '../check/ask-check.ts'
import { readSent } from '../check/sent-form.ts'
import { readCarried } from '../check/taken-list.ts'
import { notDays, readChosen, readColumns, readHeadings, readWish } from '../check/wish.ts'

/** The answer to a list that went along with the page of an answer, found once more. */
export interface CarriedCheck {
  readonly form: FormData
  readonly asked: Asked
  readonly report: Answered
}

const malformed: Fault & { readonly field: string; readonly reason: { readonly ja: string; readonly en: string } } = {
  code: 'request-malformed',
  field: '-',
  reason: {
    ja: '一覧が届いていません。確認のページから、もう一度送ってください。',
    en: 'The list did not come along. Please send it again from the page of the check.',
  },
}

/** Reads the form that carries a list from its answer to the next step, and answers it again: nothing of it was kept. */
export async function readCarriedCheck(p: PageContext<unknown>): Promise<Result<CarriedCheck, Fault>> {
  const sent = await readSent(p)
  if (sent === 'busy') return refuse({ code: 'too-many-requests', seconds: 30 } as Fault)
  if (sent === 'breaks-off') return refuse(malformed)
  const { form } = sent
  const wish = readWish((name) => one(form, name))
  const [wrongDay] = notDays(wish.days)
  if (wrongDay !== undefined) return refuse({ code: 'day-malformed', day: wish.days[wrongDay] } as Fault)
  const asked = readAsked(p.house, wish, p.now)
  if (!asked.ok) return asked
  const register = await p.house.checks.register()
  const list = readCarried(one(form, 'carried'), knownTo(register), readHeadings(form))
  if (list === undefined) return refuse(malformed)
  if (!list.ok) return list
  const columns = chooseColumns(list.value.guess, readColumns(form))
  if (!columns.ok) return columns
  const rows = belowHeadings(list.value.rows, list.value.guess)
  const lines = withChosen(rows.flatMap(openLine(columns.value)), readChosen(form))
  const report = answerLines(p.house, register, asked.value, lines)
  return report.ok ? ok({ form, asked: asked.value, report: report.value }) : report
}
