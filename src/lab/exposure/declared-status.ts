import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { declaresInterfaces, hasGap } from '../declared/comparable.ts'
import type { DeclaredInterface } from '../declared/declared.ts'
import { portOf } from '../declared/endpoints.ts'
import { ofKind } from '../observation.ts'
import { type Said, say } from '../say.ts'
import { scanGaps, scansIn } from './scan-gaps.ts'
import { answeringUdp } from './udp-gaps.ts'

/** For each declared interface, whether it is on or off as declared. */
export function judgeStatus(given: Given, unit: string): readonly UnitVerdict[] {
  const { declared } = given
  if (!declaresInterfaces(declared) || declared.interfaces.length === 0)
    return [say(unit, 'device', { verdict: 'inconclusive', code: 'interfaces-not-declared', restsOn: [] })]
  return declared.interfaces.flatMap((one) => {
    const incomparable = ['endpoint', 'status'].find((field) => hasGap(declared, field, one))
    const rest =
      incomparable === undefined
        ? []
        : [
            told(
              unit,
              one.id,
              { verdict: 'inconclusive', code: `${incomparable}-not-comparable`, restsOn: [] },
              { id: one.id },
            ),
          ]
    if (one.endpoints.length === 0 && incomparable === undefined)
      return [told(unit, one.id, { verdict: 'not-applicable', code: 'goes-out-only', restsOn: [] }, { id: one.id })]
    return [...rest, ...one.endpoints.map((endpoint) => statusOf(given, unit, one, endpoint))]
  })
}

const told = (unit: string, about: string, said: Said, facts: NonNullable<Said['facts']>): UnitVerdict =>
  say(unit, about, { ...said, facts: { ...facts, ...said.facts } })

function statusOf(given: Given, unit: string, one: DeclaredInterface, endpoint: string): UnitVerdict {
  // An endpoint that another interface has switched on is on: whoever is off shares it.
  const on = given.declared.interfaces.some((i) => i.enabled && i.endpoints.includes(endpoint))
  const port = portOf('tcp', endpoint)
  const said = port === undefined ? udpStatus(given, endpoint, on) : tcpStatus(given, port, on)
  return told(unit, endpoint, said, { id: one.id, endpoint })
}

function tcpStatus({ observations }: Given, port: number, on: boolean): Said {
  const scans = scansIn(observations)
  const open = scans.filter(({ seen }) => seen.open.includes(port))
  const restsOn = (open.length > 0 ? open : scans).map(({ id }) => id)
  const addresses = [...new Set(open.map(({ address }) => address ?? 'device'))].join(', ')
  if (open.length > 0)
    return on
      ? { verdict: 'pass', code: 'on-as-declared', restsOn }
      : { verdict: 'fail', code: 'declared-off-but-open', restsOn, facts: { addresses } }
  if (scans.length === 0) return { verdict: 'not-evaluated', code: 'not-scanned', restsOn }
  if (on) return { verdict: 'inconclusive', code: 'declared-on-but-not-seen', restsOn }
  return scanGaps(observations).length > 0
    ? { verdict: 'inconclusive', code: 'off-not-shown', restsOn }
    : { verdict: 'pass', code: 'off-as-declared', restsOn }
}

