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
  const impact = await editionImpact(ports, people.decider, { before: old, after: same })
  assert.deepEqual(
    [impact.labels, impact.open].map((list) => list.map((i) => [i.case.id, i.outcome])),
    [[[label.id, 'stands']], [[applied.id, 'stands']]],
  )
})

test('what is asked differently is looked at again, what is new is not shown, what is no longer allowed would fail', async () => {
  const { ports } = await house()
  const outcome = async (edition: OperatedScheme) => {
    const { labels, open } = await editionImpact(ports, people.decider, { before: old, after: edition })
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

test('a maker is told nothing', async () => {
  const { ports } = await house()
  const pair = { before: old, after: addsOne }
  assert.deepEqual(await editionImpact(ports, people.applicant, pair), { open: [], labels: [], looked: 0 })
})

test('stretch by stretch every case is looked at once, and the last stretch says that it is the last', async () => {
  const { ports } = await house()
  const pair = { before: old, after: addsOne }
  const whole = await editionImpact(ports, people.decider, pair)
  const ids = (impact: typeof whole) => [...impact.labels, ...impact.open].map((i) => i.case.id)
  assert.equal(whole.next, undefined)
  const seen: string[] = []
  let from: Parameters<typeof editionImpact>[3] = { limit: 1 }
  for (let steps = 0; steps < 10; steps++) {
    const stretch = await editionImpact(ports, people.decider, pair, from)
    seen.push(...ids(stretch))
    if (stretch.next === undefined) break
    from = { limit: 1, from: stretch.next }
  }
  assert.deepEqual(seen.toSorted(), ids(whole).toSorted())
})

test('a product the edition no longer covers would fail, and one it leaves open is looked at again', async () => {
  const { ports } = await house()
  const covering = (verdict: 'out' | 'unclear'): OperatedScheme => ({
    ...same,
    scope: [{ ...old.scope[0]!, when: { fact: 'ip-communication', is: true }, verdict }],
  })
  const outcome = async (edition: OperatedScheme) => {
    const { labels } = await editionImpact(ports, people.decider, { before: old, after: edition })
    return [labels[0]?.outcome, labels[0]?.covered]
  }
  assert.deepEqual(await outcome(covering('out')), ['would-fail', 'out'])
  assert.deepEqual(await outcome(covering('unclear')), ['look-again', 'unclear'])
})

test('no label stands at a level that the edition does not have, has not published or certifies instead', async () => {
  const { ports } = await house()
  const at = (change: Partial<OperatedScheme['levels'][number]>): OperatedScheme => ({
    ...same,
    levels: same.levels.map((level) => (level.code === '1' ? { ...level, ...change } : level)),
  })
  const without: OperatedScheme = { ...same, levels: same.levels.filter(({ code }) => code !== '1') }
  for (const edition of [without, at({ status: 'unpublished', criteria: [] }), at({ path: 'certification' })]) {
    const { labels, open } = await editionImpact(ports, people.decider, { before: old, after: edition })
    assert.deepEqual(
      [labels[0], open[0]].map((i) => [i?.outcome, i?.levelGone]),
      [
        ['would-fail', true],
        ['would-fail', true],
      ],
    )
  }
})

test('what is accepted from elsewhere is asked about on the day of the look, under the edition looked at', async () => {
  const ports = memoryPorts({ schemes: [old] })
  const s = story(ports)
  await filled(s)
  await s.does(people.applicant, 'save-eligibility', { facts: { 'psti-compliant': true } })
  const restsOn = s.now().answers['S1.1-01']?.restsOn ?? []
  await s.does(people.applicant, 'answer', { criterion: 'S1.1-05', claim: 'accepted', reason: '', restsOn })
  await inReview(s)
  const ending: OperatedScheme = {
    ...same,
    accepts: (old.accepts ?? []).map((rule) => ({ ...rule, to: { scheme: rule.to.scheme }, until: '2026-11-30' })),
  }
  const refused = async () =>
    (await editionImpact(ports.ports, people.decider, { before: old, after: ending })).open[0]?.refused
  assert.deepEqual(await refused(), [])
  s.setNow('2026-12-10T01:00:00.000Z')
  assert.deepEqual(await refused(), ['S1.1-05'])
})

test('a rule tied to one edition accepts nothing under another', async () => {
  const ports = memoryPorts({ schemes: [old] })
  const s = story(ports)
  await filled(s)
  await s.does(people.applicant, 'save-eligibility', { facts: { 'psti-compliant': true } })
  const restsOn = s.now().answers['S1.1-01']?.restsOn ?? []
  await s.does(people.applicant, 'answer', { criterion: 'S1.1-05', claim: 'accepted', reason: '', restsOn })
  await inReview(s)
  const { open } = await editionImpact(ports.ports, people.decider, { before: old, after: same })
  assert.deepEqual(open[0]?.refused, ['S1.1-05'])
})
