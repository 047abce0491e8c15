import { type LabelId, writeLabelId } from '../kernel/label-id.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { textWidth } from './text-width.ts'
import { markAddress, type TwoDCode, twoDCode } from './two-d-code.ts'

// The plate of a label: our own neutral drawing, no scheme's logo, star, shield, lock or tick. Black on white, no hue.
// Not printed on purpose: an expiry date (renewal would make it wrong), the product, claims, a maker's logo.

export const markSizes = ['S', 'M', 'L'] as const
export type MarkSize = (typeof markSizes)[number]

export const markLanguages = ['ja', 'en', 'both'] as const
export type MarkLanguage = (typeof markLanguages)[number]

export const markDpis = [203, 300, 600] as const
export type MarkDpi = (typeof markDpis)[number]

/** What a plate says. */
export interface MarkFacts {
  readonly label: LabelId
  readonly labelsUrl: string
  readonly level: { readonly code: string; readonly rank: number; readonly of: number }
  readonly assessor: 'self' | 'third-party'
  readonly sample: boolean
}

export interface MarkOptions {
  readonly size: MarkSize
  readonly language: MarkLanguage
  readonly dpi?: MarkDpi // snaps code and plate to whole printer dots
}

/** A run of a line: one size and weight. */
export interface Run {
  readonly text: string
  readonly size: number // mm
  readonly bold: boolean
}

/** What is drawn, in millimetres from the top left corner. */
export type MarkElement =
  | {
      readonly kind: 'frame' | 'pill'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly stroke: number
      readonly filled: boolean
    }
  | { readonly kind: 'rule'; readonly x: number; readonly y: number; readonly width: number; readonly stroke: number }
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly module: number; readonly code: TwoDCode }
  | {
      readonly kind: 'line'
      readonly x: number
      readonly y: number
      readonly middle: boolean
      readonly runs: readonly Run[]
    }

export interface Mark {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly elements: readonly MarkElement[]
}

export type MarkFault = {
  readonly code: 'mark-address-too-long'
  readonly characters: number
  readonly size: MarkSize
}

export const assessorText: Record<MarkFacts['assessor'], Text> = {
  self: { ja: '自己宣言', en: 'Self-declared' },
  'third-party': { ja: '第三者評価', en: 'Third-party' },
}

const sampleText: Text = { ja: '見本', en: 'SAMPLE' }
const heading: Text = { ja: 'セキュリティ適合ラベル', en: 'IoT security label' }
const advice: Text = {
  ja: '最新の状態は、このコードで確認してください',
  en: 'Scan for the current status of this label',
}

// Smallest sizes that still read from a 203 dpi thermal printer: kanji 2.6 mm bold, Latin letters and digits 2.4 mm.
const kanji = 2.6
const latin = 2.4
const quiet = 4 // modules on every side
const largestCode = 41 // modules; beyond, the plate outgrows what it is meant for

/** The same in words, for places that hold no picture. */
export const markTitle = (facts: MarkFacts): string =>
  `レベル${facts.level.code}（${facts.level.of}段階）${assessorText[facts.assessor].ja} ラベル番号 ${writeLabelId(facts.label)}${facts.sample ? '（見本）' : ''}`

/** Lays out the plate of a label. */
export function mark(facts: MarkFacts, options: MarkOptions): Result<Mark, MarkFault> {
  const address = markAddress(facts.labelsUrl, facts.label)
  const code = twoDCode(address, options.size === 'S' ? 'M' : 'Q')
  if (code.modules > largestCode)
    return refuse({ code: 'mark-address-too-long', characters: address.length, size: options.size })
  const grid = gridOf(options)
  return ok(options.size === 'S' ? small(facts, options, code, grid) : full(facts, options, code, grid))
}

interface Grid {
  readonly module: number // mm, whole dots where a printer is named
  up(mm: number): number // to the next whole dot
}

// L is M one and a half times as large. A printer prints whole dots only, and needs four of them for a stable module.
function gridOf({ size, dpi }: MarkOptions): Grid {
  const nominal = { S: 0.396, M: 0.45, L: 0.675 }[size]
  if (!dpi) return { module: nominal, up: (mm) => mm }
  const dot = 25.4 / dpi
  const up = (mm: number) => Math.ceil(mm / dot - 1e-6) * dot
  return { module: Math.max(4 * dot, up(nominal)), up }
}

const bold = (text: string, size: number): Run => ({ text, size, bold: true })
const plain = (text: string, size: number): Run => ({ text, size, bold: false })
const sampleRuns = (facts: MarkFacts, language: MarkLanguage, size: number): Run[] =>
  facts.sample ? [bold(language === 'en' ? sampleText.en : sampleText.ja, size)] : []

/** Millimetres between two runs of one line. */
export const runGap = 1

const widthOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, run) => sum + textWidth(run.text, run.size), runGap * (runs.length - 1))

