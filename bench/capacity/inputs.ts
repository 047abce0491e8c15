import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Measured } from './model.ts'

/** What was measured, on which day and machine. */
export interface Inputs {
  readonly on: { readonly day: string; readonly cores: number; readonly node: string }
  readonly measured: Measured
}

/** Written by `npm run bench capacity`. */
export const inputsFile = join(import.meta.dirname, 'measured.json')

export const readInputs = (): Inputs => JSON.parse(readFileSync(inputsFile, 'utf8'))
