import { type Verdict, verdictText } from '../../../core/determination/verdict.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { Mark, type Shape, type Tone } from './mark.tsx'

const look: Record<Verdict, { readonly shape: Shape; readonly tone: Tone }> = {
  pass: { shape: 'disc', tone: 'ok' },
  fail: { shape: 'cross', tone: 'stop' },
  inconclusive: { shape: 'diamond', tone: 'wait' },
  'not-applicable': { shape: 'ring', tone: 'off' },
  'not-evaluated': { shape: 'square', tone: 'wait' },
}

/** What a test unit, a criterion or a level came to. */
export const VerdictMark = ({ verdict, lang }: { verdict: Verdict; lang: Language }) => (
  <Mark {...look[verdict]}>{verdictText[verdict][lang]}</Mark>
)
