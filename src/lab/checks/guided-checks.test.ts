import assert from 'node:assert/strict'
import { test } from 'vitest'
import {
  guidedDeclared as declared,
  file,
  good,
  guidedObservations,
  logins,
  said,
  watch,
} from '../../../tests/support/guided-device.ts'
import { benchPolicy, nothingDeclared } from '../../../tests/support/lab-bench.ts'
import { type Assessment, assess } from '../assess.ts'
import type { Declared } from '../declared/declared.ts'
import type { StepRecord } from '../guided/record.ts'
import { steps } from '../guided/steps.ts'
import { type Observation, observationSchema } from '../observation.ts'
import { checks } from './all.ts'
import { manualChecks } from './manual.ts'

// A maker that declares everything, and a device that does everything right: from there every answer is turned round, one by one.

const guided = checks.filter((c) => c.kind === 'guided' && steps.some((s) => s.serves.includes(c.id)))
const byAnswers = guided.filter((c) => !['5.4-3-2', '5.1-1-2', '5.1-2-2'].includes(c.id))

function judged(
  records: readonly StepRecord[],
  more: readonly Observation[] = [file],
  by: Declared = declared,
): Assessment {
  const observations = guidedObservations(records, by)
  return assess(checks, { declared: by, observations: [...observations, ...more], policy: benchPolicy })
}
const unitOf = (assessment: Assessment, unit: string) => assessment.units.find((u) => u.unit === unit)!
const verdictsOf = (assessment: Assessment) =>
  new Map(byAnswers.flatMap((c) => c.units.map((u) => [u.id, unitOf(assessment, u.id).verdict])))

const whole = [...good, watch('network'), watch('power'), ...logins]

test('a device that does everything right passes every guided unit', () => {
  assert.deepEqual(
    [...verdictsOf(judged(whole))].filter(([, verdict]) => verdict !== 'pass'),
    [],
  )
})

test('where a person saw everything and the bench nothing, it passes as well: the specification asks for people', () => {
  assert.deepEqual(
    [...verdictsOf(judged(good))].filter(([, verdict]) => verdict !== 'pass'),
    [],
  )
})

test('without anybody at the bench no guided unit passes, and each says what was not done', () => {
  for (const by of [declared, nothingDeclared]) {
    const assessment = judged([], [], by)
    for (const [unit, verdict] of verdictsOf(assessment)) assert.equal(verdict, 'not-evaluated', unit)
  }
})

test('a step that was begun and not finished passes nothing', () => {
  const unfinished = whole.filter((r) => r.said.what !== 'done')
  for (const [unit, verdict] of verdictsOf(judged(unfinished)))
    if (unit !== '5.3-2-2a') assert.notEqual(verdict, 'pass', unit) // that one is the bench's alone
})

test('what was not possible is inconclusive', () => {
  const records = steps.flatMap((s) =>
    s.about(declared).map(({ id }) => said(s.id, id, { what: 'not-possible', why: 'no second unit' })),
  )
  for (const [unit, verdict] of verdictsOf(judged(records)))
    if (unit !== '5.3-2-2a') assert.equal(verdict, 'inconclusive', unit)
})

// Questions whose answer is on record for people, or counts in another room's check.
const forTheRecord = new Set(['two-samples', 'set-own-password'])
const matters = (r: StepRecord) =>
  r.said.what === 'answer' &&
  typeof r.said.answer === 'boolean' &&
  !forTheRecord.has(r.step) &&
  r.said.question !== 'applies' && // whether a mark makes sense for this product is the person's to say
  !(r.step === 'outage-power' && r.said.question === 'kept-running') && // speaks only where nothing was seen to stop
  !(r.step === 'outage-network' && r.said.question === 'same-state') // the specification asks it of power alone

test('every «yes» and «no» matters: turned round, something does not pass any more', () => {
  for (const record of good.filter(matters)) {
    if (record.said.what !== 'answer') continue
    const turned = { ...record, said: { ...record.said, answer: !record.said.answer } }
    const verdicts = [...verdictsOf(judged(good.map((r) => (r === record ? turned : r)))).values()]
    assert.ok(
      verdicts.some((v) => v !== 'pass'),
      `${record.step} ${record.said.round ?? ''} ${record.said.question}`,
    )
  }
})

test('leaving out any one answer makes nothing pass, and what rested on it does not pass any more', () => {
  const optional = new Set(['outage-power/kept-running'])
  for (const record of good.filter(matters)) {
    if (record.said.what !== 'answer' || optional.has(`${record.step}/${record.said.question}`)) continue
    const verdicts = [...verdictsOf(judged(good.filter((r) => r !== record))).values()]
    assert.ok(
      verdicts.some((v) => v !== 'pass'),
      `${record.step} ${record.said.round ?? ''} ${record.said.question}`,
    )
  }
})

const code = (assessment: Assessment, unit: string) => unitOf(assessment, unit).parts.map((p) => p.reason.code)
const replaced = (change: (r: StepRecord) => StepRecord['said'] | undefined) =>
  good.map((r) => ({ ...r, said: change(r) ?? r.said }))
