import type { Check, Given } from '../check.ts'
import { cryptographyReasons } from '../cryptography/finding.ts'
import { judgeSoundness } from '../cryptography/judge-endpoint.ts'
import { unknownPortReasons, unknownPorts } from '../cryptography/ports-known.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import type { Said } from '../say.ts'

const unit = '5.1-3-2a'

/** Cryptography of every login: nothing secret in clear, and what protects it is sound. */
export const loginCryptography: Check = {
  id: '5.1-3-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.1-3', 'etsi-en-303-645:5.1-3'],
  title: { ja: 'ログインの暗号', en: 'Cryptography of logins' },
  units: [
    {
      id: unit,
      question: {
        ja: 'どのログインでも、秘密は確かな暗号で守られて送られるか',
        en: 'Does every login send its secret under sound cryptography?',
      },
    },
  ],
  judge: (given) => {
    const endpoints = loginEndpoints(given)
    return unitVerdicts(unit, [
      ...endpoints.map((endpoint): SaidOf => [endpoint, judgeLogin(given, endpoint)]),
      ...gaps(given),
      ...unknownPorts(given),
      ...(endpoints.length > 0 ? [] : [none(given)]),
    ])
  },
  reasons: {
    ...cryptographyReasons,
    ...unknownPortReasons,
    'login-protected': {
      ja: 'ログインは、確かな暗号の上で行われます',
      en: 'The login takes place under sound cryptography',
    },
    'login-in-clear': {
      ja: 'ログインの秘密が、暗号なしで送られます（{login}）',
      en: 'The secret of the login is sent in clear ({login})',
    },
    'login-digest-in-clear': {
      ja: 'パスワードはダイジェスト認証で隠されますが、通信は暗号になっていません。用途に足りるかは、人が判断します（{login}）',
      en: 'Digest hides the password and nothing else; whether that is enough for its use a person has to judge ({login})',
    },
    'login-not-observed': {
      ja: 'ログインがあると申告された、またはありそうな通信口ですが、ログインを調べた記録がありません',
      en: 'A login is declared or likely here, and there is no record of a look at it',
    },
    'login-not-finished': {
      ja: 'ログインの調査を終えられませんでした（{trouble}）',
      en: 'The look at the login could not be finished ({trouble})',
    },
    'login-not-found': {
      ja: '申告されたログインが、この通信口に見つかりません',
      en: 'The declared login is not found at this endpoint',
    },
    'login-protection-unknown': {
      ja: 'ログインを守る暗号が、調べられていません',
      en: 'The cryptography that protects the login was not looked at',
    },
    'service-unknown': {
      ja: '何が動いているか分かりません。ログインかもしれません',
      en: 'What speaks here is unknown; it may be a login',
    },
    'no-login-found': {
      ja: 'ログインは、申告にも機器にもありません',
      en: 'Neither declaration nor device has a login',
    },
  },
}

type Access = ObservationOf<'access'>

// A login is what these are for; where one was found and nobody looked, nothing is known.
const loginProtocols: readonly string[] = ['ssh', 'telnet', 'ftp', 'ftps', 'snmp', 'unknown']

const accessAt = ({ observations }: Given, endpoint: string) =>
  ofKind(observations, 'access').filter((access) => access.endpoint === endpoint)
const servicesAt = ({ observations }: Given, endpoint: string) =>
  ofKind(observations, 'service').filter((service) => service.endpoint === endpoint)
const unsure = ({ completeness, seen }: Access) =>
  completeness !== 'complete' || (seen.logins.length === 0 && (seen.without === 'silent' || seen.without === 'unclear'))
const declaredAt = ({ declared }: Given, endpoint: string) =>
  declared.authentication.filter(({ factor, endpoints }) => factor !== 'none' && endpoints.includes(endpoint))

/** Endpoints where one logs in, is said to, or might. */
function loginEndpoints(given: Given): readonly string[] {
  const { observations, declared } = given
  const all = [
    ...declared.authentication.filter(({ factor }) => factor !== 'none').flatMap(({ endpoints }) => endpoints),
    ...ofKind(observations, 'access')
      .filter((access) => access.seen.logins.length > 0 || unsure(access))
      .flatMap(({ endpoint }) => endpoint ?? []),
    ...ofKind(observations, 'service')
      .filter(
        ({ endpoint, seen }) => loginProtocols.includes(seen.protocol) && accessAt(given, endpoint ?? '').length === 0,
      )
      .flatMap(({ endpoint }) => endpoint ?? []),
  ]
  return [...new Set(all)].toSorted()
}

