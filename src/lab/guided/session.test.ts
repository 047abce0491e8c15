import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { test } from 'vitest'
import { nothingDeclared } from '../../../tests/support/lab-bench.ts'
import { observationSchema } from '../observation.ts'
import { mergeRecords } from './merge-records.ts'
import { minutesOf, observationsOf } from './observations-of.ts'
import { guidedFileSchema, recordSchema, type Said, type StepRecord } from './record.ts'
import { sessionOf } from './session.ts'
import { asked } from './step.ts'
import { steps } from './steps.ts'

const declared = {
  ...nothingDeclared,
  updates: [{ id: 'UpdMech-1' }],
  tables: ['9-ReplSup'],
  deletions: [{ id: 'DelFunc-Cloud', place: 'service' as const }],
  communication: [{ id: 'ComMech-Cloud', endpoints: [], protocols: ['TLS1.3'] }],
  authentication: [
    {
      id: 'AuthMech-Web',
      endpoints: ['tcp/443'],
      factor: 'password' as const,
      users: ['admin'],
      passwordSource: 'set-by-user' as const,
    },
  ],
}
let count = 0
const record = (step: string, about: string, said: Said, more: Partial<StepRecord> = {}): StepRecord =>
  recordSchema.parse({
    id: `00000000-0000-4000-8000-${(++count).toString().padStart(12, '0')}`,
    at: new Date(Date.UTC(2026, 10, 23, 9, 0, count)).toISOString(),
    person: 'A. Tester',
    sample: 1,
    step,
    about,
    said,
    ...more,
  })
const session = (records: readonly StepRecord[]) => sessionOf(mergeRecords(records).records, { steps, declared })
const stateOf = (records: readonly StepRecord[], step: string) =>
  session(records).states.find((s) => s.step.id === step)!

test('every step can be asked: its questions exist, are all asked, and have words in both languages', () => {
  assert.equal(new Set(steps.map((s) => s.id)).size, steps.length)
  for (const step of steps) {
    assert.match(step.id, /^[a-z-]{3,40}$/)
    const ids = asked(step).map(({ question }) => question.id)
    assert.deepEqual([...new Set(ids)].toSorted(), step.questions.map((q) => q.id).toSorted(), step.id)
    for (const { ja, en } of [
      step.title,
      ...step.ready,
      ...step.questions.map((q) => q.ask),
      ...(step.rounds ?? []).map((r) => r.title),
    ])
      assert.ok(ja.trim() !== '' && en.trim() !== '' && ja !== en, `${step.id}: ${en}`)
    for (const { instead } of step.questions)
      if (instead !== undefined) assert.match(instead, /^(watch\/(network|power)|login\/[a-z-]+)$/)
  }
})

test('nothing said: every step of what was declared is still to do', () => {
  const { states, remaining, strangers } = session([])
  assert.equal(states.length, remaining.length)
  assert.deepEqual(strangers, [])
  const abouts = (id: string) => states.filter((s) => s.step.id === id).map((s) => s.about.id)
  assert.deepEqual(abouts('update-tampering'), ['UpdMech-1'])
  assert.deepEqual(abouts('set-own-password'), ['AuthMech-Web'])
  assert.deepEqual(abouts('deletion-device'), ['device'])
  assert.deepEqual(abouts('deletion-service'), ['DelFunc-Cloud'])
})

const answer = (question: string, value: boolean | number | string, round?: string): Said => ({
  what: 'answer',
  question,
  answer: value,
  ...(round !== undefined && { round }),
})
const picture = (question: string): Said => ({
  what: 'picture',
  question,
  digest: `sha256:${'0'.repeat(64)}`,
  name: 'a.jpg',
  mediaType: 'image/jpeg',
  bytes: 10,
})
const sensorsDone = [
  record('sensors', 'device', { what: 'begun' }),
  record('sensors', 'device', answer('accessible', true)),
  record('sensors', 'device', answer('understandable', true)),
  record('sensors', 'device', answer('all-declared', true)),
  record('sensors', 'device', picture('outside')),
  record('sensors', 'device', { what: 'done', minutes: 12 }),
]

test('a step is done when somebody says so and nothing that it needs is missing', () => {
  assert.equal(stateOf(sensorsDone, 'sensors').progress, 'done')
  for (const missing of [1, 4]) {
    const state = stateOf(
      sensorsDone.filter((_, i) => i !== missing),
      'sensors',
    )
    assert.equal(state.progress, 'begun')
    assert.equal(state.open.length, 1)
  }
  assert.equal(stateOf(sensorsDone.slice(0, -1), 'sensors').progress, 'begun')
})

test('an answer of another kind than the question is no answer', () => {
  const records = sensorsDone.map((r, i) => (i === 1 ? { ...r, said: answer('accessible', 'yes') } : r))
  assert.deepEqual(stateOf(records, 'sensors').open, [{ question: 'accessible' }])
  const [own] = observationsOf(session(records), '2026-11-23T08:00:00.000Z')
  assert.ok(own?.seen.kind === 'guided-step' && !own.seen.answers.some((a) => a.question === 'accessible'))
})

test('the last answer counts, whenever it comes in', () => {
  const later = record('sensors', 'device', answer('accessible', false))
  assert.equal(stateOf([later, ...sensorsDone], 'sensors').answers.get('accessible'), false)
})

test('«again» sets aside what was said before; the minutes stay, for they were spent', () => {
  const again = record('sensors', 'device', { what: 'again' })
  const state = stateOf([...sensorsDone, again], 'sensors')
  assert.equal(state.progress, 'to-do')
  assert.equal(state.answers.size, 0)
  assert.equal(state.minutes, 12)
})

