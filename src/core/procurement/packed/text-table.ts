import { hashOfText, type Memory, openTable, type TableArrays, tableArrays } from '../hash-table.ts'

/** Texts with a number each, flat in memory; a text may stand there more than once. */
export interface TextTable {
  readonly texts: Uint8Array // UTF-8
  readonly ends: Uint32Array
  readonly values: Uint32Array
  readonly table: TableArrays
}

/** Makes a table of texts. */
export function textTable(pairs: readonly (readonly [string, number])[], memory: Memory): TextTable {
  const encoded = pairs.map(([text]) => new TextEncoder().encode(text))
  const texts = new Uint8Array(memory(encoded.reduce((sum, { length }) => sum + length, 0)))
  const ends = new Uint32Array(memory(4 * pairs.length))
  const values = new Uint32Array(memory(4 * pairs.length))
  let at = 0
  for (const [i, bytes] of encoded.entries()) {
    texts.set(bytes, at)
    at += bytes.length
    ends[i] = at
    values[i] = pairs[i]![1]
  }
  return { texts, ends, values, table: tableArrays(pairs.length, (i) => hashOfText(pairs[i]![0]), memory) }
}

/** Opens a table of texts: gives the numbers of a text, in their order. */
export function openTextTable({ texts, ends, values, table }: TextTable): (text: string) => readonly number[] {
  const places = openTable(table)
  const utf8 = new TextEncoder()
  return (text) => {
    const found: number[] = []
    let bytes: Uint8Array | undefined
    for (let i = places.first(hashOfText(text)); i !== -1; i = places.after(i)) {
      bytes ??= utf8.encode(text)
      const from = i === 0 ? 0 : ends[i - 1]!
      if (ends[i]! - from !== bytes.length) continue
      let same = true
      for (let k = 0; same && k < bytes.length; k++) same = texts[from + k] === bytes[k]
      if (same) found.push(values[i]!)
    }
    return found
  }
}
