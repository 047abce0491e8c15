import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterAll, test } from 'vitest'
import { entries } from '../../../tests/support/entries.ts'
import type { Entry } from '../../core/register/entry.ts'
import { type CellType, labelColumns, modelColumns, type TableColumn } from '../../core/register/register-tables.ts'
import { openParquetTable } from './parquet-table.ts'

const root = await mkdtemp(join(tmpdir(), 'hoshirushi-parquet-'))
afterAll(() => rm(root, { recursive: true, force: true }))
let files = 0
const asOf = '2026-11-23T15:00:00.000Z'

async function write<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], step: number) {
  const path = join(root, `${files++}.parquet`)
  const table = openParquetTable(path, columns, asOf)
  for (let at = 0; at < rows.length; at += step) await table.add(rows.slice(at, at + step))
  return { path, ...(await table.end()) }
}

/** A cell of the CSV as the reader hands over its type. */
function typed(type: CellType, cell: string): unknown {
  if (cell === '') return null
  if (type === 'integer') return BigInt(cell)
  if (type === 'boolean') return cell === 'true'
  return type === 'date' || type === 'date-time' ? new Date(cell) : cell
}

test('a reader that others wrote finds every label with the types of its columns', async () => {
  const odd: Entry = { ...entries[0]!, product: { ...entries[0]!.product, name: { ja: '=1+1\r\n星"印" 🏠' } } }
  const rows = [...entries, odd]
  const { path, rows: written } = await write(rows, labelColumns, 3)
  const file = await asyncBufferFromFile(path)
  assert.equal(written, rows.length)
  assert.equal((await parquetMetadataAsync(file)).num_rows, BigInt(rows.length))
  const read = await parquetReadObjects({ file })
  const expected = rows.map((row) =>
    Object.fromEntries(labelColumns.map(({ name, type, cell }) => [name, typed(type, cell(row, asOf))])),
  )
  assert.deepEqual(
    read.map((row) => ({ ...row })),
    expected,
  )
  assert.equal(read.at(-1)!.product_name_ja, '=1+1\r\n星"印" 🏠') // as it is: nothing executes a Parquet file
})

test('rows fall into groups of their own number, so that the bytes do not depend on how the register was read', async () => {
  const entry = entries[0]!
  const rows = Array.from({ length: 12_001 }, (_, n) => ({ entry, model: `HR-${n}` }))
  const [one, other] = [await write(rows, modelColumns, 250), await write(rows, modelColumns, 7_777)]
  assert.equal(one.sha256, other.sha256)
  assert.deepEqual(await readFile(one.path), await readFile(other.path))
  const file = await asyncBufferFromFile(one.path)
  const { row_groups: groups } = await parquetMetadataAsync(file)
  assert.deepEqual(
    groups.map(({ num_rows: n }) => Number(n)),
    [5000, 5000, 2001],
  )
  const last = await parquetReadObjects({ file, rowStart: 12_000 })
  assert.deepEqual(
    last.map(({ model }) => model),
    ['HR-12000'],
  )
})

test('an empty register is a table with its columns and no row', async () => {
  const { path, rows } = await write([], labelColumns, 1)
  assert.equal(rows, 0)
  const { schema, num_rows: n } = await parquetMetadataAsync(await asyncBufferFromFile(path))
  assert.equal(n, 0n)
  assert.deepEqual(
    schema.slice(1).map(({ name }) => name),
    labelColumns.map(({ name }) => name),
  )
})
