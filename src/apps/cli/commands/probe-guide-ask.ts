import type { Text } from '../../../core/kernel/text.ts'
import type { Answer, Question, Round } from '../../../lab/guided/step.ts'
import type { Terminal } from '../command.ts'
import { wrapped } from '../text-layout.ts'
import { yesOrNo } from './ask-yes-no.ts'

/** An answer, or what the person wants instead: later (this question), back out of the step, or the end. */
export type Asked<T> = { readonly answer: T } | 'later' | 'stop'

const words = {
  yesNo: {
    ja: '［はい／いいえ（y/n）　Enter：あとで　q：中断］',
    en: '[yes/no (y/n)   Enter: later   q: pause]',
  },
  number: { ja: '［数　Enter：あとで　q：中断］', en: '[a number   Enter: later   q: pause]' },
  picture: {
    ja: '［ファイルの場所（例：photos/1.jpg）　Enter：あとで　q：中断］',
    en: '[where the file is, such as photos/1.jpg   Enter: later   q: pause]',
  },
  text: { ja: '［文　Enter：あとで　q：中断］', en: '[a text   Enter: later   q: pause]' },
  again: {
    ja: '「y」（はい）か「n」（いいえ）で答えてください。',
    en: 'Please answer with “y” (yes) or “n” (no).',
  },
  notNumber: { ja: '数で答えてください。', en: 'Please answer with a number.' },
} as const satisfies Record<string, Text>

const keysOf = { 'yes-no': words.yesNo, number: words.number, picture: words.picture, text: words.text }

/** Asks one question until it is answered, put off, or the person stops. Without anybody there it is stopped. */
export async function askQuestion(terminal: Terminal, question: Question, round?: Round): Promise<Asked<Answer>> {
  const { language: lang, columns } = terminal
  const where = round ? `${round.title[lang]}${{ ja: '：', en: ': ' }[lang]}` : ''
  const asked = wrapped('  ', where + question.ask[lang], columns).join('\n')
  for (let tries = 0; tries < 5; tries++) {
    const line = await terminal.ask(`${asked}\n    ${keysOf[question.kind][lang]}`)
    if (line === undefined) return terminal.interactive ? 'later' : 'stop'
    if (line === '' || line === '?') return 'later'
    if (/^(q|quit|中断)$/i.test(line)) return 'stop'
    if (question.kind === 'yes-no') {
      const answer = yesOrNo(line)
      if (answer !== undefined) return { answer }
      terminal.out(words.again[lang])
    } else if (question.kind === 'number') {
      const number = Number(line.normalize('NFKC')) // full-width digits
      if (Number.isFinite(number)) return { answer: number }
      terminal.out(words.notNumber[lang])
    } else return { answer: line.slice(0, 500) }
  }
  return 'later'
}

/** Waits for the person to go on; false when they stop. */
export async function goOn(terminal: Terminal, text: Text, how: Text): Promise<boolean> {
  const { language: lang, columns } = terminal
  const line = await terminal.ask(`${wrapped('  ▸ ', text[lang], columns).join('\n')}\n    ${how[lang]}`)
  return !(line === undefined && !terminal.interactive) && !/^(q|quit|中断)$/i.test(line ?? '')
}
