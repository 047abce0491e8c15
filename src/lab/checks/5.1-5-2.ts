import type { Verdict } from '../../core/determination/verdict.ts'
import { hindranceReasons, judgeHindrance } from '../access/judge-hindrance.ts'
import { judgeUndeclared, loginsUnknown, undeclaredReasons } from '../access/judge-undeclared.ts'
import { passwordLogins } from '../access/password-logins.ts'
import type { Check, Given } from '../check.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'
import { ofKind } from '../observation.ts'

/** Brute force over the network: no login that is not declared, and guessing is hindered as declared. */
export const bruteForceHindered: Check = {
  id: '5.1-5-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.1-5', 'etsi-en-303-645:5.1-5'],
  title: { ja: '総当たりへの対策', en: 'Resistance to brute force' },
  units: [
    {
      id: '5.1-5-2a',
      question: {
        ja: 'ネットワークに、申告のない認証はないか',
        en: 'Is there no authentication on the network that is not declared?',
      },
    },
    {
      id: '5.1-5-2b',
      question: {
        ja: '申告した総当たり対策が、実機で働くか',
        en: 'Do the declared measures against brute force take effect?',
      },
    },
  ],
  judge: (given) => [
    ...unitVerdicts('5.1-5-2a', judgeUndeclared(given, 'all')),
    ...unitVerdicts('5.1-5-2b', judgeAll(given)),
  ],
  reasons: {
    ...undeclaredReasons,
    ...hindranceReasons,
    'declared-login-not-seen': {
      ja: '申告したパスワードのログインが見つからず、測れていません',
      en: 'The declared login by password was not seen, so nothing was measured',
    },
    'no-password-login': {
      ja: 'パスワードのログインは、申告にも機器にもありません',
      en: 'Neither declaration nor device has a login by password',
    },
    'password-login-unknown': {
      ja: 'パスワードのログインがあるかどうかが分かりません',
      en: 'Whether there is a login by password is not known',
    },
  },
}

function judgeAll(given: Given): readonly SaidOf[] {
  const logins = passwordLogins(given)
  const declared = given.declared.authentication.filter((a) => a.factor === 'password')
  const missing = declared.filter((a) => !logins.some((l) => l.declared.some((d) => d.id === a.id)))
  const said: SaidOf[] = [
    ...logins.map((login): SaidOf => [login.endpoint, judgeHindrance(given, login)]),
    ...missing.map(
      ({ id }): SaidOf => [id, [{ verdict: 'not-evaluated', code: 'declared-login-not-seen', restsOn: [] }]],
    ),
  ]
  if (said.length > 0) return said
  const accesses = ofKind(given.observations, 'access')
  const restsOn = accesses.map((o) => o.id)
  const open = loginsUnknown(given)
  const tell = (verdict: Verdict, code: string): readonly SaidOf[] => [['device', [{ verdict, code, restsOn }]]]
  if (open.some(([, all]) => all.some(({ verdict }) => verdict === 'inconclusive')))
    return tell('inconclusive', 'password-login-unknown')
  if (open.length > 0) return tell('not-evaluated', 'password-login-unknown')
  return tell('not-applicable', 'no-password-login')
}
