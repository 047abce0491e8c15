/** One set of the picture, and how many things it holds. */
export interface SetRow {
  readonly id: string
  readonly name: string
  readonly count: number
}

/** The things that are in exactly these sets. */
export interface SetColumn {
  readonly members: readonly string[] // ids of sets
  readonly count: number
  readonly href: string
  readonly label: string // said for the column, e.g. "12 only in A and B"
}

const column = 34
const row = 30
const bars = 120
const nameWidth = 190

/**
 * Sets and how they overlap, for more sets than circles can show: a bar for each combination, below it dots for the sets it is
 * in. The same figures stand in a table beside it; the picture adds nothing that is not there.
 */
export const SetDiagram = ({
  title,
  sets,
  columns,
}: {
  title: string
  sets: readonly SetRow[]
  columns: readonly SetColumn[]
}) => {
  const most = Math.max(1, ...columns.map(({ count }) => count))
  const width = nameWidth + columns.length * column + 16
  const height = bars + 24 + sets.length * row + 8
  const x = (i: number) => nameWidth + i * column + column / 2
  const y = (j: number) => bars + 24 + j * row + row / 2
  return (
    <section class="scroll" tabindex={0} aria-label={title}>
      <svg class="sets" viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
        <title>{title}</title>
        {sets.map(({ name, count }, j) => (
          <>
            {j % 2 === 0 && <rect x={0} y={y(j) - row / 2} width={width} height={row} fill="#f7f7f7" />}
            <text x={nameWidth - 14} y={y(j) + 5} text-anchor="end" font-size="14" fill="#1a1a1a">
              {name} <tspan fill="#666">{count}</tspan>
            </text>
          </>
        ))}
        <path d={`M${nameWidth} ${bars + 8}H${width - 16}`} stroke="#1a1a1a" />
        {columns.map(({ members, count, href, label }, i) => {
          const top = bars + 8 - (count / most) * (bars - 20)
          const inside = sets.flatMap(({ id }, j) => (members.includes(id) ? [j] : []))
          const [first = 0, last = 0] = [inside[0], inside.at(-1)]
          return (
            <a href={href} aria-label={label}>
              <rect x={x(i) - column / 2} y={0} width={column} height={height} fill="transparent" />
              <rect x={x(i) - 10} y={top} width={20} height={bars + 8 - top} fill="#333" />
              <text x={x(i)} y={top - 5} text-anchor="middle" font-size="14" fill="#1a1a1a">
                {count}
              </text>
              {sets.map((_, j) => (
                <circle cx={x(i)} cy={y(j)} r={6} fill={inside.includes(j) ? '#333' : '#fff'} stroke="#999" />
              ))}
              {inside.length > 1 && <path d={`M${x(i)} ${y(first)}V${y(last)}`} stroke="#333" stroke-width="3" />}
            </a>
          )
        })}
      </svg>
    </section>
  )
}
