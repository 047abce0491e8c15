import type { Child } from 'hono/jsx'
import type { Language } from '../../../core/kernel/text.ts'
import { type StandingCode, standingText } from '../../../core/surveillance/standing.ts'

// Shape, word and colour, always together: in black and white every state still says the same. No tick, shield, lock or star.

export const shapes = {
  disc: 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0z',
  ring: 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0zm0 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  bars: 'M1 0h3v10H1zM6 0h3v10H6z',
  cross: 'M1.6 0 5 3.4 8.4 0 10 1.6 6.6 5 10 8.4 8.4 10 5 6.6 1.6 10 0 8.4 3.4 5 0 1.6z',
  square: 'M.5.5h9v9h-9z',
  diamond: 'M5 0l5 5-5 5-5-5z',
} as const
export type Shape = keyof typeof shapes

/** Green says it holds, red that it does not, brown that someone has to act, grey that it is over or has not begun. */
export type Tone = 'ok' | 'stop' | 'wait' | 'off'

/** A state: a shape and a word in its colour. */
export const Mark = ({ shape, tone, children }: { shape: Shape; tone: Tone; children?: Child }) => (
  <span class={`st ${tone}`}>
    <svg viewBox="0 0 10 10" aria-hidden="true">
      <path d={shapes[shape]} />
    </svg>
    {children}
  </span>
)

export const standingLook: Record<StandingCode, { readonly shape: Shape; readonly tone: Tone }> = {
  valid: { shape: 'disc', tone: 'ok' },
  suspended: { shape: 'bars', tone: 'stop' },
  withdrawn: { shape: 'cross', tone: 'stop' },
  expired: { shape: 'ring', tone: 'off' },
  ended: { shape: 'square', tone: 'off' },
}

/** What a label is worth, as it is shown everywhere. */
export const StandingMark = ({ code, lang }: { code: StandingCode; lang: Language }) => (
  <Mark {...standingLook[code]}>{standingText[code][lang]}</Mark>
)

/** 適 disc, 不適 cross, 要確認 diamond. The word is the caller's. */
export const VerdictChip = ({
  verdict,
  children,
}: {
  verdict: 'meets' | 'does-not-meet' | 'needs-checking'
  children?: Child
}) => {
  const look = {
    meets: ['disc', 'ok'],
    'does-not-meet': ['cross', 'stop'],
    'needs-checking': ['diamond', 'wait'],
  } as const
  const [shape, tone] = look[verdict]
  return (
    <Mark shape={shape} tone={tone}>
      {children}
    </Mark>
  )
}
