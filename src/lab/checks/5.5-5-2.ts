import { accessReasons, declaredAccess, judgeWithoutLogin } from '../access/judge-access.ts'
import { notAsked, passwordLogins } from '../access/password-logins.ts'
import type { Check, Given, UnitVerdict } from '../check.ts'
import { unknownPortReasons, unknownPorts } from '../cryptography/ports-known.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'
import { servicesWithoutPorts } from '../declared/comparable.ts'
import { sameDoor } from '../doors.ts'
import { judgeAnswers } from '../guided/judge-answers.ts'
import { guidedReasons } from '../guided/reasons.ts'
import { settingsWithoutLogin } from '../guided/steps/settings-without-login.ts'
import { ofKind } from '../observation.ts'
import type { Said } from '../say.ts'

/** Settings that matter for security change after a login alone. Nothing is changed to find out: who is not let in cannot change anything. */
export const settingsAfterLogin: Check = {
  id: '5.5-5-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.5-5', 'etsi-en-303-645:5.5-5'],
  title: { ja: '設定の変更に必要な認証', en: 'Authentication before changes of settings' },
  units: [
    {
      id: '5.5-5-2a',
      question: {
        ja: '申告した通信口で、ログインせずに設定を変えられないか',
        en: 'Are changes of settings refused without a login at the declared services?',
      },
    },
    {
      id: '5.5-5-2b',
      question: {
        ja: '設定を変えられる、申告のない通信はないか',
        en: 'Is there no undeclared communication that allows changes?',
      },
    },
  ],
  judge: (given) => [...judgeChanges(given), ...unitVerdicts('5.5-5-2b', judgeUndeclared(given))],
  reasons: {
    ...accessReasons,
    ...unknownPortReasons,
    ...guidedReasons,
    'changes-not-tried': {
      ja: 'ログインの前に見えるものがあります。設定を変えられるかどうかは、人が試します',
      en: 'Something is open before a login; whether settings can be changed a person has to try',
    },
    'undeclared-may-change': {
      ja: '申告のない通信口が、ログインなしで使えます（{granted}）。設定を変えられるかどうかは、人が確かめます',
      en: 'An undeclared service works without a login ({granted}); whether it changes settings a person has to see',
    },
    'undeclared-changes': {
      ja: '申告のない通信口で、誰でも機器を操作できます（{granted}）',
      en: 'An undeclared service lets anybody command the device ({granted})',
    },
    'undeclared-after-login': {
      ja: '申告のない通信口が、ログインを求めます。ログインの後に設定を変えられるかどうかは、人が確かめます',
      en: 'An undeclared service asks for a login; whether settings can be changed after it a person has to see',
    },
    'undeclared-unclear': {
      ja: '申告のない通信口で何ができるかを見分けられませんでした',
      en: 'What an undeclared service allows could not be made out',
    },
    'no-undeclared-way': {
      ja: '設定を変えられそうな、申告のない通信口は見つかりませんでした',
      en: 'No undeclared service was found that may allow changes',
    },
    'services-not-declared': {
      ja: 'IXITにサービスの表（13-SoftServ）がないか、通信口が書かれていないため、比べられません',
      en: 'The IXIT has no table of services (13-SoftServ), or it names no port, to compare the device with',
    },
    'no-declared-service': { ja: '申告したサービスがありません', en: 'No service is declared' },
  },
}

/** What a person tried at a service decides where the bench saw something open and changed nothing. */
function judgeChanges(given: Given): readonly UnitVerdict[] {
  const unit = '5.5-5-2a'
  const byHand = judgeAnswers(given, {
    unit,
    step: settingsWithoutLogin,
    wants: { changed: false },
    table: '13-SoftServ',
  })
  const triedAt = (endpoint: string) =>
    given.declared.services
      .filter((s) => s.enabled && s.endpoints.includes(endpoint))
      .flatMap(({ id }) => byHand.filter((said) => said.about === id && said.verdict !== 'not-evaluated'))
  const seen = unitVerdicts(unit, judgeDeclared(given)).filter(
    ({ about, reason }) => reason.code !== 'changes-not-tried' || triedAt(about).length === 0,
  )
  return [...seen, ...byHand.filter(({ verdict }) => verdict !== 'not-evaluated')]
}

