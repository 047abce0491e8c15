import type { Fault } from '../../core/kernel/fault.ts'
import type { Language, Text } from '../../core/kernel/text.ts'
import { faultSummary } from '../faults.ts'

/** Where a command reads and writes; a test gives its own. */
export interface Terminal {
  readonly language: Language
  out(text: string): void
  err(text: string): void
  /** Asks one question on the terminal; undefined where nobody can answer. */
  ask(question: string, proposal?: string): Promise<string | undefined>
  readonly interactive: boolean
  /** Shows lines that the next call replaces, for work that goes on; absent where output is no screen. An empty list clears them. */
  live?(lines: readonly string[]): void
}

/** Exit codes: done / a negative answer / bad input. */
export type Exit = 0 | 1 | 2

/** One command, one file. */
export interface Command {
  readonly name: string // with its sub-command: 'log fsck'
  readonly usage: string
  readonly summary: Text
  run(args: readonly string[], terminal: Terminal): Promise<Exit>
}

/** Prints a refusal as what happened, why and what to do next, with its permanent code. */
export function printFault(terminal: Terminal, fault: Fault): Exit {
  const text = faultSummary(fault, terminal.language)
  const lines = [text.what, text.why, text.next].filter((line) => line !== '')
  terminal.err(`${lines.join('\n')}\n[${fault.code}]`)
  return 2
}
