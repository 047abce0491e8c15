import { type Instant, type IsoDate, isDate } from '../../../core/kernel/date.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type Language, languages } from '../../../core/kernel/text.ts'
import { type Importance, importances } from '../../../core/procurement/demand.ts'
import type { Days } from '../../../core/procurement/judge.ts'
import { type ColumnChoice, readColumnChoice } from '../../../core/procurement/lists/columns.ts'
import { checkMoment, dayOf } from '../../compose-check.ts'
import type { Terminal } from '../command.ts'
import { readOptions } from '../options.ts'

/** What `check` was asked for. */
export interface CheckAsked {
  readonly file: string
  readonly against: string
  readonly wantsProfile: boolean
  readonly importance: Importance | undefined
  readonly days: Days & { readonly asOf: IsoDate }
  readonly register: { readonly file: string | undefined; readonly trust: string | undefined }
  readonly foreign: readonly string[]
  readonly sheet: string | undefined // of a workbook
  readonly choice: ColumnChoice | undefined
  readonly form: 'json' | 'csv' | 'text'
  readonly pdf: string | undefined // file of the record sheet
  readonly note: string | undefined // printed on it
  readonly out: string | undefined
  readonly language: Language
  readonly all: boolean
  readonly now: Instant
}

/** Reads what was typed. */
export function readCheckAsked(args: readonly string[], terminal: Terminal): Result<CheckAsked, Fault> {
  const read = readOptions(args, {
    policy: { type: 'string' },
    profile: { type: 'string' },
    importance: { type: 'string' },
    'as-of': { type: 'string' },
    delivery: { type: 'string' },
    'contract-end': { type: 'string' },
    register: { type: 'string' },
    trust: { type: 'string' },
    foreign: { type: 'string', multiple: true },
    columns: { type: 'string' },
    sheet: { type: 'string' },
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    pdf: { type: 'string' },
    note: { type: 'string' },
    out: { type: 'string' },
    language: { type: 'string' },
    all: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { positionals, values } = read.value
  const wrong = (reason: string) => refuse({ code: 'option-wrong', reason } as Fault)
  const against = values.policy ?? values.profile
  if (positionals.length !== 1) return wrong('LIST')
  if (against === undefined || (values.policy !== undefined && values.profile !== undefined))
    return wrong('--policy | --profile')
  if (values.trust !== undefined && values.register === undefined) return wrong('--trust: --register')
  if (values.json && values.csv) return wrong('--json | --csv')
  if (values.pdf !== undefined && (values.json || values.csv)) return wrong('--pdf | --json | --csv')
  if (values.note !== undefined && values.pdf === undefined) return wrong('--note: --pdf')
  if (values.out !== undefined && !values.json && !values.csv) return wrong('--out: --json | --csv')
  const importance = importances.find((one) => one === values.importance)
  if (values.importance !== undefined && importance === undefined)
    return wrong(`--importance ${importances.join(' | ')}`)
  const language = languages.find((one) => one === (values.language ?? terminal.language))
  if (language === undefined) return wrong(`--language ${languages.join(' | ')}`)
  const now = checkMoment()
  const asOf = values['as-of'] ?? dayOf(now)
  for (const day of [asOf, values.delivery, values['contract-end']])
    if (day !== undefined && !isDate(day)) return refuse({ code: 'day-malformed', day: day.slice(0, 40) } as Fault)
  const choice = values.columns === undefined ? undefined : readColumnChoice(values.columns)
  if (choice?.ok === false) return choice
  return ok({
    file: positionals[0]!,
    against,
    wantsProfile: values.profile !== undefined,
    importance,
    days: { asOf, delivery: values.delivery, contractEnd: values['contract-end'] },
    register: { file: values.register, trust: values.trust },
    foreign: values.foreign ?? [],
    sheet: values.sheet,
    choice: choice?.value,
    form: values.json ? 'json' : values.csv ? 'csv' : 'text',
    pdf: values.pdf,
    note: values.note,
    out: values.out,
    language,
    all: values.all === true,
    now,
  })
}
