import type { Fault } from '../../core/kernel/fault.ts'
import type { Language, Text } from '../../core/kernel/text.ts'
import { faultSummary } from '../faults.ts'
import { wrapped } from './text-layout.ts'

/** What a line is about, where a terminal has colours. Shape and word say the same: colour is never all that tells. */
export type Tone = 'stop' | 'wait' | 'ok' | 'strong' | 'quiet'

/** Where a command reads and writes; a test gives its own. */
export interface Terminal {
  readonly language: Language
  out(text: string, tone?: Tone): void
  err(text: string, tone?: Tone): void
  /** Asks one question on the terminal; undefined where nobody can answer. Throws `Interrupted` on Ctrl-C and Ctrl-D. */
  ask(question: string, proposal?: string): Promise<string | undefined>
  readonly interactive: boolean
  /** Columns of the screen; absent where output goes into a file or another program, and lines stay whole. */
  readonly columns?: number
  readonly rows?: number
  /** Shows lines that the next call replaces, for work that goes on; absent where output is no screen. An empty list clears them. */
  live?(lines: readonly string[]): void
  /** The command that runs: a refusal of its options shows how it is written. */
  readonly command?: Pick<Command, 'name' | 'usage' | 'examples'>
}

/** Thrown by a question when the person ends the program instead of answering. */
export class Interrupted extends Error {}

/** Exit codes: done / a negative answer / bad input. */
export type Exit = 0 | 1 | 2

/** One command, one file. */
export interface Command {
  readonly name: string // with its sub-command: 'log fsck'
  readonly usage: string
  readonly summary: Text
  readonly options?: readonly (readonly [written: string, what: Text])[] // told by `help` when it is asked about this command alone
  readonly examples?: readonly string[] // without `hoshirushi` in front
  run(args: readonly string[], terminal: Terminal): Promise<Exit>
}

/** Prints a refusal as what happened, why and what to do next, with its permanent code. */
export function printFault(terminal: Terminal, fault: Fault): Exit {
  const text = faultSummary(fault, terminal.language)
  const { command } = terminal
  const lines = [text.what, text.why, text.next].filter((line) => line !== '')
  const shown =
    fault.code === 'option-wrong' && command ? [...lines.slice(0, -1), ...howWritten(command, terminal)] : lines
  const told = shown.flatMap((line) => wrapped('', line, terminal.columns))
  terminal.err(`${told.join('\n')}\n[${fault.code}]`)
  return 2
}

const howWritten = (
  { name, usage, examples = [] }: NonNullable<Terminal['command']>,
  { language, columns }: Terminal,
) => [
  { ja: '書き方：', en: 'How it is written:' }[language],
  ...wrapped('  hoshirushi ', usage, columns),
  ...examples.slice(0, 1).flatMap((one) => [{ ja: '例：', en: 'Such as:' }[language], `  hoshirushi ${one}`]),
  { ja: `くわしくは：hoshirushi help ${name}`, en: `More: hoshirushi help ${name}` }[language],
]
