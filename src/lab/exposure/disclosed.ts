import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { declaresInterfaces, hasGap, withoutPorts } from '../declared/comparable.ts'
import { doors, sameDoor, unidentified } from '../doors.ts'
import { discoveryProtocols, discoveryWays } from '../instruments/discovery/seen.ts'
import { type AddressKind, type Observation, type ObservationOf, ofKind } from '../observation.ts'
import { type Said, say } from '../say.ts'
import { scanGaps } from './scan-gaps.ts'
import { lostReasons, toldAndLost } from './told-and-lost.ts'

type Disclosure = ObservationOf<'disclosure'>

/** What the device tells before a login, against what each interface is declared to tell, and whether everybody was listened to. */
export function judgeDisclosures(given: Given, unit: string): readonly UnitVerdict[] {
  const { declared, observations, policy } = given
  const harmless: ReadonlySet<string> = new Set(policy.disclosure.harmless)
  const told = ofKind(observations, 'disclosure').filter(({ seen }) => !harmless.has(seen.token))
  const byPlace = Map.groupBy(told, ({ endpoint }) => endpoint ?? 'device')
  const places = [...byPlace.keys()].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const judged = places.flatMap((endpoint) => {
    const byToken = Map.groupBy(byPlace.get(endpoint) ?? [], ({ seen }) => seen.token)
    return [...byToken].toSorted().map(([token, all]) => say(unit, endpoint, tokenSaid(given, endpoint, token, all)))
  })
  const none = declaresInterfaces(declared)
    ? []
    : [say(unit, 'device', { verdict: 'inconclusive', code: 'interfaces-not-declared', restsOn: [] })]
  const lost = toldAndLost(observations)
    ? [say(unit, 'device', { verdict: 'inconclusive', code: 'told-and-lost', restsOn: [] })]
    : []
  return [...none, ...judged, ...lost, ...listened(given, unit)]
}

function tokenSaid({ declared }: Given, endpoint: string, token: string, all: readonly Disclosure[]): Said {
  const restsOn = all.map(({ id }) => id)
  const where = [...new Set(all.map(({ seen }) => seen.where))].toSorted()
  const facts = { endpoint, token, where: where.slice(0, 3).join(', ') + (where.length > 3 ? ' …' : '') }
  if (!declaresInterfaces(declared))
    return { verdict: 'inconclusive', code: 'disclosure-not-comparable', restsOn, facts }
  const own = declared.interfaces.filter((one) => one.enabled && one.endpoints.includes(endpoint))
  if (own.some(({ discloses }) => discloses.includes(token)))
    return { verdict: 'pass', code: 'disclosure-declared', restsOn, facts }
  if (own.some((one) => hasGap(declared, 'discloses', one)))
    return { verdict: 'inconclusive', code: 'disclosure-not-comparable', restsOn, facts }
  if (own.length > 0) return { verdict: 'fail', code: 'disclosure-undeclared', restsOn, facts }
  return withoutPorts(declared).length > 0
    ? { verdict: 'inconclusive', code: 'disclosure-not-comparable', restsOn, facts }
    : { verdict: 'fail', code: 'disclosure-by-undeclared-interface', restsOn, facts }
}

const web: ReadonlySet<string> = new Set(['http', 'https', 'upnp'])

/** Who has not been listened to may tell anything. */
function listened(given: Given, unit: string): readonly UnitVerdict[] {
  const { observations } = given
  const scans = ofKind(observations, 'port-scan')
  const services = ofKind(observations, 'service')
  if (scans.length + services.length === 0 && ofKind(observations, 'disclosure').length === 0)
    return [say(unit, 'device', { verdict: 'not-evaluated', code: 'not-listened', restsOn: [] })]
  const ports = scanGaps(observations).map(({ about, said }) => say(unit, about, said))
  const unheard = [...new Set(unidentified(observations).map(({ endpoint = 'device' }) => endpoint))]
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((endpoint) => incomplete(unit, endpoint, 'service-not-identified', []))
  const toHear = new Set(doors(observations).map(({ id }) => id))
  const heard = services
    .filter(({ id, completeness }) => completeness === 'complete' && toHear.has(id))
    .map((service) => serviceHeard(observations, unit, service))
  return [...ports, ...unheard, ...heard, ...discoveryHeard(given, unit)]
}

const incomplete = (unit: string, endpoint: string, code: string, restsOn: readonly string[]): UnitVerdict =>
  say(unit, endpoint, { verdict: 'inconclusive', code, restsOn, facts: { endpoint } })

