import { join } from 'node:path'
import type { Instant } from '../../core/kernel/date.ts'
import { byteOrderMark, csvLine, lineEnd } from '../../core/procurement/record/csv-line.ts'
import type { SnapshotFile } from '../../core/register/manifest.ts'
import type { TableColumn } from '../../core/register/register-tables.ts'
import { openMeasuredFile } from './measured-file.ts'
import { openParquetTable } from './parquet-table.ts'

/** One table of a snapshot, written as CSV and as Parquet at once. */
export interface TableFiles<Row> {
  add(rows: readonly Row[]): Promise<void>
  end(): Promise<readonly SnapshotFile[]>
  /** Lets go of files that will not be finished. */
  abandon(): Promise<void>
}

export async function openTableFiles<Row>(
  folder: string,
  table: string,
  columns: readonly TableColumn<Row>[],
  asOf: Instant,
): Promise<TableFiles<Row>> {
  const names = { csv: `${table}.csv`, parquet: `${table}.parquet` }
  const csv = openMeasuredFile(join(folder, names.csv), 'none')
  const parquet = openParquetTable(join(folder, names.parquet), columns, asOf)
  await csv.write(byteOrderMark + csvLine(columns.map(({ name }) => name)) + lineEnd)
  return {
    async add(rows) {
      let text = ''
      for (const row of rows) text += csvLine(columns.map(({ cell }) => cell(row, asOf))) + lineEnd
      await csv.write(text)
      await parquet.add(rows)
    },
    async end() {
      const { rows, ...measured } = await parquet.end()
      return [
        { name: names.csv, mediaType: 'text/csv', rows, ...(await csv.end()) },
        { name: names.parquet, mediaType: 'application/vnd.apache.parquet', rows, ...measured },
      ]
    },
    async abandon() {
      await Promise.all([csv.abandon(), parquet.abandon()])
    },
  }
}
