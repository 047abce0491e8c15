import type { Check, Given } from '../check.ts'
import { judgePlaintext, plaintextReasons } from '../plaintext/judge-plaintext.ts'
import { type SpokenEndpoint, spokenEndpoints } from '../plaintext/services.ts'
import { unseen } from '../plaintext/unseen.ts'
import { type Said, say } from '../say.ts'

const unit = '5.5-7-2a'

/**
 * The same as 5.5-6-2 for interfaces that are meant to be reached from outside the local network. Which those are only the maker knows: a
 * login in clear on an interface of which it is not declared stays inconclusive here, and fails in 5.5-6-2.
 */
export const secretsFromOutside: Check = {
  id: '5.5-7-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.5-7', 'etsi-en-303-645:5.5-7'],
  title: {
    ja: '外部から使う通信口での秘密の情報の暗号化',
    en: 'Encryption of secrets on interfaces reached from outside',
  },
  units: [
    {
      id: unit,
      question: {
        ja: '家の外から使える通信口で、重要な情報は暗号化して送られるか',
        en: 'Are critical security parameters encrypted on interfaces that are meant to be reached from outside the local network?',
      },
    },
  ],
  judge: (given) => [
    ...spokenEndpoints(given).map((spoken) => say(unit, spoken.endpoint, judge(given, spoken))),
    ...unseen(given, unit),
  ],
  reasons: {
    ...plaintextReasons,
    'local-only': {
      ja: '{endpoint} は家の中だけで使うと申告されています',
      en: '{endpoint} is declared to be used inside the local network alone',
    },
    'reach-not-declared': {
      ja: '{endpoint}（{protocol}）は暗号化なしでも通信できます。家の外から使えるかどうかが申告されていません',
      en: '{endpoint} ({protocol}) can be spoken to without encryption, and it is not declared whether it is meant to be reached from outside',
    },
  },
}

function judge(given: Given, spoken: SpokenEndpoint): Said {
  const said = judgePlaintext(given, spoken)
  if (said.verdict === 'pass' || said.verdict === 'not-applicable') return said
  const facts = { endpoint: spoken.endpoint, protocol: spoken.protocol }
  const interfaces = given.declared.interfaces.filter(
    ({ enabled, endpoints }) => enabled && endpoints.includes(spoken.endpoint),
  )
  if (interfaces.some(({ remote }) => remote)) return said
  if (interfaces.length > 0 && interfaces.every(({ remote }) => remote === false))
    return { verdict: 'not-applicable', code: 'local-only', restsOn: said.restsOn, facts }
  return { verdict: 'inconclusive', code: 'reach-not-declared', restsOn: said.restsOn, facts }
}
