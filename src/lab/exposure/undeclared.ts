import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { declaresInterfaces, endpointsOf, hasGap, withoutPorts } from '../declared/comparable.ts'
import { type Observation, ofKind } from '../observation.ts'
import { type Said, say } from '../say.ts'
import { aboutScan, scanGaps, scansIn } from './scan-gaps.ts'
import { answeringUdp, judgeUdpCoverage } from './udp-gaps.ts'

/** Everything found open against everything declared, and what the search left open. */
export function judgeUndeclared(given: Given, unit: string): readonly UnitVerdict[] {
  const { declared, observations } = given
  const gaps = scanGaps(observations)
  const covered = [
    ...gaps.map(({ about, said }) => say(unit, about, said)),
    ...scansIn(observations)
      .filter((scan) => !gaps.some(({ about }) => about === aboutScan(scan)))
      .map(({ id, sample, address, seen }) =>
        say(unit, aboutScan({ address, sample }), {
          verdict: 'pass',
          code: 'all-ports-known',
          restsOn: [id],
          facts: { address: address ?? 'device', open: seen.open.length, refused: seen.refused, silent: seen.silent },
        }),
      ),
  ]
  if (!declaresInterfaces(declared))
    return [say(unit, 'device', { verdict: 'inconclusive', code: 'interfaces-not-declared', restsOn: [] }), ...covered]
  const found = [...openTcp(observations), ...answeringUdp(given)].map(([endpoint, restsOn]) =>
    say(unit, endpoint, declaredOrNot(given, endpoint, restsOn)),
  )
  return [
    ...found,
    ...otherProtocols(given, unit),
    ...announced(given, unit),
    ...covered,
    ...judgeUdpCoverage(given, unit),
  ]
}

/** Open TCP ports of any address and unit, with the scans that show them. */
function openTcp(
  observations: readonly Observation[],
): readonly (readonly [endpoint: string, restsOn: readonly string[]])[] {
  const scans = scansIn(observations).map(({ id, seen }) => ({ id, open: new Set(seen.open) }))
  const ports = [...new Set(scans.flatMap(({ open }) => [...open]))].toSorted((a, b) => a - b)
  return ports.map((port) => [`tcp/${port}`, scans.filter(({ open }) => open.has(port)).map(({ id }) => id)])
}

function declaredOrNot({ declared, observations }: Given, endpoint: string, restsOn: readonly string[]): Said {
  const addresses = [
    ...new Set(observations.filter(({ id }) => restsOn.includes(id)).map(({ address }) => address ?? 'device')),
  ]
  const facts = { endpoint, addresses: addresses.toSorted().join(', ') }
  const own = declared.interfaces.filter(({ endpoints }) => endpoints.includes(endpoint))
  if (own.length > 0)
    return own.every((one) => hasGap(declared, 'status', one))
      ? { verdict: 'inconclusive', code: 'declaration-not-confirmed', restsOn, facts }
      : { verdict: 'pass', code: 'declared', restsOn, facts }
  const perhaps = withoutPorts(declared)
  if (perhaps.length > 0)
    return {
      verdict: 'inconclusive',
      code: 'perhaps-declared',
      restsOn,
      facts: { ...facts, interfaces: perhaps.map(({ id }) => id).join(', ') },
    }
  if (declared.services.some(({ endpoints }) => endpoints.includes(endpoint)))
    return { verdict: 'fail', code: 'declared-as-service-only', restsOn, facts }
  return { verdict: 'fail', code: 'undeclared', restsOn, facts }
}

/** With and without TLS a protocol has two names; what is declared in clear may be protected, never the other way round. */
const securedAs: Readonly<Record<string, string>> = {
  http: 'https',
  mqtt: 'mqtts',
  rtsp: 'rtsps',
  ftp: 'ftps',
  coap: 'coaps',
}
const insideTls: ReadonlySet<string> = new Set([...Object.values(securedAs), 'tls'])

