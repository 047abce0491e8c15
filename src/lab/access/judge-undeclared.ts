import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import { unknownPortReasons, unknownPorts } from '../cryptography/ports-known.ts'
import type { SaidOf } from '../cryptography/unit-verdicts.ts'
import { loginOpen } from '../declared/comparable.ts'
import { ofKind } from '../observation.ts'
import { type Access, loginUnknown, notAsked } from './password-logins.ts'

/** Whether every login that the device offers is declared. `passwords`: only those by password count. */
export function judgeUndeclared(given: Given, which: 'passwords' | 'all'): readonly SaidOf[] {
  const accesses = ofKind(given.observations, 'access')
  const said: SaidOf[] = [
    ...accesses.filter((access) => !loginUnknown(access)).flatMap((access) => loginsAt(given, access, which)),
    ...loginsUnknown(given),
  ]
  return said.length > 0
    ? said
    : [
        [
          'device',
          [
            {
              verdict: 'pass',
              code: 'no-login-found',
              restsOn: [...accesses, ...ofKind(given.observations, 'port-scan')].map((o) => o.id),
            },
          ],
        ],
      ]
}

/** Why it is not known which logins the device has; empty where everything was asked and answered. */
export function loginsUnknown(given: Given): readonly SaidOf[] {
  const { observations } = given
  if (ofKind(observations, 'access').length + ofKind(observations, 'port-scan').length === 0)
    return [['device', [{ verdict: 'not-evaluated', code: 'logins-not-looked-for', restsOn: [] }]]]
  return [
    // Where a login was found and the look was not finished, there may be another one.
    ...ofKind(observations, 'access')
      .filter((access) => loginUnknown(access) || access.completeness !== 'complete')
      .map(notRecognised),
    ...notAsked(given).map(
      ({ endpoint, protocol, id }): SaidOf => [
        endpoint,
        [{ verdict: 'inconclusive', code: 'service-not-asked', facts: { protocol }, restsOn: [id] }],
      ],
    ),
    ...unknownPorts(given),
  ]
}

const notRecognised = ({ id, endpoint = 'device', seen, trouble }: Access): SaidOf => [
  endpoint,
  [
    {
      verdict: 'inconclusive',
      code: 'login-not-recognised',
      facts: { trouble: trouble ?? seen.without },
      restsOn: [id],
    },
  ],
]

function loginsAt({ declared }: Given, access: Access, which: 'passwords' | 'all'): readonly SaidOf[] {
  const { id, endpoint = 'device', seen } = access
  const here = declared.authentication.filter((a) => a.endpoints.includes(endpoint))
  const restsOn = [id]
  return seen.logins.map(({ login, password, authentication }): SaidOf => {
    const facts = { login }
    const own = authentication === undefined ? here : declared.authentication.filter((a) => a.id === authentication)
    if (!password)
      return which === 'passwords' || own.some((a) => a.factor !== 'none')
        ? [endpoint, [{ verdict: 'pass', code: 'keys-alone', facts, restsOn }]]
        : [endpoint, [{ verdict: 'fail', code: 'login-undeclared', facts, restsOn }]]
    if (own.some((a) => a.factor === 'password') && own.every((a) => loginOpen(declared, a)))
      return [endpoint, [{ verdict: 'inconclusive', code: 'login-declaration-open', facts, restsOn }]]
    if (own.some((a) => a.factor === 'password'))
      return [endpoint, [{ verdict: 'pass', code: 'login-declared', facts, restsOn }]]
    return own.some((a) => a.factor !== 'none')
      ? [
          endpoint,
          [{ verdict: 'fail', code: 'password-beside-declared', facts: { login, factor: own[0]!.factor }, restsOn }],
        ]
      : [endpoint, [{ verdict: 'fail', code: 'login-undeclared', facts, restsOn }]]
  })
}

export const undeclaredReasons = {
  ...unknownPortReasons,
  'login-declared': { ja: '申告のあるログインです（{login}）', en: 'The login is declared ({login})' },
  'login-undeclared': {
    ja: '申告のないログインがあります（{login}）',
    en: 'There is a login that is not declared ({login})',
  },
  'login-declaration-open': {
    ja: 'ログインの申告から、方式か通信口を読み取れません（{login}）',
    en: 'How or where one logs in cannot be read from the declaration of the login ({login})',
  },
  'password-beside-declared': {
    ja: '申告は{factor}による認証ですが、パスワードでもログインを受け付けます（{login}）',
    en: 'Declared is authentication by {factor}; logins by password are taken as well ({login})',
  },
  'keys-alone': {
    ja: 'パスワードを受け付けず、鍵だけでログインします（{login}）',
    en: 'It takes no password; one logs in with keys alone ({login})',
  },
  'login-not-recognised': {
    ja: 'ログインがあるかどうかを見分けられませんでした（{trouble}）',
    en: 'Whether there is a login could not be made out ({trouble})',
  },
  'service-not-asked': {
    ja: 'ログインがあるかもしれない通信口（{protocol}）ですが、調べていません',
    en: 'It may have a login ({protocol}) and was not asked for one',
  },
  'no-login-found': { ja: 'ログインは見つかりませんでした', en: 'No login was found' },
  'logins-not-looked-for': { ja: 'ログインを探していません', en: 'Logins were not looked for' },
} as const satisfies Readonly<Record<string, Text>>
