import type { Acceptance } from './map-rules.ts'

/** One party of the picture. */
export interface Party {
  readonly id: string
  readonly name: string
  readonly closed: boolean
}

interface Point {
  readonly x: number
  readonly y: number
}
interface Box extends Point {
  readonly w: number
}

const [width, height, boxHeight] = [760, 520, 46]

// Full-width letters take a whole em, others about 0.6 of it.
const widthOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (/[ -~]/.test(letter) ? 9.5 : 16.5), 0) + 28

/** Everyone on a ring, in the order given, beginning at the top. */
function placed(parties: readonly Party[]): ReadonlyMap<string, Box> {
  return new Map(
    parties.map(({ id, name }, at) => {
      const angle = (2 * Math.PI * at) / parties.length - Math.PI / 2
      const w = widthOf(name)
      return [
        id,
        { w, x: width / 2 + (width / 2 - 110) * Math.cos(angle), y: height / 2 + (height / 2 - 40) * Math.sin(angle) },
      ]
    }),
  )
}

const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
const at = (from: Point, bend: Point, to: Point, t: number): Point =>
  between(between(from, bend, t), between(bend, to, t), t)
const inside = (p: Point, box: Box, air: number): boolean =>
  Math.abs(p.x - box.x) < box.w / 2 + air && Math.abs(p.y - box.y) < boxHeight / 2 + air

/** An arrow from box to box, bent to its left, so that there and back are two arrows. */
function arrow(from: Box, to: Box) {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  const middle = between(from, to, 0.5)
  const bend = { x: middle.x + (dy / length) * 46, y: middle.y - (dx / length) * 46 }
  const steps = Array.from({ length: 201 }, (_, i) => i / 200)
  const begins = steps.find((t) => !inside(at(from, bend, to, t), from, 3)) ?? 0
  const ends = steps.findLast((t) => !inside(at(from, bend, to, t), to, 5)) ?? 1
  // The piece of the curve between the boxes is a curve of the same kind: its own bend lies on both tangents.
  const start = at(from, bend, to, begins)
  const end = at(from, bend, to, ends)
  const knee = between(between(from, bend, begins), between(bend, to, begins), ends)
  return { start, knee, end, label: at(start, knee, end, 0.5) }
}

const n = (value: number): string => value.toFixed(1)

/** Who accepts whom, as arrows; each carries the number of its line in the table. Law is indigo; nothing technical is drawn. */
export const RecognitionGraph = ({
  parties,
  arrows,
  label,
}: {
  parties: readonly Party[]
  arrows: readonly Acceptance[]
  label: string
}) => {
  const boxes = placed(parties)
  return (
    <svg class="world" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <defs>
        <marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto">
          <path d="M0 1l10 4-10 4z" fill="#00118f" />
        </marker>
      </defs>
      {arrows.map(({ from, to, holds }) => {
        const { start, knee, end } = arrow(boxes.get(from)!, boxes.get(to)!)
        return (
          <path
            d={`M${n(start.x)} ${n(start.y)}Q${n(knee.x)} ${n(knee.y)} ${n(end.x)} ${n(end.y)}`}
            fill="none"
            stroke="#00118f"
            stroke-width={holds ? '2.5' : '2'}
            stroke-dasharray={holds ? undefined : '7 6'}
            marker-end="url(#head)"
          />
        )
      })}
      {arrows.map(({ from, to }, i) => {
        const { label: spot } = arrow(boxes.get(from)!, boxes.get(to)!)
        return (
          <>
            <circle cx={n(spot.x)} cy={n(spot.y)} r="12" fill="#fff" stroke="#00118f" />
            <text x={n(spot.x)} y={n(spot.y + 5)} text-anchor="middle" font-size="14" fill="#00118f">
              {i + 1}
            </text>
          </>
        )
      })}
      {parties.map(({ id, name, closed }) => {
        const { x, y, w } = boxes.get(id)!
        return (
          <>
            <rect
              x={n(x - w / 2)}
              y={n(y - boxHeight / 2)}
              width={n(w)}
              height={boxHeight}
              rx="6"
              fill={closed ? '#f7f7f7' : '#fff'}
              stroke={closed ? '#666' : '#1a1a1a'}
              stroke-width="1.5"
              stroke-dasharray={closed ? '4 4' : undefined}
            />
            <text x={n(x)} y={n(y + 6)} text-anchor="middle" font-size="16" font-weight="700" fill="#1a1a1a">
              {name}
            </text>
          </>
        )
      })}
    </svg>
  )
}
