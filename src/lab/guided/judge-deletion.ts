import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import { carriedOut, finished, type GuidedObservation, said } from './judge-answers.ts'
import type { GuidedStep } from './step.ts'

/** Why a deletion stands as it does. */
export const deletionReasons = {
  'marks-left': {
    ja: '消去の前に、目印を残して確かめました（{count}個）',
    en: 'Marks were left and seen before the deletion ({count})',
  },
  'mark-not-there': {
    ja: '消去の前に目印「{marker}」が見えていません。消えたことは示せません',
    en: 'The mark “{marker}” was not seen before the deletion, so nothing shows that it was deleted',
  },
  'marks-gone': {
    ja: '目印は、消去の後どれも見つかりませんでした',
    en: 'None of the marks was found after the deletion',
  },
  'mark-still-there': {
    ja: '目印「{marker}」が、消去の後も残っていました',
    en: 'The mark “{marker}” was still there after the deletion',
  },
  'mark-not-looked-for': {
    ja: '目印「{marker}」を、消去の後に探していません',
    en: 'The mark “{marker}” was not looked for after the deletion',
  },
} as const satisfies Record<string, Text>

type Deletion = ObservationOf<'deletion'>
type Judge = (unit: string, about: string, deletion: Deletion) => UnitVerdict

/** Judges what was left behind and looked for; a step that was not finished never shows that something is gone. */
export function judgeMarkers(given: Given, unit: string, step: GuidedStep, judge: Judge): readonly UnitVerdict[] {
  const all = carriedOut(given, step)
  const titles = { titleJa: step.title.ja, titleEn: step.title.en }
  if (all.length === 0)
    return [said(unit, 'device', 'not-evaluated', 'nothing-declared', { facts: { table: '25-DelFunc' } })]
  return all.flatMap(({ about, observation }) => {
    if (observation === undefined) return said(unit, about, 'not-evaluated', 'step-not-done', { facts: titles })
    const rest = { restsOn: [observation.id], facts: titles }
    if (observation.seen.outcome === 'not-possible')
      return said(unit, about, 'inconclusive', 'step-not-possible', {
        ...rest,
        facts: { ...titles, why: observation.seen.why ?? '' },
      })
    const deletions = markersOf(given, observation, step)
    if (deletions.length === 0) return said(unit, about, 'inconclusive', 'step-unfinished', rest)
    return deletions.map((deletion) => {
      const judged = judge(unit, about, deletion)
      return judged.verdict === 'pass' && !finished(observation, deletion)
        ? said(unit, about, 'inconclusive', 'step-unfinished', rest)
        : judged
    })
  })
}

const markersOf = (given: Given, { seen, sample }: GuidedObservation, step: GuidedStep): readonly Deletion[] =>
  ofKind(given.observations, 'deletion').filter(
    (o) =>
      o.seen.function === seen.about &&
      o.sample === sample &&
      o.seen.place === (step.id === 'deletion-service' ? 'service' : 'device'),
  )

const say = (
  unit: string,
  about: string,
  verdict: UnitVerdict['verdict'],
  code: keyof typeof deletionReasons,
  { id }: Deletion,
  facts: Record<string, string | number> = {},
): UnitVerdict => ({ unit, about, verdict, reason: { code, facts }, restsOn: [id] })

/** Unit a: data was really there. */
export const marksLeft: Judge = (unit, about, deletion) => {
  const { markers } = deletion.seen
  const unseen = markers.find((m) => m.before !== 'present')
  return unseen || markers.length === 0
    ? say(unit, about, 'inconclusive', 'mark-not-there', deletion, { marker: unseen?.marker ?? '' })
    : say(unit, about, 'pass', 'marks-left', deletion, { count: markers.length })
}

/** Unit c: and is gone. */
export const marksGone: Judge = (unit, about, deletion) => {
  const { markers } = deletion.seen
  const still = markers.find((m) => m.after === 'present')
  if (still) return say(unit, about, 'fail', 'mark-still-there', deletion, { marker: still.marker })
  const unseen = markers.find((m) => m.before !== 'present')
  if (unseen || markers.length === 0)
    return say(unit, about, 'inconclusive', 'mark-not-there', deletion, { marker: unseen?.marker ?? '' })
  const open = markers.find((m) => m.after !== 'absent')
  return open
    ? say(unit, about, 'inconclusive', 'mark-not-looked-for', deletion, { marker: open.marker })
    : say(unit, about, 'pass', 'marks-gone', deletion)
}
