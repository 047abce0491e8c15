import { fill, type Text } from '../../../core/kernel/text.ts'
import { type Consent, noConsent, type RunPlan } from '../../../lab/run/plan.ts'
import type { Terminal } from '../command.ts'
import { wrapped } from '../text-layout.ts'
import { askYesNo } from './ask-yes-no.ts'
import { consentText } from './probe-plan.ts'

const words = {
  intro: {
    ja: 'はじめに、同意が要ることを {count} つお尋ねします。「いいえ」のことは行わず、その項目は結果に「行わなかった」と残ります。',
    en: 'First {count} questions on what needs your consent. What you do not agree to is not done, and the result says so.',
  },
  one: {
    ja: 'はじめに、同意が要ることをお尋ねします。「いいえ」なら行わず、その項目は結果に「行わなかった」と残ります。',
    en: 'First a question on what needs your consent. What you do not agree to is not done, and the result says so.',
  },
  tries: { ja: '誤ったログインは最大 {tries} 回です。', en: ' At most {tries} wrong logins are made.' },
  agree: { ja: '{at}/{of}　{what}{tries}同意しますか。', en: '{at}/{of}  {what}{tries} Do you agree?' },
} as const satisfies Record<string, Text>

export const everyConsent: Consent = { wrongTries: true, realAccount: true, robustness: true, publishedPages: true }

/** What a person has to be asked, by the plan in which everything is agreed to: what it does not hold needs no consent. */
export function consentsIn({ steps }: Pick<RunPlan, 'steps'>): readonly (keyof Consent)[] {
  const has = (is: (step: RunPlan['steps'][number]) => boolean) => steps.some(is)
  const tries = has(({ stage, tries }) => (stage === 'credentials' || stage === 'lock-out') && tries > 0)
  return [
    ...(tries ? (['wrongTries', 'realAccount'] as const) : []),
    ...(has(({ stage }) => stage === 'robustness') ? (['robustness'] as const) : []),
    ...(has(({ instrument }) => instrument === 'published') ? (['publishedPages'] as const) : []),
  ]
}

/** Asks for every consent that the plan needs, one by one. Undefined where nobody can be asked. */
export async function askConsent(terminal: Terminal, plan: RunPlan): Promise<Consent | undefined> {
  if (!terminal.interactive) return undefined
  const { language: lang, columns } = terminal
  const asked = consentsIn(plan)
  let given = noConsent
  const text = fill(asked.length === 1 ? words.one : words.intro, { count: asked.length })[lang]
  if (asked.length > 0) terminal.out(['', ...wrapped('', text, columns)].join('\n'), 'strong')
  for (const [i, key] of asked.entries()) {
    // An account in use is only tried where wrong logins are tried at all.
    if (key === 'realAccount' && !given.wrongTries) continue
    const tries = key === 'wrongTries' ? fill(words.tries, { tries: plan.tries })[lang] : ''
    const question = fill(words.agree, { at: i + 1, of: asked.length, what: consentText[key][lang], tries })[lang]
    given = { ...given, [key]: await askYesNo(terminal, question) }
  }
  return given
}
