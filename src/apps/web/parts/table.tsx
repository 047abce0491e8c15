import type { Child } from 'hono/jsx'

export interface Column<Row> {
  readonly head: Child
  readonly label?: string // how the cell is called when rows stack on a narrow screen; absent: none
  readonly cell: (row: Row) => Child
  readonly rowHead?: boolean // this cell names the row
  readonly number?: boolean
  readonly oneLine?: boolean
  readonly sort?: 'ascending' | 'descending'
}

/**
 * A data table: ink rule under the head, hairlines between rows, no box. Under 48em each row becomes a small list, the row's name
 * first. `dense` is for the people who read tables all day.
 */
export function Table<Row>({
  caption,
  seen,
  columns,
  rows,
  dense,
  fixed,
}: {
  caption: string
  seen?: boolean // show the caption
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  dense?: boolean
  fixed?: boolean // do not stack on narrow screens: few, short columns
}) {
  const classOf = (c: Column<Row>) => [c.number && 'num', c.oneLine && 'nw'].filter(Boolean).join(' ') || undefined
  return (
    <div class="scroll">
      <table class={['tbl', !fixed && 'roll', dense && 'dense'].filter(Boolean).join(' ')}>
        <caption class={seen ? undefined : 'vh'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th scope="col" class={c.number ? 'num' : undefined} aria-sort={c.sort}>
                {c.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((c) =>
                c.rowHead ? (
                  <th scope="row" class={classOf(c)}>
                    {c.cell(row)}
                  </th>
                ) : (
                  <td class={classOf(c)} data-l={c.label}>
                    <span>{c.cell(row)}</span>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
