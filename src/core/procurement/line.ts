import { type Gtin, type GtinProblem, readGtin } from '../kernel/gtin.ts'
import { type LabelId, readLabelId } from '../kernel/label-id.ts'
import type { Text } from '../kernel/text.ts'
import type { Importance } from './demand.ts'

/** One row of a buyer's list as the cells say it; a missing or empty cell says nothing. */
export interface AskedLine {
  readonly row: number // as the buyer counts them
  readonly label?: string | undefined // number of a label; with `scheme`, as the other scheme writes it
  readonly maker?: string | undefined
  readonly model?: string | undefined
  readonly gtin?: string | undefined
  readonly quantity?: string | undefined
  readonly role?: string | undefined // its part in a system
  readonly system?: string | undefined // which system, where a list holds several
  readonly importance?: string | undefined
  readonly firmware?: string | undefined // version that is delivered
  readonly scheme?: string | undefined // id of the scheme of a label that was issued elsewhere
  readonly level?: string | undefined // level of that label, as the buyer states it
  readonly chosen?: string | undefined // label number of the candidate that a person chose
}

/** Why a row cannot be read. A code is permanent. */
export const lineProblems = [
  'empty',
  'model-missing',
  'gtin-only',
  'gtin-malformed',
  'gtin-check-digit',
  'gtin-restricted',
  'too-long',
  'control-characters',
  'label-id-malformed',
  'label-id-check-character',
  'number-missing',
  'quantity-unreadable',
  'importance-unknown',
  'importance-missing',
  'role-missing',
  'role-unknown',
  'scheme-unknown',
] as const
export type LineProblem = (typeof lineProblems)[number]

/** A row that can be looked for, or the reason why it cannot. */
export interface Line {
  readonly row: number
  readonly asked: AskedLine // tidied; what the buyer sees again
  readonly label?: LabelId
  readonly gtin?: Gtin // only where it can be read; a wrong one beside a model says nothing
  readonly foreign?: { readonly scheme: string; readonly number: string; readonly level?: string }
  readonly quantity?: number
  readonly importance?: Importance
  readonly chosen?: LabelId
  readonly problem?: LineProblem
}

/** The longest cell that is read, in characters. */
export const cellLimit = 200

/** What of a row is read. */
export const cells = [
  'label',
  'maker',
  'model',
  'gtin',
  'quantity',
  'role',
  'system',
  'importance',
  'firmware',
  'scheme',
  'level',
  'chosen',
] as const satisfies readonly Exclude<keyof AskedLine, 'row'>[]

/** Reads one row. Nothing is guessed: what cannot be read says why, and the other rows are judged all the same. */
export function readLine(input: AskedLine): Line {
  const { row } = input
  const said: { -readonly [C in (typeof cells)[number]]?: string } = {}
  let problem: LineProblem | undefined
  for (const cell of cells) {
    const raw = input[cell]
    if (raw === undefined) continue
    // Most cells are plain and hold nothing that would have to be taken out.
    const isPlain = plain.test(raw)
    const text = isPlain ? raw.trim() : clean(raw)
    if (text === '') continue
    if (text.length > cellLimit) problem ??= 'too-long'
    else if (!isPlain && control.test(text)) problem ??= 'control-characters'
    else said[cell] = text
  }
  const asked: AskedLine = { row, ...said }
  if (problem !== undefined) return { row, asked, problem }
  const line: { -readonly [F in keyof Line]: Line[F] } = { row, asked }
  problem = identify(said, line) ?? count(said.quantity, line) ?? weigh(said.importance, line)
  if (said.chosen !== undefined) {
    const read = readLabelId(said.chosen)
    // A choice that is no label number chooses nothing; the candidates are shown again.
    if (read.ok) line.chosen = read.value
  }
  return problem === undefined ? line : { ...line, problem }
}

type Said = { readonly [C in (typeof cells)[number]]?: string }
type Draft = { -readonly [F in keyof Line]: Line[F] }

function identify(said: Said, line: Draft): LineProblem | undefined {
  if (said.scheme !== undefined) {
    if (said.label === undefined) return 'number-missing'
    const level = said.level === undefined ? {} : { level: said.level }
    line.foreign = { scheme: said.scheme.normalize('NFKC').toLowerCase(), number: said.label, ...level }
    return undefined
  }
  if (said.label !== undefined) {
    const read = readLabelId(said.label)
    if (!read.ok) return read.fault.code
    line.label = read.value
    return undefined
  }
  const gtin = said.gtin === undefined ? undefined : readGtin(said.gtin)
  if (gtin?.ok) line.gtin = gtin.value
  if (said.model !== undefined || gtin?.ok) return undefined
  if (gtin !== undefined) return gtinProblemOf[gtin.fault.why]
  return said.maker === undefined ? 'empty' : 'model-missing'
}

