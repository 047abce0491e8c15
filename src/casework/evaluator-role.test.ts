import assert from 'node:assert/strict'
import { test } from 'vitest'
import { declaring, people } from '../../tests/support/application.ts'
import {
  benchIxit,
  benchStory,
  evidenceOf,
  filledForRouter,
  replayed,
  testedRouter,
} from '../../tests/support/bench-story.ts'
import { library, ownLabel } from './holder.ts'
import { lifecycle } from './lifecycle.ts'
import { perform } from './perform.ts'
import { caseFor, checksFor, evidenceLibrary, history, permissions, worklist } from './queries.ts'

const { applicant, evaluator, reviewer, intake } = people
const theirs = ['order-run', 'attach-run', 'note-steps']

test('an evaluator of a maker sees an application from its first order of a test on, and no other', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  const { id } = s.now()
  assert.equal(await caseFor(s.ports, evaluator, id), undefined)
  assert.deepEqual(await worklist(s.ports, evaluator), [])
  assert.equal(await s.refused(evaluator, 'order-run', {}), 'case-not-found')
  await s.does(applicant, 'order-run', { ixit: benchIxit })
  assert.equal((await caseFor(s.ports, evaluator, id))?.runOrders.length, 1)
  const [line] = await worklist(s.ports, evaluator)
  assert.deepEqual(line?.tests, { open: 1, attached: 0 })
})

test('of the application an evaluator reads the product and the tests, and nothing that is between maker and body', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await s.does(applicant, 'declare', declaring(s))
  await s.does(intake, 'accept')
  await s.does(intake, 'confirm-payment', { paidOn: '2026-11-24' })
  await s.does(reviewer, 'begin-review')
  await s.does(reviewer, 'note', { visibility: 'applicant', text: '見えてはいけない覚え書き' })
  await replayed(s)
  await s.does(reviewer, 'ask', { questions: [{ criterion: null, text: '見えてはいけない質問' }] })
  const { id } = s.now()
  const seen = await caseFor(s.ports, evaluator, id)
  assert.ok(seen)
  assert.equal(seen.product.name?.ja, s.now().product.name?.ja)
  assert.deepEqual(Object.keys(seen.product).toSorted(), ['category', 'models', 'name', 'software'])
  const text = JSON.stringify(seen)
  for (const hidden of [
    '見えてはいけない',
    '設計書と試験記録',
    'psirt@maker-a.example',
    'design.pdf',
    '品質保証部長',
    'reviewer',
  ])
    assert.ok(!text.includes(hidden), hidden)
  assert.deepEqual(
    seen.files.map(({ digest }) => digest),
    s.now().runs.map(({ file }) => file),
  )
  assert.equal(seen.runs[0]?.replays[0]?.by, 'body')
  assert.equal(await history(s.ports, evaluator, id, async (p) => p), undefined)
  assert.equal(await checksFor(s.ports, evaluator, id), undefined)
  assert.deepEqual(await evidenceLibrary(s.ports, evaluator), [])
  assert.deepEqual(await library(s.ports, evaluator), [])
  assert.equal(await ownLabel(s.ports, evaluator, '7K3M9QXP2C'), undefined)
  const [line] = await worklist(s.ports, evaluator)
  assert.equal(line?.dueOn, undefined)
})

test('an evaluator orders, attaches and notes, and does nothing else of what a maker does', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  await s.does(applicant, 'order-run', { ixit: benchIxit })
  await s.does(evaluator, 'order-run', { ixit: benchIxit })
  await s.does(evaluator, 'attach-run', await evidenceOf(s))
  const { id, seq } = s.now()
  const may = await permissions(s.ports, evaluator, id)
  for (const { act, kind, from } of lifecycle.declaration.filter((row) => row.from.includes('draft'))) {
    assert.equal(may?.[act].allowed, theirs.includes(act), act)
    if (kind !== 'maker' || theirs.includes(act)) continue
    const done = await perform(s.ports, evaluator, { act, caseId: id, data: {} })
    assert.equal(done.ok ? 'done' : done.fault.code, 'role-missing', `${act} from ${from.join()}`)
  }
  const begun = await perform(s.ports, evaluator, {
    act: 'start',
    data: { scheme: 'star-two-sample', level: '2-router' },
  })
  assert.equal(begun.ok ? 'done' : begun.fault.code, 'role-missing')
  assert.equal(s.now().seq, seq)
})

test('what an evaluator is answered after an act is as narrow as what they read', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  await s.does(applicant, 'order-run', {})
  const done = await perform(s.ports, evaluator, { act: 'order-run', caseId: s.now().id, data: {} })
  assert.ok(done.ok)
  assert.deepEqual(done.value.answers, {})
})

test('somebody who applies as well sees everything; letters about a test alone reach the evaluator', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  const both = { ...evaluator, roles: ['applicant', 'evaluator'] as const }
  assert.ok(Object.keys((await caseFor(s.ports, both, s.now().id))?.answers ?? {}).length > 0)
  await s.does(applicant, 'order-run', {})
  const toEvaluators = s.committed().mails.filter(({ to }) => to === 'evaluator@maker-a.example')
  assert.deepEqual(
    toEvaluators.map(({ subject }) => subject.slice(0, 6)),
    ['【実機試験】'],
  )
})

test('whoever tested for the maker does not act for the body in that case', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await s.does(evaluator, 'order-run', { ixit: benchIxit })
  await s.does(applicant, 'declare', declaring(s))
  await s.does(intake, 'accept')
  await s.does(intake, 'confirm-payment', { paidOn: '2026-11-24' })
  const alsoReviewer = { ...reviewer, person: evaluator.person }
  assert.equal(await s.refused(alsoReviewer, 'begin-review'), 'acted-for-applicant')
})
