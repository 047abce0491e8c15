import { type Drawn, textWidth } from './drawn.ts'
import { endsOf, NamedEnds, Steps, scaleOf } from './named-ends.tsx'
import { inkOf, place, Svg, Words } from './svg.tsx'

const widths = { wide: 860, narrow: 416 } as const
const [top, bottom] = [20, 260]
const dashes = [undefined, '7 5', '2 4', '12 4']

/** A mark of a series: disc, square, triangle, diamond. */
const Mark = ({ x, y, series }: { x: number; y: number; series: number }) => {
  const fill = series === 2 ? '#fff' : inkOf(series)
  const d = [
    `M${place(x - 4.5)} ${place(y)}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0`,
    `M${place(x - 4)} ${place(y - 4)}h8v8h-8z`,
    `M${place(x)} ${place(y - 5)}l5.5 9h-11z`,
    `M${place(x)} ${place(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`,
  ][series]
  return <path d={d} fill={fill} stroke={inkOf(series)} stroke-width="1.5" />
}

/** Lines over time, told apart by dash and mark as well as by colour; each is named at its end. */
export function Lines({ drawn, size }: { drawn: Drawn; size: 'wide' | 'narrow' }) {
  const width = widths[size]
  const { rows, series } = drawn
  const scale = scaleOf(Math.max(...rows.flatMap(({ values }) => values.map((v) => v ?? 0))), { top, bottom })
  const { left, y } = scale
  const last = rows.at(-1)?.values ?? []
  const ends = endsOf(series, last, width)
  const right = width - ends.width
  const step = (right - left) / Math.max(rows.length - 1, 1)
  const everyNth = Math.ceil((Math.max(...rows.map(({ short }) => textWidth(short))) + 6) / step)
  const x = (n: number) => left + 12 + n * (step - 24 / Math.max(rows.length - 1, 1))
  return (
    <Svg drawn={drawn} width={width} height={bottom + 52} size={size}>
      <Steps scale={scale} right={right} />
      {rows.map(({ id, short }, n) => (
        <>
          {n % everyNth === 0 && <Words x={x(n)} y={bottom + 22} lines={short} anchor="middle" />}
          {((n === 0 && size === 'wide') || id.endsWith('-01')) && (
            <Words x={x(n)} y={bottom + 44} lines={id.slice(0, 4)} anchor="middle" />
          )}
        </>
      ))}
      {series.map((_, i) => (
        <>
          <path
            d={rows.map(({ values }, n) => `${n === 0 ? 'M' : 'L'}${place(x(n))} ${place(y(values[i] ?? 0))}`).join('')}
            fill="none"
            stroke={inkOf(i)}
            stroke-width="2.5"
            stroke-dasharray={dashes[i]}
          />
          {rows.map(({ values }, n) =>
            (values[i] ?? 0) > 0 ? <Mark x={x(n)} y={y(values[i] ?? 0)} series={i} /> : null,
          )}
        </>
      ))}
      <NamedEnds names={ends.names} at={series.map((_, i) => y(last[i] ?? 0) + 5)} x={right + 10} bottom={bottom} />
    </Svg>
  )
}
