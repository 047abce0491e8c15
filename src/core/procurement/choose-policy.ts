import type { IsoDate } from '../kernel/date.ts'
import type { FaultTexts } from '../kernel/fault.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { type Conditions, type Demand, type Importance, importanceText } from './demand.ts'
import { type PinnedPolicy, type PolicyDemand, pin, versionKey, versionOn } from './policy.ts'
import type { PinnedProfile } from './profile.ts'

/** Why what was asked for is not a policy one can judge by. */
export type ChooseFault =
  | { readonly code: 'policy-unknown'; readonly policy: string; readonly known: string }
  | { readonly code: 'policy-not-in-force'; readonly policy: string; readonly day: IsoDate }

/** A policy or profile, and the importance where a preset names one. */
export interface Chosen {
  readonly against: PinnedPolicy | PinnedProfile
  readonly importance?: Importance
}

/**
 * Finds what was asked for: a preset ('gov-low'), the version of a policy or profile in force on that day ('jp-government'), or
 * one version whenever it was in force ('jp-government@2023').
 */
export function choosePolicy(
  catalogue: { readonly policies: readonly PinnedPolicy[]; readonly profiles: readonly PinnedProfile[] },
  asked: string,
  day: IsoDate,
): Result<Chosen, ChooseFault> {
  const { policies, profiles } = catalogue
  const all: readonly (PinnedPolicy | PinnedProfile)[] = [...policies, ...profiles]
  const exact = all.find((one) => versionKey(one) === asked)
  if (exact) return ok({ against: exact })
  const [presetName = '', version] = asked.split('@')
  const presets = policies.flatMap((policy) =>
    (policy.presets ?? []).filter(({ id }) => id === presetName).map((preset) => ({ policy, preset })),
  )
  const id = presets[0]?.policy.id ?? asked
  if (!all.some((one) => one.id === id)) {
    const known = [...new Set([...policies.flatMap(({ presets: p = [] }) => p), ...all].map((one) => one.id))]
    return refuse({ code: 'policy-unknown', policy: asked, known: known.join(', ') })
  }
  const meant =
    version === undefined ? versionOn(all, id, day) : all.find((one) => versionKey(one) === `${id}@${version}`)
  if (meant === undefined) return refuse({ code: 'policy-not-in-force', policy: asked, day })
  const preset = presets.find(({ policy }) => versionKey(policy) === versionKey(meant))?.preset
  return ok({ against: meant, ...(preset === undefined ? {} : { importance: preset.importance }) })
}

/** A policy that somebody puts together for one check; its version is its digest, so the same choice has the same name. */
export function customPolicy(choice: {
  readonly day: IsoDate
  readonly demands: readonly Pick<PolicyDemand, 'anyOf' | 'categories' | 'importance'>[]
  readonly conditions: Conditions
}): PinnedPolicy {
  const provenance = { mark: 'own' } as const
  const reason = { ja: '自分で決めた条件です。', en: 'A condition of your own.' }
  const draft = {
    id: 'custom',
    version: 'draft',
    from: choice.day,
    status: 'example',
    title: { ja: '自分で決めた方針', en: 'A policy of your own' },
    summary: { ja: 'この確認のために決めた条件です。', en: 'Conditions chosen for this check.' },
    owner: { ja: '確認する人', en: 'Whoever checks' },
    conditions: choice.conditions,
    demands: choice.demands.map((row, i) => ({ ...row, id: `row-${i + 1}`, reason, provenance })),
    provenance,
  } as const
  // The day is not part of what rows are judged by: tomorrow the same choice is the same policy.
  const { digest } = pin({ ...draft, from: '' })
  return pin({ ...draft, version: digest.slice(7, 19) })
}

/** How a demand is written in one line: 「重要度 低」. */
export const importanceOf = (row: Demand & Pick<PolicyDemand, 'importance'>, language: 'ja' | 'en'): string =>
  (row.importance ?? []).map((one) => importanceText[one][language]).join(language === 'ja' ? '・' : ', ')

export const chooseFaultTexts: FaultTexts<ChooseFault> = {
  'policy-unknown': {
    what: { ja: '方針「{policy}」はありません。', en: 'There is no policy {policy}.' },
    why: { ja: 'あるのは次のものです：{known}', en: 'There are: {known}.' },
    next: { ja: 'つづりを確かめるか、一覧から選んでください。', en: 'Check the spelling or choose one of these.' },
  },
  'policy-not-in-force': {
    what: { ja: '方針「{policy}」の版は、{day}にはありません。', en: 'No version of {policy} was in force on {day}.' },
    why: {
      ja: '方針には、始まりの日と終わりの日があります。',
      en: 'Policies have a first day, and some a last one.',
    },
    next: {
      ja: '判定日を変えるか、「{policy}@版」のように版を指定してください。',
      en: 'Choose another day, or name the version as in {policy}@VERSION.',
    },
  },
}
