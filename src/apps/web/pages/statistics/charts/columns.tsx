import { axisOf, type Drawn, spread, textWidth, written } from './drawn.ts'
import { black, fillOf, hair, inkOf, place, Svg, strokeOf, Words } from './svg.tsx'

const widths = { wide: 860, narrow: 416 } as const
const top = 20

/** Columns over time or over a scale, one series or several on top of each other; every series is named beside the last column. */
export function Columns({ drawn, size }: { drawn: Drawn; size: 'wide' | 'narrow' }) {
  const width = widths[size]
  const { rows, series, id } = drawn
  const stacked = series.length > 1
  const totals = rows.map(({ values }) => values.reduce<number>((all, v) => all + (v ?? 0), 0))
  const { top: most, ticks } = axisOf(Math.max(...totals))
  const left = textWidth(written(most)) + 14
  const bottom = stacked ? 320 : 220
  const last = rows.at(-1)
  const names = stacked ? series.map((name, i) => `${name}　${written(last?.values[i] ?? 0)}`) : []
  const beside = stacked ? Math.max(...names.map((name) => textWidth(name) * 1.06)) + 20 : 10
  const right = width - beside
  const step = (right - left) / Math.max(rows.length, 1)
  const column = Math.min(38, step * 0.68)
  const y = (n: number) => bottom - (n / most) * (bottom - top)
  const everyNth = Math.ceil((Math.max(...rows.map(({ short }) => textWidth(short))) + 6) / step)
  const tops = stacked
    ? series.map((_, i) => {
        const below = (last?.values ?? []).slice(0, i).reduce<number>((all, v) => all + (v ?? 0), 0)
        return (y(below) + y(below + (last?.values[i] ?? 0))) / 2 + 5
      })
    : []
  // From the bottom up: the lowest series keeps its place, the others move up where they would cover it.
  const labels = spread(
    tops.map((at) => -at),
    20,
  ).map((at) => -at)
  const peak = Math.max(...totals)
  return (
    <Svg drawn={drawn} width={width} height={bottom + 52} size={size}>
      {ticks.map((tick) => (
        <>
          <path d={`M${left} ${place(y(tick))}H${place(right)}`} stroke={tick === 0 ? black : hair} />
          <Words x={left - 10} y={y(tick) + 5} lines={written(tick)} anchor="end" />
        </>
      ))}
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
      {names.map((name, i) =>
        (last?.values[i] ?? 0) > 0 ? (
          <Words x={right + 8} y={labels[i] ?? 0} lines={name} fill={inkOf(i)} bold />
        ) : null,
      )}
    </Svg>
  )
}

// The first month says its year, unless January follows so closely that both years would touch.
const nextIsNear = (rows: Drawn['rows'], step: number): boolean => {
  const january = rows.findIndex(({ id }, n) => n > 0 && id.endsWith('-01'))
  return january > 0 && january * step < 40
}
