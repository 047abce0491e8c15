import type { Instant } from '../../kernel/date.ts'
import type { Digest } from '../../kernel/digest.ts'
import { type Memory, type TableArrays, tableArrays } from '../hash-table.ts'
import type { TextTable } from './text-table.ts'

/**
 * A register made ready for questions, as flat memory alone: threads share it, and it is handed over without a copy. Entries lie
 * there as the lines they were published as, and are made objects of when somebody asks for them.
 */
export interface PackedRegister {
  readonly digest: Digest
  readonly takenAt: Instant
  readonly size: number // entries
  readonly blocks: readonly Uint8Array[] // whole lines of JSON
  /** Of every entry: its block, its first byte there, its length. */
  readonly lines: Uint32Array
  readonly labels: Uint8Array // ten characters of each
  readonly labelTable: TableArrays
  readonly models: PackedModels
  readonly gtins: TextTable // bar code number → entry; which model it is of, the entry says
  readonly makers: Uint32Array // the number of the maker of every entry
  readonly makerNames: { readonly exactly: TextTable; readonly withoutForm: TextTable }
  readonly lives: PackedLives
}

/** All models of all labels, in the order of the entries. */
export interface PackedModels {
  readonly texts: Uint8Array // UTF-8, as makers write them
  readonly ends: Uint32Array
  readonly entries: Uint32Array
  readonly firsts: Uint32Array // the first model of every entry, and behind the last one
  readonly classes: TableArrays
  readonly skeletons: TableArrays
  readonly stems: TableArrays
}

/** The lives of labels whose history is a plain one. */
export interface PackedLives {
  /** Labels of one number are worth the same on every day within their lives; 0: not plain, only the entry tells. */
  readonly kinds: Uint32Array
  readonly begins: Float64Array // ms since 1970, included
  readonly ends: Float64Array // not included
  readonly stopped: Float64Array // since when; no number where it is not
}

/** A register that was put together, without the tables by which models are found. */
export interface Unindexed {
  readonly register: Omit<PackedRegister, 'models'>
  readonly models: Omit<PackedModels, (typeof modelTables)[number]>
}

/** What the tables are made from: a hash for every model; 0: it is not in that table. */
export type ModelHashes = Readonly<Record<(typeof modelTables)[number], Uint32Array>>

/** The tables by which models are found. */
export const modelTables = ['classes', 'skeletons', 'stems'] as const

/** Makes one of these tables. */
export const modelTable = (hashes: Uint32Array, memory: Memory): TableArrays =>
  tableArrays(hashes.length, (i) => (hashes[i] === 0 ? undefined : hashes[i]! | 0), memory)
