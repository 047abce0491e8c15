import type { Instant } from '../../core/kernel/date.ts'
import type { Entry } from '../../core/register/entry.ts'
import type { StandingCode } from '../../core/surveillance/standing.ts'
import { standingAt } from '../../core/surveillance/standing-at.ts'

/** From which moment on a label is worth what: `codes[i]` holds from `from[i]` until `from[i + 1]`. */
export interface Timeline {
  readonly from: readonly Instant[]
  readonly codes: readonly StandingCode[]
}

/**
 * The standings of a label, past and to come, as far as they are known now. Asks the core at every moment at which the
 * answer can change, so that the database can filter by standing without knowing the rule.
 */
export function timeline({ issuedAt, validity, events }: Pick<Entry, 'issuedAt' | 'validity' | 'events'>): Timeline {
  const all = [issuedAt, validity.validFrom, validity.validUntil, ...events.flatMap((e) => [e.at, e.effectiveFrom])]
  const moments = all.filter((m) => Date.parse(m) >= Date.parse(issuedAt)) // before, nobody knew of the label
  const from: Instant[] = []
  const codes: StandingCode[] = []
  for (const at of [...new Set(moments.map((m) => new Date(m).toISOString()))].sort()) {
    const known = events.filter((e) => Date.parse(e.at) <= Date.parse(at)) // what was not yet recorded was not yet so
    const code = standingAt(validity, known, at)?.code
    if (code === undefined || code === codes.at(-1)) continue
    from.push(at)
    codes.push(code)
  }
  return { from, codes }
}
