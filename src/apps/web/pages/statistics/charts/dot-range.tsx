import { axisOf, type Drawn, textWidth, wrap, written } from './drawn.ts'
import { black, grey, hair, place, Svg, Words } from './svg.tsx'

const [width, block] = [416, 58]

/** A range with its middle: a line from the lower to the upper value and a disc at the median. Two series: median and 90th percentile. */
export function DotRange({ drawn }: { drawn: Drawn }) {
  const { rows, ownScales, series, steps } = drawn
  const edge = steps === undefined ? 14 : 32
  const said = (value: number): string => steps?.[value] ?? written(value)
  const shown = rows.filter(({ values }) => values.some((v) => v !== null))
  const most = Math.max(...shown.flatMap(({ values }) => values.map((v) => v ?? 0)))
  const common = steps === undefined ? axisOf(most) : { top: steps.length - 1, ticks: steps.map((_, i) => i) }
  let at = 0
  const places = shown.map(({ name }) => {
    const lines = wrap(name, width)
    const y = at + lines.length * 19 + 34
    at = y + block - 34
    return { lines, y }
  })
  const bottom = at
  const key = series.length === 2 ? `● ${series[0]}　│ ${series[1]}` : `├ ${series[0]}　● ${series[1]}　┤ ${series[2]}`
  return (
    <Svg drawn={drawn} width={width} height={bottom + (ownScales ? 30 : 52)}>
      {!ownScales &&
        common.ticks.map((tick) => {
          const x = edge + (tick / common.top) * (width - 2 * edge)
          return (
            <>
              <path d={`M${place(x)} 22V${bottom}`} stroke={hair} />
              <Words x={x} y={bottom + 18} lines={said(tick)} anchor="middle" />
            </>
          )
        })}
      {shown.map(({ values }, n) => {
        const scale = ownScales ? axisOf(Math.max(...values.map((v) => v ?? 0))).top : common.top
        const x = (v: number) => edge + (v / scale) * (width - 2 * edge)
        const [first, second, third] = values.map((v) => v ?? 0)
        const [low, median, high] =
          series.length === 2 ? [first ?? 0, first ?? 0, second ?? 0] : [first ?? 0, second ?? 0, third ?? 0]
        const { lines, y } = places[n]!
        const ends = series.length === 2 ? [high] : [low, high]
        const taken = [median]
        return (
          <>
            <Words x={0} y={y - 34 - (lines.length - 1) * 19 + 0} lines={lines} />
            {ownScales && <path d={`M${edge} ${y}H${width - edge}`} stroke={hair} stroke-width="2" />}
            <path d={`M${place(x(low))} ${y}H${place(x(high))}`} stroke="#008299" stroke-width="5" />
            {ends.map((end) => {
              const free = taken.every((t) => Math.abs(x(t) - x(end)) > 24 + textWidth(said(end)) / 2)
              if (free) taken.push(end)
              return (
                <>
                  <path d={`M${place(x(end))} ${y - 8}v16`} stroke="#006173" stroke-width="2.5" />
                  {free && <Words x={x(end)} y={y - 13} lines={said(end)} anchor="middle" fill={grey} />}
                </>
              )
            })}
            <circle cx={place(x(median))} cy={y} r="7" fill="#00118f" stroke="#fff" stroke-width="1.5" />
            <Words x={x(median)} y={y - 13} lines={said(median)} anchor="middle" fill={black} bold />
          </>
        )
      })}
      <Words x={0} y={bottom + (ownScales ? 20 : 44)} lines={key} />
    </Svg>
  )
}