const answered = (r: StepRecord, step: string, question: string, round?: string) =>
  r.step === step && r.said.what === 'answer' && r.said.question === question && r.said.round === round

test('a tampered copy that changes the version was installed, whatever the device said', () => {
  const records = replaced((r) =>
    answered(r, 'update-tampering', 'version-after', 'payload-byte')
      ? { what: 'answer', round: 'payload-byte', question: 'version-after', answer: '2.4.1' }
      : undefined,
  )
  const assessment = judged(records)
  assert.equal(unitOf(assessment, '5.3-2-2b').verdict, 'fail')
  assert.equal(unitOf(assessment, '5.3-1-2a').verdict, 'fail')
  assert.deepEqual(code(assessment, '5.3-2-2b'), ['tampered-installed'])
})

test('an unchanged version shows nothing where the device did not refuse: it may have installed, crashed, and gone back', () => {
  const silent = replaced((r) =>
    answered(r, 'update-tampering', 'refused', 'payload-byte')
      ? { what: 'answer', round: 'payload-byte', question: 'refused', answer: false }
      : undefined,
  )
  assert.deepEqual(code(judged(silent), '5.3-2-2b'), ['tampered-taken'])
})

test('a refusal counts only with the maker’s key: a checksum refuses a changed byte too', () => {
  const checksum = {
    ...file,
    seen: { ...file.seen, format: 'uimage', outcome: 'no-signature', reason: 'unsigned' },
  } as Observation
  const noKey = { ...file, seen: { ...file.seen, outcome: 'cannot-tell', reason: 'no-key' } } as Observation
  for (const [seen, reason] of [
    [[checksum], 'signature-not-shown'],
    [[noKey], 'signature-not-shown'],
    [[], 'file-not-given'],
  ] as const) {
    const assessment = judged(good, seen)
    assert.equal(unitOf(assessment, '5.3-2-2b').verdict, 'inconclusive')
    assert.deepEqual(code(assessment, '5.3-2-2b'), [reason])
  }
})

test('a signature that leaves something out, or holds for a changed copy, fails', () => {
  const gaps = { ...file, seen: { ...file.seen, outcome: 'wrong', reason: 'content-not-covered' } } as Observation
  const holds = {
    ...file,
    seen: { ...file.seen, copies: [{ change: 'older-version', outcome: 'verified', reason: 'signature-and-content' }] },
  } as Observation
  for (const seen of [gaps, holds]) assert.equal(unitOf(judged(good, [seen]), '5.3-2-2b').verdict, 'fail')
})

test('an older release that installs is told as the policy says, and one that was not tried is missed', () => {
  const older = replaced((r) =>
    answered(r, 'update-tampering', 'version-after', 'older-release')
      ? { what: 'answer', round: 'older-release', question: 'version-after', answer: '1.9' }
      : undefined,
  )
  assert.deepEqual(code(judged(older), '5.3-2-2b'), ['older-installed'])
  const without = good.filter((r) => !(r.said.what === 'answer' && r.said.round === 'older-release'))
  assert.deepEqual(code(judged(without), '5.3-2-2b'), ['copy-not-tried'])
})

const withWatch = (what: 'network' | 'power', more: object) => [
  ...good,
  ...[watch(what)].map(
    (r) => ({ ...r, said: { ...r.said, saw: { ...(r.said as { saw: object }).saw, ...more } } }) as StepRecord,
  ),
]
const withoutKey =
  (key: string) =>
  (r: StepRecord): StepRecord => {
    const { [key]: _, ...saw } = (r.said as unknown as { saw: Record<string, unknown> }).saw
    return { ...r, said: { ...r.said, saw } } as unknown as StepRecord
  }

test('an outage is judged by what was seen of it', () => {
  const unit = '5.9-1-2a'
  const cases = [
    [{ wentDown: false }, 'inconclusive', 'outage-not-seen'],
    [{ answeredBefore: false }, 'inconclusive', 'not-up-before'],
    [{ backAfterSeconds: 200 }, 'fail', 'back-too-late'],
    [{ backAfterSeconds: 61 }, 'inconclusive', 'too-close-to-tell'],
    [{ drops: 3 }, 'inconclusive', 'not-steady'],
    [{ steadySeconds: 4 }, 'inconclusive', 'not-steady-yet'],
    [{}, 'pass', 'back-in-time'],
  ] as const
  for (const [seen, verdict, reason] of cases) {
    const assessment = judged(withWatch('network', seen))
    assert.equal(unitOf(assessment, unit).verdict, verdict, reason)
    assert.deepEqual(code(assessment, unit), [reason])
  }
  const gone = withWatch('network', { watchedSeconds: 70 }).map((r) =>
    r.said.what === 'seen' ? withoutKey('backAfterSeconds')(r) : r,
  )
  assert.deepEqual(code(judged(gone), unit), ['not-back'])
  const short = withWatch('network', { watchedSeconds: 30 }).map((r) =>
    r.said.what === 'seen' ? withoutKey('backAfterSeconds')(r) : r,
  )
  assert.deepEqual(code(judged(short), unit), ['watched-too-short'])
  const { recoverySeconds: _, ...undeclared } = declared
  assert.deepEqual(code(judged(withWatch('network', {}), [file], undeclared), unit), ['recovery-not-declared'])
})

