import { ok, type Result, refuse } from '../../kernel/result.ts'
import { type CellReader, guessDelimiter, openCells } from './cells.ts'
import { type Decoding, openDecoding } from './encoding.ts'
import type { ListFault } from './faults.ts'
import { kindOfFile } from './file-kind.ts'
import type { ListLimits } from './limits.ts'
import type { Delimiter, ListRow, ListSource } from './list-row.ts'

/** Reads a list of text (CSV, TSV, one model a line) from bytes that come piece by piece; memory does not grow with the list. */
export interface TextList {
  push(bytes: Uint8Array): Result<readonly ListRow[], ListFault>
  end(): Result<readonly ListRow[], ListFault>
  source(): ListSource
}

// So many characters are looked at before anybody says what separates the cells.
const sampleLength = 16_384

/** Opens a list. The first piece should have some kilobytes: the kind of file is told by it. */
export function openTextList(limits: ListLimits): TextList {
  let decoding: Decoding | undefined
  let cells: CellReader | undefined
  let delimiter: Delimiter | undefined
  let size = 0
  let waiting = ''

  const begin = (): CellReader => {
    delimiter = guessDelimiter(waiting.slice(0, sampleLength))
    cells = openCells(delimiter, limits)
    return cells
  }
  const give = (text: string): Result<readonly ListRow[], ListFault> => {
    if (cells !== undefined) return cells.push(text)
    waiting += text
    if (waiting.length < sampleLength) return ok([])
    const all = waiting
    const reader = begin()
    waiting = ''
    return reader.push(all)
  }

  return {
    push(bytes) {
      size += bytes.length
      if (size > limits.bytes) return refuse({ code: 'list-too-large', limit: limits.bytes, found: size })
      if (decoding === undefined) {
        const fault = kindOfFile(bytes)
        if (fault !== undefined) return refuse(fault)
        decoding = openDecoding(bytes)
      }
      return give(decoding.push(bytes))
    },
    end() {
      const given = give(decoding?.end() ?? '')
      if (!given.ok) return given
      let rows = given.value
      if (cells === undefined) {
        const all = waiting
        const read = begin().push(all)
        if (!read.ok) return read
        rows = read.value
      }
      const rest = cells!.end()
      return rest.ok ? ok(rows.length === 0 ? rest.value : [...rows, ...rest.value]) : rest
    },
    source() {
      const { notices = [], encoding = 'utf-8', byteOrderMark = false } = decoding?.told() ?? {}
      return {
        format: 'text',
        encoding,
        byteOrderMark,
        delimiter: delimiter ?? 'none',
        notices: [...notices, ...(cells?.notices() ?? [])],
      }
    },
  }
}
