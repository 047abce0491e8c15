import type { Importance, Terms } from './demand.ts'
import type { Line, LineProblem } from './line.ts'
import { needsImportance, type PinnedPolicy, termsOf } from './policy.ts'
import { isProfile, type PinnedProfile, roleNamed, termsOfRole } from './profile.ts'
import type { ReportRow } from './report.ts'

/** What a product is judged by, once its category is known; undefined: it is not. */
export type TermsOf = (category: string | undefined) => Terms

/** What a row is judged by, or why nobody can say. */
export type RowTerms =
  | {
      readonly of: TermsOf
      readonly always?: Terms // the same for every category
      readonly said: Pick<ReportRow, 'importance' | 'role'>
    }
  | { readonly problem: LineProblem }

/** Gives the terms of rows: the same object for the same question, so that what is learned of a label can be kept. */
export function openTerms(
  against: PinnedPolicy | PinnedProfile,
  usual: Importance | undefined,
  schemes: ReadonlySet<string>,
): (line: Line) => RowTerms {
  const known = new Map<string, Terms>()
  const keep = (key: string, make: () => Terms): Terms => {
    let terms = known.get(key)
    if (terms === undefined) {
      terms = make()
      known.set(key, terms)
    }
    return terms
  }
  const ofRow = isProfile(against) ? byRole(against, keep) : byImportance(against, usual, keep)
  return (line) => {
    if (line.problem !== undefined) return { problem: line.problem }
    if (line.foreign !== undefined && !schemes.has(line.foreign.scheme)) return { problem: 'scheme-unknown' }
    return ofRow(line)
  }
}

type Keep = (key: string, make: () => Terms) => Terms

function byRole(profile: PinnedProfile, keep: Keep) {
  const made = new Map<string, RowTerms>()
  return (line: Line): RowTerms => {
    if (line.asked.role === undefined) return { problem: 'role-missing' }
    const role = roleNamed(profile, line.asked.role)
    if (role === undefined) return { problem: 'role-unknown' }
    let terms = made.get(role.id)
    if (terms === undefined) {
      const always = keep(role.id, () => termsOfRole(profile, role))
      terms = { of: () => always, always, said: { role: role.id } }
      made.set(role.id, terms)
    }
    return terms
  }
}

function byImportance(policy: PinnedPolicy, usual: Importance | undefined, keep: Keep) {
  const needed = needsImportance(policy)
  const made = new Map<Importance | undefined, RowTerms>()
  return (line: Line): RowTerms => {
    const importance = line.importance ?? usual
    if (needed && importance === undefined) return { problem: 'importance-missing' }
    let terms = made.get(importance)
    if (terms === undefined) {
      // A policy that does not ask for the importance is not said to have judged by it.
      const said = needed && importance !== undefined ? { importance } : {}
      const byCategory = new Map<string | undefined, Terms>()
      const of: TermsOf = (category) => {
        let found = byCategory.get(category)
        if (found === undefined) {
          found = keep(`${importance} ${category ?? '?'}`, () => termsOf(policy, { importance, category })!)
          byCategory.set(category, found)
        }
        return found
      }
      terms = { of, said }
      made.set(importance, terms)
    }
    return terms
  }
}
