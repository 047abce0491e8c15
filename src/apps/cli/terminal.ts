import { createInterface } from 'node:readline'
import type { Language } from '../../core/kernel/text.ts'
import { Interrupted, type Terminal, type Tone } from './command.ts'
import { clip } from './text-layout.ts'

/**
 * Text that a terminal shows and does not obey: files and names that others wrote may hold characters that clear the screen,
 * turn the line around or send commands.
 */
export const harmless = (text: string): string =>
  text.replace(
    /(?!\r\n|[\t\n])[\p{Cc}\p{Bidi_Control}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

const codes: Record<Tone, string> = { stop: '31', wait: '33', ok: '32', strong: '1', quiet: '2' }

/** Whether a stream takes colours: a screen, and nobody said no (no-color.org). */
export const takesColour = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean =>
  stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'

const coloured = (text: string, tone: Tone | undefined, stream: { readonly isTTY?: boolean }): string =>
  tone === undefined || !takesColour(stream)
    ? text
    : text.replace(/[^\n]+/g, (line) => `\x1b[${codes[tone]}m${line}\x1b[0m`) // line by line, for pagers

/** The real terminal; the language is that of the environment, Japanese where it does not say. */
export function processTerminal(language: Language | undefined): Terminal {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  let shown = 0
  const live = (lines: readonly string[]) => {
    const width = process.stdout.columns ?? 80
    const fitting = lines.slice(0, (process.stdout.rows ?? 24) - 2).map((line) => clip(harmless(line), width - 1))
    // Up to where the last picture began; each line is written over and its rest taken away, so that nothing flickers, then what
    // is left of a longer picture. These sequences are ours, never the device's.
    const up = shown > 0 ? `\x1b[${shown}A` : ''
    process.stdout.write(`${up}\r${fitting.map((line) => `${line}\x1b[K\n`).join('')}\x1b[J`)
    shown = fitting.length
  }
  return {
    language: language ?? (/^en/i.test(locale) ? 'en' : 'ja'),
    interactive,
    ...(process.stdout.isTTY ? { live, columns: process.stdout.columns ?? 80, rows: process.stdout.rows ?? 24 } : {}),
    // What goes into a file or another program goes as it is.
    out: (text, tone) =>
      process.stdout.write(`${process.stdout.isTTY ? coloured(harmless(text), tone, process.stdout) : text}\n`),
    err: (text, tone) => process.stderr.write(`${coloured(harmless(text), tone, process.stderr)}\n`),
    ask: async (question, proposal) => {
      if (!interactive) return undefined
      const answer = await answerTo(harmless(proposal ? `${question} [${proposal}] ` : `${question} `))
      return answer === '' ? proposal : answer
    },
  }
}

/** What a person types; Ctrl-C and Ctrl-D end the question, and with it what asked. */
function answerTo(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  return new Promise((done, fail) => {
    const stop = () => {
      lines.close()
      process.stdout.write('\n')
      fail(new Interrupted())
    }
    lines.once('SIGINT', stop)
    lines.once('close', () => fail(new Interrupted())) // after an answer this says nothing any more
    lines.question(question, (answer) => {
      done(answer.trim())
      lines.close()
    })
  })
}
