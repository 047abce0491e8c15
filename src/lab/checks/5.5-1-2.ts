import type { Check, Given } from '../check.ts'
import { cryptographyReasons } from '../cryptography/finding.ts'
import { judgeAsDeclared, judgeSoundness, securedEndpoints } from '../cryptography/judge-endpoint.ts'
import { portsKnown } from '../cryptography/ports-known.ts'
import { unitVerdicts } from '../cryptography/unit-verdicts.ts'

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
        (endpoint) => [endpoint, [...judgeAsDeclared(given, endpoint), ...judgeSoundness(given, endpoint)]] as const,
      ),
      ...outgoing(given),
      ...ports(given),
      ...nothing(given),
    ]),
  reasons: {
    ...cryptographyReasons,
    'outgoing-not-observed': {
      ja: '機器から外へ出る通信です。記録した通信（pcap）がないため、調べていません',
      en: 'This communication goes out from the device; without a capture (pcap) it was not looked at',
    },
    'ports-not-known': {
      ja: 'TCPのポートをすべては調べられていません。見つかっていない通信口があるかもしれません',
      en: 'Not all TCP ports were looked at; there may be endpoints that were not found',
    },
    'nothing-secured': {
      ja: '暗号を使う通信口が、申告にも機器にも見つかりません。暗号で守る通信がないことは、人が確かめます',
      en: 'Neither declaration nor device shows a secured endpoint; a person has to see whether none is needed',
    },
  },
}

type Said = Parameters<typeof unitVerdicts>[1][number]

/** Communication without an endpoint of the device. */
const outgoing = ({ declared }: Given): readonly Said[] =>
  declared.communication
    .filter(({ endpoints }) => endpoints.length === 0)
    .map(({ id }): Said => {
      const gap = declared.gaps.find(({ place }) => place.startsWith('11-') && place.includes(`/${id}/`))
      const reason = gap ? { code: 'declaration-gap', facts: { place: gap.place } } : { code: 'outgoing-not-observed' }
      return [id, [{ verdict: gap ? 'inconclusive' : 'not-evaluated', reason, restsOn: [] }]]
    })

function ports(given: Given): readonly Said[] {
  const { known, restsOn } = portsKnown(given)
  if (known === 'all') return []
  const verdict = known === 'none' ? 'not-evaluated' : 'inconclusive'
  return [['device', [{ verdict, reason: { code: 'ports-not-known' }, restsOn }]]]
}

const nothing = (given: Given): readonly Said[] =>
  securedEndpoints(given).length + given.declared.communication.length > 0
    ? []
    : [['device', [{ verdict: 'inconclusive', reason: { code: 'nothing-secured' }, restsOn: [] }]]]
