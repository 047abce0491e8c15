import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { guessDelimiter, openCells } from './cells.ts'
import type { Delimiter, ListRow } from './list-row.ts'

const limits = { columns: 50, cell: 1000, rows: 1000 }

function cellsOf(text: string, delimiter: Delimiter = ',', pieces = [text]) {
  const reader = openCells(delimiter, limits)
  const rows: ListRow[] = []
  for (const piece of pieces) {
    const read = reader.push(piece)
    if (!read.ok) return { fault: read.fault, rows, notices: reader.notices() }
    rows.push(...read.value)
  }
  const rest = reader.end()
  if (!rest.ok) return { fault: rest.fault, rows, notices: reader.notices() }
  return { rows: [...rows, ...rest.value], notices: reader.notices() }
}

/** A text cut at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b)
  return [...at, text.length].map((to, i) => text.slice(i === 0 ? 0 : at[i - 1], to))
}

const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\t', ';', ' ', '型', '1', "'"), maxLength: 6 })
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 })
const places = fc.array(fc.nat(), { maxLength: 6 })

test('what another program writes is read as it was, wherever the pieces are cut', () =>
  fc.assert(
    fc.property(table, places, fc.constantFrom('\r\n', '\n', '\r'), (rows, at, recordDelimiter) => {
      const text = stringify(rows, { record_delimiter: recordDelimiter, quoted_match: /[\r\n]/ })
      const read = cellsOf(text, ',', cut(text, at))
      const filled = rows.flatMap((cells, i) => (cells.some((one) => one.trim() !== '') ? [{ row: i + 1, cells }] : []))
      assert.deepEqual(read.rows, filled)
      assert.deepEqual(read.notices, [])
    }),
    { numRuns: 500 },
  ))

test('what we read, another program reads alike', () =>
  fc.assert(
    fc.property(table, (rows) => {
      const text = stringify(rows, { record_delimiter: 'windows', quoted_match: /\n/ })
      const theirs = (parse(text, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][]).filter(
        (cells) => cells.some((one) => one.trim() !== ''),
      )
      assert.deepEqual(
        cellsOf(text).rows.map(({ cells }) => cells),
        theirs,
      )
    }),
  ))

test('any text at all is read or refused, and the same however it is cut', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 }),
      places,
      (text, at) => {
        assert.deepEqual(cellsOf(text, ',', cut(text, at)), cellsOf(text))
      },
    ),
    { numRuns: 2000 },
  ))

describe('rows', () => {
  test('are counted as a spreadsheet counts them: empty ones count, line ends in a cell do not', () => {
    const { rows } = cellsOf('a,b\n\n"x\ny",c\nlast\n')
    assert.deepEqual(rows, [
      { row: 1, cells: ['a', 'b'] },
      { row: 3, cells: ['x\ny', 'c'] },
      { row: 4, cells: ['last'] },
    ])
  })

  test('with a mark of inches or a word after the quotation mark are read as spreadsheets do, and told', () => {
    const { rows, notices } = cellsOf('24" monitor,x\n"24" monitor,y\n')
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        ['24" monitor', 'x'],
        ['24 monitor', 'y'],
      ],
    )
    assert.deepEqual(notices, [{ code: 'list-quotes-odd', rows: [1, 2], count: 2 }])
  })

  test('a quotation mark that is never closed is refused with its row, not read as one cell', () => {
    assert.deepEqual(cellsOf('a,b\nc,"d\ne,f\n').fault, { code: 'list-quote-open', row: 2, limit: 1000 })
    assert.deepEqual(cellsOf(`a,b\nc,"d\n${'e,f\n'.repeat(1000)}`).fault, {
      code: 'list-quote-open',
      row: 2,
      limit: 1000,
    })
  })

  test('have limits, and each refusal says its row', () => {
    assert.deepEqual(cellsOf(`a\n${'x'.repeat(1001)},y`).fault, { code: 'list-cell-too-long', row: 2, limit: 1000 })
    assert.deepEqual(cellsOf('x'.repeat(10_000_000), 'none').fault, { code: 'list-cell-too-long', row: 1, limit: 1000 })
    assert.deepEqual(cellsOf(`a\n${','.repeat(50)}`).fault, { code: 'list-too-many-columns', row: 2, limit: 50 })
    assert.deepEqual(cellsOf('a\n'.repeat(1021), 'none').fault, { code: 'list-too-many-rows', limit: 1000 })
  })

  test('of a text without separators are one cell each, quotation marks and all', () =>
    assert.deepEqual(
      cellsOf('HR-200, white\n"x', 'none').rows.map(({ cells }) => cells),
      [['HR-200, white'], ['"x']],
    ))
})

test('what separates the cells is told by the first rows', () => {
  const samples: readonly (readonly [string, Delimiter])[] = [
    ['a,b,c\n1,2,3\n', ','],
    ['a\tb\nx,y\tz\n', '\t'],
    ['a;b\n1;2\n3;4\n', ';'],
    ['HR-200\nGW-F1\n', 'none'],
    ['HR-200\nGW-F1, white\nX-1\nY\n', 'none'], // one comma makes no table
    ['"a,b",c\n"d,e",f\n', ','],
    ['型番\tメーカー', '\t'],
    ['', 'none'],
  ]
  for (const [text, delimiter] of samples) assert.equal(guessDelimiter(text), delimiter, JSON.stringify(text))
})
