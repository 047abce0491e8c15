import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import type { SaidOf } from '../cryptography/unit-verdicts.ts'
import { servicesWithoutPorts } from '../declared/comparable.ts'
import { sameDoor } from '../doors.ts'
import { ofKind } from '../observation.ts'
import type { Said } from '../say.ts'
import { type Access, notAsked, passwordLogins } from './password-logins.ts'

/** How the declaration has a service at an endpoint: behind a login, open on purpose, or not at all. */
export function declaredAccess(
  { declared }: Pick<Given, 'declared'>,
  endpoint: string,
): 'login' | 'open' | 'unclear' | 'undeclared' {
  const services = declared.services.filter((s) => s.enabled && s.endpoints.includes(endpoint))
  if (services.some((s) => s.authentication === undefined)) return 'unclear'
  if (services.some((s) => s.authentication?.length === 0)) return 'open'
  if (services.length > 0) return 'login'
  if (declared.authentication.some((a) => a.factor !== 'none' && a.endpoints.includes(endpoint))) return 'login'
  // It may be one of those whose port cannot be read.
  return servicesWithoutPorts(declared).length > 0 ? 'unclear' : 'undeclared'
}

/** What every service does for somebody who has not logged in, beside what is declared. */
export function judgeWithoutLogin(given: Given): readonly SaidOf[] {
  const accesses = ofKind(given.observations, 'access')
  const seen = new Set(accesses.map((o) => o.endpoint))
  const unseen = given.declared.services
    .filter((s) => s.enabled && s.authentication?.length !== 0)
    .flatMap((s) => s.endpoints.filter((e) => !seen.has(e)))
  const said: SaidOf[] = [
    ...accesses.map((access): SaidOf => [access.endpoint ?? 'device', judgeAccess(given, access)]),
    ...notAsked(given).map(
      ({ id, endpoint, protocol }): SaidOf => [
        endpoint,
        [{ verdict: 'inconclusive', code: 'service-not-asked', facts: { protocol }, restsOn: [id] }],
      ],
    ),
    ...[...new Set(unseen)].map(
      (endpoint): SaidOf => [endpoint, [{ verdict: 'not-evaluated', code: 'access-not-looked-at', restsOn: [] }]],
    ),
  ]
  return said.length > 0
    ? said
    : [['device', [{ verdict: 'not-evaluated', code: 'access-not-looked-at', restsOn: [] }]]]
}

function judgeAccess(given: Given, access: Access): readonly Said[] {
  const { id, endpoint = '', seen, completeness, trouble } = access
  const declared = declaredAccess(given, endpoint)
  const logins = passwordLogins(given).filter((l) => sameDoor(l, access))
  const tries = logins.flatMap((l) => l.tries)
  const restsOn = [id, ...tries.map((o) => o.id)]
  const open: Said[] = logins.flatMap(({ login, tries }) =>
    tries.flatMap((o): Said[] => {
      if (o.seen.control === 'accepted' || o.seen.anyPassword.length > 0)
        return [{ verdict: 'fail', code: 'login-admits-anybody', facts: { login }, restsOn: [o.id] }]
      // A community that everybody knows is no login.
      if (login === 'snmp' && o.seen.found.length > 0)
        return [
          { verdict: 'fail', code: 'known-community', facts: { pairs: o.seen.found.join(', ') }, restsOn: [o.id] },
        ]
      return []
    }),
  )
  if (open.length > 0) return open
  const tell = (verdict: Said['verdict'], code: string, facts?: Said['facts']): readonly Said[] => [
    { verdict, code, restsOn, ...(facts && { facts }) },
  ]
  const unclear = tell('inconclusive', 'access-unclear', {
    trouble: trouble ?? (completeness === 'complete' ? seen.without : completeness),
  })
  if (seen.without === 'granted') {
    const facts = { granted: seen.granted.toSorted().join(', '), places: seen.places.slice(0, 4).join(' ') || '-' }
    if (declared === 'unclear') return tell('inconclusive', 'login-not-declared', facts)
    if (declared === 'open' && !seen.granted.includes('shell'))
      return completeness === 'complete' ? tell('pass', 'open-as-declared', facts) : unclear
    if (seen.granted.every((g) => g === 'protocol')) return tell('inconclusive', 'protocol-without-login', facts)
    return tell('fail', declared === 'undeclared' ? 'open-and-undeclared' : 'open-against-declaration', facts)
  }
  if (completeness !== 'complete') return unclear
  if (seen.without === 'leads-elsewhere') return tell('pass', 'leads-elsewhere')
  // Whether a login turns anybody away is seen when it does: by a try with a user and password of random letters.
  const untried = logins.filter(({ tries }) => !tries.some((o) => o.seen.control === 'rejected'))
  if (seen.without === 'asks-login') {
    if (untried.length === 0) return tell('pass', 'login-asked')
    // What silence answers to is only known to be refused when a wrong community was.
    return logins.some((l) => l.login === 'snmp')
      ? tell('inconclusive', 'access-unclear', { trouble: 'silent' })
      : tell('inconclusive', 'login-not-tried', { login: untried[0]!.login })
  }
  if (seen.without === 'shows-page') {
    if (declared === 'unclear') return tell('inconclusive', 'login-not-declared', { granted: 'page', places: '/' })
    if (declared === 'open') return tell('pass', 'open-as-declared', { granted: 'page', places: '/' })
    return logins.length > 0 && untried.length === 0
      ? tell('pass', 'page-before-login')
      : tell('inconclusive', 'page-not-understood')
  }
  return unclear
}

