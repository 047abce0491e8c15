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

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** How many columns of a terminal a text takes; a full-width character takes two. */
export const columnsOf = (text: string): number => [...text].reduce((sum, char) => sum + (wide.test(char) ? 2 : 1), 0)

/** A text filled up to a number of columns. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)))

/** A line cut to a number of columns. */
export function clip(line: string, columns: number): string {
  if (columnsOf(line) <= columns) return line
  let cut = ''
  for (const char of line) {
    if (columnsOf(cut + char) >= columns) break
    cut += char
  }
  return `${cut}…`
}

/** The real terminal; the language is that of the environment, Japanese where it does not say. */
export function processTerminal(language: Language | undefined): Terminal {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  let shown = 0
  const live = (lines: readonly string[]) => {
    const width = process.stdout.columns ?? 80
    const fitting = lines.slice(0, (process.stdout.rows ?? 24) - 2).map((line) => clip(harmless(line), width - 1))
    // Up to where the last picture began, and everything below it away: \x1b[nA and \x1b[J are ours, never the device's.
    process.stdout.write(`${shown > 0 ? `\x1b[${shown}A` : ''}\r\x1b[J${fitting.map((line) => `${line}\n`).join('')}`)
    shown = fitting.length
  }
  return {
    language: language ?? (/^en/i.test(locale) ? 'en' : 'ja'),
    interactive,
    ...(process.stdout.isTTY ? { live } : {}),
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
