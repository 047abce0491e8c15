import assert from 'node:assert/strict'
import { test } from 'vitest'
import { issued, people } from '../../../../../tests/support/application.ts'
import { wholeCatalogue } from '../../../../../tests/support/catalogue.ts'
import { makerDesk } from '../../../../../tests/support/maker-house.ts'
import { planOfCase } from './plan-own.ts'
import { readPlan, writePlan } from './plan-question.ts'

test('from a label of one’s own the planner begins with its facts, the label, and what was declared for it', async () => {
  const desk = makerDesk()
  await issued(desk.story)
  const b = desk.browser(people.applicant)
  const label = desk.story.now().label ?? ''
  await b.open(`/ja/desk/labels/${label}`)
  assert.match(b.html, new RegExp(`href="/ja/desk/plan/labels/${label}"`))
  await b.open(`/ja/desk/plan/labels/${label}`)
  assert.match(b.path, /^\/ja\/plan\?/)
  const query = new URL(b.path, 'https://label.example.jp').searchParams
  assert.equal(query.get('has-1'), 'jc-star:1')
  assert.equal(query.get('f.ip-communication'), 'true')
  assert.ok(query.getAll('proves').length + query.getAll('p').length > 0)
  assert.doesNotMatch(decodeURIComponent(b.path), /ひかり|HR-200/)
  await b.open('/ja/desk')
  assert.match(b.html, /href="\/ja\/desk\/plan"/)
  await b.open('/ja/desk/plan')
  assert.match(b.html, new RegExp(`/ja/desk/plan/labels/${label}`))
})

test('nobody begins from the label or application of another', async () => {
  const desk = makerDesk()
  await issued(desk.story)
  const b = desk.browser(people.stranger)
  for (const path of [`labels/${desk.story.now().label}`, `applications/${desk.story.now().id}`])
    assert.equal((await b.fetch(`/ja/desk/plan/${path}`)).status, 404, path)
  assert.match((await desk.browser().fetch('/ja/desk/plan')).headers.get('location') ?? '', /sign-in/)
})

test('what a draft claims has been shown to nobody', async () => {
  const desk = makerDesk()
  await issued(desk.story)
  const own = desk.story.now()
  const begun = planOfCase(wholeCatalogue, own, undefined)
  assert.deepEqual([begun.holdings, begun.proves, begun.nodes], [[], [], []])
  assert.ok(Object.keys(begun.facts).length > 0)
})

test('an answer the vocabulary no longer knows is left out, so the address stays readable', async () => {
  const desk = makerDesk()
  await issued(desk.story)
  const own = { ...desk.story.now(), eligibility: { ...desk.story.now().eligibility, radio: 'loud', colour: 'red' } }
  const query = writePlan(planOfCase(wholeCatalogue, own, undefined))
  assert.equal(query.get('f.radio'), null)
  assert.equal(readPlan(wholeCatalogue, query).ok, true)
})
