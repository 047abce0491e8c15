import { axisOf, type Drawn, written } from './drawn.ts'
import { black, hair, inkOf, place, Svg, Words } from './svg.tsx'

const [width, edge, block] = [416, 14, 76]

/** Two values of each row, joined: a disc for the first, a ring for the second. */
export function PairedDots({ drawn }: { drawn: Drawn }) {
  const shown = drawn.rows.filter(({ values }) => values.every((v) => v !== null))
  const { top, ticks } = axisOf(Math.max(...shown.flatMap(({ values }) => values.map((v) => v ?? 0))))
  const x = (n: number) => edge + (n / top) * (width - 2 * edge)
  const bottom = shown.length * block
  return (
    <Svg drawn={drawn} width={width} height={bottom + 52}>
      {ticks.map((tick) => (
        <>
          <path d={`M${place(x(tick))} 22V${bottom}`} stroke={hair} />
          <Words x={x(tick)} y={bottom + 18} lines={written(tick)} anchor="middle" />
        </>
      ))}
      {shown.map(({ name, values }, n) => {
        const [first, second] = values.map((v) => v ?? 0) as [number, number]
        const y = n * block + 52
        return (
          <>
            <Words x={0} y={n * block + 14} lines={name} />
            <path d={`M${place(x(first))} ${y}H${place(x(second))}`} stroke="#666" stroke-width="3" />
            <circle cx={place(x(first))} cy={y} r="7" fill="#00118f" />
            <circle cx={place(x(second))} cy={y} r="6" fill="#fff" stroke={inkOf(1)} stroke-width="3" />
            <Words x={x(first)} y={y - 13} lines={written(first)} anchor="middle" fill={black} bold />
            <Words x={x(second)} y={y - 13} lines={written(second)} anchor="middle" fill={inkOf(1)} bold />
          </>
        )
      })}
      <Words x={0} y={bottom + 44} lines={`● ${drawn.series[0]}　○ ${drawn.series[1]}`} />
    </Svg>
  )
}