test('local functions that worked while nothing was cut show nothing', () => {
  assert.notEqual(unitOf(judged(withWatch('network', { wentDown: false })), '5.9-2-2a').verdict, 'pass')
})

test('a password change is judged by what lets one in afterwards', () => {
  const unit = '5.1-4-2b'
  const say = (which: string, outcome: string) =>
    [...good, ...logins].map((r) =>
      r.said.what === 'seen' && r.said.saw.kind === 'login' && r.said.saw.which === which
        ? ({ ...r, said: { ...r.said, saw: { ...r.said.saw, outcome } } } as StepRecord)
        : r,
    )
  const cases = [
    ['old-after', 'accepted', 'fail', 'old-still-works'],
    ['random-after', 'accepted', 'fail', 'any-works'],
    ['old-before', 'refused', 'inconclusive', 'old-not-known'],
    ['new-after', 'refused', 'inconclusive', 'neither-works'],
    ['old-after', 'throttled', 'inconclusive', 'try-not-answered'],
    ['new-after', 'no-answer', 'inconclusive', 'try-not-answered'],
  ] as const
  for (const [which, outcome, verdict, reason] of cases) {
    const assessment = judged(say(which, outcome))
    assert.equal(unitOf(assessment, unit).verdict, verdict, `${which} ${outcome}`)
    assert.deepEqual(code(assessment, unit), [reason])
  }
})

test('a mark that was never there cannot show that it was deleted', () => {
  const records = replaced((r) =>
    answered(r, 'deletion-device', 'before', 'setting')
      ? { what: 'answer', round: 'setting', question: 'before', answer: false }
      : undefined,
  )
  assert.equal(unitOf(judged(records), '5.11-1-2a').verdict, 'inconclusive')
  assert.equal(unitOf(judged(records), '5.11-1-2c').verdict, 'inconclusive')
})

test('a mark that applies to the product has to be looked for; one of which nobody said whether it applies is missing', () => {
  const skipped = good.filter((r) => !answered(r, 'deletion-device', 'after', 'content'))
  assert.deepEqual(code(judged(skipped), '5.11-1-2c'), ['mark-not-looked-for'])
  const unsaid = good.filter(
    (r) => !(r.step === 'deletion-device' && r.said.what === 'answer' && r.said.round === 'content'),
  )
  assert.equal(unitOf(judged(unsaid), '5.11-1-2c').verdict, 'inconclusive')
  const without = unsaid.concat(
    said('deletion-device', 'device', { what: 'answer', question: 'applies', answer: false, round: 'content' }),
  )
  assert.equal(unitOf(judged(without), '5.11-1-2c').verdict, 'pass')
})

test('whether altered software is noticed is not known where it could not be altered', () => {
  const records = replaced((r) =>
    answered(r, 'start-up-check', 'altered') ? { what: 'answer', question: 'altered', answer: false } : undefined,
  )
  for (const unit of ['5.7-1-2a', '5.7-2-2a', '5.7-2-2b'])
    assert.deepEqual(code(judged(records), unit), ['not-altered'])
})

const two = (compared: object): Observation =>
  observationSchema.parse({ ...file, id: 'two-samples/1-2', seen: { kind: 'two-samples', units: [1, 2], compared } })

test('two units with the same key fail; with different ones a person has to look further', () => {
  const of = (shared: number) => judged([], [two([{ what: 'ssh-host-key', first: 1, second: 1, shared }])])
  assert.equal(unitOf(of(1), '5.4-3-2a').verdict, 'fail')
  assert.deepEqual(code(of(0), '5.4-3-2a'), ['rest-by-hand'])
  assert.deepEqual(code(judged([]), '5.4-3-2a'), ['one-unit-only'])
})

test('cases that nobody carries out here are not evaluated, and say what somebody would have to do', () => {
  const assessment = judged(whole)
  for (const { units } of manualChecks)
    for (const { id } of units) {
      assert.equal(unitOf(assessment, id).verdict, 'not-evaluated')
      assert.ok(String(unitOf(assessment, id).parts[0]?.reason.facts?.['toDoJa']).length > 5)
    }
})

test('every reason that a guided check gives has its text, with every blank filled', () => {
  const all = [judged(whole), judged([]), judged(good, []), judged(whole.filter((r) => r.said.what !== 'done'))]
  for (const assessment of all)
    for (const { check, parts } of assessment.units)
      for (const { reason } of parts) {
        const text = checks.find((c) => c.id === check)!.reasons[reason.code]
        assert.ok(text, `${check} ${reason.code}`)
        for (const [, name] of `${text.ja}${text.en}`.matchAll(/\{(\w+)\}/g))
          assert.ok(reason.facts && name! in reason.facts, `${check} ${reason.code} ${name}`)
      }
})