/** At declared services: what refuses to be used refuses to be changed; what is open was not tried. */
function judgeDeclared(given: Given): readonly SaidOf[] {
  const open = new Set(['open-as-declared', 'page-before-login', 'protocol-without-login'])
  const said = judgeWithoutLogin(given)
    .filter(([about]) => about === 'device' || declaredAccess(given, about) !== 'undeclared')
    .map(
      ([about, all]): SaidOf => [
        about,
        all.map(
          (one): Said =>
            open.has(one.code) ? { verdict: 'inconclusive', code: 'changes-not-tried', restsOn: one.restsOn } : one,
        ),
      ],
    )
  const portless = withoutPort(given)
  if (said.length + portless.length > 0) return [...said, ...portless]
  if (given.declared.services.some((s) => s.enabled && s.endpoints.length > 0))
    return [['device', [{ verdict: 'not-evaluated', code: 'access-not-looked-at', restsOn: [] }]]]
  return given.declared.tables.includes('13-SoftServ')
    ? [['device', [{ verdict: 'not-applicable', code: 'no-declared-service', restsOn: [] }]]]
    : [['device', [{ verdict: 'inconclusive', code: 'services-not-declared', restsOn: [] }]]]
}

/** Declared services of which it cannot be read where they are: what was found may be theirs, and they may not have been found. */
const withoutPort = ({ declared }: Given): readonly SaidOf[] =>
  servicesWithoutPorts(declared).map(({ id }) => [
    id,
    [{ verdict: 'inconclusive', code: 'services-not-declared', restsOn: [] }],
  ])

function judgeUndeclared(given: Given): readonly SaidOf[] {
  const accesses = ofKind(given.observations, 'access')
  const undeclared = accesses.filter((o) => declaredAccess(given, o.endpoint ?? '') === 'undeclared')
  const said: SaidOf[] = [
    ...undeclared.flatMap((access): SaidOf[] => {
      const { id, endpoint = 'device', seen, completeness } = access
      const facts = { granted: seen.granted.toSorted().join(', ') }
      const communities = passwordLogins(given)
        .filter((l) => sameDoor(l, access) && l.login === 'snmp')
        .flatMap((l) => l.tries.filter((o) => o.seen.found.length > 0))
      if (communities.length > 0)
        return [
          [
            endpoint,
            [
              {
                verdict: 'inconclusive',
                code: 'undeclared-may-change',
                facts: { granted: 'snmp' },
                restsOn: communities.map((o) => o.id),
              },
            ],
          ],
        ]
      if (seen.without === 'granted')
        return seen.granted.includes('shell')
          ? [[endpoint, [{ verdict: 'fail', code: 'undeclared-changes', facts, restsOn: [id] }]]]
          : [[endpoint, [{ verdict: 'inconclusive', code: 'undeclared-may-change', facts, restsOn: [id] }]]]
      if (completeness === 'complete' && seen.without === 'leads-elsewhere') return []
      return completeness === 'complete' && seen.without === 'asks-login'
        ? [[endpoint, [{ verdict: 'inconclusive', code: 'undeclared-after-login', restsOn: [id] }]]]
        : [[endpoint, [{ verdict: 'inconclusive', code: 'undeclared-unclear', restsOn: [id] }]]]
    }),
    ...notAsked(given)
      .filter(({ endpoint }) => declaredAccess(given, endpoint) === 'undeclared')
      .map(
        ({ id, endpoint }): SaidOf => [
          endpoint,
          [{ verdict: 'inconclusive', code: 'undeclared-unclear', restsOn: [id] }],
        ],
      ),
    ...withoutPort(given),
    ...unknownPorts(given),
  ]
  if (said.length > 0) return said
  const restsOn = [...ofKind(given.observations, 'port-scan'), ...undeclared].map((o) => o.id)
  return accesses.length > 0 || ofKind(given.observations, 'port-scan').length > 0
    ? [['device', [{ verdict: 'pass', code: 'no-undeclared-way', restsOn }]]]
    : [['device', [{ verdict: 'not-evaluated', code: 'access-not-looked-at', restsOn }]]]
}
