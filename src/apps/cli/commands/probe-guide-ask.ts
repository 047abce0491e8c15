import type { Language, Text } from '../../../core/kernel/text.ts'
import type { Answer, Question, Round } from '../../../lab/guided/step.ts'
import type { Terminal } from '../command.ts'

/** An answer, or what the person wants instead: later (this question), back out of the step, or the end. */
export type Asked<T> = { readonly answer: T } | 'later' | 'stop'

const words = {
  yesNo: { ja: 'はい/いいえ', en: 'yes/no' },
  number: { ja: '数', en: 'a number' },
  picture: { ja: 'ファイルの場所', en: 'where the file is' },
  keys: { ja: '［Enter：あとで　q：中断］', en: '[Enter: later   q: pause]' },
  again: { ja: '「はい」か「いいえ」で答えてください。', en: 'Please answer «yes» or «no».' },
  notNumber: { ja: '数で答えてください。', en: 'Please answer with a number.' },
} as const satisfies Record<string, Text>

const yes = /^(y|yes|はい|h|ok)$/i
const no = /^(n|no|いいえ|i)$/i

/** Asks one question until it is answered, put off, or the person stops. Without anybody there it is stopped. */
export async function askQuestion(terminal: Terminal, question: Question, round?: Round): Promise<Asked<Answer>> {
  const lang: Language = terminal.language
  const kind =
    question.kind === 'text'
      ? ''
      : ` (${{ 'yes-no': words.yesNo, number: words.number, picture: words.picture }[question.kind][lang]})`
  const where = round ? `${round.title[lang]}: ` : ''
  for (let tries = 0; tries < 5; tries++) {
    const line = await terminal.ask(`  ${where}${question.ask[lang]}${kind} ${words.keys[lang]}`)
    if (line === undefined) return terminal.interactive ? 'later' : 'stop'
    if (line === '' || line === '?') return 'later'
    if (/^(q|quit|中断)$/i.test(line)) return 'stop'
    if (question.kind === 'yes-no') {
      if (yes.test(line)) return { answer: true }
      if (no.test(line)) return { answer: false }
      terminal.out(words.again[lang])
    } else if (question.kind === 'number') {
      const number = Number(line)
      if (Number.isFinite(number)) return { answer: number }
      terminal.out(words.notNumber[lang])
    } else return { answer: line.slice(0, 500) }
  }
  return 'later'
}

/** Waits for the person to go on; false when they stop. */
export async function goOn(terminal: Terminal, text: Text, how: Text): Promise<boolean> {
  const line = await terminal.ask(`  ${text[terminal.language]} ${how[terminal.language]}`)
  return !(line === undefined && !terminal.interactive) && !/^(q|quit|中断)$/i.test(line ?? '')
}
