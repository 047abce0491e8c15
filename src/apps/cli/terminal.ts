import { createInterface } from 'node:readline/promises'
import type { Language } from '../../core/kernel/text.ts'
import type { Terminal } from './command.ts'

/** The real terminal; the language is that of the environment, Japanese where it does not say. */
export function processTerminal(language: Language | undefined): Terminal {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return {
    language: language ?? (/^en/i.test(locale) ? 'en' : 'ja'),
    interactive,
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    ask: async (question, proposal) => {
      if (!interactive) return undefined
      const lines = createInterface({ input: process.stdin, output: process.stdout })
      const answer = (await lines.question(proposal ? `${question} [${proposal}] ` : `${question} `)).trim()
      lines.close()
      return answer === '' ? proposal : answer
    },
  }
}
