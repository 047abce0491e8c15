import type pg from 'pg'

type Value = string | number | readonly string[]

const escaped = (text: string): string =>
  text.replace(/[\\\n\r\t]/g, (c) => `\\${{ '\n': 'n', '\r': 'r', '\t': 't' }[c] ?? c}`)
const element = (text: string): string => `"${text.replace(/["\\]/g, (c) => `\\${c}`)}"`
const written = (value: Value): string =>
  typeof value === 'object' ? escaped(`{${value.map(element).join(',')}}`) : escaped(String(value))

interface Connection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** COPY rows into `table (columns)`, in PostgreSQL's text format. */
export function copyIn(client: pg.Client, into: string, rows: readonly (readonly Value[])[]): Promise<void> {
  const text = rows.map((row) => `${row.map(written).join('\t')}\n`).join('')
  return new Promise((done, fail) => {
    let failed: Error | undefined
    // What the driver asks of a query that is not one of its own.
    const query = {
      submit: (connection: Connection) => connection.query(`copy ${into} from stdin`),
      handleCopyInResponse: (connection: Connection) => {
        connection.sendCopyFromChunk(Buffer.from(text))
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failed = error
        fail(error)
      },
      handleReadyForQuery: () => {
        if (failed === undefined) done()
      },
    }
    client.query(query as unknown as pg.Submittable)
  })
}