/** Another protocol than the declared one on a declared port is an interface that was not declared. */
function otherProtocols({ declared, observations }: Given, unit: string): readonly UnitVerdict[] {
  return ofKind(observations, 'service').flatMap(({ id, endpoint, seen, completeness }) => {
    const own = declared.interfaces.filter(
      (one) => endpoint !== undefined && one.enabled && one.endpoints.includes(endpoint),
    )
    const names = own.map(({ protocol }) => protocol).filter((protocol) => protocol !== undefined)
    if (endpoint === undefined || own.length === 0 || names.length < own.length) return []
    const fits = names.some(
      (name) =>
        name === seen.protocol ||
        securedAs[name] === seen.protocol ||
        (seen.protocol === 'tls' && insideTls.has(name)) ||
        (name === 'tls' && insideTls.has(seen.protocol)),
    )
    if (fits) return []
    const facts = { endpoint, declared: names.join(', '), protocol: seen.protocol }
    return completeness !== 'complete' || seen.protocol === 'unknown' || seen.protocol === 'tls'
      ? [say(unit, endpoint, { verdict: 'inconclusive', code: 'protocol-not-recognised', restsOn: [id], facts })]
      : [say(unit, endpoint, { verdict: 'fail', code: 'other-protocol', restsOn: [id], facts })]
  })
}

/** What the device announces as its own over UDP, and nobody declared or heard. */
function announced({ declared, observations }: Given, unit: string): readonly UnitVerdict[] {
  const known = new Set(endpointsOf(declared))
  const said = ofKind(observations, 'discovery').flatMap(({ id, seen }) =>
    seen.services.flatMap(({ type, port }) =>
      /\._udp$/.test(type) && port !== undefined && port > 0 ? [{ id, endpoint: `udp/${port}`, type }] : [],
    ),
  )
  return [...Map.groupBy(said, ({ endpoint }) => endpoint)]
    .filter(([endpoint]) => !known.has(endpoint))
    .map(([endpoint, all]) =>
      say(unit, endpoint, {
        verdict: 'inconclusive',
        code: 'announced-not-declared',
        restsOn: all.map(({ id }) => id),
        facts: { endpoint, type: [...new Set(all.map(({ type }) => type))].toSorted()[0] ?? '' },
      }),
    )
}

/** Why something found counts as declared or not. */
export const undeclaredReasons: Readonly<Record<string, Text>> = {
  declared: { ja: '{endpoint} は申告されています（{addresses}）', en: '{endpoint} is declared ({addresses})' },
  undeclared: {
    ja: '申告のない {endpoint} が開いています（{addresses}）',
    en: '{endpoint} is open and is not declared ({addresses})',
  },
  'declared-as-service-only': {
    ja: '{endpoint} はサービス（13-SoftServ）としてだけ申告され、通信口（28-LogIntf）にはありません',
    en: '{endpoint} is declared as a service (13-SoftServ) only, not as an interface (28-LogIntf)',
  },
  'declaration-not-confirmed': {
    ja: '{endpoint} の申告は、有効か無効かが書かれていないか、まだ確かめられていません',
    en: 'The declaration of {endpoint} does not say whether it is enabled, or is not confirmed yet',
  },
  'perhaps-declared': {
    ja: '{endpoint} が開いています。ポートを読み取れない申告（{interfaces}）のどれかかもしれません',
    en: '{endpoint} is open; it may belong to one of the interfaces whose port cannot be read from the declaration ({interfaces})',
  },
  'other-protocol': {
    ja: '{endpoint} の申告は {declared} ですが、実際は {protocol} です',
    en: '{endpoint} is declared as {declared} and speaks {protocol}',
  },
  'protocol-not-recognised': {
    ja: '{endpoint} が、申告された {declared} かどうかを確かめられません',
    en: 'It could not be made out whether {endpoint} speaks {declared}, as declared',
  },
  'announced-not-declared': {
    ja: '機器が {endpoint} を {type} として案内していますが、申告がありません',
    en: 'The device announces {endpoint} as {type}, which is not declared',
  },
  'all-ports-known': {
    ja: '{address}：TCPの全ポートを調べました（走査のとき、開{open}、拒否{refused}、応答なし{silent}。後で開くものや、合図を待って開くものは分かりません）',
    en: '{address}: all TCP ports were looked at (at the time of the scan: open {open}, refused {refused}, silent {silent}; what opens later, or waits for a sign, is not known)',
  },
}
