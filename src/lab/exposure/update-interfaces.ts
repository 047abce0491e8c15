import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { unidentified } from '../doors.ts'
import { discoveryProtocols, discoveryWays } from '../instruments/discovery/seen.ts'
import { type Observation, type ObservationOf, ofKind } from '../observation.ts'
import { type Said, say } from '../say.ts'
import { scanGaps } from './scan-gaps.ts'
import { lostReasons, toldAndLost } from './told-and-lost.ts'
import { judgeUdpCoverage } from './udp-gaps.ts'

/** Ways in for software that were found, against those that are declared, and whether the search was whole. */
export function judgeUpdateInterfaces(given: Given, unit: string): readonly UnitVerdict[] {
  const found = Map.groupBy(
    ofKind(given.observations, 'update-interface'),
    ({ endpoint, seen }) => `${endpoint} ${seen.mechanism}`,
  )
  const judged = [...found]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([, all]) => say(unit, all[0]?.endpoint ?? 'device', waySaid(given, all)))
  const gaps = coverage(given, unit)
  if (judged.length > 0 || gaps.length > 0) return [...judged, ...gaps]
  const restsOn = [...ofKind(given.observations, 'port-scan'), ...ofKind(given.observations, 'discovery')].map(
    ({ id }) => id,
  )
  return [say(unit, 'device', { verdict: 'pass', code: 'no-way-in-found', restsOn })]
}

function waySaid({ declared }: Given, all: readonly ObservationOf<'update-interface'>[]): Said {
  const { endpoint = 'device', seen } = all.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]!
  const restsOn = all.map(({ id }) => id)
  const facts = { endpoint, mechanism: seen.mechanism, where: seen.where }
  if (declared.updates.some(({ endpoints }) => endpoints?.includes(endpoint)))
    return { verdict: 'pass', code: 'way-in-declared', restsOn, facts }
  if (!declared.tables.includes('7-UpdMech'))
    return { verdict: 'inconclusive', code: 'updates-not-declared', restsOn, facts }
  if (declared.updates.some(({ endpoints }) => endpoints === undefined))
    return { verdict: 'inconclusive', code: 'way-in-not-comparable', restsOn, facts }
  return all.some((one) => one.seen.certain)
    ? { verdict: 'fail', code: 'way-in-undeclared', restsOn, facts }
    : { verdict: 'inconclusive', code: 'way-in-perhaps', restsOn, facts }
}

/** What would have to be looked at before "none" can be said. */
function coverage(given: Given, unit: string): readonly UnitVerdict[] {
  const { declared, observations } = given
  const table = declared.tables.includes('7-UpdMech')
    ? []
    : [say(unit, 'device', { verdict: 'inconclusive', code: 'updates-not-declared', restsOn: [] })]
  const ports = scanGaps(observations).map(({ about, said }) => say(unit, about, said))
  const asked = ofKind(observations, 'discovery')
  const addresses = new Set(ofKind(observations, 'port-scan').map(({ address }) => address))
  const discovery = discoveryProtocols.some((by) =>
    [...addresses].some((address) =>
      discoveryWays[by].some(
        (way) =>
          !asked.some(
            (o) => o.seen.by === by && o.seen.way === way && o.address === address && o.completeness === 'complete',
          ),
      ),
    ),
  )
    ? [say(unit, 'discovery', { verdict: 'not-evaluated', code: 'announcements-not-read', restsOn: [] })]
    : []
  const udp = judgeUdpCoverage(given, unit).filter(
    ({ verdict }) => verdict === 'inconclusive' || verdict === 'not-evaluated',
  )
  const lost = toldAndLost(observations)
    ? [say(unit, 'device', { verdict: 'inconclusive', code: 'told-and-lost', restsOn: [] })]
    : []
  return [...table, ...ports, ...unknownServices(observations, unit), ...discovery, ...udp, ...lost]
}

/** Nobody can say of an unknown service that it takes in no software. */
function unknownServices(observations: readonly Observation[], unit: string): readonly UnitVerdict[] {
  const services = ofKind(observations, 'service')
  const strange = [
    ...unidentified(observations).map(({ endpoint = 'device' }) => endpoint),
    ...services
      .filter(({ seen }) => ['unknown', 'tls'].includes(seen.protocol))
      .map(({ endpoint = 'device' }) => endpoint),
  ]
  return [...new Set(strange)]
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((endpoint) => {
      const restsOn = services.filter((o) => o.endpoint === endpoint).map(({ id }) => id)
      return say(unit, endpoint, { verdict: 'inconclusive', code: 'unknown-service', restsOn, facts: { endpoint } })
    })
}

/** Why a way in counts as declared or not. */
export const updateInterfaceReasons: Readonly<Record<string, Text>> = {
  ...lostReasons,
  'no-way-in-found': {
    ja: 'ログインせずに見える範囲に、申告のない更新の入口はありません',
    en: 'No undeclared way in for updates can be seen without a login',
  },
  'way-in-declared': {
    ja: '{endpoint} の更新の入口（{mechanism}）は申告されています',
    en: 'The way in for updates on {endpoint} ({mechanism}) is declared',
  },
  'way-in-undeclared': {
    ja: '{endpoint} に、申告のない更新の入口（{mechanism}、{where}）があります',
    en: 'There is a way in for updates on {endpoint} ({mechanism}, {where}) that is not declared',
  },
  'way-in-perhaps': {
    ja: '{endpoint} は更新に使える可能性があります（{mechanism}、{where}）。更新の入口かどうかを確かめ、そうなら7-UpdMechに申告してください',
    en: '{endpoint} may serve for updates ({mechanism}, {where}); find out whether it does, and declare it in 7-UpdMech if so',
  },
  'way-in-not-comparable': {
    ja: '{endpoint} に更新の入口（{mechanism}、{where}）があります。7-UpdMechに通信口（endpoint、なければ none）が書かれていないため比べられません',
    en: 'There is a way in for updates on {endpoint} ({mechanism}, {where}); 7-UpdMech names no port (endpoint, or none) to compare it with',
  },
  'updates-not-declared': {
    ja: 'IXITに更新の仕組みの表（7-UpdMech）がありません',
    en: 'The IXIT has no table of update mechanisms (7-UpdMech)',
  },
  'announcements-not-read': {
    ja: '機器を見つける仕組み（mDNS、CoAPなど）で案内される更新の入口を、調べ終えていません',
    en: 'Ways in for updates that are announced by mDNS, CoAP and the like were not all looked for',
  },
  'unknown-service': {
    ja: '{endpoint} で動くものが分からないため、更新を受け付けるかどうかも分かりません',
    en: 'What speaks on {endpoint} is not known, so neither is whether it takes in updates',
  },
}
