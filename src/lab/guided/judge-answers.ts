import type { Given, UnitVerdict } from '../check.ts'
import { type Observation, type ObservationOf, ofKind } from '../observation.ts'
import type { GuidedReason } from './reasons.ts'
import type { GuidedStep } from './step.ts'

/** What has to be answered, and how, for a unit to be shown. */
export interface Asking {
  readonly unit: string
  readonly step: GuidedStep
  readonly wants: Readonly<Record<string, boolean>>
  readonly pictures?: readonly string[]
  readonly table: string // of the IXIT, that says what the step is about
}

export type GuidedObservation = ObservationOf<'guided-step'>

/** What a verdict is about; samples beyond the first say so. */
export const aboutOf = (about: string, sample: number): string => (sample === 1 ? about : `${about}/sample-${sample}`)

/** The step as it was carried out, for everything it was or should have been about. */
export function carriedOut(
  { declared, observations }: Given,
  step: GuidedStep,
): readonly { readonly about: string; readonly observation?: GuidedObservation }[] {
  const done = ofKind(observations, 'guided-step').filter(({ seen }) => seen.step === step.id)
  const expected = step.about(declared).map(({ id }) => id)
  const missing = expected.filter((id) => !done.some((o) => o.seen.about === id))
  return [
    ...done.map((observation) => ({ about: aboutOf(observation.seen.about, observation.sample), observation })),
    ...missing.map((about) => ({ about })),
  ]
}

/** Whether all of these were seen to the end: only then anything speaks for a device. */
export const finished = (...all: readonly Pick<Observation, 'completeness'>[]): boolean =>
  all.every(({ completeness }) => completeness === 'complete')

const titleOf = ({ title }: GuidedStep) => ({ titleJa: title.ja, titleEn: title.en })

/** A verdict of one unit about one thing, with a reason that all guided checks share. */
export const said = (
  unit: string,
  about: string,
  verdict: UnitVerdict['verdict'],
  code: GuidedReason,
  more: { readonly facts?: UnitVerdict['reason']['facts']; readonly restsOn?: readonly string[] } = {},
): UnitVerdict => ({
  unit,
  about,
  verdict,
  reason: { code, ...(more.facts && { facts: more.facts }) },
  restsOn: more.restsOn ?? [],
})

/** Judges a unit by the answers of a person alone. */
export function judgeAnswers(given: Given, asking: Asking): readonly UnitVerdict[] {
  const { unit, step, table } = asking
  const all = carriedOut(given, step)
  if (all.length === 0) return [said(unit, 'device', 'not-evaluated', 'nothing-declared', { facts: { table } })]
  return all.map(({ about, observation }) =>
    observation === undefined
      ? said(unit, about, 'not-evaluated', 'step-not-done', { facts: titleOf(step) })
      : judgeOne(asking, about, observation),
  )
}

/** What the answers of one sitting say of a unit. What speaks against it counts even when the step was not finished. */
export function judgeOne({ unit, step, wants, pictures = [] }: Asking, about: string, observation: GuidedObservation) {
  const { seen, id, completeness } = observation
  const rest = { restsOn: [id] }
  const asks = (question: string) => {
    const ask = step.questions.find((q) => q.id === question)?.ask
    return { ...rest, facts: { askJa: ask?.ja ?? question, askEn: ask?.en ?? question } }
  }
  const answers = new Map(seen.answers.filter((a) => a.round === undefined).map((a) => [a.question, a.answer]))
  const against = Object.entries(wants).find(([question, wanted]) => answers.get(question) === !wanted)
  if (against) return said(unit, about, 'fail', 'seen-otherwise', asks(against[0]))
  if (seen.outcome === 'not-possible')
    return said(unit, about, 'inconclusive', 'step-not-possible', {
      ...rest,
      facts: { ...titleOf(step), why: seen.why ?? '' },
    })
  const silent = Object.keys(wants).find((question) => typeof answers.get(question) !== 'boolean')
  if (silent !== undefined) return said(unit, about, 'inconclusive', 'answer-missing', asks(silent))
  const unseen = pictures.find((question) => !seen.pictures.some((p) => p.question === question))
  if (unseen !== undefined) return said(unit, about, 'inconclusive', 'picture-missing', asks(unseen))
  if (seen.outcome !== 'done' || completeness !== 'complete')
    return said(unit, about, 'inconclusive', 'step-unfinished', { ...rest, facts: titleOf(step) })
  return said(unit, about, 'pass', 'seen-by-person', rest)
}
