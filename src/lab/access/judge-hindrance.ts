import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import type { BruteForceKind, DeclaredAuthentication } from '../declared/declared.ts'
import { type Hindrance, hindranceOf } from '../instruments/lock-out/hindrance.ts'
import { characterClass } from '../instruments/passwords/password-features.ts'
import type { Said } from '../say.ts'
import type { PasswordLogin, Series } from './password-logins.ts'

/** Whether guessing at one login is hindered as declared. Codes rest on classes, never on how fast the machine was. */
export function judgeHindrance(given: Given, of: PasswordLogin): readonly Said[] {
  const { login, declared, series, restsOn } = of
  if (login === 'snmp') return [{ verdict: 'inconclusive', code: 'refusals-not-seen', facts: { login }, restsOn }]
  if (series.length === 0)
    return [{ verdict: 'not-evaluated', code: 'hindrance-not-measured', facts: { login }, restsOn }]
  // What was seen of a real account says more than what was seen of a name that nobody has.
  const real = series.filter((s) => s.seen.account === 'real' && !s.seen.leftOver)
  const decisive = real.length > 0 ? real : series
  // An account in use is tried under one address: its threshold may count for all of them.
  const inUse = [...series, ...of.seriesElsewhere].some(
    ({ seen, completeness }) => seen.account !== 'throw-away' && !seen.leftOver && completeness === 'complete',
  )
  return decisive.map((one) => judgeSeries(given, { login, declared, one, realTried: real.length > 0, inUse }))
}

interface Judging {
  readonly login: string
  readonly declared: readonly DeclaredAuthentication[]
  readonly one: Series
  readonly realTried: boolean
  readonly inUse: boolean // an account in use was tried, here or under another address
}

function judgeSeries(given: Given, { login, declared, one, realTried, inUse }: Judging): Said {
  const { policy } = given
  const entry = declared.find((a) => a.bruteForce !== undefined) ?? declared[0]
  const said = entry?.bruteForce
  const measured = hindranceOf(one.seen, policy.bruteForce)
  const tell = (verdict: Said['verdict'], code: string): Said => ({
    verdict,
    code,
    facts: factsOf(login, measured, said),
    restsOn: [one.id],
  })
  if (one.seen.leftOver) return tell('inconclusive', 'shut-from-before')
  const kind = measured.kind
  if (kind === 'accepts-anything' || kind === 'stopped-answering' || kind === 'unclear')
    return tell('inconclusive', kind)
  if (kind === 'none') {
    // A lock-out often guards accounts that exist, and no others.
    if (said?.kind === 'lock-out' && !realTried) return tell('inconclusive', 'real-account-not-tried')
    return one.completeness === 'complete'
      ? tell('fail', 'not-hindered')
      : tell('inconclusive', 'hindrance-not-measured')
  }
  if (!policy.bruteForce.hindering.includes(kind)) return tell('fail', 'hindrance-not-accepted')
  // That a login is there at all and nobody declared it is said elsewhere; here nothing is declared that it could fall short of.
  if (entry === undefined) return tell('not-applicable', 'hindered-and-undeclared')
  if (said === undefined) return tell('inconclusive', 'hindrance-undeclared')
  const other = differs(said, measured)
  if (other !== undefined)
    return other === 'otherwise-than-declared' ? tell('inconclusive', other) : tell('fail', other)
  const perDay = measured.perDay ?? declaredPerDay(said)
  if (smallSpace(given, entry) && perDay !== undefined && perDay > 2 * policy.bruteForce.triesPerDayAtMost)
    return tell('fail', 'too-many-tries-a-day')
  if (one.completeness !== 'complete') return tell('inconclusive', 'hindrance-not-measured')
  // What shuts out names that nobody has may leave those in peace that an attacker is after.
  return inUse ? tell('pass', 'hindered-as-declared') : tell('inconclusive', 'unknown-name-alone')
}

type Declared = NonNullable<DeclaredAuthentication['bruteForce']>

/** How what was measured differs from what is declared; undefined: it does not. Stricter than declared is no difference. */
function differs(said: Declared, measured: Hindrance): string | undefined {
  const [declared, seen] = [said.kind, measured.kind as BruteForceKind]
  // Tries in a row cannot tell a limit from a lock-out unless one is let in again.
  const same = declared === seen || (declared === 'rate-limit' && seen === 'lock-out')
  if (!same)
    return declared === 'lock-out' && seen === 'rate-limit' ? 'weaker-than-declared' : 'otherwise-than-declared'
  if (said.after !== undefined && measured.after !== undefined && measured.after > said.after + 1)
    return 'later-than-declared'
  const delays = seen === 'constant-delay' || seen === 'lock-out'
  if (delays && said.seconds !== undefined && measured.seconds !== undefined && measured.seconds < 0.9 * said.seconds)
    return 'shorter-than-declared'
  return undefined
}

const declaredPerDay = ({ after, seconds }: Declared): number | undefined =>
  after !== undefined && seconds !== undefined && seconds > 0 ? Math.ceil((after * 86_400) / seconds) : undefined

