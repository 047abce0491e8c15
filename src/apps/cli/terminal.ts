import { createInterface } from 'node:readline/promises'
import type { Language } from '../../core/kernel/text.ts'
import type { Terminal } from './command.ts'

/**
 * Text that a terminal shows and does not obey: files and names that others wrote may hold characters that clear the screen,
 * turn the line around or send commands.
 */
export const harmless = (text: string): string =>
  text.replace(
    /(?!\r\n|[\t\n])[\p{Cc}\p{Bidi_Control}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

/** The real terminal; the language is that of the environment, Japanese where it does not say. */
export function processTerminal(language: Language | undefined): Terminal {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return {
    language: language ?? (/^en/i.test(locale) ? 'en' : 'ja'),
    interactive,
    // What goes into a file or another program goes as it is.
    out: (text) => process.stdout.write(`${process.stdout.isTTY ? harmless(text) : text}\n`),
    err: (text) => process.stderr.write(`${harmless(text)}\n`),
    ask: async (question, proposal) => {
      if (!interactive) return undefined
      const lines = createInterface({ input: process.stdin, output: process.stdout })
      const answer = (await lines.question(proposal ? `${question} [${proposal}] ` : `${question} `)).trim()
      lines.close()
      return answer === '' ? proposal : answer
    },
  }
}