export const accessReasons = {
  'login-asked': { ja: 'ログインしないと使えません', en: 'Nothing works without a login' },
  'page-before-login': {
    ja: 'ログインの前に見えるのは入口のページだけで、でたらめな値のログインは拒まれます',
    en: 'Before a login only the first page shows, and a random login is refused',
  },
  'leads-elsewhere': { ja: 'ほかの通信口へ導くだけです', en: 'It only leads to another service' },
  'open-as-declared': {
    ja: '申告のとおり、ログインなしで使えます（{granted}）',
    en: 'As declared it is open without a login ({granted})',
  },
  'login-not-declared': {
    ja: 'ログインなしで使えます（{granted}、{places}）。それでよいのかが、申告にありません',
    en: 'It works without a login ({granted}, {places}), and the declaration does not say whether it should',
  },
  'open-against-declaration': {
    ja: 'ログインが必要と申告されていますが、ログインなしで使えます（{granted}、{places}）',
    en: 'A login is declared, and it works without ({granted}, {places})',
  },
  'open-and-undeclared': {
    ja: '申告のない通信口が、ログインなしで使えます（{granted}、{places}）',
    en: 'An undeclared service is open without a login ({granted}, {places})',
  },
  'protocol-without-login': {
    ja: 'ログインのない通信方式が動いています。読み書きできるものは、人が確かめます',
    en: 'The protocol knows no login; what can be read or written a person has to see',
  },
  'login-admits-anybody': {
    ja: 'ログインの画面はありますが、でたらめな値で通ります（{login}）',
    en: 'There is a login, and it lets anybody in ({login})',
  },
  'known-community': {
    ja: 'よく知られたコミュニティ名で読めます（一覧の {pairs}）',
    en: 'It can be read with a community name that everybody knows (entries {pairs} of the list)',
  },
  'login-not-tried': {
    ja: 'ログインを求められますが、でたらめな値が拒まれることを確かめていません（{login}）',
    en: 'A login is asked for; that it refuses a random user and password was not seen ({login})',
  },
  'page-not-understood': {
    ja: 'ページは見えますが、ログインしないと使えないかどうかは分かりません。ログインの手順（login-recipe）を申告し、誤ったログインを試すことに同意すると調べられます',
    en: 'A page shows; whether it works without a login is not known. With a declared login-recipe and consent to wrong logins it can be tried',
  },
  'access-unclear': {
    ja: 'ログインなしで何ができるかを見分けられませんでした（{trouble}）',
    en: 'What works without a login could not be made out ({trouble})',
  },
  'service-not-asked': {
    ja: 'ログインなしで使えるかもしれない通信口（{protocol}）ですが、調べていません',
    en: 'It may work without a login ({protocol}) and was not looked at',
  },
  'access-not-looked-at': {
    ja: 'ログインなしで使えるかどうかを調べていません',
    en: 'Whether it works without a login was not looked at',
  },
} as const satisfies Readonly<Record<string, Text>>
