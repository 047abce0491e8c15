import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'vitest'
import { declaring, people } from '../../tests/support/application.ts'
import { type BenchStory, benchStory, evidenceOf, filledForRouter } from '../../tests/support/bench-story.ts'
import { caseFor } from './queries.ts'
import { notesFor } from './runs.ts'
import { mostNotes, mostNotesAtOnce, newNotes, type StepNote } from './step-notes.ts'

const { applicant, evaluator, stranger, intake } = people

const note = (said: StepNote['said'] = { what: 'begun' }, more: Partial<StepNote> = {}): StepNote => ({
  id: randomUUID(),
  at: '2026-11-24T01:00:00.000Z',
  person: '評価 する子（架空）',
  sample: 1,
  step: 'outage-power',
  about: 'device',
  said,
  ...more,
})

async function ordered(): Promise<BenchStory & { readonly order: string }> {
  const s = await benchStory()
  await filledForRouter(s)
  await s.does(applicant, 'order-run', { steps: [{ step: 'password-change', about: 'AuthMech-Web' }] })
  return { ...s, order: s.now().runOrders[0]!.id }
}

test('notes are added to the order, each once, however often a telephone sends them', async () => {
  const s = await ordered()
  assert.deepEqual(s.now().runOrders[0]?.steps, [{ step: 'password-change', about: 'AuthMech-Web' }])
  const [a, b] = [note(), note({ what: 'answer', question: 'went-down', answer: true })]
  await s.does(evaluator, 'note-steps', { order: s.order, notes: [a] })
  await s.does(applicant, 'note-steps', { order: s.order, notes: [a, b, b] })
  assert.deepEqual(
    notesFor(s.now(), s.order).notes.map(({ id }) => id),
    [a.id, b.id],
  )
})

test('two notes under one id that differ are both kept', async () => {
  const s = await ordered()
  const a = note({ what: 'answer', question: 'q', answer: true })
  const other = { ...a, said: { what: 'answer', question: 'q', answer: false } }
  await s.does(applicant, 'note-steps', { order: s.order, notes: [a] })
  await s.does(applicant, 'note-steps', { order: s.order, notes: [other, a] })
  assert.equal(notesFor(s.now(), s.order).notes.length, 2)
  assert.deepEqual(newNotes([a, other], [a, other]), [])
})

test('a picture comes with bytes that were brought here before, as many as was said', async () => {
  const s = await ordered()
  const digest = await s.store('photograph')
  const picture = { digest, type: 'image/jpeg', size: 10 }
  const missing = { ...picture, digest: `sha256:${'0'.repeat(64)}` }
  const send = (pictures: unknown) => ({ order: s.order, notes: [note()], pictures })
  assert.equal(await s.refused(applicant, 'note-steps', send([missing])), 'file-unknown')
  assert.equal(await s.refused(applicant, 'note-steps', send([{ ...picture, size: 9 }])), 'file-unknown')
  assert.equal(await s.refused(applicant, 'note-steps', send([{ ...picture, type: 'text/html' }])), 'input-invalid')
  await s.does(applicant, 'note-steps', send([picture, picture]))
  await s.does(applicant, 'note-steps', send([picture]))
  assert.deepEqual(notesFor(s.now(), s.order).pictures, [picture])
})

test('what is no note, an order of nobody, and too much are refused', async () => {
  const s = await ordered()
  const tries: readonly (readonly [unknown, string])[] = [
    [{ order: 'run-order-99', notes: [note()] }, 'run-order-unknown'],
    [{ order: '__proto__', notes: [note()] }, 'run-order-unknown'],
    [{ order: s.order, notes: [] }, 'input-invalid'],
    [{ order: s.order, notes: [note({ what: 'x'.repeat(4_000) })] }, 'input-invalid'],
    [{ order: s.order, notes: [note({ what: 'a\u0000b' })] }, 'input-invalid'],
    [{ order: s.order, notes: [note({}, { id: 'one' })] }, 'input-invalid'],
    [{ order: s.order, notes: [note({}, { step: '../etc' })] }, 'input-invalid'],
    [{ order: s.order, notes: Array.from({ length: mostNotesAtOnce + 1 }, () => note()) }, 'input-invalid'],
  ]
  for (const [data, code] of tries) assert.equal(await s.refused(applicant, 'note-steps', data), code)
  assert.equal(await s.refused(stranger, 'note-steps', { order: s.order, notes: [note()] }), 'case-not-found')
  for (let sent = 0; sent < mostNotes; sent += mostNotesAtOnce)
    await s.does(applicant, 'note-steps', {
      order: s.order,
      notes: Array.from({ length: mostNotesAtOnce }, () => note()),
    })
  assert.equal(await s.refused(applicant, 'note-steps', { order: s.order, notes: [note()] }), 'step-notes-too-many')
})

test('notes belong to the maker and its evaluators; the body reads the evidence they went into', async () => {
  const s = await ordered()
  await s.does(applicant, 'note-steps', { order: s.order, notes: [note()] })
  await s.does(applicant, 'attach-run', await evidenceOf(s))
  await s.does(applicant, 'declare', declaring(s))
  const { id } = s.now()
  assert.equal(notesFor((await caseFor(s.ports, evaluator, id))!, s.order).notes.length, 1)
  assert.deepEqual((await caseFor(s.ports, intake, id))?.stepNotes, {})
  assert.equal(await s.refused(applicant, 'note-steps', { order: s.order, notes: [note()] }), 'act-not-allowed-here')
})
