import type { Text } from '../../../core/kernel/text.ts'
import type { Terminal } from '../command.ts'
import { wrapped } from '../text-layout.ts'

const yes = /^(y|yes|はい|h|ok)$/i
const no = /^(n|no|いいえ|i)$/i

/** Yes or no as people type it, full-width letters too; undefined for anything else. */
export function yesOrNo(said: string): boolean | undefined {
  const word = said.normalize('NFKC').trim()
  return yes.test(word) ? true : no.test(word) ? false : undefined
}

const words = {
  keys: { ja: '［はい／いいえ（y/n）　Enter：いいえ］', en: '[yes/no (y/n)   Enter: no]' },
  again: {
    ja: '「y」（はい）か「n」（いいえ）で答えてください。',
    en: 'Please answer with “y” (yes) or “n” (no).',
  },
} as const satisfies Record<string, Text>

/** Asks for a consent. Only a clear yes is one; where nobody can answer, it is none. */
export async function askYesNo(terminal: Terminal, question: string): Promise<boolean> {
  const { language: lang, columns } = terminal
  for (let tries = 0; tries < 5; tries++) {
    terminal.out(wrapped('', question, columns).join('\n'))
    const said = await terminal.ask(`  ${words.keys[lang]}`)
    if (said === undefined) return false
    const answer = yesOrNo(said)
    if (answer !== undefined) return answer
    terminal.out(words.again[lang], 'wait')
  }
  return false
}
