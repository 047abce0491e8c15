import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { Session } from '../../../lab/guided/session.ts'
import type { Progress, StepState } from '../../../lab/guided/step.ts'

/** How a step stands, in a word. */
export const progressText: Record<Progress, Text> = {
  'to-do': { ja: '未実施', en: 'to do' },
  begun: { ja: '途中', en: 'begun' },
  done: { ja: '済み', en: 'done' },
  'not-possible': { ja: '実施不可', en: 'not possible' },
}

const mark: Record<Progress, string> = { 'to-do': '・', begun: '…', done: '○', 'not-possible': '－' }

const words = {
  minutes: { ja: '{minutes} 分', en: '{minutes} min' },
  about: { ja: '約 {minutes} 分', en: 'about {minutes} min' },
  open: { ja: '未回答 {count}', en: '{count} open' },
  sample: { ja: '試料 {sample}', en: 'sample {sample}' },
  remaining: { ja: '残り {count} 件（約 {minutes} 分）', en: '{count} left (about {minutes} min)' },
  none: { ja: '人の手が要る手順は、すべて終わっています。', en: 'All guided steps are finished.' },
} as const satisfies Record<string, Text>

export const nameOf = ({ step, about, sample }: StepState, lang: Language): string =>
  [
    step.title[lang],
    ...(about.id === 'device' ? [] : [about.name]),
    ...(sample === 1 ? [] : [fill(words.sample, { sample })[lang]]),
  ].join(' / ')

/** The steps, how each stands, which test cases it serves, and what is left. */
export function listSteps({ states, remaining }: Session, lang: Language): readonly string[] {
  const left = remaining.reduce((sum, { step }) => sum + step.minutes, 0)
  return [
    ...states.map((state) => {
      const { step, progress, minutes, open } = state
      const facts = [
        step.serves.join(', '),
        progress === 'done' || progress === 'begun'
          ? fill(words.minutes, { minutes })[lang]
          : fill(words.about, { minutes: step.minutes })[lang],
        ...(progress === 'begun' && open.length > 0 ? [fill(words.open, { count: open.length })[lang]] : []),
        ...(state.why === undefined ? [] : [state.why]),
      ]
      return `${mark[progress]} ${progressText[progress][lang]}  ${nameOf(state, lang)}  [${step.id}]  ${facts.join('  ')}`
    }),
    '',
    remaining.length === 0 ? words.none[lang] : fill(words.remaining, { count: remaining.length, minutes: left })[lang],
  ]
}
