import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { declaring, filled, people, story } from '../../../../../tests/support/application.ts'
import { memoryPorts } from '../../../../../tests/support/memory-ports.ts'
import type { CaseSummary } from '../../../../casework/case.ts'
import { timeLeft } from './business-days.ts'
import { difference } from './difference.tsx'
import { earlierAnswer } from './earlier-answer.ts'
import { waitingFor } from './waiting-for.ts'

const line = (change: Partial<CaseSummary>): CaseSummary => ({
  id: 'c',
  organisation: 'maker-a',
  makerName: '見本',
  productName: '見本',
  number: 'APP-1',
  scheme: 'jc-star',
  level: '1',
  state: 'in-review',
  models: 1,
  openProposals: 0,
  seq: 1,
  startedAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  sample: true,
  example: false,
  ...change,
})

test('the time left is counted in business days, and said in words', () => {
  const on = (due: string, today: string) => timeLeft(due, today, 'ja').text
  assert.equal(on('2026-11-24', '2026-11-24'), '今日まで')
  assert.equal(on('2026-11-25', '2026-11-24'), 'あと1営業日')
  assert.equal(on('2026-11-24', '2026-11-20'), 'あと1営業日') // weekend, then a holiday
  assert.equal(on('2026-11-20', '2026-11-24'), '1営業日 超過')
  assert.equal(on('2026-11-20', '2026-11-21'), '1営業日 超過') // late on a Saturday is late
  assert.equal(timeLeft('2026-11-20', '2026-11-24', 'en').text, '1 business day overdue')
})

test('a difference gives back both texts, whatever they are', () => {
  const read = (before: string, after: string, without: 'added' | 'removed') =>
    difference(before, after)
      .filter((stretch) => stretch.kind !== without)
      .map((stretch) => stretch.text)
      .join('')
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      (a, b) => {
        assert.equal(read(a, b, 'added'), a)
        assert.equal(read(a, b, 'removed'), b)
      },
    ),
  )
  assert.deepEqual(
    difference('乱数で8文字を作る。', '乱数で12文字を作る。').filter((stretch) => stretch.kind !== 'same'),
    [
      { kind: 'removed', text: '8' },
      { kind: 'added', text: '12' },
    ],
  )
})

test('whose move it is follows state, role and who reviewed', () => {
  const { reviewer, decider, intake, second } = people
  assert.equal(waitingFor(line({ state: 'submitted' }), intake).who, 'me')
  assert.equal(waitingFor(line({ state: 'submitted' }), decider).who, 'role')
  assert.equal(waitingFor(line({ reviewer: 'someone' }), reviewer).who, 'role')
  assert.equal(waitingFor(line({ reviewer: reviewer.person }), reviewer).who, 'me')
  assert.equal(waitingFor(line({ state: 'question' }), reviewer).who, 'applicant')
  // The reviewer holds the decider role as well, but not in this case.
  assert.equal(waitingFor(line({ state: 'awaiting-decision', reviewer: reviewer.person }), reviewer).who, 'role')
  assert.equal(waitingFor(line({ state: 'awaiting-decision', reviewer: reviewer.person }), decider).who, 'me')
  assert.equal(waitingFor(line({ state: 'issued', openProposals: 1 }), second).who, 'me')
  assert.equal(waitingFor(line({ state: 'issued' }), second).who, 'nobody')
})

test('only declared versions of an answer are compared, never what was tried out in a draft', async () => {
  const s = story(memoryPorts())
  await filled(s)
  const { applicant, intake } = people
  const digest = s.now().files[0]?.digest
  const say = (reason: string) =>
    s.does(applicant, 'answer', {
      criterion: 'S1.1-02',
      claim: 'fulfilled',
      reason,
      restsOn: (s.now().answers['S1.1-02']?.restsOn ?? []).map(() => ({ kind: 'file', digest })),
    })
  const events = () => s.committed().events.get(s.now().id) ?? []
  const full = s.now().answers['S1.1-02']
  await s.does(applicant, 'declare', declaring(s))
  assert.equal(earlierAnswer(events(), 'S1.1-02'), undefined)
  await s.does(intake, 'send-back', { reason: '桁数を書いてください。' })
  await say('途中のもの。')
  await s.does(applicant, 'answer', {
    criterion: 'S1.1-02',
    claim: 'fulfilled',
    reason: '12文字です。',
    restsOn: full?.restsOn.map((ref) => (ref.kind === 'file' ? { kind: 'file', digest: ref.digest } : ref)),
  })
  await s.does(applicant, 'declare', declaring(s))
  assert.equal(earlierAnswer(events(), 'S1.1-02')?.answer?.reason, full?.reason)
  assert.equal(earlierAnswer(events(), 'S1.1-01'), undefined)
})
