import type { Instant } from '../../kernel/date.ts'
import { digestOf } from '../../kernel/digest.ts'
import type { Language, Text } from '../../kernel/text.ts'
import { momentOfSnapshot, snapshotName } from '../../register/manifest.ts'
import { type Answer, answerText } from '../answer.ts'
import { importanceText } from '../demand.ts'
import { versionKey } from '../policy.ts'
import type { RecordRow } from '../record/record-schema.ts'
import type { Sheet } from './sheet.ts'
import { type SheetWords, sheetWords } from './sheet-texts.ts'

/** One row of the printed table: of the buyer's list, what was found, what to do next. */
export interface PrintedRow {
  readonly rows: string
  readonly asked: string
  readonly code: string
  readonly reason: readonly string[]
  readonly next: string
}

/** What stands on the paper, in one language: everything the template sets, and nothing it has to decide. */
export interface SheetPage {
  readonly language: Language
  readonly title: string
  readonly subtitle: string
  readonly notices: readonly string[]
  readonly counts: readonly { readonly answer: Answer; readonly name: string; readonly n: number }[]
  readonly unit: string
  readonly lead: string
  readonly premises: { readonly heading: string; readonly rows: readonly Fact[] }
  readonly systems?: {
    readonly heading: string
    readonly columns: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly parts: readonly {
    readonly heading: string
    readonly columns: readonly string[]
    readonly rows: readonly PrintedRow[]
  }[]
  readonly close: readonly string[]
  readonly sign: readonly string[]
  readonly digest: string
  readonly author: string
}

interface Fact {
  readonly term: string
  readonly value: string
  readonly small?: string
}

// What fails is said first.
const printed = ['does-not-meet', 'needs-checking'] as const satisfies readonly Answer[]

/** Lays out a sheet as what stands on the paper. */
export function sheetPage(sheet: Sheet): SheetPage {
  const { language, record, maker } = sheet
  const w = sheetWords[language]
  const { answers, lines } = record.counts
  const isSample = (maker.kind === 'service' && maker.sample) || record.rows.some(({ label }) => label?.sample)
  return {
    language,
    title: w.title,
    subtitle: w.subtitle,
    notices: [...(isSample ? [w.sample] : []), ...(maker.kind === 'command' ? [w.unsigned] : [])],
    counts: (['does-not-meet', 'needs-checking', 'meets'] as const).map((answer) => ({
      answer,
      name: answerText[answer][language],
      n: answers[answer],
    })),
    unit: w.unit,
    lead: answers.meets === lines ? w.all(lines) : w.lead(lines, answers['does-not-meet'], answers['needs-checking']),
    premises: { heading: w.premises, rows: premisesOf(sheet, w) },
    ...(record.systems === undefined ? {} : { systems: systemsOf(record.systems, w, language) }),
    parts: printed.flatMap((answer) => {
      const rows = record.rows.filter((row) => row.answer === answer)
      if (rows.length === 0) return []
      return [
        {
          heading: w.rowsOf(answerText[answer][language], answers[answer]),
          columns: w.columns,
          rows: rows.map((row) => printRow(row, w, language)),
        },
      ]
    }),
    close: [...(answers.meets > 0 ? [w.meets(answers.meets)] : []), w.attached, w.howTo],
    sign: w.sign,
    digest: resultDigest(sheet),
    author: maker.kind === 'service' ? maker.name[language] : w.byCommand,
  }
}

/** The digest that the page of the answer shows as well: of the record, whenever it was made. */
export function resultDigest({ record: { made_at: _, ...result } }: Sheet): string {
  return digestOf(result)
}

const inJapan = (at: Instant): string =>
  `${new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} JST`

function premisesOf({ record, against, maker, note, language }: Sheet, w: SheetWords): readonly Fact[] {
  const { basis, counts, made_at: madeAt } = record
  const name = snapshotName(basis.register.taken_at)
  // Files are published of whole ten minutes; a register read in between has no name of its own.
  const published = Date.parse(basis.register.taken_at) % 600_000 === 0 && momentOfSnapshot(name) !== undefined
  const fact = (term: string, value: string | undefined, small?: string): readonly Fact[] =>
    value === undefined ? [] : [{ term, value, ...(small === undefined ? {} : { small }) }]
  return [
    ...fact(
      basis.against.kind === 'policy' ? w.policy : w.profile,
      `${against.title[language]}　${versionKey(basis.against)}`,
      basis.against.digest,
    ),
    ...fact(w.importance, basis.importance === undefined ? undefined : importanceText[basis.importance][language]),
    ...fact(w.asOf, basis.as_of),
    ...fact(w.delivery, basis.delivery),
    ...fact(w.contractEnd, basis.contract_end),
    ...fact(
      w.register,
      [inJapan(basis.register.taken_at), ...(published ? [w.snapshot(name)] : [])].join('　'),
      basis.register.digest,
    ),
    ...(basis.foreign.length === 0 ? [] : fact(w.foreign, basis.foreign.join(' '))),
    ...fact(w.list, w.rows(counts.lines, counts.rows)),
    ...fact(w.madeAt, inJapan(madeAt)),
    ...fact(w.madeBy, maker.kind === 'service' ? `${maker.name[language]}　${maker.address}` : w.byCommand),
    ...fact(w.note, note, note === undefined ? undefined : w.noteBy),
  ]
}

const systemsOf = (
  systems: NonNullable<Sheet['record']['systems']>,
  w: SheetWords,
  language: Language,
): NonNullable<SheetPage['systems']> => ({
  heading: w.systems,
  columns: w.systemColumns,
  rows: systems.map(({ name, answer, roles }) => [
    name ?? w.wholeSystem,
    answerText[answer][language],
    roles
      .filter(({ missing }) => missing)
      .map((role) => role.name[language])
      .join(language === 'ja' ? '、' : ', ') || '–',
  ]),
})

// What somebody pasted must not fill the paper; all of it is in the attached record.
const cellMost = 60
const lineMost = 240
const cut = (text: string, most: number): string => {
  const signs = [...text]
  return signs.length <= most ? text : `${signs.slice(0, most).join('')}…`
}

const numbersMost = 12

function printRow(row: RecordRow, w: SheetWords, language: Language): PrintedRow {
  const { rows, asked, code, words, next, findings, candidates, label } = row
  const said = [asked['maker'], asked['model'], asked['label'], asked['gtin'], asked['role'], asked['system']]
  const others = findings.filter((finding) => finding.code !== code && finding.weight !== 'meets')
  const say = (text: Text) => text[language]
  const shown = candidates?.shown.slice(0, 3) ?? []
  const reason = [
    say(words),
    ...(label === undefined || said.includes(label.number) ? [] : [`${label.level_name[language]}　${label.number}`]),
    ...(others.length === 0
      ? []
      : [`${w.also}${others.map((other) => say(other.words)).join(language === 'ja' ? '。' : '; ')}`]),
    ...(candidates === undefined
      ? []
      : [
          w.candidates(
            shown.map(({ label: of, model }) => `${model} (${of})`).join(language === 'ja' ? '、' : ', '),
            candidates.total - shown.length,
          ),
        ]),
  ]
  return {
    rows: `${rows.slice(0, numbersMost).join(', ')}${rows.length > numbersMost ? ` … (${rows.length})` : ''}`,
    asked: said.flatMap((cell) => (cell === undefined ? [] : [cut(cell, cellMost)])).join('　') || '–',
    code,
    reason: reason.map((line) => cut(line, lineMost)),
    next: cut(say(next), lineMost),
  }
}
