import type { Given } from './check.ts'
import { scanGaps } from './exposure/scan-gaps.ts'
import { ofKind } from './observation.ts'

/** Whether all TCP ports of every address were looked at: what hides behind the others may be anything. */
export function portsKnown({ observations }: Pick<Given, 'observations'>): {
  readonly known: 'all' | 'some' | 'none'
  readonly restsOn: readonly string[]
} {
  const scans = ofKind(observations, 'port-scan')
  const whole = scanGaps(observations).length === 0
  return { known: scans.length === 0 ? 'none' : whole ? 'all' : 'some', restsOn: scans.map(({ id }) => id) }
}
