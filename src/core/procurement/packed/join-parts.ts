import type { Instant } from '../../kernel/date.ts'
import type { Digest } from '../../kernel/digest.ts'
import { hashOfBytes, type Memory, tableArrays } from '../hash-table.ts'
import { joinMakers } from './join-makers.ts'
import type { BrokenLine, PackedPart } from './pack-lines.ts'
import type { ModelHashes, PackedLives, Unindexed } from './packed-register.ts'
import { type TextTable, textTable } from './text-table.ts'

/** Puts parts together, in the order in which their blocks lie in the register. */
export function openJoining() {
  const blocks: Uint8Array[] = []
  const parts: PackedPart[] = []
  const makers = joinMakers()
  let size = 0
  return {
    add(block: Uint8Array, part: PackedPart): BrokenLine | undefined {
      const broken = makers.add(part)
      if (broken !== undefined) return { entry: size + broken.entry }
      blocks.push(block)
      parts.push(part)
      size += part.size
      return undefined
    },
    size: () => size,
    /** What the tables of models are made from; threads make them while the rest is put together. */
    hashes(memory: Memory): ModelHashes {
      const row = (of: (models: PackedPart['models']) => Uint32Array) =>
        inOneRow(
          Uint32Array,
          parts.map(({ models }) => of(models)),
          memory,
        )
      return { classes: row((m) => m.classes), skeletons: row((m) => m.skeletons), stems: row((m) => m.stems) }
    },
    done({ digest, takenAt }: { readonly digest: Digest; readonly takenAt: Instant }, memory: Memory): Unindexed {
      const labels = inOneRow(
        Uint8Array,
        parts.map((part) => part.labels),
        memory,
      )
      const register = {
        digest,
        takenAt,
        size,
        blocks,
        lines: joinLines(parts, size, memory),
        labels,
        labelTable: tableArrays(size, (i) => hashOfBytes(labels, 10 * i, 10 * i + 10), memory),
        gtins: joinGtins(parts, memory),
        ...makers.done(memory),
        lives: joinLives(parts, memory),
      }
      return { register, models: joinModels(parts, size, memory) }
    },
  }
}

interface ArrayKind<T> {
  readonly BYTES_PER_ELEMENT: number
  new (memory: ArrayBufferLike): T
}

function inOneRow<T extends Uint8Array | Uint32Array | Float64Array>(
  Kind: ArrayKind<T>,
  parts: readonly T[],
  memory: Memory,
): T {
  const all = new Kind(memory(Kind.BYTES_PER_ELEMENT * parts.reduce((sum, { length }) => sum + length, 0)))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function joinLines(parts: readonly PackedPart[], size: number, memory: Memory): Uint32Array {
  const all = new Uint32Array(memory(12 * size))
  let at = 0
  for (const [block, { lines }] of parts.entries())
    for (let i = 0; i < lines.length; i += 2) {
      all[at++] = block
      all[at++] = lines[i]!
      all[at++] = lines[i + 1]!
    }
  return all
}

function joinModels(parts: readonly PackedPart[], size: number, memory: Memory): Unindexed['models'] {
  const count = parts.reduce((sum, { models }) => sum + models.ends.length, 0)
  const ends = new Uint32Array(memory(4 * count))
  const entries = new Uint32Array(memory(4 * count))
  const firsts = new Uint32Array(memory(4 * (size + 1)))
  let [model, entry, text] = [0, 0, 0]
  for (const { models, size: own } of parts) {
    for (let i = 0; i < models.ends.length; i++) ends[model + i] = text + models.ends[i]!
    for (let i = 0; i < own; i++) {
      const next = i + 1 < own ? models.firsts[i + 1]! : models.ends.length
      firsts[entry + i] = model + models.firsts[i]!
      entries.fill(entry + i, model + models.firsts[i]!, model + next)
    }
    model += models.ends.length
    entry += own
    text += models.texts.length
  }
  firsts[size] = count
  const texts = inOneRow(
    Uint8Array,
    parts.map(({ models }) => models.texts),
    memory,
  )
  return { texts, ends, entries, firsts }
}

function joinGtins(parts: readonly PackedPart[], memory: Memory): TextTable {
  const all: [string, number][] = []
  let before = 0
  for (const { gtins, size } of parts) {
    for (const [gtin, entry] of gtins) all.push([gtin, before + entry])
    before += size
  }
  return textTable(all, memory)
}

function joinLives(parts: readonly PackedPart[], memory: Memory): PackedLives {
  const numbers = new Map<string, number>()
  const kinds = new Uint32Array(memory(4 * parts.reduce((sum, { size }) => sum + size, 0)))
  let before = 0
  for (const part of parts) {
    const ofPart = [0]
    for (const text of part.kindTexts) {
      const number = numbers.get(text) ?? numbers.size + 1
      numbers.set(text, number)
      ofPart.push(number)
    }
    for (let i = 0; i < part.size; i++) kinds[before + i] = ofPart[part.kinds[i]!]!
    before += part.size
  }
  const row = (of: (part: PackedPart) => Float64Array) => inOneRow(Float64Array, parts.map(of), memory)
  return {
    kinds,
    begins: row((part) => part.begins),
    ends: row((part) => part.ends),
    stopped: row((part) => part.stopped),
  }
}
