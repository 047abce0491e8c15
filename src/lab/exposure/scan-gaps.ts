import type { Text } from '../../core/kernel/text.ts'
import { type Observation, type ObservationOf, ofKind } from '../observation.ts'
import type { Said } from '../say.ts'

/** What keeps the scan of one address from showing that nothing else is open; an address without any is known whole. */
export interface ScanGap {
  readonly about: string
  readonly said: Said
}
type Scan = ObservationOf<'port-scan'>

/** 'tcp ipv4', and 'tcp ipv4 #2' of a second unit of the product. */
export const aboutScan = ({ address, sample }: { readonly address?: string; readonly sample: number }): string =>
  `tcp ${address ?? 'device'}${sample === 1 ? '' : ` #${sample}`}`

/** The scans in an order of their own, whenever they were made. */
export const scansIn = (observations: readonly Observation[]): readonly Scan[] =>
  ofKind(observations, 'port-scan').toSorted((a, b) => (aboutScan(a) < aboutScan(b) ? -1 : 1))

/** Everything that was left open by the scans (lab.md §4): none at all, an unfinished one, a known port that was not seen. */
export function scanGaps(observations: readonly Observation[]): readonly ScanGap[] {
  const scans = scansIn(observations)
  if (scans.length === 0)
    return [{ about: 'tcp', said: { verdict: 'not-evaluated', code: 'not-scanned', restsOn: [] } }]
  const unscanned = addressesMet(observations).filter(
    (met) => !scans.some((scan) => scan.address === undefined || aboutScan(scan) === aboutScan(met)),
  )
  const missing = unscanned.map((met): ScanGap => {
    const facts = { address: met.address }
    return { about: aboutScan(met), said: { verdict: 'inconclusive', code: 'address-not-scanned', restsOn: [], facts } }
  })
  const left = scans.flatMap((scan): readonly ScanGap[] => {
    const gap = gapOf(scan, scans)
    const facts = { address: scan.address ?? 'device', ...gap?.facts }
    return gap
      ? [{ about: aboutScan(scan), said: { verdict: 'inconclusive', code: gap.code, restsOn: [scan.id], facts } }]
      : []
  })
  return [...left, ...missing]
}

/** Every address of every unit that anything was seen under, or that a scan names. */
function addressesMet(observations: readonly Observation[]) {
  const met = observations.flatMap(({ address, sample, seen }) => [
    ...(address === undefined ? [] : [{ address, sample }]),
    ...(seen.kind === 'port-scan' ? (seen.addresses ?? []).map((address) => ({ address, sample })) : []),
  ])
  return [...new Map(met.map((one) => [aboutScan(one), one])).values()]
}

function gapOf(scan: Scan, all: readonly Scan[]): Pick<Said, 'code' | 'facts'> | undefined {
  const { seen, completeness, trouble } = scan
  if (seen.control === 'lost' || trouble === 'shut-out') return { code: 'scanner-shut-out' }
  if (seen.openInAll !== undefined) return { code: 'open-everywhere', facts: { open: seen.openInAll } }
  if (completeness !== 'complete') return { code: 'scan-unfinished', facts: { trouble: trouble ?? completeness } }
  if (seen.from !== 1 || seen.to !== 65_535) return { code: 'scan-not-whole', facts: { from: seen.from, to: seen.to } }
  const own = all.filter(({ sample }) => sample === scan.sample)
  const openSomewhere = (port: number) => own.some((other) => other.seen.open.includes(port))
  const unseen = seen.canaries.filter((canary) => !canary.seen)
  const nowhere = unseen.filter(({ port }) => !openSomewhere(port))
  if (nowhere.length > 0) return { code: 'declared-port-not-seen', facts: { ports: portList(nowhere) } }
  // A refusal shows that the question arrived and nothing listens under this address; silence shows nothing.
  const silent = unseen.filter(({ answer }) => answer !== 'refused')
  if (silent.length > 0) return { code: 'declared-port-silent', facts: { ports: portList(silent) } }
  if (seen.open.length === 0 && seen.silent > 0)
    return { code: 'silence-without-control', facts: { silent: seen.silent } }
  return undefined
}

const portList = (canaries: readonly { readonly port: number }[]): string =>
  canaries
    .map(({ port }) => port)
    .toSorted((a, b) => a - b)
    .join(', ')

/** Why a scan leaves something open. */
export const scanGapReasons: Readonly<Record<string, Text>> = {
  'not-scanned': { ja: 'TCPポートを調べていません', en: 'The TCP ports were not looked at' },
  'address-not-scanned': {
    ja: '{address}：機器のこのアドレスのTCPポートを調べていません',
    en: '{address}: the TCP ports were not looked at under this address of the device',
  },
  'scanner-shut-out': {
    ja: '{address}：調べている途中から、開いていたポートも応答しなくなりました。機器が試験機を締め出したようです。間をおいて、負荷の低い方法（gentle）で調べ直してください',
    en: '{address}: ports that had been open stopped answering; the device seems to have shut the tester out. Wait, and scan again with the gentle profile',
  },
  'open-everywhere': {
    ja: '{address}：{open}個のTCPポートが開いていました。機器か途中の装置が、どのポートにも応答しているようです。そのうち一部だけを調べました',
    en: '{address}: {open} TCP ports were open; the device, or something on the way, seems to answer on every port. Only some of them were looked at',
  },
  'scan-unfinished': {
    ja: '{address}：TCPポートを調べ終えていません（{trouble}）',
    en: '{address}: the scan of TCP ports was not finished ({trouble})',
  },
  'scan-not-whole': {
    ja: '{address}：調べたのはTCPポート {from}～{to} だけです',
    en: '{address}: only TCP ports {from} to {to} were looked at',
  },
  'declared-port-not-seen': {
    ja: '{address}：開いていると申告されたポート {ports} が見つかりません。見落としがありうるため、走査全体から結論を出せません',
    en: '{address}: ports declared as open ({ports}) were not found; as something may have been missed, nothing follows from the whole scan',
  },
  'declared-port-silent': {
    ja: '{address}：ほかのアドレスで開いているポート {ports} が、ここでは応答しません。このアドレスで見落としがないと言えません',
    en: '{address}: ports that are open under another address ({ports}) keep silent here; it cannot be said that nothing was missed under this one',
  },
  'silence-without-control': {
    ja: '{address}：{silent}個のポートが応答せず、開いているポートも一つもないため、応答がないのか届かないのかを区別できません',
    en: '{address}: {silent} ports kept silent and none was open, so silence cannot be told from packets that never arrived',
  },
}
