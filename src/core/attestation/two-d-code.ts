import { encode } from 'uqr'
import type { LabelId } from '../kernel/label-id.ts'

/** A closed outline in module coordinates; outer outlines run clockwise, holes the other way. */
export type Outline = readonly (readonly [x: number, y: number])[]

/** A two-dimensional code (JIS X 0510 / ISO/IEC 18004) as one shape. */
export interface TwoDCode {
  readonly modules: number // per side, without the quiet zone
  readonly outlines: readonly Outline[]
}

/**
 * What the code holds: the short address of the label's page, and nothing else. Capitals need a third less room
 * (alphanumeric mode), and host and scheme do not care; a path of the operator's own does, and is kept as it is.
 */
export function markAddress(labelsUrl: string, label: LabelId): string {
  const url = new URL(labelsUrl)
  const origin = `${url.protocol}//${url.host}`.toUpperCase()
  return `${origin}${url.pathname.replace(/\/$/, '')}/L/${label}`
}

/** Recovery level: Q where the plate allows; M where size forces it. */
export function twoDCode(text: string, recovery: 'M' | 'Q'): TwoDCode {
  const { size, data } = encode(text, { ecc: recovery, border: 0, boostEcc: false })
  return { modules: size, outlines: outlinesOf(size, (x, y) => data[y]?.[x] === true) }
}

/** Walks around the dark areas, so that neighbouring modules share no seam a printer could show as a hairline. */
function outlinesOf(size: number, dark: (x: number, y: number) => boolean): Outline[] {
  const edges = new Map<string, [number, number][]>() // from a corner to the next ones, dark on the right hand
  const add = (x: number, y: number, toX: number, toY: number) => {
    const from = `${x} ${y}`
    edges.set(from, [...(edges.get(from) ?? []), [toX, toY]])
  }
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!dark(x, y)) continue
      if (!dark(x, y - 1)) add(x, y, x + 1, y)
      if (!dark(x + 1, y)) add(x + 1, y, x + 1, y + 1)
      if (!dark(x, y + 1)) add(x + 1, y + 1, x, y + 1)
      if (!dark(x - 1, y)) add(x, y + 1, x, y)
    }
  const outlines: Outline[] = []
  for (const start of edges.keys()) {
    while ((edges.get(start)?.length ?? 0) > 0) {
      const corners: [number, number][] = []
      let at = start.split(' ').map(Number) as [number, number]
      do {
        corners.push(at)
        at = edges.get(at.join(' '))!.pop()!
      } while (at.join(' ') !== start)
      outlines.push(
        corners.filter((corner, i) => turns(corners.at(i - 1)!, corner, corners[(i + 1) % corners.length]!)),
      )
    }
  }
  return outlines
}

const turns = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): boolean =>
  (a[0] === b[0]) !== (b[0] === c[0])

/** The code as SVG path data, one unit a module. */
export const pathData = (code: TwoDCode): string =>
  code.outlines
    .map((outline) => {
      const [first, ...rest] = outline
      let last = first!
      const steps = rest.map((corner) => {
        const step = corner[1] === last[1] ? `h${corner[0] - last[0]}` : `v${corner[1] - last[1]}`
        last = corner
        return step
      })
      return `M${first![0]} ${first![1]}${steps.join('')}z`
    })
    .join('')
