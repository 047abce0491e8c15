import type { Language } from '../../../../../core/kernel/text.ts'
import type { Figure } from '../../../../../core/statistics/figure.ts'
import { cellText } from '../../../../../core/statistics/figure-csv.ts'
import type { Drawn } from './drawn.ts'
import { wrap, written } from './drawn.ts'
import { black, grey, place, Svg, Words } from './svg.tsx'

const [width, names] = [416, 168]
const tints = ['#fff', '#e8f1fe', '#c5d7fb', '#9db7f9']

/** Counts in a grid: the more, the darker; the number stands in every field, and a dash, told below, where there are no criteria. */
export function Heat({ drawn, figure, lang }: { drawn: Drawn; figure: Figure; lang: Language }) {
  const most = Math.max(1, ...drawn.rows.flatMap(({ values }) => values.map((v) => v ?? 0)))
  const wide = (width - names) / Math.max(drawn.series.length, 1)
  const tint = (n: number) => (n === 0 ? tints[0] : tints[1 + Math.min(2, Math.floor(((n - 1) / most) * 3))])
  const heads = drawn.series.map((name) => wrap(name, wide - 2))
  const head = 10 + Math.max(1, ...heads.map((lines) => lines.length)) * 19
  const bottom = head + drawn.rows.length * 34
  const gaps = figure.rows.some(({ cells }) => cells.includes('no-criteria'))
  return (
    <Svg drawn={drawn} width={width} height={bottom + (gaps ? 26 : 0)}>
      {heads.map((lines, i) => (
        <Words x={names + wide * (i + 0.5)} y={head - 12 - (lines.length - 1) * 19} lines={lines} anchor="middle" />
      ))}
      {drawn.rows.map(({ name, values }, n) => (
        <>
          <Words x={0} y={head + n * 34 + 21} lines={wrap(name, names - 8).slice(0, 1)} fill={black} />
          {values.map((value, i) => {
            const [x, y] = [names + wide * i + 1.5, head + n * 34 + 1.5]
            const without = figure.rows[n]?.cells[i] === 'no-criteria'
            return (
              <>
                <rect
                  x={place(x)}
                  y={place(y)}
                  width={place(wide - 3)}
                  height="31"
                  fill={tint(value ?? 0)}
                  stroke={without ? '#e6e6e6' : '#999'}
                />
                <Words
                  x={x + wide / 2 - 1.5}
                  y={y + 20}
                  lines={without ? '—' : written(value ?? 0)}
                  anchor="middle"
                  fill={(value ?? 0) > 0 ? black : grey}
                  bold={(value ?? 0) > 0}
                />
              </>
            )
          })}
        </>
      ))}
      {gaps && <Words x={0} y={bottom + 20} lines={`—　${cellText['no-criteria'][lang]}`} />}
    </Svg>
  )
}
