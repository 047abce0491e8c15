import type { Check, Given } from '../check.ts'
import { readProtocol } from '../cryptography/declared-protocols.ts'
import { cryptographyReasons, listed } from '../cryptography/finding.ts'
import { judgeAsDeclared, judgeSoundness, securedEndpoints } from '../cryptography/judge-endpoint.ts'
import { unknownPortReasons, unknownPorts } from '../cryptography/ports-known.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'
import { ofKind } from '../observation.ts'

const unit = '5.5-1-2a'

/** Cryptography of communication: as declared in 11-SecComMech, and sound by the policy. */
export const communicationCryptography: Check = {
  id: '5.5-1-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.5-1', 'etsi-en-303-645:5.5-1'],
  title: { ja: '通信の暗号', en: 'Cryptography of communication' },
  units: [
    {
      id: unit,
      question: {
        ja: '暗号を使う通信口は、申告した方式だけを使い、その方式は今も確かか',
        en: 'Do secured endpoints use the declared cryptography and nothing else, and is it sound today?',
      },
    },
  ],
  judge: (given) =>
    unitVerdicts(unit, [
      ...securedEndpoints(given).map(
        (endpoint): SaidOf => [endpoint, [...judgeAsDeclared(given, endpoint), ...judgeSoundness(given, endpoint)]],
      ),
      ...outgoing(given),
      ...unknownPorts(given),
      ...nothing(given),
    ]),
  reasons: {
    ...cryptographyReasons,
    ...unknownPortReasons,
    'outgoing-not-observed': {
      ja: '機器から外へ出る通信です。記録した通信（pcap）がないため、調べていません',
      en: 'This communication goes out from the device; without a capture (pcap) it was not looked at',
    },
    'outgoing-not-attributed': {
      ja: '機器から外へ出る通信です。記録した通信のどれに当たるかは、人が確かめます',
      en: 'This communication goes out from the device; which part of the capture it is, a person has to see',
    },
    'outgoing-version-undeclared': {
      ja: '機器が、申告にないTLSの版で外へつなごうとします：{versions}（申告：{declared}）',
      en: 'The device asks others for TLS versions that are not declared: {versions} (declared: {declared})',
    },
    'outgoing-version-refused': {
      ja: '機器が、使ってはならないTLSの版で外へつなごうとします：{versions}',
      en: 'The device asks others for TLS versions that must not be used: {versions}',
    },
    'nothing-secured': {
      ja: '暗号を使う通信口が、申告にも機器にも見つかりません。暗号で守る通信がないことは、人が確かめます',
      en: 'Neither declaration nor device shows a secured endpoint; a person has to see whether none is needed',
    },
  },
}

/** Communication without an endpoint of the device, as far as a capture shows it. */
function outgoing({ declared, observations, policy }: Given): readonly SaidOf[] {
  const entries = declared.communication.filter(({ endpoints }) => endpoints.length === 0)
  const captures = ofKind(observations, 'imported-traffic').filter(({ seen }) => seen.hellos.length > 0)
  const restsOn = captures.map(({ id }) => id)
  const asked = captures.flatMap(({ seen }) => seen.hellos.flatMap(({ versions }) => versions))
  const named = entries.flatMap(({ protocols }) => protocols.map(readProtocol)).filter((read) => read?.as === 'tls')
  const allowed = named.map((read) => read!.name)
  const more = allowed.length > 0 ? asked.filter((version) => !allowed.includes(version)) : []
  const refused = asked.filter((version) => policy.tls.refusedVersions.includes(version))
  return [
    ...entries.map(({ id }): SaidOf => {
      const gap = declared.gaps.find(({ place }) => place.startsWith('11-') && place.includes(`/${id}/`))
      if (gap)
        return [id, [{ verdict: 'inconclusive', code: 'declaration-gap', facts: { place: gap.place }, restsOn: [] }]]
      return captures.length > 0
        ? [id, [{ verdict: 'inconclusive', code: 'outgoing-not-attributed', restsOn }]]
        : [id, [{ verdict: 'not-evaluated', code: 'outgoing-not-observed', restsOn: [] }]]
    }),
    ...(more.length > 0
      ? [
          [
            'device',
            [
              {
                verdict: 'fail',
                code: 'outgoing-version-undeclared',
                facts: { versions: listed(more), declared: listed(allowed) },
                restsOn,
              },
            ],
          ] as const,
        ]
      : []),
    ...(refused.length > 0
      ? [
          [
            'device',
            [{ verdict: 'fail', code: 'outgoing-version-refused', facts: { versions: listed(refused) }, restsOn }],
          ] as const,
        ]
      : []),
  ]
}

const nothing = (given: Given): readonly SaidOf[] =>
  securedEndpoints(given).length + given.declared.communication.length > 0
    ? []
    : [['device', [{ verdict: 'inconclusive', code: 'nothing-secured', restsOn: [] }]]]