function judgeLogin(given: Given, endpoint: string): readonly Said[] {
  const accesses = accessAt(given, endpoint)
  const restsOn = accesses.map(({ id }) => id)
  const found = accesses.flatMap((access) => loginsIn(access))
  const declared = declaredAt(given, endpoint)
  const said: Said[] = [
    ...found,
    ...accesses.filter(unsure).map(
      ({ id, trouble, seen }): Said => ({
        verdict: 'inconclusive',
        code: 'login-not-finished',
        facts: { trouble: trouble ?? seen.without },
        restsOn: [id],
      }),
    ),
    ...(accesses.length === 0 ? withoutAccess(given, endpoint, declared.length > 0) : []),
  ]
  const secured = accesses.some(({ seen }) => seen.logins.some(({ login }) => seen.tls || login === 'ssh'))
  const declaredSecured = declared.length > 0 && accesses.some(({ seen }) => seen.tls || seen.protocol === 'ssh')
  if (secured || declaredSecured) return [...said, ...protection(given, endpoint, restsOn)]
  if (declared.length > 0 && accesses.length > 0 && said.length === 0)
    return [{ verdict: 'inconclusive', code: 'login-not-found', restsOn }]
  return said
}

/** What is said of logins that nothing protects. */
function loginsIn({ id, seen }: Access): readonly Said[] {
  if (seen.tls) return []
  return seen.logins
    .filter(({ login }) => login !== 'ssh')
    .map(({ login }) =>
      login === 'http-digest' || login === 'rtsp-digest'
        ? { verdict: 'inconclusive', code: 'login-digest-in-clear', facts: { login }, restsOn: [id] }
        : { verdict: 'fail', code: 'login-in-clear', facts: { login }, restsOn: [id] },
    )
}

// What a certificate is called and for how long it was issued weakens no secret on its way; it is judged with the communication (5.5-1).
const elsewhere: readonly string[] = ['certificate-name-missing', 'certificate-validity-excessive']

/** The verdict over what protects a login; why it is not sound is said by its own reasons. */
function protection(given: Given, endpoint: string, restsOn: readonly string[]): readonly Said[] {
  const sound = judgeSoundness(given, endpoint)
  if (sound.length === 0) return [{ verdict: 'inconclusive', code: 'login-protection-unknown', restsOn }]
  const wrong = sound.filter(({ verdict, code }) => verdict !== 'pass' && !elsewhere.includes(code))
  return wrong.length > 0
    ? wrong
    : [{ verdict: 'pass', code: 'login-protected', restsOn: [...restsOn, ...cryptographySeen(given, endpoint)] }]
}

const cryptographySeen = ({ observations }: Given, endpoint: string): readonly string[] =>
  (['tls-offer', 'tls-certificate', 'ssh-offer', 'ssh-host-key'] as const)
    .flatMap((kind): readonly { readonly id: string; readonly endpoint?: string | undefined }[] =>
      ofKind(observations, kind),
    )
    .flatMap((o) => (o.endpoint === endpoint ? [o.id] : []))

/** Nobody asked the endpoint for its logins: what speaks there still says something. */
function withoutAccess(given: Given, endpoint: string, declared: boolean): readonly Said[] {
  const services = servicesAt(given, endpoint)
  const restsOn = services.map(({ id }) => id)
  const inClear = services.find(({ seen }) => !seen.tls && given.policy.plaintextProtocols.includes(seen.protocol))
  if (declared && inClear)
    return [{ verdict: 'fail', code: 'login-in-clear', facts: { login: inClear.seen.protocol }, restsOn }]
  const unknown = services.length > 0 && services.every(({ seen }) => seen.protocol === 'unknown')
  return [
    { verdict: 'inconclusive', code: unknown && !declared ? 'service-unknown' : 'login-not-observed', restsOn },
    ...judgeSoundness(given, endpoint).filter(({ verdict, code }) => verdict === 'fail' && !elsewhere.includes(code)),
  ]
}

/** Logins that are declared without a place that can be looked at. */
const gaps = ({ declared }: Given): readonly SaidOf[] =>
  declared.authentication
    .filter(({ factor, endpoints }) => factor !== 'none' && endpoints.length === 0)
    .map(
      ({ id }): SaidOf => [
        id,
        [
          {
            verdict: 'inconclusive',
            code: 'declaration-gap',
            facts: { place: `1-AuthMech/${id}/endpoint` },
            restsOn: [],
          },
        ],
      ],
    )

const none = (given: Given): SaidOf => {
  const restsOn = [...ofKind(given.observations, 'port-scan'), ...ofKind(given.observations, 'access')].map(
    ({ id }) => id,
  )
  return ['device', [{ verdict: 'not-applicable', code: 'no-login-found', restsOn }]]
}
