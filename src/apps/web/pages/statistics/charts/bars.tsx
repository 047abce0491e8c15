import { axisOf, type Drawn, textWidth, wrap, written } from './drawn.ts'
import { black, fillOf, inkOf, place, Svg, strokeOf, Words } from './svg.tsx'

const width = 416
const thick = 16

/** Lying bars, each under its name and with its value; several series follow each other in one bar. */
export function Bars({ drawn }: { drawn: Drawn }) {
  const { rows, series, id } = drawn
  const many = series.length > 1
  const totals = rows.map(({ values }) => values.reduce<number>((all, v) => all + (v ?? 0), 0))
  const { top: most } = axisOf(Math.max(...totals))
  const room = width - Math.max(...totals.map((n) => textWidth(written(n)))) - 16
  const x = (n: number) => (n / most) * room
  const key = many ? keyOf(series) : { places: [], height: 0 }
  let at = key.height
  return (
    <Svg drawn={drawn} width={width} height={heightOf(drawn, key.height)}>
      {key.places.map(({ x: left, y, name }, i) => (
        <>
          <rect x={left + 1} y={y - 11} width="12" height="12" fill={fillOf(id, i)} stroke={strokeOf(i)} />
          <Words x={left + 19} y={y} lines={name} fill={inkOf(i)} />
        </>
      ))}
      {rows.map(({ name, values }, n) => {
        const lines = wrap(name, width)
        const y = at + lines.length * 19 + 4
        at = y + thick + 14
        let under = 0
        const total = totals[n] ?? 0
        return (
          <>
            <Words x={0} y={y - 6 - (lines.length - 1) * 19} lines={lines} />
            {values.map((value, i) => {
              if (value === null || value === 0) return null
              const [from, to] = [x(under), x(under + value)]
              under += value
              return (
                <rect
                  x={place(from + 1)}
                  y={y}
                  width={place(Math.max(1, to - from - 2))}
                  height={thick}
                  fill={fillOf(id, i)}
                  stroke={strokeOf(i)}
                />
              )
            })}
            <path d={`M0 ${y - 2}v${thick + 4}`} stroke={black} />
            {values.every((v) => v === null) ? (
              <Words x={8} y={y + 13} lines="—" />
            ) : (
              <Words x={x(total) + 8} y={y + 13} lines={written(total)} fill={black} bold />
            )}
          </>
        )
      })}
    </Svg>
  )
}

const heightOf = ({ rows }: Drawn, key: number): number =>
  rows.reduce((all, { name }) => all + wrap(name, width).length * 19 + 4 + thick + 14, key)

/** Where the names of the series stand above the bars. */
function keyOf(series: readonly string[]) {
  let [x, y] = [0, 14]
  const places = series.map((name) => {
    const wide = textWidth(name) + 38
    if (x > 0 && x + wide > width) [x, y] = [0, y + 22]
    const here = { x, y, name }
    x += wide
    return here
  })
  return { places, height: y + 16 }
}
