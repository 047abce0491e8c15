import type { RunDevice } from '../evidence/run-record.ts'
import type { Observation } from '../observation.ts'

/** By what one sample is known again, from what was seen of it: its keys and certificates, and its MAC. */
export function deviceIdentity(
  observations: readonly Observation[],
  sample: number,
  mac?: string,
): RunDevice['identity'] {
  const own = observations.filter((o) => o.sample === sample)
  const prints = (kind: string, found: (seen: never) => readonly (string | undefined)[]) =>
    [...new Set(own.filter((o) => o.seen.kind === kind).flatMap((o) => found(o.seen as never)))]
      .filter((print) => print !== undefined)
      .sort()
  return {
    ...(mac === undefined ? {} : { mac: mac.toLowerCase() }),
    sshHostKeys: prints('ssh', (seen: { readonly hostKeys?: readonly { readonly fingerprint?: string }[] }) =>
      (seen.hostKeys ?? []).map((key) => key.fingerprint),
    ).slice(0, 20),
    tlsCertificates: prints('tls', (seen: { readonly chain?: readonly { readonly fingerprint?: string }[] }) =>
      (seen.chain ?? []).slice(0, 1).map((certificate) => certificate.fingerprint),
    ).slice(0, 50),
  }
}
