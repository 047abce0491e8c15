import { accessReasons, declaredAccess, judgeWithoutLogin } from '../access/judge-access.ts'
import { loginsUnknown } from '../access/judge-undeclared.ts'
import { passwordLogins } from '../access/password-logins.ts'
import type { Check, Given } from '../check.ts'
import { unknownPortReasons, unknownPorts } from '../cryptography/ports-known.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'

/** Functions on the network are reachable after a login alone. */
export const accessAfterLogin: Check = {
  id: '5.5-4-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.5-4', 'etsi-en-303-645:5.5-4'],
  title: { ja: '機能の利用に必要な認証', en: 'Authentication before functions' },
  units: [
    {
      id: '5.5-4-2a',
      question: { ja: 'ログインしないと、機能を使えないか', en: 'Are functions refused without a login?' },
    },
    {
      id: '5.5-4-2b',
      question: { ja: '正しいログインでは、使えるか', en: 'Are they granted after a right login?' },
    },
    {
      id: '5.5-4-2c',
      question: {
        ja: 'ログインしても、権限のない機能は使えないか',
        en: 'Are functions refused that a logged-in user has no permission for?',
      },
    },
  ],
  judge: (given) => [
    ...unitVerdicts('5.5-4-2a', [...judgeWithoutLogin(given), ...unknownPorts(given)]),
    ...unitVerdicts('5.5-4-2b', judgeGranted(given)),
    ...unitVerdicts('5.5-4-2c', [['device', [{ verdict: 'not-evaluated', code: 'permissions-by-hand', restsOn: [] }]]]),
  ],
  reasons: {
    ...accessReasons,
    ...unknownPortReasons,
    'known-login-works': { ja: '正しいログインが通りました（{login}）', en: 'The right login was let in ({login})' },
    'known-login-refused': {
      ja: '正しいはずのログインが通りませんでした（{login}）',
      en: 'The login that was given as right was not let in ({login})',
    },
    'no-known-login': {
      ja: '正しいログインを与えられていないため、試していません（{login}）',
      en: 'No right login was given, so none was tried ({login})',
    },
    'services-unknown': {
      ja: 'ログインの必要なサービスがあるかどうかが分かりません',
      en: 'Whether there is a service behind a login is not known',
    },
    'no-service-with-login': {
      ja: 'ログインの必要なサービスは、申告にも機器にもありません',
      en: 'Neither declaration nor device has a service behind a login',
    },
    'login-not-seen': {
      ja: '申告したログインが、機器に見つかりませんでした',
      en: 'The declared login was not seen on the device',
    },
    'permissions-by-hand': {
      ja: '利用者の権限による違いは、人が試します',
      en: 'What differs by permission of the user a person has to try',
    },
  },
}

function judgeGranted(given: Given): readonly SaidOf[] {
  const logins = passwordLogins(given)
  const said: SaidOf[] = logins
    .filter((l) => declaredAccess(given, l.endpoint) === 'login' || l.tries.length > 0)
    .map(({ endpoint, login, tries, restsOn }): SaidOf => {
      const facts = { login }
      const known = tries.map((o) => o.seen.known)
      const rests = tries.length > 0 ? tries.map((o) => o.id) : restsOn
      if (known.length > 0 && known.every((k) => k === 'accepted'))
        return [endpoint, [{ verdict: 'pass', code: 'known-login-works', facts, restsOn: rests }]]
      return known.every((k) => k === 'not-given')
        ? [endpoint, [{ verdict: 'not-evaluated', code: 'no-known-login', facts, restsOn: rests }]]
        : [endpoint, [{ verdict: 'inconclusive', code: 'known-login-refused', facts, restsOn: rests }]]
    })
  const unseen = given.declared.authentication.filter(
    (a) => a.factor === 'password' && !logins.some((l) => l.declared.some((d) => d.id === a.id)),
  )
  for (const { id } of unseen) said.push([id, [{ verdict: 'not-evaluated', code: 'login-not-seen', restsOn: [] }]])
  if (said.length > 0) return said
  return loginsUnknown(given).length > 0 || !given.declared.tables.includes('13-SoftServ')
    ? [['device', [{ verdict: 'not-evaluated', code: 'services-unknown', restsOn: [] }]]]
    : [['device', [{ verdict: 'not-applicable', code: 'no-service-with-login', restsOn: [] }]]]
}