/** Code and number only. The number stands on two lines, so that it keeps its 2.4 mm on a plate as narrow as the code. */
function small(facts: MarkFacts, { language }: MarkOptions, code: TwoDCode, { module, up }: Grid): Mark {
  const side = code.modules * module
  const [first = '', ...rest] = writeLabelId(facts.label).split('-')
  const lines = [[bold(`${first}-`, latin)], [bold(rest.join('-'), latin)], sampleRuns(facts, language, kanji)].filter(
    (runs) => runs.length > 0,
  )
  const width = up(Math.max(side + 2 * quiet * module, ...lines.map((runs) => widthOf(runs) + 1)))
  const below = up(quiet * module) + side + quiet * module // the number stays out of the quiet zone
  const height = up(below + lines.length * 2.6 + 0.6)
  return {
    width,
    height,
    title: `ラベル番号 ${writeLabelId(facts.label)}${facts.sample ? '（見本）' : ''}`,
    elements: [
      { kind: 'frame', x: 0.1, y: 0.1, width: width - 0.2, height: height - 0.2, stroke: 0.2, filled: false },
      { kind: 'code', x: up((width - side) / 2), y: up(quiet * module), module, code },
      ...lines.map((runs, i): MarkElement => {
        return { kind: 'line', x: width / 2, y: below + 1.9 + 2.6 * i, middle: true, runs }
      }),
    ],
  }
}

function full(facts: MarkFacts, { size, language }: MarkOptions, code: TwoDCode, { module, up }: Grid): Mark {
  const scale = size === 'L' ? 1.5 : 1
  const side = code.modules * module
  const inset = up(quiet * module + 0.4 * scale)
  const x = inset + side + quiet * module
  const lines = textLines(facts, language)
  const room = Math.max(29, ...lines.map(({ runs }) => widthOf(runs))) * scale
  const width = up(Math.max(48 * scale, x + room + 1.2 * scale))
  const body = up(Math.max(24 * scale, side + 2 * inset))
  const height = size === 'L' ? up(body + 6.2 * scale) : body
  const top = (body - 24 * scale) / 2 // the text block stands in the middle where a long address makes the code tall
  const { rank, of } = facts.level
  const pitch = 26.4 / of
  const elements: MarkElement[] = [
    { kind: 'frame', x: 0.125, y: 0.125, width: width - 0.25, height: height - 0.25, stroke: 0.25, filled: false },
    { kind: 'code', x: inset, y: up((body - side) / 2), module, code },
    ...Array.from({ length: of }, (_, i): MarkElement => {
      const [w, h] = [(pitch - 1) * scale, 2.3 * scale]
      return {
        kind: 'pill',
        x: x + (0.3 + pitch * i) * scale,
        y: top + 6 * scale,
        width: w,
        height: h,
        stroke: 0.3 * scale,
        filled: i < rank,
      }
    }),
    ...lines.map(({ y, runs }): MarkElement => {
      return { kind: 'line', x, y: top + y * scale, middle: false, runs: scaled(runs, scale) }
    }),
  ]
  if (size === 'L') {
    const left = inset
    elements.push({ kind: 'rule', x: left, y: body, width: width - 2 * left, stroke: 0.2 })
    const said = language === 'both' ? [advice.ja, advice.en] : [advice[language]]
    const sizes = said.map((text) => (text === advice.ja ? 1.95 : 1.65))
    said.forEach((text, i) => {
      const y = body + (said.length === 1 ? 3.7 : 2.5 + 2.3 * i) * scale
      elements.push({ kind: 'line', x: left, y, middle: false, runs: scaled([bold(text, sizes[i]!)], scale) })
    })
  }
  return { width, height, title: markTitle(facts), elements }
}

const scaled = (runs: readonly Run[], scale: number): Run[] => runs.map((run) => ({ ...run, size: run.size * scale }))

function textLines(facts: MarkFacts, language: MarkLanguage): { readonly y: number; readonly runs: readonly Run[] }[] {
  const { code, of } = facts.level
  const method = assessorText[facts.assessor]
  const number = bold(writeLabelId(facts.label), kanji)
  const level = {
    ja: [bold(`レベル${code}`, 3.5), bold(`（${of}段階）`, kanji)],
    en: [bold(`Level ${code} of ${of}`, 3.2)],
    both: [bold(`レベル${code}`, 3.5), plain(`Level ${code} of ${of}`, latin)],
  }
  const methods = {
    ja: [bold(method.ja, kanji)],
    en: [bold(method.en, kanji)],
    both: [bold(method.ja, kanji), plain(method.en, latin)],
  }
  return [
    { y: 4.35, runs: [bold(language === 'en' ? heading.en : heading.ja, 2.65)] },
    { y: 12.2, runs: level[language] },
    { y: 15.7, runs: methods[language] },
    { y: 19, runs: [number, ...sampleRuns(facts, language, kanji)] },
    { y: 22, runs: [plain(new URL(facts.labelsUrl).host, latin)] },
  ]
}
