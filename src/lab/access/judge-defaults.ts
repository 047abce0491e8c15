import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import type { Said } from '../say.ts'
import type { PasswordLogin, Tries } from './password-logins.ts'

/** What trying default and guessable pairs says of one login. A pair that was not tested never counts as refused. */
export function judgeDefaults({ login, tries, elsewhere, restsOn }: PasswordLogin): readonly Said[] {
  if (tries.length === 0) return [{ verdict: 'not-evaluated', code: 'defaults-not-tried', facts: { login }, restsOn }]
  return tries.map((one) => judgeTries(login, one, elsewhere))
}

function judgeTries(login: string, { id, seen, completeness, trouble }: Tries, elsewhere: readonly Tries[]): Said {
  const restsOn = [id]
  if (seen.found.length > 0)
    return { verdict: 'fail', code: 'default-accepted', facts: { login, pairs: seen.found.join(', ') }, restsOn }
  if (seen.anyPassword.length > 0) return { verdict: 'fail', code: 'any-password-accepted', facts: { login }, restsOn }
  if (seen.control === 'accepted')
    return { verdict: 'inconclusive', code: 'accepts-anything', facts: { login }, restsOn }
  // What was tried and never answered counts as untested, whatever was written down of it.
  const unanswered = [...Map.groupBy(seen.tries, ({ pair }) => pair).values()].some(
    (all) => !all.some(({ answer }) => answer === 'rejected'),
  )
  const shown = seen.control === 'rejected' && !unanswered && (seen.tries.length > 0 || seen.like !== undefined)
  if (completeness !== 'complete' || seen.untested.length > 0 || !shown)
    return {
      verdict: 'inconclusive',
      code: 'pairs-untested',
      facts: { login, untested: seen.untested.length, trouble: trouble ?? 'untested' },
      restsOn,
    }
  // Without a login that is let in, "refused" may be all that this login ever says: a silent lock-out, a form that a script fills in.
  if (seen.known !== 'accepted' || seen.knownAfter !== 'accepted')
    return { verdict: 'inconclusive', code: 'login-not-proven', facts: { login }, restsOn }
  if (seen.like === undefined) return { verdict: 'pass', code: 'defaults-refused', facts: { login }, restsOn }
  // The same login works under both addresses, so they open the same accounts; what was tried under the other speaks for this one.
  const there = elsewhere.filter((o) => o.address === seen.like)
  return there.length > 0
    ? {
        verdict: 'pass',
        code: 'same-accounts',
        facts: { login, address: seen.like },
        restsOn: [id, ...there.map((o) => o.id)],
      }
    : { verdict: 'inconclusive', code: 'login-not-proven', facts: { login }, restsOn }
}

/** Whether passwords that come with the device differ from unit to unit: one unit says nothing of it (lab.md §4.10). */
export function judgeDifference({ observations, policy }: Given, authentication: string): readonly Said[] {
  const samples = samplesOf(observations, authentication)
  const restsOn = samples.map((o) => o.id)
  const same = samples.filter((o) => o.seen.distances.some((d) => d.distance === 0))
  if (same.length > 0) return [{ verdict: 'fail', code: 'same-on-two-units', restsOn: same.map((o) => o.id) }]
  const units = Math.max(0, ...samples.map((o) => o.seen.samples.length))
  return units >= policy.passwords.samplesAtLeast
    ? [{ verdict: 'pass', code: 'passwords-differ', facts: { units }, restsOn }]
    : [
        {
          verdict: 'inconclusive',
          code: 'too-few-units',
          facts: { units, least: policy.passwords.samplesAtLeast },
          restsOn,
        },
      ]
}

export const samplesOf = (
  observations: Given['observations'],
  authentication: string,
): readonly ObservationOf<'password-samples'>[] =>
  ofKind(observations, 'password-samples').filter((o) => o.seen.authentication === authentication)

export const defaultReasons = {
  'default-accepted': {
    ja: '知られた初期パスワード、または推測できるパスワードでログインできます（{login}、一覧の {pairs}）',
    en: 'A default or guessable password lets one in ({login}, entries {pairs} of the list)',
  },
  'any-password-accepted': {
    ja: '決まった利用者名なら、どのパスワードでもログインできます（{login}）',
    en: 'Any password lets a certain user in ({login})',
  },
  'accepts-anything': {
    ja: 'でたらめな利用者名とパスワードが通ります。初期パスワードについては何も言えません（{login}）',
    en: 'A random user and password are let in; nothing can be said of default passwords ({login})',
  },
  'pairs-untested': {
    ja: '試せなかった値の組があります（{login}、{untested}組：{trouble}）',
    en: 'Not every pair could be tested ({login}, {untested} left, {trouble})',
  },
  'login-not-proven': {
    ja: '試した組はすべて拒まれましたが、正しいパスワードが最後まで通ることを確かめていません（{login}）。使えるログインを渡すと確かめられます',
    en: 'Every pair was refused, but no right password was seen to be let in before and after ({login}); it can be shown with a login that works',
  },
  'defaults-refused': {
    ja: '初期パスワードも、推測できるパスワードも拒まれました（{login}）',
    en: 'Default and guessable passwords were refused ({login})',
  },
  'same-accounts': {
    ja: '別のアドレス（{address}）と同じアカウントのログインです。初期パスワードはそちらで試しました（{login}）',
    en: 'It opens the same accounts as under another address ({address}), where default passwords were tried ({login})',
  },
  'defaults-not-tried': {
    ja: '初期パスワードを試していません（{login}）',
    en: 'Default passwords were not tried ({login})',
  },
  'same-on-two-units': {
    ja: '2台の機器のパスワードが同じです',
    en: 'Two units have the same password',
  },
  'passwords-differ': { ja: '{units}台のパスワードは異なります', en: 'The passwords of {units} units differ' },
  'too-few-units': {
    ja: '機器ごとに異なるかどうかは、{least}台を比べないと分かりません（比べた台数：{units}）',
    en: 'Whether passwords differ takes {least} units to compare; there were {units}',
  },
} as const satisfies Readonly<Record<string, Text>>