test('what could not be done is told as that, with the reason', () => {
  const records = [record('sensors', 'device', { what: 'not-possible', why: 'no documentation was given' })]
  const [own] = observationsOf(session(records), '2026-11-23T08:00:00.000Z')
  assert.ok(own?.seen.kind === 'guided-step')
  assert.deepEqual([own.seen.outcome, own.completeness, own.trouble], ['not-possible', 'none', 'step-not-possible'])
})

test('what the bench saw itself is not asked again', () => {
  const saw = record('password-change', 'AuthMech-Web', {
    what: 'seen',
    saw: { kind: 'login', which: 'old-after', outcome: 'refused' },
  })
  const open = stateOf([saw], 'password-change').open.map((o) => o.question)
  assert.ok(!open.includes('old-refused') && open.includes('new-works'))
  const untried = record('password-change', 'AuthMech-Web', {
    what: 'seen',
    saw: { kind: 'login', which: 'new-after', outcome: 'not-tried' },
  })
  assert.ok(stateOf([saw, untried], 'password-change').open.some((o) => o.question === 'new-works'))
})

test('records about what is not known here are kept and not judged', () => {
  const stranger = record('another-step', 'device', { what: 'begun' })
  assert.deepEqual(session([stranger]).strangers, [stranger])
})

test('every observation of a session is one that evidence can hold, and no two have the same id', () => {
  const all = [
    ...sensorsDone,
    record('update-tampering', 'UpdMech-1', answer('version-before', ' 2.4.1\n', 'payload-byte')),
    record('update-tampering', 'UpdMech-1', answer('refused', true, 'payload-byte')),
    record('password-change', 'AuthMech-Web', answer('old-worked', true)),
    record('deletion-device', 'device', answer('before', true, 'setting')),
    record('outage-power', 'device', answer('went-down', true)),
    record('outage-power', 'device', answer('back-after', -1)),
    record('outage-network', 'device', {
      what: 'seen',
      saw: {
        kind: 'watch',
        what: 'network',
        endpoint: 'tcp/443',
        everySeconds: 2,
        answeredBefore: true,
        wentDown: true,
        backAfterSeconds: 12.4,
        watchedSeconds: 60,
        steadySeconds: 30,
        drops: 0,
      },
    }),
    record('sensors', 'device', { what: 'begun' }, { sample: 2 }),
  ]
  const observations = observationsOf(session(all), '2026-11-23T08:00:00.000Z')
  for (const o of observations) observationSchema.parse(o)
  assert.equal(new Set(observations.map((o) => o.id)).size, observations.length)
  const kinds = new Set(observations.map((o) => o.seen.kind))
  for (const kind of ['guided-step', 'update-attempt', 'password-change', 'deletion', 'outage'] as const)
    assert.ok(kinds.has(kind), kind)
  const notBack = observations.find((o) => o.seen.kind === 'outage' && o.seen.what === 'power')
  assert.ok(notBack?.seen.kind === 'outage' && notBack.seen.backAfterSeconds === undefined)
})

test('minutes are shared among the test cases that a step serves', () => {
  const records = [...sensorsDone, record('physical-ports', 'device', { what: 'done', minutes: 40 })]
  assert.deepEqual(minutesOf(session(records)), [
    { procedure: '5.6-3-2', kind: 'guided', minutes: 20 },
    { procedure: '5.6-4-2', kind: 'guided', minutes: 20 },
    { procedure: '5.8-3-1', kind: 'guided', minutes: 12 },
  ])
})

// A telephone that was offline and the terminal hold lists of their own; whoever puts them together has to come to the same.
const anyRecord = fc
  .record({
    n: fc.integer({ min: 0, max: 40 }),
    second: fc.integer({ min: 0, max: 5 }),
    said: fc.constantFrom<Said>(
      { what: 'begun' },
      answer('accessible', true),
      answer('accessible', false),
      { what: 'again' },
      { what: 'done', minutes: 3 },
      { what: 'not-possible', why: 'x' },
    ),
  })
  .map(
    ({ n, second, said }): StepRecord => ({
      id: `11111111-1111-4111-8111-${n.toString().padStart(12, '0')}`,
      at: `2026-11-23T10:00:0${second}.000Z`,
      person: 'B',
      sample: 1,
      step: 'sensors',
      about: 'device',
      said,
    }),
  )
const lists = fc.array(anyRecord, { maxLength: 30 })

test('merging is commutative, associative and idempotent, even where ids collide', () => {
  const merge = (...all: (readonly StepRecord[])[]) => mergeRecords(...all).records
  void fc.assert(
    fc.property(lists, lists, lists, (a, b, c) => {
      assert.deepEqual(merge(a, b), merge(b, a))
      assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)))
      assert.deepEqual(merge(a, a), merge(a))
      assert.deepEqual(merge(merge(a, b), b), merge(a, b))
    }),
  )
})

test('two records under one id that differ are told, and everybody keeps the same one', () => {
  const one = record('sensors', 'device', answer('accessible', true))
  const other = { ...one, said: answer('accessible', false) }
  const [ab, ba] = [mergeRecords([one], [other]), mergeRecords([other], [one])]
  assert.deepEqual(ab.records, ba.records)
  assert.equal(ab.conflicts.length, 1)
  assert.deepEqual(ab.conflicts[0]!.kept, ba.conflicts[0]!.kept)
})

test('a file of records with anything else in it is refused', () => {
  const file = { format: 'urn:hoshirushi:guided:v1', records: sensorsDone }
  assert.ok(guidedFileSchema.safeParse(file).success)
  assert.ok(!guidedFileSchema.safeParse({ ...file, records: [{ ...sensorsDone[0], extra: 1 }] }).success)
  assert.ok(!guidedFileSchema.safeParse({ ...file, records: [{ ...sensorsDone[0], person: 'x'.repeat(81) }] }).success)
})
