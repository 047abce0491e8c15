import type { RunDevice } from '../evidence/run-record.ts'
import { type Observation, ofKind } from '../observation.ts'

/** By what one sample is known again, from what was seen of it: its keys and certificates, and its MAC. */
export function deviceIdentity(
  observations: readonly Observation[],
  sample: number,
  mac?: string,
): RunDevice['identity'] {
  const own = observations.filter((o) => o.sample === sample)
  const distinct = (prints: readonly (string | undefined)[]) =>
    [...new Set(prints)].filter((print) => print !== undefined).sort()
  const keys = ofKind(own, 'ssh-host-key').map(({ seen }) => seen.fingerprint)
  const certificates = ofKind(own, 'tls-certificate').map(({ seen }) => seen.chain[0]?.fingerprint)
  return {
    ...(mac === undefined ? {} : { mac: mac.toLowerCase() }),
    sshHostKeys: distinct(keys).slice(0, 20),
    tlsCertificates: distinct(certificates).slice(0, 50),
  }
}
