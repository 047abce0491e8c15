import type { Text } from '../../../core/kernel/text.ts'
import type { Stage } from '../../../lab/instrument.ts'
import type { RunPlan } from '../../../lab/run/plan.ts'
import type { RunEvent } from '../../../lab/run/run.ts'
import type { Terminal } from '../command.ts'
import { padded } from '../terminal.ts'

const words = {
  head: {
    ja: '試験中　{seconds} 秒　見たこと {seen} 件　（q で停止）',
    en: 'Testing  {seconds} s  {seen} observations  (q stops)',
  },
  waiting: { ja: '機器が応答しません。{seconds} 秒待ちます。', en: 'The device does not answer; waiting {seconds} s.' },
  done: { ja: '完了', en: 'done' },
  partial: { ja: '途中まで', en: 'partial' },
  none: { ja: '未実施', en: 'not done' },
} as const satisfies Record<string, Text>

/** Shows how a run goes on: a picture that moves where output is a screen, a line a stage where it is not. */
export function runDisplay(terminal: Terminal, plan: RunPlan, nameOf: (stage: Stage) => string) {
  const { language: lang } = terminal
  const began = Date.now()
  const stages = [...new Set(plan.steps.map((step) => step.stage))]
  const rows = new Map<
    string,
    { stage: Stage; done: number; total: number; what: string; state?: keyof typeof words }
  >()
  let seen = 0
  let note = ''
  const put = (text: Text, values: Readonly<Record<string, number>>) =>
    text[lang].replace(/\{(\w+)\}/g, (_, name) => `${values[name] ?? ''}`)
  const picture = (): readonly string[] => [
    put(words.head, { seconds: Math.floor((Date.now() - began) / 1000), seen }),
    ...stages.flatMap((stage) => {
      const own = [...rows].filter(([, row]) => row.stage === stage)
      return [
        nameOf(stage),
        ...own.map(([id, { done, total, what, state }]) => {
          const share = state === 'done' ? 1 : total > 0 ? Math.min(1, done / total) : 0
          const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '·')
          return `  ${padded(id, 14)} ${bar} ${state === undefined ? what : words[state][lang]}`
        }),
      ]
    }),
    ...(note === '' ? [] : [note]),
  ]
  const draw = () => terminal.live?.(picture())
  const timer = terminal.live && setInterval(draw, 200)
  return {
    tell(event: RunEvent): void {
      if (event.kind === 'stage') {
        for (const id of event.instruments) rows.set(id, { stage: event.stage, done: 0, total: 0, what: '' })
        if (!terminal.live) terminal.err(`${nameOf(event.stage)}: ${event.instruments.join(', ')}`)
      }
      if (event.kind === 'observation') seen++
      if (event.kind === 'waiting') note = put(words.waiting, { seconds: event.seconds })
      if (event.kind === 'waiting' && !terminal.live) terminal.err(note)
      const row = 'instrument' in event ? rows.get(event.instrument) : undefined
      if (event.kind === 'progress' && row)
        Object.assign(row, { done: event.done, total: event.total, what: event.what ?? '' })
      if (event.kind === 'outcome') {
        const { instrument, completeness } = event.outcome
        const ended = rows.get(instrument)
        if (ended) ended.state = completeness === 'complete' ? 'done' : completeness
      }
    },
    close(): void {
      clearInterval(timer)
      terminal.live?.(picture())
    },
  }
}
