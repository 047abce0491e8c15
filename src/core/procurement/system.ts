import { ok, type Result } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { type Answer, gravest } from './answer.ts'
import { type CheckInput, check } from './check.ts'
import type { CheckFault } from './faults.ts'
import { ladderOn } from './ladder.ts'
import type { PinnedProfile, Role } from './profile.ts'
import type { Report, ReportRow } from './report.ts'

/** What a role needs and what was found for it. */
export interface RoleAnswer {
  readonly role: string
  readonly name: Text
  readonly needed: Text
  readonly reason: Text
  readonly answer: Answer
  readonly missing: boolean // the profile requires the role, and no device plays it
  readonly rows: readonly number[] // first row numbers of the report's rows
}

/** One system of the list: its roles, and whether it satisfies the profile. */
export interface SystemAnswer {
  readonly name: string | undefined // undefined: the list names no systems
  readonly answer: Answer
  readonly roles: readonly RoleAnswer[] // those that are played or required, in the order of the profile
  readonly unplaced: readonly number[] // rows without a role of the profile
}

/** A report on systems: the rows, and what they come to for each system. */
export interface SystemReport extends Report {
  readonly systems: readonly SystemAnswer[]
}

/** Whether systems satisfy a profile: one bill of devices, or several told apart by name. */
export function checkSystems(
  input: Omit<CheckInput, 'against'> & { readonly against: PinnedProfile },
): Result<SystemReport, CheckFault> {
  const checked = check(input)
  if (!checked.ok) return checked
  const ladder = ladderOn(input.schemes, input.asOf)
  const day = input.delivery ?? input.asOf
  const bySystem = Map.groupBy(checked.value.rows, ({ asked }) => asked.system)
  const systems = [...bySystem].map(([name, rows]): SystemAnswer => {
    const roles = input.against.roles.flatMap((role) => {
      const played = rows.filter((row) => row.role === role.id)
      const missing = played.length === 0 && role.presence === 'required' && (role.from ?? '') <= day
      return played.length === 0 && !missing ? [] : [answerRole(role, played, missing, ladder.namesOf(role))]
    })
    const unplaced = rows.filter(({ role }) => role === undefined)
    return {
      name,
      answer: gravest([...roles.map(({ answer }) => answer), ...unplaced.map(({ answer }) => answer)]),
      roles,
      unplaced: unplaced.map(({ row }) => row),
    }
  })
  return ok({ ...checked.value, systems })
}

const answerRole = (role: Role, rows: readonly ReportRow[], missing: boolean, needed: Text): RoleAnswer => ({
  role: role.id,
  name: role.name,
  needed,
  reason: role.reason,
  answer: missing ? 'needs-checking' : gravest(rows.map(({ answer }) => answer)),
  missing,
  rows: rows.map(({ row }) => row),
})
