import { type Verdict, verdictText } from '../../../core/determination/verdict.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { AssessedUnit, Assessment } from '../../../lab/assess.ts'
import { checks } from '../../../lab/checks/all.ts'
import type { Ending } from '../../../lab/evidence/run-record.ts'
import { questionOf, reasonText, tally } from '../../../lab/explain-verdict.ts'
import type { Terminal, Tone } from '../command.ts'
import { padded, wrapped } from '../text-layout.ts'
import { leftOpenLines } from './probe-left-open.ts'

const words = {
  came: {
    ja: '不合格 {fail}、判定不能 {inconclusive}、合格 {pass}（対象外 {not-applicable}、未実施 {not-evaluated}）。',
    en: '{fail} failed, {inconclusive} inconclusive, {pass} passed ({not-applicable} not applicable, {not-evaluated} not evaluated).',
  },
  evidence: { ja: '証拠：{path}', en: 'Evidence: {path}' },
  passed: { ja: '合格 {count} 件', en: '{count} passed' },
  digest: { ja: '判定のダイジェスト：{digest}', en: 'Digest of the verdicts: {digest}' },
} as const satisfies Record<string, Text>

const endedEarly: Record<Exclude<Ending, 'finished'>, Text> = {
  stopped: { ja: '途中で停止しました。', en: 'Stopped before its end.' },
  'device-in-distress': {
    ja: '機器が応答しなくなり、中止しました。',
    en: 'Ended because the device stopped answering.',
  },
  cap: { ja: '上限に達し、中止しました。', en: 'Ended at a limit.' },
}

const mark: Record<Verdict, string> = {
  fail: '×',
  inconclusive: '？',
  pass: '○',
  'not-applicable': '－',
  'not-evaluated': '・',
}
const tone: Partial<Record<Verdict, Tone>> = { fail: 'stop', inconclusive: 'wait', pass: 'ok' }

/** A line of a result, and what it is about. */
export interface Line {
  readonly text: string
  readonly tone?: Tone | undefined
}

/** Prints lines, in colour where there is colour. */
export const printLines = (terminal: Terminal, lines: readonly Line[]): void => {
  for (const { text, tone } of lines) terminal.out(text, tone)
}

/** The answer on one line: what came out, and where the evidence is. */
export function headline(
  { assessment, path, ended }: { readonly assessment: Assessment; readonly path: string; readonly ended: Ending },
  lang: Language,
): Line {
  const counted = tally(assessment)
  const put = words.came[lang].replace(/\{([\w-]+)\}/g, (_, verdict) => `${counted[verdict as Verdict]}`)
  const gap = lang === 'ja' ? '' : ' '
  const early = ended === 'finished' ? '' : endedEarly[ended][lang] + gap
  const worst = ended !== 'finished' || counted.inconclusive > 0 ? 'wait' : 'ok'
  return {
    text: `${early}${put}${gap}${fill(words.evidence, { path })[lang]}`,
    tone: counted.fail > 0 ? 'stop' : worst,
  }
}

export interface ShownAs {
  readonly lang: Language
  readonly columns: number | undefined
  readonly all?: boolean // what passed as well, and every unit that was not looked at, each with its reasons
}

/** The verdicts for a terminal: what failed first, with its reasons, then what could not be told; the rest only as much as is asked for. */
export function verdictLines(assessment: Assessment, { lang, columns, all = false }: ShownAs): readonly Line[] {
  const of = (verdict: Verdict) => assessment.units.filter((unit) => unit.verdict === verdict)
  const inFull = (verdict: Verdict): readonly Line[] =>
    of(verdict).flatMap((unit) => [...unitLines(unit, lang, columns), ...reasonLines(unit, lang, columns)])
  const attention = [...inFull('fail'), ...inFull('inconclusive')]
  const gap = (lines: readonly Line[]): readonly Line[] => (lines.length === 0 ? [] : [{ text: '' }, ...lines])
  if (all)
    return [
      ...gap(attention),
      ...gap(inFull('pass')),
      ...gap(inFull('not-applicable')),
      ...gap(inFull('not-evaluated')),
      { text: '' },
      ...wrapped('', fill(words.digest, { digest: assessment.digest })[lang], columns).map((text) => ({ text })),
    ]
  const passed = of('pass')
  const ids = passed.map(({ unit }) => unit).join(', ')
  const head = `${mark.pass} ${fill(words.passed, { count: passed.length })[lang]}  `
  return [
    ...gap(attention),
    ...gap(passed.length === 0 ? [] : wrapped(head, ids, columns).map((text) => ({ text, tone: 'ok' }) as const)),
    ...gap(leftOpenLines(assessment.units, lang, columns).map((text) => ({ text }))),
  ]
}

function unitLines(unit: AssessedUnit, lang: Language, columns: number | undefined): readonly Line[] {
  const { verdict } = unit
  const head = `${padded(mark[verdict], 2)} ${padded(verdictText[verdict][lang], lang === 'ja' ? 9 : 15)}${padded(unit.unit, 10)} `
  return wrapped(head, questionOf(checks, unit)[lang], columns).map((text) => ({ text, tone: tone[verdict] }))
}

/** Why, a line for each thing of the device; the same said of several addresses is said once. */
function reasonLines(unit: AssessedUnit, lang: Language, columns: number | undefined): readonly Line[] {
  const own = unit.parts.filter((part) => part.verdict === unit.verdict)
  const said = own.map((part) => {
    const reason = reasonText(checks, unit, part)[lang]
    // Where the reason begins with what it is about, or is about the device as a whole, that is not said twice.
    const about = part.about === 'device' || reason.startsWith(part.about) ? '' : `${part.about}  `
    return `${about}${reason} [${part.reason.code}]`
  })
  return [...new Set(said)].flatMap((text) => wrapped('     ', text, columns)).map((text) => ({ text }))
}

/** 0 where nothing failed and nothing was left open, 1 otherwise. */
export const exitOf = ({ units }: Assessment): 0 | 1 =>
  units.some(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive') ? 1 : 0
