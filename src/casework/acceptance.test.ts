import assert from 'node:assert/strict'
import { test } from 'vitest'
import {
  criteria,
  declaring,
  filled,
  granted,
  inReview,
  people,
  reviewed,
  story,
} from '../../tests/support/application.ts'
import { catalogueScheme } from '../../tests/support/catalogue.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'

const { applicant, reviewer } = people
const accepted = ['S1.1-02', 'S1.1-05', 'S1.1-16']

async function compliant(now: string) {
  const s = story(memoryPorts({ now }))
  await filled(s)
  await s.does(applicant, 'save-eligibility', { facts: { 'psti-compliant': true } })
  return s
}

const elsewhere = (s: Awaited<ReturnType<typeof compliant>>, criterion: string) => ({
  criterion,
  claim: 'accepted',
  reason: '',
  restsOn: s.now().answers['S1.1-01']?.restsOn ?? [],
})

test('a product that complies with UK PSTI shows three criteria by its statement of compliance, and pays less', async () => {
  const s = await compliant('2026-11-24T01:00:00.000Z')
  for (const criterion of accepted) await s.does(applicant, 'answer', elsewhere(s, criterion))
  await inReview(s)
  assert.equal(s.now().fee?.amount, 140_000)
  await reviewed(s)
  await granted(s)
  assert.equal(s.now().decision?.outcome, 'grant')
})

test('no other criterion is accepted, nor before the rule is in force, nor for a product that does not comply', async () => {
  const s = await compliant('2026-11-24T01:00:00.000Z')
  assert.equal(await s.refused(applicant, 'answer', elsewhere(s, 'S1.1-01')), 'criterion-not-accepted-elsewhere')
  const early = await compliant('2025-12-31T01:00:00.000Z')
  assert.equal(
    await early.refused(applicant, 'answer', elsewhere(early, 'S1.1-02')),
    'criterion-not-accepted-elsewhere',
  )
  await s.does(applicant, 'save-eligibility', { facts: { 'psti-compliant': false } })
  assert.equal(await s.refused(applicant, 'answer', elsewhere(s, 'S1.1-02')), 'criterion-not-accepted-elsewhere')
})

test('without the paper it rests on, or once the product no longer complies, the application is not complete', async () => {
  const s = await compliant('2026-11-24T01:00:00.000Z')
  await s.does(applicant, 'answer', { ...elsewhere(s, 'S1.1-05'), restsOn: [] })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
  await s.does(applicant, 'answer', elsewhere(s, 'S1.1-05'))
  await s.does(applicant, 'save-eligibility', { facts: { 'psti-compliant': false } })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
})

test('a reviewer who finds the paper insufficient is heard: the label cannot be granted', async () => {
  const t = await compliant('2026-11-24T01:00:00.000Z')
  await t.does(applicant, 'answer', elsewhere(t, 'S1.1-05'))
  await inReview(t)
  for (const criterion of criteria(t))
    await t.does(reviewer, 'review', {
      criterion,
      outcome: criterion === 'S1.1-05' ? 'insufficient' : 'sufficient',
      note: criterion === 'S1.1-05' ? '声明書が別の製品のものです。' : '',
    })
  await t.does(reviewer, 'finish-review', {})
  await assert.rejects(granted(t), /criterion-blocks/)
})

test('a paper is a file: the maker’s own table shows nothing of what another body has seen', async () => {
  const s = await compliant('2026-11-24T01:00:00.000Z')
  const restsOn = [{ kind: 'ixit', table: '1-UserDoc', entry: 'manual' }]
  await s.does(applicant, 'answer', { ...elsewhere(s, 'S1.1-05'), restsOn })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
})

test('whoever comes back on the day the rule begins may use it at once', async () => {
  const s = await compliant('2025-12-31T01:00:00.000Z')
  s.setNow('2025-12-31T15:00:00.000Z') // midnight in Japan
  await s.does(applicant, 'answer', elsewhere(s, 'S1.1-05'))
  assert.equal(s.now().answers['S1.1-05']?.claim, 'accepted')
})

const until = (day: string): OperatedScheme => ({
  ...catalogueScheme,
  accepts: (catalogueScheme.accepts ?? []).map((rule) => ({ ...rule, until: day })),
})

async function ending(day: string) {
  const s = story(memoryPorts({ schemes: [until(day)], now: '2026-11-24T01:00:00.000Z' }))
  await filled(s)
  await s.does(applicant, 'save-eligibility', { facts: { 'psti-compliant': true } })
  await s.does(applicant, 'answer', elsewhere(s, 'S1.1-05'))
  return s
}

test('a rule that ended before the declaration is no help, however long ago the draft was saved', async () => {
  const s = await ending('2026-11-30')
  s.setNow('2026-11-30T15:00:00.000Z') // 1 December in Japan
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
})

test('a rule that ends between declaration and decision has done its work', async () => {
  const s = await ending('2026-11-30')
  s.setNow('2026-11-30T14:59:59.000Z')
  await inReview(s)
  s.setNow('2026-12-10T01:00:00.000Z')
  await reviewed(s)
  await granted(s)
  assert.equal(s.now().decision?.outcome, 'grant')
})

test('what is declared again, or sent back, is judged by the rules of that later day', async () => {
  const s = await ending('2026-11-30')
  await inReview(s)
  await s.does(reviewer, 'ask', { questions: [{ text: '確認します。' }] })
  s.setNow('2026-12-10T01:00:00.000Z')
  const answers = s.now().questions.map(({ id }) => ({ id, text: 'はい。' }))
  const again = { answers, redeclare: declaring(s) }
  assert.equal(await s.refused(applicant, 'reply', again), 'application-incomplete')
  await s.does(applicant, 'reply', { answers })
  await reviewed(s)
  const back = await ending('2026-11-30')
  await back.does(applicant, 'declare', declaring(back))
  await back.does(people.intake, 'send-back', { reason: '直してください。' })
  back.setNow('2026-12-10T01:00:00.000Z')
  assert.equal(await back.refused(applicant, 'declare', declaring(back)), 'application-incomplete')
})
