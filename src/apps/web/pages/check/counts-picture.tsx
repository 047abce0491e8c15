import type { Answer } from '../../../../core/procurement/answer.ts'

const width = 1_000
const gap = 3

/** How many rows got which answer, as one bar: by length, and told apart by pattern as well as by colour. */
export function CountsPicture({
  counts,
  order,
  words,
}: {
  counts: Readonly<Record<Answer, number>>
  order: readonly Answer[]
  words: string
}) {
  const total = order.reduce((sum, answer) => sum + counts[answer], 0)
  if (total === 0) return null
  const filled = order.filter((answer) => counts[answer] > 0)
  // A single row among a thousand is still seen.
  const least = 8
  const lengths = filled.map((answer) => Math.max(least, (counts[answer] / total) * width))
  const scale = (width - gap * (filled.length - 1)) / lengths.reduce((sum, length) => sum + length, 0)
  let at = 0
  return (
    <figure class="counts-picture">
      <svg viewBox={`0 0 ${width} 24`} preserveAspectRatio="none" role="img" aria-label={words}>
        <defs>
          <pattern id="asks" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" class="asks-ground" />
            <rect width="4" height="8" class="asks-line" />
          </pattern>
        </defs>
        {filled.map((answer, i) => {
          const length = lengths[i]! * scale
          const x = at
          at += length + gap
          return <rect class={answer} x={x.toFixed(1)} y="1" width={length.toFixed(1)} height="22" />
        })}
      </svg>
      <figcaption class="sm mut">{words}</figcaption>
    </figure>
  )
}