function serviceHeard(
  observations: readonly Observation[],
  unit: string,
  service: ObservationOf<'service'>,
): UnitVerdict {
  const { id, endpoint = 'device', seen } = service
  if (seen.protocol === 'unknown' || seen.protocol === 'tls') return incomplete(unit, endpoint, 'service-unknown', [id])
  if (web.has(seen.protocol)) {
    const read = (kind: 'web-page' | 'open-paths') =>
      ofKind(observations, kind).filter((o) => sameDoor(o, service) && o.completeness === 'complete')
    const [pages, paths] = [read('web-page'), read('open-paths')]
    if (pages.length === 0 || paths.length === 0) return incomplete(unit, endpoint, 'pages-not-read', [id])
    const restsOn = [id, ...pages.map((o) => o.id), ...paths.map((o) => o.id)]
    return say(unit, endpoint, { verdict: 'pass', code: 'service-heard', restsOn, facts: { endpoint } })
  }
  return say(unit, endpoint, { verdict: 'pass', code: 'service-heard', restsOn: [id], facts: { endpoint } })
}

/** Each protocol by which devices are found, under every address that was looked at. */
function discoveryHeard({ observations }: Given, unit: string): readonly UnitVerdict[] {
  const asked = ofKind(observations, 'discovery')
  const addresses = [...new Set(ofKind(observations, 'port-scan').map(({ address }) => address))].toSorted()
  return discoveryProtocols.map((by) => {
    const own = asked.filter(({ seen }) => seen.by === by)
    const restsOn = own.map(({ id }) => id)
    const asks = (address: AddressKind | undefined, way: string) =>
      own.some((o) => o.address === address && o.seen.way === way)
    const missing = addresses.filter((address) => !discoveryWays[by].every((way) => asks(address, way)))
    const troubled = own.filter(({ completeness }) => completeness !== 'complete')
    const facts = { protocol: by, addresses: [...new Set([...missing, ...troubled.map((o) => o.address)])].join(', ') }
    if (own.length === 0)
      return say(unit, by, { verdict: 'not-evaluated', code: 'discovery-not-asked', restsOn, facts })
    return missing.length + troubled.length > 0
      ? say(unit, by, { verdict: 'inconclusive', code: 'discovery-unfinished', restsOn, facts })
      : say(unit, by, { verdict: 'pass', code: 'discovery-heard', restsOn, facts })
  })
}

/** Why something told is declared or not, and who was not listened to. */
export const disclosureReasons: Readonly<Record<string, Text>> = {
  ...lostReasons,
  'disclosure-declared': {
    ja: '{endpoint} が知らせる {token} は申告されています（{where}）',
    en: '{token}, told by {endpoint}, is declared ({where})',
  },
  'disclosure-undeclared': {
    ja: '{endpoint} が、申告のない {token} をログイン前に知らせています（{where}）',
    en: '{endpoint} tells {token} before a login, which is not declared ({where})',
  },
  'disclosure-by-undeclared-interface': {
    ja: '申告のない（または無効と申告された）{endpoint} が {token} をログイン前に知らせています（{where}）',
    en: '{endpoint}, which is not declared or declared as disabled, tells {token} before a login ({where})',
  },
  'disclosure-not-comparable': {
    ja: '{endpoint} が {token} を知らせています（{where}）。申告から、知らせる内容を読み取れません',
    en: '{endpoint} tells {token} ({where}); what it is declared to tell cannot be read',
  },
  'not-listened': { ja: '機器が何を知らせるかを調べていません', en: 'Nobody listened to what the device tells' },
  'service-not-identified': {
    ja: '{endpoint} で何が動いているかを調べられていません',
    en: 'What speaks on {endpoint} was not found out',
  },
  'service-unknown': {
    ja: '{endpoint} は知られていないプロトコルで、知らせる内容を読み取れません。人が確かめてください',
    en: '{endpoint} speaks a protocol that is not known here; what it tells is for a person to see',
  },
  'pages-not-read': {
    ja: '{endpoint} の画面と、だれでも読めるパスを調べ終えていません',
    en: 'The pages and open paths of {endpoint} were not all looked at',
  },
  'service-heard': {
    ja: '{endpoint} がバナーや画面で知らせる内容を調べました',
    en: 'What {endpoint} tells in its banner or pages was looked at',
  },
  'discovery-not-asked': { ja: '{protocol} で問い合わせていません', en: 'The device was not asked by {protocol}' },
  'discovery-unfinished': {
    ja: '{protocol} での問い合わせを終えていません（{addresses}）',
    en: 'Asking by {protocol} was not finished ({addresses})',
  },
  'discovery-heard': {
    ja: '{protocol} で知らせる内容を調べました',
    en: 'What the device tells by {protocol} was looked at',
  },
}
