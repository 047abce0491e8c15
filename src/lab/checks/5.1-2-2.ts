import { samplesOf } from '../access/judge-defaults.ts'
import { passwordLogins } from '../access/password-logins.ts'
import type { Check, Given } from '../check.ts'
import { type SaidOf, unitVerdicts } from '../cryptography/unit-verdicts.ts'
import type { DeclaredAuthentication } from '../declared/declared.ts'
import type { ObservationOf } from '../observation.ts'
import type { Said } from '../say.ts'

const unit = '5.1-2-2a'

/** Pre-set passwords are made as declared, and not from what anybody can read or guess. */
export const passwordsGenerated: Check = {
  id: '5.1-2-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.1-2', 'etsi-en-303-645:5.1-2'],
  title: { ja: '初期パスワードの作り方', en: 'How pre-set passwords are made' },
  units: [
    {
      id: unit,
      question: {
        ja: '実機の初期パスワードは、申告した作り方と矛盾しないか',
        en: 'Do the pre-set passwords found agree with the declared way of generating them?',
      },
    },
  ],
  judge: (given) => {
    const generated = given.declared.authentication.filter((a) => a.passwordSource === 'unique-per-device')
    return unitVerdicts(unit, generated.length > 0 ? generated.flatMap((a) => judgeGenerated(given, a)) : none(given))
  },
  reasons: {
    'none-generated': {
      ja: '機器ごとに作るパスワードは申告されていません',
      en: 'No password is declared as made for each unit',
    },
    'source-not-declared': {
      ja: 'パスワードが何で決まるか（password-source）が申告されていません',
      en: 'Where the password comes from (password-source) is not declared',
    },
    'logins-not-declared': {
      ja: 'IXITにログインの表（1-AuthMech）がないため、比べられません',
      en: 'The IXIT has no table of logins (1-AuthMech) to compare the device with',
    },
    'defaults-not-tried': {
      ja: '知られたパスワードを試していません。作られた値でないかもしれません',
      en: 'Known passwords were not tried; it may not be a generated value',
    },
    'default-instead-of-generated': {
      ja: '作られた値ではなく、知られた、または推測できるパスワードが使えます（組：{pairs}）',
      en: 'Instead of a generated value a known or guessable password works (pairs: {pairs})',
    },
    'defaults-untested': {
      ja: '知られたパスワードのうち、試せなかったものがあります（{untested}組）。作られた値でないかもしれません',
      en: 'Some known passwords could not be tested ({untested}); it may not be a generated value',
    },
    'format-not-declared': {
      ja: 'パスワードの長さと文字の種類（password-format）が申告されていません',
      en: 'Length and characters of the password (password-format) are not declared',
    },
    'samples-not-taken': {
      ja: '実機のパスワードの特徴を調べていません',
      en: 'The passwords of units were not looked at',
    },
    'too-few-units': {
      ja: '作り方が分かるのは、{least}台を比べたときです（比べた台数：{units}）',
      en: 'How they are made shows with {least} units to compare; there were {units}',
    },
    'length-differs': {
      ja: '{unit}台目のパスワードの長さが{length}文字で、申告（{declared}文字）と違います',
      en: 'The password of unit {unit} has {length} characters; declared are {declared}',
    },
    'too-short': {
      ja: '{unit}台目のパスワードの長さが{length}文字で、{least}文字に足りません',
      en: 'The password of unit {unit} has {length} characters; at least {least} are asked for',
    },
    'characters-differ': {
      ja: '{unit}台目のパスワードに、申告にない種類の文字があります（{outside}文字）',
      en: 'The password of unit {unit} has characters that are not declared ({outside})',
    },
    derivable: {
      ja: '{unit}台目のパスワードを、機器の情報や並びから導けます（{from}）',
      en: 'The password of unit {unit} can be derived ({from})',
    },
    alike: {
      ja: '{one}台目と{other}台目のパスワードが似すぎています（違いは{distance}文字）',
      en: 'The passwords of units {one} and {other} are too alike ({distance} characters differ)',
    },
    'as-declared': {
      ja: '{units}台のパスワードは、申告した作り方と矛盾しません',
      en: 'The passwords of {units} units agree with the declared way of generating them',
    },
  },
}