/** Whether all passwords could be tried in time: by the declared format, and where there is none, yes. */
function smallSpace({ policy }: Given, entry: DeclaredAuthentication | undefined): boolean {
  const allowed = characterClass(entry?.passwordFormat?.characters)
  if (!entry?.passwordFormat || !allowed) return true
  const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  const characters = printable.filter((c) => allowed.test(c)).length
  return characters ** entry.passwordFormat.length < policy.bruteForce.passwordSpaceAtLeast
}

const factsOf = (login: string, { kind, answered, after, seconds, perDay }: Hindrance, said: Declared | undefined) => ({
  login,
  measured: kind,
  answered,
  declared: said?.kind ?? '-',
  ...(after !== undefined && { after }),
  ...(said?.after !== undefined && { declaredAfter: said.after }),
  ...(seconds !== undefined && { seconds: Math.round(seconds * 10) / 10 }),
  ...(said?.seconds !== undefined && { declaredSeconds: said.seconds }),
  ...(perDay !== undefined && { perDay }),
})

export const hindranceReasons = {
  'hindered-as-declared': {
    ja: '総当たりは、申告のとおりに妨げられます（{login}、申告：{declared}、実測：{measured}）',
    en: 'Guessing is hindered as declared ({login}, declared {declared}, measured {measured})',
  },
  'not-hindered': {
    ja: '続けて間違えても、妨げられません（{login}、{answered}回、申告：{declared}）',
    en: 'Nothing hinders wrong tries in a row ({login}, {answered} tries, declared {declared})',
  },
  'hindrance-not-accepted': {
    ja: '総当たりへの対策として、方針が認めない方式です（{login}、{measured}）',
    en: 'The policy does not accept this as protection against guessing ({login}, {measured})',
  },
  'weaker-than-declared': {
    ja: 'ロックすると申告されていますが、しばらくすると再び試せます（{login}、{after}回のあと）',
    en: 'A lock-out is declared, but after a moment one can go on trying ({login}, after {after} tries)',
  },
  'later-than-declared': {
    ja: '対策が働くのは{after}回のあとで、申告（{declaredAfter}回）より遅くなっています（{login}）',
    en: 'It takes effect after {after} tries, later than declared ({declaredAfter}) ({login})',
  },
  'shorter-than-declared': {
    ja: '妨げられる時間（{seconds}秒）が、申告（{declaredSeconds}秒）より短くなっています（{login}）',
    en: 'It lasts {seconds} s, shorter than declared ({declaredSeconds} s) ({login})',
  },
  'otherwise-than-declared': {
    ja: '妨げられますが、申告（{declared}）とは違う形です（{measured}、{login}）。人が確かめます',
    en: 'It is hindered otherwise than declared ({login}, declared {declared}, measured {measured}); a person has to look',
  },
  'hindrance-undeclared': {
    ja: '妨げられますが（{measured}）、対策（brute-force-limit）が申告されていません（{login}）',
    en: 'It is hindered ({measured}), and no limit (brute-force-limit) is declared ({login})',
  },
  'hindered-and-undeclared': {
    ja: '申告のないログインです。総当たりは妨げられます（{measured}、{login}）',
    en: 'The login is not declared; guessing is hindered ({measured}, {login})',
  },
  'too-many-tries-a-day': {
    ja: '1日に{perDay}回試せます。パスワードの種類の数に対して多すぎます（{login}）',
    en: '{perDay} tries a day can be kept up, too many for so few possible passwords ({login})',
  },
  'real-account-not-tried': {
    ja: '存在しない利用者名では妨げられませんでした。使われているアカウントでは試していません（{login}、申告：{declared}）',
    en: 'A name that nobody has is not hindered; an account in use was not tried ({login}, declared {declared})',
  },
  'unknown-name-alone': {
    ja: '存在しない利用者名では、申告のとおりに妨げられます。使われているアカウントでは試していません（{login}、実測：{measured}）',
    en: 'A name that nobody has is hindered as declared; an account in use was not tried ({login}, measured {measured})',
  },
  'accepts-anything': {
    ja: 'でたらめなパスワードが通るため、測れません（{login}）',
    en: 'Random passwords are let in, so nothing can be measured ({login})',
  },
  'stopped-answering': {
    ja: '{after}回のあと応答がなくなりました。対策なのか、止まったのかが分かりません（{login}）',
    en: 'After {after} tries it no longer answered; whether that is a limit or a failure cannot be told ({login})',
  },
  unclear: {
    ja: '間違いとして扱われた回数が少なく、判断できません（{login}、{answered}回）',
    en: 'Too few tries were answered to tell ({login}, {answered})',
  },
  'shut-from-before': {
    ja: '測る前から閉め出されていました。時間をおいて、もう一度試験します（{login}）',
    en: 'It was shut before the first try; the test has to be repeated later ({login})',
  },
  'refusals-not-seen': {
    ja: '間違いに応答しないため、測れません（{login}）',
    en: 'Wrong tries are met with silence, so nothing can be measured ({login})',
  },
  'hindrance-not-measured': {
    ja: '総当たりへの対策を測れていません（{login}）',
    en: 'What hinders guessing was not measured ({login})',
  },
} as const satisfies Readonly<Record<string, Text>>
