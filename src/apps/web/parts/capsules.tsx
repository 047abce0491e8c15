import type { Child } from 'hono/jsx'

/** n of four capsules filled. Silent: words always follow. Never shown while a label is not valid. */
export const Capsules = ({ rank, of }: { rank: number; of: number }) => (
  <span class="caps" aria-hidden="true">
    {Array.from({ length: of }, (_, i) => (
      <i class={i < rank ? 'full' : undefined} />
    ))}
  </span>
)

/** The level as it stands on a label page: large capsules, then the words. */
export const LevelLine = ({ rank, of, children }: { rank: number; of: number; children?: Child }) => (
  <p class="level">
    <Capsules rank={rank} of={of} />
    <strong>{children}</strong>
  </p>
)