/** None is declared: said only where the table and every source of a password in it can be read. */
function none({ declared }: Given): readonly SaidOf[] {
  const open = declared.authentication.filter((a) => a.factor === 'password' && a.passwordSource === undefined)
  if (open.length > 0)
    return open.map(({ id }): SaidOf => [id, [{ verdict: 'inconclusive', code: 'source-not-declared', restsOn: [] }]])
  return declared.tables.includes('1-AuthMech')
    ? [['device', [{ verdict: 'not-applicable', code: 'none-generated', restsOn: [] }]]]
    : [['device', [{ verdict: 'inconclusive', code: 'logins-not-declared', restsOn: [] }]]]
}

function judgeGenerated(given: Given, authentication: DeclaredAuthentication): readonly SaidOf[] {
  const { id, endpoints, passwordFormat: format } = authentication
  const logins = passwordLogins(given).filter((l) => l.declared.some((a) => a.id === id))
  const tried = logins.flatMap(({ endpoint, tries }) => tries.map((o) => ({ endpoint, o })))
  // A login over the network that was not tried may take a known password instead.
  const untried = [
    ...logins.filter(({ tries }) => tries.length === 0).map(({ endpoint }) => endpoint),
    ...endpoints.filter((endpoint) => !logins.some((l) => l.endpoint === endpoint)),
  ]
  const found = tried.filter(({ o }) => o.seen.found.length > 0)
  const open = tried.filter(
    ({ o }) => o.seen.found.length === 0 && (o.seen.untested.length > 0 || o.completeness !== 'complete'),
  )
  const samples = samplesOf(given.observations, id)
  const own: Said[] = samples.flatMap((o) => judgeSamples(given, format, o))
  const units = Math.max(0, ...samples.map((o) => o.seen.samples.length))
  const { samplesAtLeast: least } = given.policy.passwords
  const restsOn = samples.map((o) => o.id)
  if (format === undefined) own.push({ verdict: 'inconclusive', code: 'format-not-declared', restsOn })
  if (samples.length === 0) own.push({ verdict: 'not-evaluated', code: 'samples-not-taken', restsOn })
  else if (units < least) own.push({ verdict: 'inconclusive', code: 'too-few-units', facts: { units, least }, restsOn })
  if (own.length === 0) own.push({ verdict: 'pass', code: 'as-declared', facts: { units }, restsOn })
  return [
    ...found.map(
      ({ endpoint, o }): SaidOf => [
        endpoint,
        [
          {
            verdict: 'fail',
            code: 'default-instead-of-generated',
            facts: { pairs: o.seen.found.join(', ') },
            restsOn: [o.id],
          },
        ],
      ],
    ),
    ...open.map(
      ({ endpoint, o }): SaidOf => [
        endpoint,
        [
          {
            verdict: 'inconclusive',
            code: 'defaults-untested',
            facts: { untested: o.seen.untested.length },
            restsOn: [o.id],
          },
        ],
      ],
    ),
    ...[...new Set(untried)].map(
      (endpoint): SaidOf => [endpoint, [{ verdict: 'not-evaluated', code: 'defaults-not-tried', restsOn: [] }]],
    ),
    [id, own],
  ]
}

function judgeSamples(
  { policy }: Given,
  format: DeclaredAuthentication['passwordFormat'],
  { id, seen }: ObservationOf<'password-samples'>,
): readonly Said[] {
  const fail = (code: string, facts: Said['facts'] & object): Said => ({ verdict: 'fail', code, facts, restsOn: [id] })
  const least = policy.passwords.lengthAtLeast
  return [
    ...seen.samples.flatMap(({ unit, length, outside, derivedFrom }) => [
      ...(format !== undefined && length !== format.length
        ? [fail('length-differs', { unit, length, declared: format.length })]
        : []),
      ...(length < least ? [fail('too-short', { unit, length, least })] : []),
      ...(outside > 0 ? [fail('characters-differ', { unit, outside })] : []),
      ...(derivedFrom.length > 0 ? [fail('derivable', { unit, from: derivedFrom.toSorted().join(', ') })] : []),
    ]),
    ...seen.distances.flatMap(({ units: [one, other], distance }) => {
      const shorter = Math.min(...seen.samples.filter((s) => s.unit === one || s.unit === other).map((s) => s.length))
      // Random values of this length differ nearly everywhere; a quarter or less is a pattern.
      return distance <= Math.max(2, Math.floor(shorter / 4)) ? [fail('alike', { one, other, distance })] : []
    }),
  ]
}
