import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { endpointsOf, hasGap } from '../declared/comparable.ts'
import { portOf } from '../declared/endpoints.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import { type Said, say } from '../say.ts'
import { aboutScan } from './scan-gaps.ts'

/** UDP ports that answered, to questions of protocols or by which devices are found, with the observations that show it. */
export function answeringUdp({ observations }: Pick<Given, 'observations'>): ReadonlyMap<string, readonly string[]> {
  const answered = [
    ...ofKind(observations, 'udp-probe').filter(({ seen }) => seen.answer === 'answered'),
    ...ofKind(observations, 'discovery').filter(({ seen }) => seen.answer === 'answered'),
  ].flatMap(({ endpoint, id }) => (endpoint === undefined ? [] : [{ endpoint, id }]))
  return new Map(
    [...Map.groupBy(answered, ({ endpoint }) => endpoint)]
      .map(([endpoint, all]) => [endpoint, all.map(({ id }) => id)] as const)
      .toSorted(([a], [b]) => Number(a.slice(4)) - Number(b.slice(4))),
  )
}

/**
 * What UDP leaves open. No question from outside shows that a port is closed: after a few refusals a device keeps silent (RFC 1812,
 * 4.3.2.8). Only the device's own list of bound ports does, and it has to agree with what answered.
 */
export function judgeUdpCoverage(given: Given, unit: string): readonly UnitVerdict[] {
  const { declared, observations, policy } = given
  const about = 'udp'
  const asked = ofKind(observations, 'udp-probe')
  const answered = asked.filter(({ seen }) => seen.answer === 'answered')
  const restsOn = (answered.length > 0 ? answered : asked).map(({ id }) => id)
  const tell = (said: Omit<Said, 'restsOn'>) => [say(unit, about, { ...said, restsOn })]
  if (asked.length === 0) return tell({ verdict: 'not-evaluated', code: 'udp-not-asked' })
  // Under every address: what listens under one may not under another.
  const places = Map.groupBy([...ofKind(observations, 'port-scan'), ...asked], aboutScan)
  const protocols = Math.min(
    ...[...places.values()].map((own) => new Set(own.flatMap((o) => (isAsked(o) ? [o.seen.probe] : []))).size),
  )
  if (protocols < policy.datagrams.protocolsAtLeast)
    return tell({ verdict: 'inconclusive', code: 'udp-asked-too-little', facts: { protocols } })
  const { boundUdp } = declared
  if (boundUdp === undefined || hasGap(declared, 'bound-udp'))
    return tell({ verdict: 'inconclusive', code: 'udp-silence-shows-nothing', facts: { protocols } })
  const known = new Set(endpointsOf(declared))
  const bound = new Set(boundUdp)
  const unlisted = [...answeringUdp(given).keys()].filter((endpoint) => !bound.has(portOf('udp', endpoint) ?? 0))
  if (unlisted.length > 0)
    return tell({ verdict: 'inconclusive', code: 'udp-list-contradicted', facts: { endpoints: unlisted.join(', ') } })
  const strange = boundUdp.map((port) => `udp/${port}`).filter((endpoint) => !known.has(endpoint))
  if (strange.length > 0)
    return strange.map((endpoint) =>
      say(unit, endpoint, { verdict: 'fail', code: 'bound-but-undeclared', restsOn, facts: { endpoint } }),
    )
  return tell({ verdict: 'pass', code: 'udp-list-agrees', facts: { protocols, ports: boundUdp.join(', ') || '–' } })
}

const isAsked = (
  o: ObservationOf<'port-scan'> | ObservationOf<'udp-probe'>,
): o is Extract<typeof o, { readonly seen: { readonly kind: 'udp-probe' } }> =>
  o.seen.kind === 'udp-probe' && o.completeness === 'complete'

/** Why UDP is known or not. */
export const udpReasons: Readonly<Record<string, Text>> = {
  'udp-not-asked': { ja: 'UDPで問い合わせていません', en: 'Nothing was asked over UDP' },
  'udp-asked-too-little': {
    ja: 'UDPで問い合わせたのは{protocols}種類のプロトコルだけです',
    en: 'Over UDP only {protocols} protocols were asked for',
  },
  'udp-silence-shows-nothing': {
    ja: 'UDPの{protocols}種類のプロトコルで問い合わせましたが、応答がないポートが閉じているとは言えません。機器の中で調べた一覧（ss -lun の結果）をIXITの28-LogIntfの bound-udp に書くと比べられます',
    en: 'Questions were asked in {protocols} protocols over UDP, but a port that keeps silent is not shown to be closed. The list that the device itself gives (ss -lun), as bound-udp in 28-LogIntf of the IXIT, can be compared',
  },
  'udp-list-contradicted': {
    ja: '機器の中で調べたというUDPポートの一覧にない {endpoints} が応答したため、一覧を信用できません',
    en: '{endpoints} answered and is not on the list of UDP ports that the device is said to give, so the list cannot be relied on',
  },
  'bound-but-undeclared': {
    ja: '機器が使っていると一覧にある {endpoint} が、通信口として申告されていません',
    en: '{endpoint} is on the list of ports the device uses and is not declared as an interface',
  },
  'udp-list-agrees': {
    ja: 'UDPポートの一覧（{ports}）は申告と一致し、{protocols}種類のプロトコルでの問い合わせとも矛盾しません',
    en: 'The list of UDP ports ({ports}) agrees with the declaration, and with what answered in {protocols} protocols',
  },
}
