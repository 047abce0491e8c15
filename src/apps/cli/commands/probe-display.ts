import { fill, type Text } from '../../../core/kernel/text.ts'
import { type Instrument, type Stage, stages } from '../../../lab/instrument.ts'
import type { Completeness } from '../../../lab/observation.ts'
import type { RunPlan } from '../../../lab/run/plan.ts'
import type { RunEvent } from '../../../lab/run/run.ts'
import type { Terminal } from '../command.ts'
import { clip, padded } from '../text-layout.ts'
import { duration, stageText } from './probe-plan.ts'

const words = {
  head: {
    ja: '試験中　経過 {elapsed}、残りおよそ {left}　（q か Ctrl-C で停止）',
    en: 'Testing, {elapsed} so far, about {left} left  (q or Ctrl-C stops)',
  },
  overdue: {
    ja: '試験中　経過 {elapsed}、予定より時間がかかっています　（q か Ctrl-C で停止）',
    en: 'Testing, {elapsed} so far, longer than planned  (q or Ctrl-C stops)',
  },
  ended: { ja: '試験にかかった時間 {elapsed}', en: 'The test took {elapsed}' },
  stopping: { ja: '停止しています…', en: 'Stopping …' },
  quiet: {
    ja: '{seconds} 秒間、新しい応答がありません（機器の応答か、ロックの解除を待っています）',
    en: 'Nothing new for {seconds} s (waiting for the device, or for a lock-out to end)',
  },
  waiting: {
    ja: '機器が応答しません。{seconds} 秒待って、もう一度確かめます。',
    en: 'The device does not answer; looking again in {seconds} s.',
  },
  now: { ja: '実行中', en: 'now' },
  later: { ja: 'これから', en: 'to come' },
  complete: { ja: '済み', en: 'done' },
  partial: { ja: '一部は見られず', en: 'not all of it' },
  none: { ja: '行えず', en: 'not done' },
} as const satisfies Record<string, Text>

interface Row {
  readonly stage: Stage
  share: number // of the work, as the instrument counts it
  what: string
  state?: Completeness
}

const quietAfter = 8 // seconds
const bar = 20 // columns; drawn in ASCII, for elsewhere the width of such characters differs from terminal to terminal

/** Shows how a run goes on: a picture that moves where output is a screen, a line a stage where it is not. */
export function runDisplay(
  terminal: Terminal,
  plan: RunPlan,
  instruments: readonly Pick<Instrument, 'id' | 'title'>[],
  clock: () => number = () => performance.now() / 1000,
) {
  const { language: lang } = terminal
  const began = clock()
  const planned = new Set(plan.steps.map((step) => step.stage))
  const rows = new Map<string, Row>()
  let current: { readonly stage: Stage; readonly began: number } | undefined
  let news = began
  let waiting: number | undefined
  let [stopping, over] = [false, false]

  const titleOf = (id: string) => instruments.find((one) => one.id === id)?.title[lang] ?? id
  const widest = Math.min(
    34,
    Math.max(0, ...instruments.map(({ title }) => [...title[lang]].length * (lang === 'ja' ? 2 : 1))),
  )
  const secondsOf = (stage: Stage, id?: string) => {
    const own = Map.groupBy(
      plan.steps.filter((step) => step.stage === stage && (id === undefined || step.instrument === id)),
      (step) => step.instrument,
    )
    return Math.max(0, ...[...own.values()].map((steps) => steps.reduce((sum, { seconds }) => sum + seconds, 0)))
  }
  /** What the plan leaves to do; undefined once the stage takes longer than planned, for then nobody knows. */
  const left = (): number | undefined => {
    const at = current === undefined ? -1 : stages.indexOf(current.stage)
    const toCome = stages.filter((stage, i) => i > at && planned.has(stage)).reduce((sum, s) => sum + secondsOf(s), 0)
    if (current === undefined) return toCome
    const { stage } = current
    const spent = clock() - current.began
    const open = [...rows].filter(([, row]) => row.stage === stage && row.state === undefined)
    if (open.length > 0 && spent > secondsOf(stage) + quietAfter) return undefined
    // Work that is not counted in steps passes by the clock: a lock-out that is waited for makes no progress.
    const rest = (id: string, share: number) =>
      Math.min(secondsOf(stage, id) * (1 - share), secondsOf(stage, id) - spent)
    return toCome + Math.max(0, ...open.map(([id, { share }]) => rest(id, share)))
  }
  const stageState = (stage: Stage): Text => {
    const own = [...rows.values()].filter((row) => row.stage === stage)
    if (own.length === 0) return over ? words.none : words.later
    if (own.some((row) => row.state === undefined)) return words.now
    return own.every((row) => row.state === 'complete') ? words.complete : words.partial
  }
  const head = (): string => {
    const elapsed = duration(clock() - began)[lang]
    const rest = left()
    if (over) return fill(words.ended, { elapsed })[lang]
    if (stopping) return words.stopping[lang]
    if (rest === undefined) return fill(words.overdue, { elapsed })[lang]
    return fill(words.head, { elapsed, left: duration(Math.max(1, rest))[lang] })[lang]
  }
  const note = (): readonly string[] => {
    const seconds = Math.floor(clock() - news)
    if (over || stopping) return []
    if (waiting !== undefined) return [fill(words.waiting, { seconds: waiting })[lang]]
    return seconds >= quietAfter ? [fill(words.quiet, { seconds })[lang]] : []
  }
  const rowText = ([id, { share, what, state }]: readonly [string, Row]): string => {
    const full = state === undefined ? Math.min(bar - 1, Math.floor(share * bar)) : bar // never full before it is done
    const shown = state === 'none' ? '' : '#'.repeat(full)
    return `    ${padded(clip(titleOf(id), widest), widest)} [${shown.padEnd(bar, '.')}] ${state === undefined ? what : words[state][lang]}`
  }
  const picture = (): readonly string[] => {
    const known = stages.filter((stage) => planned.has(stage) || [...rows.values()].some((row) => row.stage === stage))
    return [
      head(),
      ...known.flatMap((stage) => [
        `  ${padded(stageState(stage)[lang], 15)} ${stageText[stage][lang]}`,
        // Only what goes on now is shown in full: on a small screen it would fall off the end.
        ...(over || current?.stage !== stage ? [] : [...rows].filter(([, row]) => row.stage === stage).map(rowText)),
      ]),
      ...note(),
    ]
  }
  const draw = () => terminal.live?.(picture())
  const timer = terminal.live && setInterval(draw, 250)

  return {
    picture,
    tell(event: RunEvent): void {
      if (event.kind === 'waiting') {
        waiting = event.seconds
        if (!terminal.live) terminal.err(fill(words.waiting, { seconds: event.seconds })[lang])
        return
      }
      news = clock()
      waiting = undefined
      if (event.kind === 'stage') {
        current = { stage: event.stage, began: clock() }
        for (const id of event.instruments) rows.set(id, { stage: event.stage, share: 0, what: '' })
        if (!terminal.live) terminal.err(stageText[event.stage][lang])
      }
      const row = event.kind === 'progress' ? rows.get(event.instrument) : undefined
      if (event.kind === 'progress' && row) {
        row.share = event.total > 0 ? Math.min(1, event.done / event.total) : 0
        row.what = event.what ?? ''
      }
      if (event.kind === 'outcome') {
        const ended = rows.get(event.outcome.instrument)
        if (ended) ended.state = event.outcome.completeness
      }
    },
    /** The person has asked to stop: said at once, before everything has ended. */
    stopping(): void {
      stopping = true
      draw()
    },
    close(): void {
      clearInterval(timer)
      over = true
      draw()
    },
  }
}
