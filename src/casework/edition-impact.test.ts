import assert from 'node:assert/strict'
import { test } from 'vitest'
import { filled, inReview, issued, people, story } from '../../tests/support/application.ts'
import { catalogueScheme } from '../../tests/support/catalogue.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import type { Criterion } from '../core/scheme/criterion.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import { editionImpact } from './edition-impact.ts'

const old: OperatedScheme = { ...catalogueScheme, suspension: true }
const after = (change: (criteria: readonly Criterion[]) => readonly Criterion[]): OperatedScheme => {
  const criteria = change(old.criteria)
  return {
    ...old,
    edition: { ...old.edition, documentNumber: 'NEXT', key: 'next' },
    criteria,
    levels: old.levels.map((l) => (l.code === '1' ? { ...l, criteria: criteria.map(({ id }) => id) } : l)),
  }
}
const same = after((criteria) => criteria)
const asksMore = after((criteria) =>
  criteria.map((c) => (c.id === 'S1.1-02' ? { ...c, demand: { ja: '改', en: 'revised' } } : c)),
)
const addsOne = after((criteria) => [...criteria, { ...criteria[0]!, id: 'S1.1-17' }])
const stricter = after((criteria) =>
  criteria.map((c) =>
    c.id === 'S1.1-02' ? { ...c, notApplicable: { ...c.notApplicable, allowed: false, conditions: [] } } : c,
  ),
)

async function house() {
  const ports = memoryPorts({ schemes: [old] })
  const label = story(ports)
  await issued(label)
  const applied = story(ports)
  await filled(applied)
  await applied.does(people.applicant, 'answer', {
    criterion: 'S1.1-02',
    claim: 'not-applicable',
    condition: 'no-default-password',
    reason: '初期パスワードはない。',
  })
  await inReview(applied)
  await filled(story(ports)) // a draft is its maker's own and not looked at
  return { ports: ports.ports, label: label.now(), applied: applied.now() }
}

test('an edition that asks for the same leaves cases and labels as they are', async () => {
  const { ports, label, applied } = await house()
  const impact = await editionImpact(ports, people.decider, old, same)
  assert.deepEqual(
    [impact.labels, impact.open].map((list) => list.map((i) => [i.case.id, i.outcome])),
    [[[label.id, 'stands']], [[applied.id, 'stands']]],
  )
})

test('what is asked differently is looked at again, what is new is not shown, what is no longer allowed would fail', async () => {
  const { ports } = await house()
  const outcome = async (edition: OperatedScheme) => {
    const { labels, open } = await editionImpact(ports, people.decider, old, edition)
    return [labels[0], open[0]].map((i) => [i?.outcome, i?.lookAgain, i?.notShown, i?.refused])
  }
  assert.deepEqual(await outcome(asksMore), [
    ['look-again', ['S1.1-02'], [], []],
    ['look-again', ['S1.1-02'], [], []],
  ])
  assert.deepEqual(await outcome(addsOne), [
    ['would-fail', [], ['S1.1-17'], []],
    ['would-fail', [], ['S1.1-17'], []],
  ])
  assert.deepEqual(await outcome(stricter), [
    ['look-again', ['S1.1-02'], [], []],
    ['would-fail', [], [], ['S1.1-02']],
  ])
})

test('a maker is told nothing, and a short look says that it was one', async () => {
  const { ports } = await house()
  assert.deepEqual(await editionImpact(ports, people.applicant, old, addsOne), { open: [], labels: [], all: true })
  assert.equal((await editionImpact(ports, people.decider, old, addsOne, 0)).all, false)
})
