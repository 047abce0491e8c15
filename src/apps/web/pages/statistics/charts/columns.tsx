import { type Drawn, textWidth, written } from './drawn.ts'
import { endsOf, NamedEnds, Steps, scaleOf } from './named-ends.tsx'
import { black, fillOf, place, Svg, strokeOf, Words } from './svg.tsx'

const widths = { wide: 860, narrow: 416 } as const
const top = 20

/** Columns over time or over a scale, one series or several on top of each other; every series is named beside the last column. */
export function Columns({ drawn, size }: { drawn: Drawn; size: 'wide' | 'narrow' }) {
  const width = widths[size]
  const { rows, series, id } = drawn
  const stacked = series.length > 1
  const totals = rows.map(({ values }) => values.reduce<number>((all, v) => all + (v ?? 0), 0))
  const bottom = stacked ? 320 : 220
  const scale = scaleOf(Math.max(...totals), { top, bottom })
  const { left, y } = scale
  const last = rows.at(-1)?.values ?? []
  const ends = endsOf(series, last, width)
  const right = width - (stacked ? ends.width : 10)
  const step = (right - left) / Math.max(rows.length, 1)
  const column = Math.min(38, step * 0.68)
  const everyNth = Math.ceil((Math.max(...rows.map(({ short }) => textWidth(short))) + 6) / step)
  const middles = series.map((_, i) => {
    const below = last.slice(0, i).reduce<number>((all, v) => all + (v ?? 0), 0)
    return (last[i] ?? 0) > 0 ? (y(below) + y(below + (last[i] ?? 0))) / 2 + 5 : null
  })
  const peak = Math.max(...totals)
  return (
    <Svg drawn={drawn} width={width} height={bottom + 52} size={size}>
      <Steps scale={scale} right={right} />
      {rows.map(({ id: row, short, values }, n) => {
        const x = left + step * n + (step - column) / 2
        let under = 0
        const total = totals[n] ?? 0
        const dated = /^\d{4}-\d{2}$/.test(row)
        return (
          <>
            {values.map((value, i) => {
              if (value === null || value === 0) return null
              const [from, to] = [y(under), y(under + value)]
              under += value
              return (
                <rect
                  x={place(x)}
                  y={place(to + 1)}
                  width={place(column)}
                  height={place(Math.max(1, from - to - 2))}
                  fill={fillOf(id, i, size)}
                  stroke={i === 0 ? undefined : strokeOf(i)}
                  stroke-width={i === 2 ? '1.5' : undefined}
                />
              )
            })}
            {!stacked &&
              total > 0 &&
              (total === peak || n === rows.length - 1 || (size === 'wide' && rows.length <= 13)) && (
                <Words x={x + column / 2} y={y(total) - 6} lines={written(total)} anchor="middle" fill={black} bold />
              )}
            {n % everyNth === 0 && <Words x={x + column / 2} y={bottom + 22} lines={short} anchor="middle" />}
            {dated && (n === 0 || row.endsWith('-01')) && (n === 0 ? !nextIsNear(rows, step) : true) && (
              <Words x={x + column / 2} y={bottom + 44} lines={row.slice(0, 4)} anchor="middle" />
            )}
          </>
        )
      })}
      {stacked && <NamedEnds names={ends.names} at={middles} x={right + 8} bottom={bottom} up />}
    </Svg>
  )
}

// The first month says its year, unless January follows so closely that both years would touch.
const nextIsNear = (rows: Drawn['rows'], step: number): boolean => {
  const january = rows.findIndex(({ id }, n) => n > 0 && id.endsWith('-01'))
  return january > 0 && january * step < 40
}
