import { axisOf, spread, textWidth, wrap, written } from './drawn.ts'
import { black, hair, inkOf, place, Words } from './svg.tsx'

const line = 19

/** The names of series with their last values, in lines that leave the drawing at least two thirds of its width. */
export function endsOf(series: readonly string[], last: readonly (number | null)[], width: number) {
  const names = series.map((name, i) => wrap(`${name}　${written(last[i] ?? 0)}`, width / 3 - 20))
  return { names, width: Math.max(...names.flat().map((words) => textWidth(words) * 1.06)) + 20 }
}

/** The names of the series beside their ends; where they would cover each other, they move apart. `up`: the lowest keeps its place. */
export const NamedEnds = ({
  names,
  at,
  x,
  bottom,
  up,
}: {
  names: readonly (readonly string[])[]
  at: readonly (number | null)[] // the height of each end; null: no name
  x: number
  bottom: number
  up?: boolean
}) => {
  const shown = names.flatMap((lines, i) => (at[i] == null ? [] : [{ lines, i, at: at[i] ?? 0 }]))
  const gap = Math.max(1, ...shown.map(({ lines }) => lines.length)) * line + 1
  const sign = up ? -1 : 1
  const places = spread(
    shown.map((one) => sign * (one.at - ((one.lines.length - 1) * line) / 2)),
    gap,
  ).map((y) => sign * y)
  const lift = Math.max(0, Math.max(...places.map((y, n) => y + (shown[n]!.lines.length - 1) * line)) - bottom - 6)
  return (
    <>
      {shown.map(({ lines, i }, n) => (
        <Words x={x} y={(places[n] ?? 0) - lift} lines={lines} fill={inkOf(i)} bold />
      ))}
    </>
  )
}

/** An upright scale from 0, its round steps as light lines behind the drawing. */
export function scaleOf(most: number, { top, bottom }: { readonly top: number; readonly bottom: number }) {
  const { top: highest, ticks } = axisOf(most)
  return {
    ticks,
    left: textWidth(written(highest)) + 14,
    y: (n: number) => bottom - (n / highest) * (bottom - top),
  }
}

/** The lines of a scale with their values. */
export const Steps = ({ scale, right }: { scale: ReturnType<typeof scaleOf>; right: number }) => (
  <>
    {scale.ticks.map((tick) => (
      <>
        <path d={`M${scale.left} ${place(scale.y(tick))}H${place(right)}`} stroke={tick === 0 ? black : hair} />
        <Words x={scale.left - 10} y={scale.y(tick) + 5} lines={written(tick)} anchor="end" />
      </>
    ))}
  </>
)
