import type { Given, UnitVerdict } from '../check.ts'
import { portsKnown } from '../ports-known.ts'
import { say } from '../say.ts'
import { spokenEndpoints } from './services.ts'

/** What was not looked at, and so keeps the unit from passing. */
export function unseen(given: Given, unit: string): readonly UnitVerdict[] {
  const outgoing = given.declared.interfaces
    .filter(({ enabled, endpoints }) => enabled && endpoints.length === 0)
    .map(({ id }) =>
      say(unit, id, { verdict: 'not-evaluated', code: 'outgoing-not-observed', restsOn: [], facts: { interface: id } }),
    )
  const { known, restsOn } = portsKnown(given)
  const ports =
    known === 'all'
      ? []
      : [
          say(unit, 'device', {
            verdict: known === 'none' ? 'not-evaluated' : 'inconclusive',
            code: 'ports-not-known',
            restsOn,
          }),
        ]
  const nothing = known === 'all' && outgoing.length === 0 && spokenEndpoints(given).length === 0
  return [
    ...outgoing,
    ...ports,
    ...(nothing ? [say(unit, 'device', { verdict: 'not-applicable', code: 'nothing-listens', restsOn })] : []),
  ]
}
