import assert from 'node:assert/strict'
import { test } from 'vitest'
import { asked, type StepState } from '../../../../lab/guided/step.ts'
import { steps } from '../../../../lab/guided/steps.ts'
import { firstOpen, isLeftOut, screensNow, screensOf } from './screens.ts'

const fresh = (id: string, answers: readonly (readonly [string, boolean | string | number])[] = []): StepState => ({
  step: steps.find((step) => step.id === id)!,
  about: { id: 'device', name: 'device' },
  sample: 1,
  progress: 'begun',
  answers: new Map(answers),
  pictures: [],
  saw: [],
  minutes: 0,
  open: [],
})

test('every question of every step has its screen, once a round, and screens have names of their own', () => {
  for (const step of steps) {
    const screens = screensOf(step)
    assert.deepEqual(
      screens.flatMap(({ question, round }) => (question ? [`${question.id} ${round?.id ?? ''}`] : [])),
      asked(step).map(({ question, round }) => `${question.id} ${round?.id ?? ''}`),
    )
    assert.equal(new Set(screens.map(({ id }) => id)).size, screens.length, step.id)
    for (const { id } of screens) assert.match(id, /^[\w-]{1,60}$/)
  }
})

test('an outage is two screens: cut, and give back', () => {
  const kinds = screensOf(fresh('outage-power').step).map(({ kind }) => kind)
  assert.deepEqual(kinds.slice(0, 2), ['cut', 'restore'])
})

test('marks that do not apply to a product are left out; those that always apply are never asked about', () => {
  const state = fresh('deletion-device')
  const asks = (s: StepState, round: string) =>
    screensNow(s).flatMap((one) => (one.round?.id === round && one.question ? [one.question.id] : []))
  assert.deepEqual(asks(state, 'setting'), ['before', 'after'])
  assert.deepEqual(asks(state, 'account'), ['applies'])
  assert.deepEqual(asks(fresh('deletion-device', [['account/applies', true]]), 'account'), [
    'applies',
    'before',
    'after',
  ])
})

test('what the bench saw itself is not asked', () => {
  const saw = [{ kind: 'login', which: 'old-after', outcome: 'refused' }] as const
  const state = { ...fresh('password-change'), saw }
  const refused = screensOf(state.step).find(({ question }) => question?.id === 'old-refused')!
  assert.ok(isLeftOut(state, refused))
  assert.ok(!isLeftOut({ ...state, saw: [{ ...saw[0], outcome: 'not-tried' }] }, refused))
})

test('a sitting goes on where it was left, with what has to be done for the next question', () => {
  assert.equal(firstOpen(fresh('outage-power'))?.kind, 'cut')
  const later = fresh('outage-power', [
    ['went-down', true],
    ['kept-running', false],
  ])
  assert.equal(firstOpen(later)?.question?.id, 'back-after')
  const all = fresh('outage-power', [...later.answers, ['back-after', 30], ['same-state', true]])
  assert.equal(firstOpen(all), undefined)
})
