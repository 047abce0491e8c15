import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Answer } from './answer.ts'
import { attestedHere } from './attested.ts'
import type { CheckInput } from './check.ts'
import type { LevelDemand } from './demand.ts'
import type { CheckFault } from './faults.ts'
import { conclude, findingsOn } from './judge.ts'
import { ladderOn } from './ladder.ts'
import { pin } from './policy.ts'
import { type PinnedProfile, type Role, termsOfRole, withLevel } from './profile.ts'
import type { ReasonCode } from './reason.ts'
import { checkSystems, type SystemReport } from './system.ts'

/** A row whose answer would be another one. */
export interface ChangedRow {
  readonly row: number
  readonly rows: readonly number[]
  readonly before: { readonly answer: Answer; readonly code: ReasonCode }
  readonly after: { readonly answer: Answer; readonly code: ReasonCode }
}

/** What becomes of a role's market: how many labels in its categories would serve. */
export interface RoleMarket {
  readonly labels: number // that are valid on the day
  readonly before: number
  readonly after: number
}

/** What another level for one role would change. */
export interface Breakage {
  readonly profile: PinnedProfile // the draft
  readonly changed: readonly ChangedRow[]
  readonly before: SystemReport
  readonly after: SystemReport
  readonly market: RoleMarket
}

export type BreakageFault = CheckFault | { readonly code: 'role-not-in-profile'; readonly role: string }

/** What breaks, in these systems and in the register, if a role asks for another level. */
export function whatBreaks(
  input: Omit<CheckInput, 'against'> & { readonly against: PinnedProfile },
  change: { readonly role: string; readonly anyOf: readonly LevelDemand[] },
): Result<Breakage, BreakageFault> {
  const role = input.against.roles.find(({ id }) => id === change.role)
  if (role === undefined) return refuse({ code: 'role-not-in-profile', role: change.role })
  const profile = pin(withLevel(input.against, role.id, change.anyOf))
  const before = checkSystems(input)
  if (!before.ok) return before
  const after = checkSystems({ ...input, against: profile })
  if (!after.ok) return after
  // Both reports merge the same lines in the same way, so their rows stand side by side.
  const changed = before.value.rows.flatMap((row, i): readonly ChangedRow[] => {
    const then = after.value.rows[i]!
    if (row.answer === then.answer && row.code === then.code) return []
    const said = ({ answer, code }: typeof row) => ({ answer, code })
    return [{ row: row.row, rows: row.rows, before: said(row), after: said(then) }]
  })
  const market = marketOf(input, role, profile.roles.find(({ id }) => id === role.id)!)
  return ok({ profile, changed, before: before.value, after: after.value, market })
}

function marketOf(
  { against, register, schemes, recognition, vocabulary = [], asOf }: Parameters<typeof whatBreaks>[0],
  role: Role,
  raised: Role,
): RoleMarket {
  const context = { ladder: ladderOn(schemes, asOf), schemes, recognition, vocabulary, days: { asOf } }
  const [now, then] = [role, raised].map((one) => termsOfRole(against, one))
  const labels = Array.from({ length: register.size }, (_, place) => register.entry(place))
    .filter(({ product }) => role.categories?.includes(product.category) ?? true)
    .map(attestedHere)
    .filter((label) => label.standingOn(asOf)?.code === 'valid')
  const serving = (terms: typeof now) =>
    labels.filter((label) => conclude(findingsOn(label, terms!, context)).answer === 'meets').length
  return { labels: labels.length, before: serving(now), after: serving(then) }
}
