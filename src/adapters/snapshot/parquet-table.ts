import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Instant } from '../../core/kernel/date.ts'
import type { CellType, TableColumn } from '../../core/register/register-tables.ts'
import { openMeasuredFile } from './measured-file.ts'

/** A Parquet file being written, a group of rows at a time. The same rows give the same bytes, however they came. */
export interface ParquetTable<Row> {
  add(rows: readonly Row[]): Promise<void>
  end(): Promise<{ readonly bytes: number; readonly sha256: string; readonly rows: number }>
  /** Lets go of a file that will not be finished. */
  abandon(): Promise<void>
}

/** Rows of a group: what is held at once, and how long writing it keeps the server from answering (under 100 ms). */
const groupRows = 5_000

// Parquet's own types (parquet.thrift, LogicalTypes.md of apache/parquet-format): days since 1970, milliseconds since 1970 in UTC.
const elements = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  'date-time': {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
} as const

const elementOf = (type: CellType) => (type in elements ? elements[type as keyof typeof elements] : elements.text)

/** What a cell of the CSV says, as Parquet has it: null where there is nothing to say. */
function typed(type: CellType, cell: string): unknown {
  if (cell === '') return null
  if (type === 'integer') return BigInt(cell)
  if (type === 'boolean') return cell === 'true'
  if (type === 'date' || type === 'date-time') return new Date(cell)
  return cell.toWellFormed()
}

/** Opens the Parquet file of a table whose columns are those of its CSV. */
export function openParquetTable<Row>(
  path: string,
  columns: readonly TableColumn<Row>[],
  asOf: Instant,
): ParquetTable<Row> {
  const file = openMeasuredFile(path, 'none')
  const bytes = new ByteWriter()
  const schema = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, ...elementOf(type), repetition_type: 'OPTIONAL' as const })),
  ]
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'hoshirushi' })
  const fresh = (): unknown[][] => columns.map(() => [])
  let waiting = fresh()
  let rows = 0

  /** What the writer has written goes to the disk; it goes on counting from where it was. */
  async function pass(): Promise<void> {
    await file.write(bytes.getBytes().slice())
    bytes.index = 0
  }
  async function writeGroup(): Promise<void> {
    const columnData = columns.map(({ name }, at) => ({ name, data: waiting[at]! }))
    waiting = fresh()
    await writer.write({ columnData, rowGroupSize: groupRows })
    await pass()
  }

  return {
    async add(more) {
      for (const row of more) {
        columns.forEach(({ type, cell }, at) => {
          waiting[at]!.push(typed(type, cell(row, asOf)))
        })
        rows++
        if (waiting[0]!.length === groupRows) await writeGroup()
      }
    },
    async end() {
      if (waiting[0]!.length > 0) await writeGroup()
      await writer.finish()
      await pass()
      return { ...(await file.end()), rows }
    },
    abandon: () => file.abandon(),
  }
}
