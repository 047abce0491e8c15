import type { Policy } from '../../src/lab/policy.ts'
import type { Device } from '../targets/device.ts'
import type { Discounted, PeerRun } from './finding.ts'

/** What of the tools' findings is true of the device; the rest, and why it is not counted. */
export function trueFindings(
  runs: readonly PeerRun[],
  device: Device,
  policy: Policy,
): { readonly keys: readonly string[]; readonly discounted: readonly Discounted[] } {
  const all = runs.flatMap(({ findings }) => findings)
  const judged = all.map((finding) => ({ finding, why: whyNot(finding.key, device, policy) }))
  return {
    keys: [...new Set(judged.filter(({ why }) => why === undefined).map(({ finding }) => finding.key))].toSorted(),
    discounted: [
      ...runs.flatMap(({ discounted }) => discounted),
      ...judged.flatMap(({ finding, why }) => (why === undefined ? [] : [{ by: finding.by, said: finding.key, why }])),
    ],
  }
}

function whyNot(key: string, { listens, truth }: Device, policy: Policy): string | undefined {
  const [endpoint = '', kind, ...words] = key.split(' ')
  const what = words.join(' ')
  if (kind === 'open') return listens.includes(endpoint) ? undefined : 'it is not open'
  if (kind === 'login')
    return truth.opens[endpoint]?.includes(what) ? undefined : 'no such login: an answer was taken for success'
  if (kind === 'certificate' && what.startsWith('long-validity')) {
    const days = Number(what.split(' ')[1])
    return days > policy.tls.validityDaysAtMost ? undefined : 'right for a device in a local network'
  }
  if (kind === 'ssh' && !policy.ssh.refused.includes(what)) return 'the policy does not refuse it'
  if (kind === 'tls-suite' && what === 'CBC') return 'the policy does not refuse it; testssl.sh itself says LOW'
  return undefined
}

/** The same finding without the figures that only one side tells. */
export const bare = (key: string): string =>
  key.replace(/ certificate long-validity \d+$/, ' certificate long-validity')
