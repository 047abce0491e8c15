import type { Clock, RegisterReader } from '../../casework/ports.ts'
import type { Instant } from '../../core/kernel/date.ts'

const freshMs = 20_000

/**
 * A register whose totals are counted at most every twenty seconds: who the makers are and how much is in force has to
 * look at every label, and every visitor of the home page asks for it. Questions about another time are always counted.
 */
export function calmRegister(register: RegisterReader, clock: Clock): RegisterReader {
  return {
    ...register,
    makers: calm(clock, (asOf) => register.makers(asOf)),
    figures: calm(clock, (asOf) => register.figures(asOf)),
  }
}

function calm<T>(clock: Clock, count: (asOf: Instant) => Promise<T>): (asOf: Instant) => Promise<T> {
  let kept: { readonly asOf: number; readonly answer: Promise<T> } | undefined
  return (asOf) => {
    const asked = Date.parse(asOf)
    const now = Date.parse(clock.now())
    if (Math.abs(asked - now) > freshMs) return count(asOf)
    if (kept && Math.abs(now - kept.asOf) <= freshMs) return kept.answer
    const answer = count(asOf)
    kept = { asOf: now, answer }
    answer.catch(() => {
      kept = undefined // a failure is not worth keeping
    })
    return answer
  }
}
