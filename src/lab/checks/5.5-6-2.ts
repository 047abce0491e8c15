import type { Check } from '../check.ts'
import { judgePlaintext, plaintextReasons } from '../plaintext/judge-plaintext.ts'
import { spokenEndpoints } from '../plaintext/services.ts'
import { unseen } from '../plaintext/unseen.ts'
import { say } from '../say.ts'

const unit = '5.5-6-2a'

/**
 * Critical security parameters are encrypted in transit. What the device offers is looked at by machine: logins and secrets in clear fail.
 * What it sends by itself is not evaluated without a capture.
 */
export const secretsInTransit: Check = {
  id: '5.5-6-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.5-6', 'etsi-en-303-645:5.5-6'],
  title: { ja: '秘密の情報の通信の暗号化', en: 'Encryption of secrets in transit' },
  units: [
    {
      id: unit,
      question: {
        ja: 'パスワードなどの重要な情報は、申告どおり暗号化して送られるか',
        en: 'Are passwords and other critical security parameters encrypted in transit, as declared?',
      },
    },
  ],
  judge: (given) => [
    ...spokenEndpoints(given).map((spoken) => say(unit, spoken.endpoint, judgePlaintext(given, spoken))),
    ...unseen(given, unit),
  ],
  reasons: plaintextReasons,
}