const gtinProblemOf = {
  length: 'gtin-malformed',
  'check-digit': 'gtin-check-digit',
  restricted: 'gtin-restricted',
} as const satisfies Record<GtinProblem, LineProblem>

function count(written: string | undefined, line: Draft): LineProblem | undefined {
  if (written === undefined) return undefined
  const found = /^(\d{1,3}(?:,\d{3}){1,2}|\d{1,9}) ?(?:台|個|本|式|pcs|units)?$/u.exec(written.normalize('NFKC'))
  if (found === null) return 'quantity-unreadable'
  line.quantity = Number(found[1]!.replaceAll(',', ''))
  return undefined
}

const importanceWords: Readonly<Record<string, Importance>> = {
  低: 'low',
  low: 'low',
  中: 'medium',
  medium: 'medium',
  mid: 'medium',
  middle: 'medium',
  高: 'high',
  high: 'high',
}

/** The importance somebody wrote: 「低」, 「重要度：中」, "High". */
export function readImportance(written: string): Importance | undefined {
  const word = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(重要度|importance)\s*[::]?\s*/u, '')
    .replace(/^[「"]|[」"]$/gu, '')
    .trim()
  return Object.hasOwn(importanceWords, word) ? importanceWords[word] : undefined
}

function weigh(written: string | undefined, line: Draft): LineProblem | undefined {
  if (written === undefined) return undefined
  const importance = readImportance(written)
  if (importance === undefined) return 'importance-unknown'
  line.importance = importance
  return undefined
}

// Marks of direction and joiners are invisible and come with copying; line ends inside a cell are spaces.
const clean = (text: string): string =>
  text
    .toWellFormed() // half a character becomes one that stands for what could not be decoded
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
const plain = /^[\x20-\x7e]*$/
// What stands for characters that could not be decoded is none, either.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
const control = /[\x00-\x1f\x7f-\x9f\ufffd]/

/** Rows that ask for the same, as one: with their numbers and the sum of their quantities. */
export interface MergedLine extends Line {
  readonly rows: readonly number[]
}

/** Merges rows that ask for the same; quantities are added where every one of them has one. */
export function mergeLines(lines: readonly Line[]): readonly MergedLine[] {
  const merged = new Map<string, { line: Line; rows: number[]; quantity: number | undefined }>()
  for (const line of lines) {
    const key = keyOf(line)
    const before = merged.get(key)
    if (before === undefined) merged.set(key, { line, rows: [line.row], quantity: line.quantity })
    else {
      before.rows.push(line.row)
      before.quantity =
        before.quantity === undefined || line.quantity === undefined ? undefined : before.quantity + line.quantity
    }
  }
  return [...merged.values()]
    .map(({ line, rows, quantity }): MergedLine => {
      if (rows.length === 1) return { ...line, rows }
      const { quantity: _, ...rest } = line
      const sorted = rows.sort((a, b) => a - b)
      return { ...rest, row: sorted[0]!, rows: sorted, ...(quantity === undefined ? {} : { quantity }) }
    })
    .sort((a, b) => a.row - b.row)
}

// A quantity that cannot be read is part of what was asked; one that can be is added.
const keyOf = ({ asked, problem }: Line): string => {
  const { label, maker, model, gtin, role, system, importance, firmware, scheme, level, chosen } = asked
  const quantity = problem === 'quantity-unreadable' ? asked.quantity : undefined
  const texts = [
    label,
    maker,
    model,
    gtin,
    role,
    system,
    importance,
    firmware,
    scheme,
    level,
    chosen,
    quantity,
    problem,
  ]
  return texts.map((text) => text ?? '').join('\u0001')
}

