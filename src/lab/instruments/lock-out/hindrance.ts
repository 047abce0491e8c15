import type { BruteForceKind } from '../../declared/declared.ts'
import type { SeenOf } from '../../observation.ts'
import type { WrongTry } from './seen.ts'

/** What wrong tries in a row amount to. `unclear`: too few were answered to say. */
export interface Hindrance {
  readonly kind: BruteForceKind | 'unclear' | 'accepts-anything' | 'stopped-answering'
  readonly answered: number // wrong tries that were looked at
  readonly after?: number // wrong tries until it shut
  readonly seconds?: number // told or measured: of the lock-out, or of the delay
  readonly perDay?: number // tries a day that can be kept up; undefined where it cannot be told
}

const day = 86_400
const notTaken = ({ answer }: WrongTry) => ['throttled', 'locked', 'refused-connection', 'no-answer'].includes(answer)
const fewest = 5 // answered wrong tries, before it is said that nothing hinders

/**
 * Classes by facts that are far apart, so that a busy machine does not change the class: shut or not, seconds or milliseconds, and
 * growth from the fastest of the first third to the slowest of the last.
 */
export function hindranceOf(
  { tries, before, after, elapsed }: Pick<SeenOf<'brute-force'>, 'tries' | 'before' | 'after' | 'elapsed'>,
  { delaySecondsAtLeast }: { readonly delaySecondsAtLeast: number },
): Hindrance {
  const answered = tries.filter((t) => t.answer === 'rejected')
  const about = { answered: answered.length }
  if (tries.some((t) => t.answer === 'accepted')) return { kind: 'accepts-anything', ...about }
  // Let in before, and by now refused with the right password: locked without a word of it.
  const shutAtTheEnd = after === 'rejected' || after === 'locked'
  if (before === 'accepted' && shutAtTheEnd && answered.length > 0 && !tries.some(notTaken))
    return { kind: 'lock-out', ...about }
  const first = tries.findIndex(notTaken)
  if (first >= 0) return { ...about, ...shut(tries, first, elapsed) }
  if (answered.length < fewest) return { kind: 'unclear', ...about }
  const ms = answered.map((t) => t.ms)
  const third = Math.max(1, Math.floor(ms.length / 3))
  const [early, late] = [Math.max(...ms.slice(0, third)), Math.min(...ms.slice(-third))]
  const least = Math.min(...ms) / 1_000
  if (late >= 2 * Math.max(early, 50) && late - early >= 500)
    return { kind: 'growing-delay', ...about, seconds: late / 1_000, perDay: Math.ceil(day / (late / 1_000)) }
  // A clock of the device may be early by a little; what is measured is the delay and the way.
  if (least >= 0.98 * delaySecondsAtLeast)
    return { kind: 'constant-delay', ...about, seconds: least, perDay: Math.ceil(day / least) }
  return { kind: 'none', ...about, perDay: Math.ceil((answered.length * day * 1_000) / Math.max(1, elapsed)) }
}

function shut(tries: readonly WrongTry[], first: number, elapsed: number): Omit<Hindrance, 'answered'> {
  const after = tries.slice(0, first).filter((t) => t.answer === 'rejected').length
  if (after === 0) return { kind: 'unclear' }
  const rest = tries.slice(first)
  // Answered again after a moment: what comes too fast is turned away, nobody is shut out. The first tries are a reserve that
  // does not come back, so they say nothing of the rate.
  const again = rest.filter((t) => t.answer === 'rejected').length
  if (again > 0) {
    // One answer that was lost on the way is no limit: silence counts where it is told, or where it comes twice in a row.
    const told = rest.some((t) => t.answer === 'throttled' || t.answer === 'locked')
    if (!told && !rest.some((t, i) => notTaken(t) && i > 0 && notTaken(rest[i - 1]!))) return { kind: 'unclear' }
    const lasted = elapsed - tries.slice(0, first).reduce((sum, t) => sum + t.ms, 0)
    return { kind: 'rate-limit', after, perDay: Math.ceil((again * day * 1_000) / Math.max(1_000, lasted)) }
  }
  // Silence and refused connections to the end may as well be a service that broke.
  if (rest.every((t) => t.answer === 'no-answer' || t.answer === 'refused-connection'))
    return { kind: 'stopped-answering', after }
  const told = rest.find((t) => t.retryAfterSeconds !== undefined)?.retryAfterSeconds
  const locked = rest.filter((t) => t.answer === 'locked').length
  if (rest.length < 2 && locked === 0) return { kind: 'rate-limit', after }
  return {
    kind: 'lock-out',
    after,
    ...(told !== undefined && { seconds: told, perDay: Math.ceil((after * day) / Math.max(1, told)) }),
  }
}
