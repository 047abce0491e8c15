import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { Session } from '../../../lab/guided/session.ts'
import type { Progress, StepState } from '../../../lab/guided/step.ts'
import type { Tone } from '../command.ts'
import { padded, wrapped } from '../text-layout.ts'
import type { Line } from './probe-summary.ts'

/** How a step stands, in a word. */
export const progressText: Record<Progress, Text> = {
  'to-do': { ja: '未実施', en: 'to do' },
  begun: { ja: '途中', en: 'begun' },
  done: { ja: '済み', en: 'done' },
  'not-possible': { ja: '実施不可', en: 'not possible' },
}

const words = {
  minutes: { ja: '{minutes} 分', en: '{minutes} min' },
  about: { ja: '約 {minutes} 分', en: 'about {minutes} min' },
  hours: { ja: '約 {hours} 時間', en: 'about {hours} h' },
  open: { ja: '未回答 {count}', en: '{count} open' },
  sample: { ja: '試料 {sample}', en: 'sample {sample}' },
  remaining: { ja: '残り {count} 件（{time}）', en: '{count} left ({time})' },
  none: { ja: '人の手が要る手順は、すべて終わっています。', en: 'All guided steps are finished.' },
} as const satisfies Record<string, Text>

export const nameOf = ({ step, about, sample }: StepState, lang: Language): string =>
  [
    step.title[lang],
    ...(about.id === 'device' ? [] : [about.name]),
    ...(sample === 1 ? [] : [fill(words.sample, { sample })[lang]]),
  ].join(' / ')

/** A time as a person plans with it. */
export const about = (minutes: number, lang: Language): string =>
  minutes < 90
    ? fill(words.about, { minutes })[lang]
    : fill(words.hours, { hours: (Math.round(minutes / 30) / 2).toString() })[lang]

const tone: Partial<Record<Progress, Tone>> = { done: 'ok', begun: 'wait', 'not-possible': 'wait' }

/** The steps, how each stands, which test cases it serves, and what is left. */
export function listSteps({ states, remaining }: Session, lang: Language, columns?: number): readonly Line[] {
  const left = remaining.reduce((sum, { step }) => sum + step.minutes, 0)
  const time = about(left, lang)
  return [
    {
      text: remaining.length === 0 ? words.none[lang] : fill(words.remaining, { count: remaining.length, time })[lang],
      tone: 'strong',
    },
    { text: '' },
    ...states.flatMap((state): readonly Line[] => {
      const { step, progress, minutes, open } = state
      const took = progress === 'done' || progress === 'begun'
      const spent = took ? fill(words.minutes, { minutes })[lang] : about(step.minutes, lang)
      const facts = [
        ...(progress === 'begun' && open.length > 0 ? [fill(words.open, { count: open.length })[lang]] : []),
        ...(state.why === undefined ? [] : [state.why]),
      ]
      const head = `  ${padded(progressText[progress][lang], 12)} ${padded(spent, 12)} `
      const text = [nameOf(state, lang), ...facts, `[${step.id}]`, step.serves.join(', ')].join('  ')
      return wrapped(head, text, columns).map((line) => ({ text: line, tone: tone[progress] }))
    }),
  ]
}