/** What is wrong with a row that cannot be read, and what to do. */
export const problemTexts: Record<LineProblem, { readonly words: Text; readonly next: Text }> = {
  empty: {
    words: { ja: 'この行には、型番もラベル番号もありません', en: 'The row has neither a model nor a label number' },
    next: { ja: '型番かラベル番号を入れてください。', en: 'Enter a model or a label number.' },
  },
  'model-missing': {
    words: { ja: 'メーカーだけでは、製品を特定できません', en: 'A maker alone does not say which product' },
    next: { ja: '型番かラベル番号を入れてください。', en: 'Enter a model or a label number.' },
  },
  'gtin-only': {
    words: {
      ja: 'このJANコード（GTIN）は登録簿になく、製品を特定できません',
      en: 'The register does not have this JAN code (GTIN), so it does not say which product',
    },
    next: {
      ja: 'JANコードの登録は任意です。型番かラベル番号を入れてください。',
      en: 'Makers register these if they wish. Enter a model or a label number.',
    },
  },
  'gtin-malformed': {
    words: { ja: 'JANコード（GTIN）の桁数ではありません', en: 'This has not the length of a JAN code (GTIN)' },
    next: {
      ja: '8桁か13桁の数字をすべて入れるか、型番を入れてください。',
      en: 'Enter all 8 or 13 digits, or a model.',
    },
  },
  'gtin-check-digit': {
    words: { ja: 'JANコード（GTIN）の検査数字が合いません', en: 'The check digit of the JAN code (GTIN) does not fit' },
    next: {
      ja: 'バーコードの下の数字と見くらべてください。表計算ソフトが数字を丸めていることもあります。',
      en: 'Compare it with the digits below the bar code; a spreadsheet may have rounded it.',
    },
  },
  'gtin-restricted': {
    words: { ja: '店や会社の中だけで使う番号です', en: 'This is a number for use within one shop or company' },
    next: { ja: '型番かラベル番号を入れてください。', en: 'Enter a model or a label number.' },
  },
  'too-long': {
    words: { ja: '長すぎるセルがあります（上限200文字）', en: 'A cell is too long (limit: 200 characters)' },
    next: {
      ja: '列のずれや改行の抜けがないか、確かめてください。',
      en: 'See whether columns have shifted or a line break is missing.',
    },
  },
  'control-characters': {
    words: { ja: '読めない文字があります', en: 'There are characters that cannot be read' },
    next: { ja: '文字コードを確かめるか、入力しなおしてください。', en: 'Check the encoding, or type the row again.' },
  },
  'label-id-malformed': {
    words: { ja: 'ラベル番号の形ではありません', en: 'This is not the form of a label number' },
    next: {
      ja: 'ラベル番号は10文字です（0・O・1・I・Lは使いません）。ほかの制度のラベルなら、制度の列を入れてください。',
      en: 'A label number has ten characters, without 0, O, 1, I and L. For a label of another scheme, fill in the scheme.',
    },
  },
  'label-id-check-character': {
    words: { ja: 'ラベル番号の検査文字が合いません', en: 'The check character of the label number does not fit' },
    next: {
      ja: '1文字ずつ確かめて、入力しなおしてください。',
      en: 'Compare it character by character and enter it again.',
    },
  },
  'number-missing': {
    words: { ja: '制度だけがあり、ラベルの番号がありません', en: 'There is a scheme, but no label number' },
    next: { ja: 'そのラベルの番号を入れてください。', en: 'Enter the number of that label.' },
  },
  'quantity-unreadable': {
    words: { ja: '数量を数として読めません', en: 'The quantity is not a number' },
    next: {
      ja: '0以上の整数を入れてください。列のずれがないかも確かめてください。',
      en: 'Enter a whole number, and see whether columns have shifted.',
    },
  },
  'importance-unknown': {
    words: { ja: '重要度は「低」「中」「高」のどれでもありません', en: 'The importance is not low, medium or high' },
    next: { ja: '「低」「中」「高」のどれかを入れてください。', en: 'Enter low, medium or high.' },
  },
  'importance-missing': {
    words: {
      ja: 'この方針は重要度で決まりますが、重要度がありません',
      en: 'The policy depends on the importance of the system, which is missing',
    },
    next: {
      ja: '行に重要度を入れるか、全体の重要度を選んでください。',
      en: 'Fill it in, or choose one for the whole list.',
    },
  },
  'role-missing': {
    words: {
      ja: 'このプロファイルは役割で決まりますが、役割がありません',
      en: 'The profile depends on the role of each device, which is missing',
    },
    next: { ja: '役割の列を入れてください。', en: 'Fill in the role.' },
  },
  'role-unknown': {
    words: { ja: 'このプロファイルに、その役割はありません', en: 'The profile has no such role' },
    next: { ja: 'プロファイルの役割から選んでください。', en: 'Choose one of the roles of the profile.' },
  },
  'scheme-unknown': {
    words: { ja: 'その制度は、ここでは知られていません', en: 'That scheme is not known here' },
    next: { ja: '制度の一覧から選んでください。', en: 'Choose one from the list of schemes.' },
  },
}
