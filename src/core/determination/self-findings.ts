import type { Instant } from '../kernel/date.ts'
import type { Method } from '../scheme/criterion.ts'
import type { EvidenceRef } from '../selection/ics.ts'
import type { Plan } from '../selection/plan.ts'
import type { Finding } from './finding.ts'

/** Whether a piece of evidence can speak for a method at all; what is only written never shows a device. */
const shows = (ref: EvidenceRef, method: Method): boolean =>
  method === 'real-device'
    ? ref.kind === 'file' && ref.shows === 'real-device'
    : ref.kind === 'ixit' || ref.shows !== 'real-device'

/** What the maker's own checklist is worth as findings: a pass only where a fulfilled claim has a reason and fitting evidence. */
export function selfFindings(plan: Plan, declared: { readonly by: string; readonly at: Instant }): readonly Finding[] {
  return plan.items.flatMap(({ answer, applicability, procedures }) => {
    if (!applicability.applies || answer.claim !== 'fulfilled' || answer.reason.trim() === '') return []
    return procedures.flatMap((procedure) => {
      const restsOn = answer.restsOn.filter((ref) => shows(ref, procedure.method))
      if (restsOn.length === 0) return []
      return procedure.units.map(
        (unit): Finding => ({
          unit: unit.id,
          verdict: 'pass',
          means: 'self-declaration',
          reason: answer.reason,
          restsOn,
          ...declared,
        }),
      )
    })
  })
}
