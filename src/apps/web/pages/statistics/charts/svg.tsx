import type { Child } from 'hono/jsx'
import type { Drawn } from './drawn.ts'

/** Drawn as wide as the page; the same for a phone, of which the style sheet shows one; or small enough for both. */
export type Size = 'wide' | 'narrow' | 'compact'

const hatchOf = (id: string, size: Size): string => `stat-hatch-${id}${size === 'narrow' ? '-narrow' : ''}`

/** The four ways in which series are told apart: by pattern as well as by colour. */
export const fillOf = (id: string, series: number, size: Size = 'compact'): string =>
  ['#00118f', `url(#${hatchOf(id, size)})`, '#fff', '#666'][series] ?? '#666'
export const strokeOf = (series: number): string => ['#00118f', '#006173', '#1a1a1a', '#666'][series] ?? '#666'
/** Colours of words that name a series: 7:1 on white. */
export const inkOf = (series: number): string => ['#00118f', '#004c59', '#1a1a1a', '#4d4d4d'][series] ?? '#1a1a1a'

export const grey = '#4d4d4d'
export const hair = '#e6e6e6'
export const black = '#1a1a1a'

/** A drawing with its name; what it shows in words stands before it, all its values after it. */
export const Svg = ({
  drawn,
  width,
  height,
  size = 'compact',
  children,
}: {
  drawn: Drawn
  width: number
  height: number
  size?: Size
  children?: Child
}) => {
  const name = size === 'narrow' ? `${drawn.id}-name-narrow` : `${drawn.id}-name`
  return (
    <svg
      class={`stat-${size}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={name}
      aria-describedby={`${drawn.id}-summary`}
      font-size="14"
    >
      <title id={name}>{drawn.title}</title>
      <defs>
        <pattern
          id={hatchOf(drawn.id, size)}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0H6V6H0z" fill="#e9f7f9" />
          <path d="M0 0V6" stroke="#006173" stroke-width="5" />
        </pattern>
      </defs>
      {children}
    </svg>
  )
}

/** A piece of text at a place, in one or several lines. */
export const Words = ({
  x,
  y,
  lines,
  anchor,
  fill = grey,
  bold,
}: {
  x: number
  y: number
  lines: string | readonly string[]
  anchor?: 'end' | 'middle'
  fill?: string
  bold?: boolean
}) => (
  <>
    {(typeof lines === 'string' ? [lines] : lines).map((line, i) => (
      <text x={place(x)} y={place(y + i * 19)} text-anchor={anchor} fill={fill} font-weight={bold ? '700' : undefined}>
        {line}
      </text>
    ))}
  </>
)

/** A coordinate, short. */
export const place = (n: number): string => String(Math.round(n * 10) / 10)