function udpStatus(given: Given, endpoint: string, on: boolean): Said {
  const answered = answeringUdp(given).get(endpoint)
  const asked = ofKind(given.observations, 'udp-probe').filter((o) => o.endpoint === endpoint)
  const restsOn = answered ?? asked.filter(({ completeness }) => completeness === 'complete').map(({ id }) => id)
  if (answered !== undefined)
    return on
      ? { verdict: 'pass', code: 'on-as-declared', restsOn }
      : { verdict: 'fail', code: 'declared-off-but-open', restsOn, facts: { addresses: 'udp' } }
  if (!asked.some(({ completeness }) => completeness === 'complete'))
    return { verdict: 'not-evaluated', code: 'udp-port-not-asked', restsOn }
  const { boundUdp } = given.declared
  const bound = boundUdp?.includes(portOf('udp', endpoint) ?? 0)
  if (boundUdp !== undefined && !hasGap(given.declared, 'bound-udp')) {
    if (bound === on) return { verdict: 'pass', code: on ? 'on-as-listed' : 'off-as-listed', restsOn }
    if (bound) return { verdict: 'fail', code: 'declared-off-but-listed', restsOn }
  }
  // One address alone may have refused: the port is shown to be closed only where all of them did.
  if (!on && asked.every(({ seen, completeness }) => completeness === 'complete' && seen.answer === 'refused'))
    return { verdict: 'pass', code: 'off-as-declared', restsOn }
  return { verdict: 'inconclusive', code: on ? 'declared-on-but-not-seen' : 'udp-port-silent', restsOn }
}

/** Why the status of an interface is as it is said to be. */
export const statusReasons: Readonly<Record<string, Text>> = {
  'interfaces-not-declared': {
    ja: 'IXITに通信口の表（28-LogIntf）がないため、機器と比べられません',
    en: 'The IXIT has no table of interfaces (28-LogIntf), so the device cannot be compared with it',
  },
  'endpoint-not-comparable': {
    ja: '{id}：申告から通信口（例：tcp/443）を読み取れません',
    en: '{id}: the declaration does not say which port it is (such as tcp/443)',
  },
  'status-not-comparable': {
    ja: '{id}：申告から有効か無効かを読み取れません',
    en: '{id}: the declaration does not say whether it is enabled or disabled',
  },
  'goes-out-only': { ja: '{id}：外へつなぐだけで、待ち受けません', en: '{id}: it only goes out and does not listen' },
  'on-as-declared': { ja: '{id}：申告どおり {endpoint} が開いています', en: '{id}: {endpoint} is open, as declared' },
  'on-as-listed': {
    ja: '{id}：{endpoint} は応答しませんでしたが、機器が示した一覧にあります',
    en: '{id}: {endpoint} did not answer, but is on the list that the device gives',
  },
  'off-as-declared': {
    ja: '{id}：申告どおり {endpoint} は閉じています',
    en: '{id}: {endpoint} is closed, as declared',
  },
  'off-as-listed': {
    ja: '{id}：{endpoint} は応答せず、機器が示した一覧にもありません',
    en: '{id}: {endpoint} did not answer and is not on the list that the device gives',
  },
  'declared-off-but-open': {
    ja: '{id}：無効と申告された {endpoint} が開いています（{addresses}）',
    en: '{id}: {endpoint} is declared as disabled and is open ({addresses})',
  },
  'declared-off-but-listed': {
    ja: '{id}：無効と申告された {endpoint} が、機器が示した一覧では使われています',
    en: '{id}: {endpoint} is declared as disabled and is in use by the list that the device gives',
  },
  'declared-on-but-not-seen': {
    ja: '{id}：有効と申告された {endpoint} が見つかりません。申告の誤りか、機器の状態か、見落としかを確かめてください',
    en: '{id}: {endpoint} is declared as enabled and was not seen; find out whether the declaration, the state of the device or the test is at fault',
  },
  'off-not-shown': {
    ja: '{id}：{endpoint} は開いていませんでしたが、走査が完全でないため、閉じているとは言えません',
    en: '{id}: {endpoint} was not found open, but the scan is not complete enough to say that it is closed',
  },
  'udp-port-not-asked': { ja: '{id}：{endpoint} に問い合わせていません', en: '{id}: {endpoint} was not asked' },
  'udp-port-silent': {
    ja: '{id}：無効と申告された {endpoint} は応答しませんでしたが、UDPでは応答がないことは閉じている証拠になりません',
    en: '{id}: {endpoint}, declared as disabled, did not answer; over UDP silence does not show that a port is closed',
  },
}
