import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { nothingDeclared } from '../../../../../tests/support/lab-bench.ts'
import { mergeRecords } from '../../../../lab/guided/merge-records.ts'
import { recordSchema, type StepRecord } from '../../../../lab/guided/record.ts'
import { sessionOf } from '../../../../lab/guided/session.ts'
import { asked, type GuidedStep } from '../../../../lab/guided/step.ts'
import { steps } from '../../../../lab/guided/steps.ts'
import { firstOpen, screensOf, screensNow as screensOfHouse } from './screens.ts'

// What the script of the telephone makes of records, against what the bench makes of them.

type Data = ReturnType<typeof dataOf>
interface Fold {
  readonly foldStep: (records: readonly StepRecord[], step: Data, of: { about: string; sample: number }) => Folded
  readonly goesOnAt: (step: Data, state: Folded) => string
  readonly screensNow: (step: Data, state: Folded) => readonly { readonly id: string }[]
}
interface Folded {
  readonly progress: string
  readonly minutes: number
  readonly why: string
  readonly answers: ReadonlyMap<string, unknown>
  readonly pictures: ReadonlyMap<string, unknown>
  readonly open: readonly { readonly question: string; readonly round: string }[]
}
const { foldStep, goesOnAt, screensNow }: Fold = await import(new URL('./steps-fold.js', import.meta.url).href)

const dataOf = (step: GuidedStep) => ({
  id: step.id,
  title: step.title.ja,
  serves: [...step.serves],
  ready: [],
  caution: '',
  minutes: step.minutes,
  gate: step.questions.find(({ gate }) => gate)?.id ?? '',
  screens: screensOf(step).map(({ id, kind, text, question, round }) => ({
    id,
    kind,
    text: text.ja,
    round: round?.id ?? '',
    roundTitle: '',
    roundOptional: round?.optional ?? false,
    question: question?.id ?? '',
    optional: question?.optional ?? false,
    instead: question?.instead ?? '',
    gate: question?.gate ?? false,
  })),
})

/** Anything that may be said in a step, sensible or not. */
const saidIn = (step: GuidedStep): fc.Arbitrary<StepRecord['said']> => {
  const places = asked(step).map(({ question, round }) => ({ question, round: round?.id }))
  const answers = places.map(({ question, round }) =>
    fc
      .oneof(
        {
          weight: 6,
          arbitrary:
            question.kind === 'yes-no'
              ? fc.boolean()
              : question.kind === 'number'
                ? fc.integer({ min: -1, max: 99 })
                : fc.string({ maxLength: 5 }),
        },
        { weight: 1, arbitrary: fc.boolean() },
      )
      .map((answer): StepRecord['said'] => ({
        what: 'answer',
        question: question.id,
        answer,
        ...(round && { round }),
      })),
  )
  const digest = `sha256:${'0'.repeat(64)}`
  const pictures = places
    .filter(({ question }) => question.kind === 'picture')
    .map(({ question }) =>
      fc.constant<StepRecord['said']>({
        what: 'picture',
        question: question.id,
        digest,
        name: 'a',
        mediaType: 'image/jpeg',
        bytes: 1,
      }),
    )
  const saw = fc
    .constantFrom('accepted', 'refused', 'not-tried')
    .chain((outcome) =>
      fc
        .constantFrom('old-before', 'old-after', 'new-after')
        .map((which): StepRecord['said'] => ({ what: 'seen', saw: { kind: 'login', which, outcome } as never })),
    )
  return fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...answers, ...pictures) },
    { weight: 1, arbitrary: saw },
    { weight: 1, arbitrary: fc.constant<StepRecord['said']>({ what: 'begun' }) },
    { weight: 1, arbitrary: fc.constant<StepRecord['said']>({ what: 'again' }) },
    { weight: 1, arbitrary: fc.constant<StepRecord['said']>({ what: 'not-possible', why: '…' }) },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 0, max: 90 }).map((minutes) => ({ what: 'done' as const, minutes: minutes / 10 })),
    },
  )
}

describe('a telephone and the bench make the same of the same records', () => {
  for (const step of steps)
    test(step.id, () => {
      const record = fc.record({ id: fc.uuid(), at: fc.integer({ min: 0, max: 50 }), said: saidIn(step) })
      fc.assert(
        fc.property(fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 40 }), (all) => {
          const records = all.map(
            ({ id, at, said }): StepRecord => ({
              id,
              at: new Date(Date.UTC(2026, 10, 24) + at).toISOString(),
              person: '見本',
              sample: 1,
              step: step.id,
              about: 'device',
              said: recordSchema.shape.said.parse(said),
            }),
          )
          const own = { ...step, about: () => [{ id: 'device', name: 'device' }] }
          const [house] = sessionOf(mergeRecords(records).records, { steps: [own], declared: nothingDeclared }).states
          assert.ok(house)
          const data = dataOf(step)
          const here = foldStep(records, data, { about: 'device', sample: 1 })
          assert.equal(here.progress, house.progress)
          assert.equal(here.minutes, house.minutes)
          assert.equal(here.why, house.why ?? '')
          assert.deepEqual([...here.answers].toSorted(), [...house.answers].toSorted())
          assert.equal(here.pictures.size, house.pictures.length)
          assert.deepEqual(
            here.open.map(({ question, round }) => `${question} ${round}`),
            house.open.map(({ question, round = '' }) => `${question} ${round}`),
          )
          assert.deepEqual(
            screensNow(data, here).map(({ id }) => id),
            screensOfHouse(house).map(({ id }) => id),
          )
          assert.equal(goesOnAt(data, here), firstOpen(house)?.id ?? 'finish')
        }),
        { numRuns: 150 },
      )
    })
})
