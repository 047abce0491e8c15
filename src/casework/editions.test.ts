import assert from 'node:assert/strict'
import { test } from 'vitest'
import { criteria, declaring, filled, inReview, issued, people, story } from '../../tests/support/application.ts'
import { catalogueScheme } from '../../tests/support/catalogue.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'

const { applicant, intake } = people
const old: OperatedScheme = {
  ...catalogueScheme,
  suspension: true,
  edition: { ...catalogueScheme.edition, endsOn: '2027-01-31' },
}

/** A later edition: one criterion asks for something else, one is gone, one is new. */
function next(issued: string): OperatedScheme {
  const [first, second, third, ...rest] = old.criteria
  assert(first && second && third)
  const asksMore = { ...second, demand: { ja: `${second.demand.ja}（改）`, en: `${second.demand.en} (revised)` } }
  const added = { ...third, id: 'S1.1-17' }
  const criteria = [first, asksMore, ...rest, added]
  return {
    ...old,
    digest: `sha256:${'b'.repeat(64)}`,
    edition: { documentNumber: 'NEXT', key: 'next', title: old.edition.title, issued },
    criteria,
    levels: old.levels.map((l) => (l.code === '1' ? { ...l, criteria: criteria.map(({ id }) => id) } : l)),
  }
}

const begun = async (now: string, issued = '2026-12-01') => {
  const s = story(memoryPorts({ schemes: [old, next(issued)], now: '2026-11-24T01:00:00.000Z' }))
  await filled(s)
  s.setNow(now)
  return s
}

test('an application moves to a new edition: what changed waits for a new answer, nothing is lost', async () => {
  const s = await begun('2026-12-10T01:00:00.000Z')
  const before = s.now()
  const c = await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  assert.equal(c.edition, 'NEXT')
  assert.deepEqual(c.answers['S1.1-01'], before.answers['S1.1-01'])
  assert.deepEqual(c.answers['S1.1-02'], { ...before.answers['S1.1-02'], claim: 'unanswered' })
  assert.equal(c.answers['S1.1-17'], undefined)
  assert.deepEqual(c.laidAside, { 'S1.1-03': before.answers['S1.1-03'] })
  assert.deepEqual(c.files, before.files)
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
})

test('a move is undone: every answer is as it was, and what was answered meanwhile is kept for later', async () => {
  const s = await begun('2026-12-10T01:00:00.000Z')
  const before = s.now()
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  const restsOn = before.answers['S1.1-02']?.restsOn ?? []
  const given = { claim: 'fulfilled', reason: '新しい版のとおり。', restsOn }
  await s.does(applicant, 'answer', { ...given, criterion: 'S1.1-17' })
  await s.does(applicant, 'answer', { ...given, criterion: 'S1.1-01', reason: '書き直した。' })
  const back = await s.does(applicant, 'move-back')
  assert.equal(back.edition, old.edition.documentNumber)
  assert.deepEqual(back.answers, {
    ...before.answers,
    'S1.1-01': { ...before.answers['S1.1-01'], reason: '書き直した。' },
  })
  assert.deepEqual(Object.keys(back.laidAside), ['S1.1-17'])
  assert.equal(back.moved, null)
  await inReview(s)
  assert.equal(await s.refused(applicant, 'move-back'), 'act-not-allowed-here')
})

test('a moved application reaches the body under the new edition once its open criteria are answered', async () => {
  const s = await begun('2026-12-10T01:00:00.000Z')
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  const restsOn = s.now().answers['S1.1-01']?.restsOn ?? []
  for (const criterion of ['S1.1-02', 'S1.1-17'])
    await s.does(applicant, 'answer', { criterion, claim: 'fulfilled', reason: '確認した。', restsOn })
  await s.does(applicant, 'declare', declaring(s))
  assert.equal(s.now().state, 'submitted')
  assert.ok(criteria(s).includes('S1.1-17'))
  assert.equal(await s.refused(intake, 'move-edition', { edition: 'NEXT' }), 'role-missing')
})

test('an edition that has not begun, has ended, is the same or is unknown is not offered', async () => {
  const early = await begun('2026-11-25T01:00:00.000Z')
  for (const edition of ['NEXT', old.edition.documentNumber, 'OTHER'])
    assert.equal(await early.refused(applicant, 'move-edition', { edition }), 'edition-not-offered')
  assert.equal(await early.refused(applicant, 'move-back'), 'edition-not-moved')
  const late = await begun('2027-02-10T01:00:00.000Z')
  assert.equal(await late.refused(applicant, 'declare', declaring(late)), 'edition-ended')
  await late.does(applicant, 'move-edition', { edition: 'NEXT' })
  assert.equal(await late.refused(applicant, 'move-back'), 'edition-not-offered')
})

test('without a named edition an application begins under the one in force', async () => {
  const s = story(memoryPorts({ schemes: [old, next('2026-12-01')], now: '2026-11-24T01:00:00.000Z' }))
  assert.equal(
    (await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })).edition,
    old.edition.documentNumber,
  )
  s.setNow('2026-12-02T01:00:00.000Z')
  assert.equal((await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })).edition, 'NEXT')
})

test('an answer that was laid aside and comes back under a third edition waits to be given again', async () => {
  const third = { ...next('2026-12-01'), digest: `sha256:${'c'.repeat(64)}` as const }
  const asksMore = { ja: '改', en: 'revised' }
  const criteria = old.criteria.map((k) => (k.id === 'S1.1-03' ? { ...k, demand: asksMore } : k))
  const again: OperatedScheme = {
    ...third,
    edition: { ...third.edition, documentNumber: 'THIRD', key: 'third' },
    criteria,
    levels: old.levels,
  }
  const s = story(memoryPorts({ schemes: [old, next('2026-12-01'), again], now: '2026-11-24T01:00:00.000Z' }))
  await filled(s)
  s.setNow('2026-12-10T01:00:00.000Z')
  const before = s.now().answers['S1.1-03']
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  const c = await s.does(applicant, 'move-edition', { edition: 'THIRD' })
  assert.deepEqual(c.answers['S1.1-03'], { ...before, claim: 'unanswered' })
  const back = await s.does(applicant, 'move-back')
  assert.deepEqual(back.laidAside['S1.1-03'], before)
})

test('a file taken out after a move does not come back with the answers that are restored', async () => {
  const s = await begun('2026-12-10T01:00:00.000Z')
  const [paper, record] = s.now().files
  assert(paper && record)
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  await s.does(applicant, 'remove-evidence', { digest: paper.digest })
  const back = await s.does(applicant, 'move-back')
  for (const id of ['S1.1-01', 'S1.1-02', 'S1.1-03'])
    assert.deepEqual(
      back.answers[id]?.restsOn.map((ref) => ref.kind === 'file' && ref.digest),
      [record.digest],
      id,
    )
})

test('an edition that certifies the level instead is nothing an application for a declaration moves to', async () => {
  const certified = next('2026-12-01')
  const levels = certified.levels.map((level) => ({ ...level, path: 'certification' as const }))
  const s = story(memoryPorts({ schemes: [old, { ...certified, levels }], now: '2026-11-24T01:00:00.000Z' }))
  await filled(s)
  s.setNow('2026-12-10T01:00:00.000Z')
  assert.equal(await s.refused(applicant, 'move-edition', { edition: 'NEXT' }), 'path-not-offered')
})

test('moved while answering questions, an application is declared again before it goes back to the body', async () => {
  const s = await begun('2026-12-10T01:00:00.000Z')
  await inReview(s)
  for (const criterion of ['S1.1-01', 'S1.1-02'])
    await s.does(people.reviewer, 'review', { criterion, outcome: 'sufficient' })
  await s.does(people.reviewer, 'ask', { questions: [{ text: '新しい版にしますか。' }] })
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  assert.deepEqual(Object.keys(s.now().reviews), ['S1.1-01'])
  const answers = s.now().questions.map(({ id }) => ({ id, text: 'はい。' }))
  assert.equal(await s.refused(applicant, 'reply', { answers }), 'application-incomplete')
  const restsOn = s.now().answers['S1.1-01']?.restsOn ?? []
  for (const criterion of ['S1.1-02', 'S1.1-17'])
    await s.does(applicant, 'answer', { criterion, claim: 'fulfilled', reason: '確認した。', restsOn })
  assert.equal(await s.refused(applicant, 'reply', { answers }), 'declaration-outdated')
  await s.does(applicant, 'reply', { answers, redeclare: declaring(s) })
  assert.equal(s.now().state, 'in-review')
  assert.equal(await s.refused(people.reviewer, 'finish-review'), 'review-unfinished')
})

test('moved and moved back while answering questions, nothing has to be declared again', async () => {
  const s = await begun('2026-12-10T01:00:00.000Z')
  await inReview(s)
  await s.does(people.reviewer, 'ask', { questions: [{ text: '新しい版にしますか。' }] })
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  await s.does(applicant, 'move-back')
  await s.does(applicant, 'reply', { answers: s.now().questions.map(({ id }) => ({ id, text: 'いいえ。' })) })
  assert.equal(s.now().state, 'in-review')
})

test('a category that the edition moved to does not offer is chosen again before it is declared', async () => {
  const without = { ...next('2026-12-01'), criteria: old.criteria, levels: old.levels }
  const categories = old.categories.filter(({ id }) => id !== 'router')
  const s = story(memoryPorts({ schemes: [old, { ...without, categories }], now: '2026-11-24T01:00:00.000Z' }))
  await filled(s)
  s.setNow('2026-12-10T01:00:00.000Z')
  await s.does(applicant, 'move-edition', { edition: 'NEXT' })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
})

test('a renewal under a new edition carries what stayed the same and waits for what did not', async () => {
  const ports = memoryPorts({ schemes: [old, next('2026-12-01')], now: '2026-11-24T01:00:00.000Z' })
  const first = story(ports)
  await issued(first)
  const { label, answers } = first.now()
  first.setNow('2026-12-10T01:00:00.000Z')
  const c = await story(ports)
    .does(applicant, 'start', { scheme: 'jc-star', level: '1', renews: label })
    .then(() => [...ports.committed().cases.values()].find(({ folded }) => folded.renews === label)!.folded)
  assert.equal(c.edition, 'NEXT')
  assert.deepEqual(c.answers['S1.1-01'], answers['S1.1-01'])
  assert.deepEqual(c.answers['S1.1-02'], { ...answers['S1.1-02'], claim: 'unanswered' })
  assert.equal(c.answers['S1.1-03'], undefined)
})

test('where the edition a label was judged by is gone, a renewal answers everything again', async () => {
  const ports = memoryPorts({ schemes: [old], now: '2026-11-24T01:00:00.000Z' })
  const first = story(ports)
  await issued(first)
  const { label } = first.now()
  const find = (_: string, edition?: string) =>
    edition === undefined || edition === 'NEXT' ? next('2026-12-01') : undefined
  const gone = { ...ports, ports: { ...ports.ports, schemes: { all: [next('2026-12-01')], find } } }
  await story(gone).does(applicant, 'start', { scheme: 'jc-star', level: '1', renews: label })
  const c = [...ports.committed().cases.values()].find(({ folded }) => folded.renews === label)!.folded
  assert.deepEqual([...new Set(Object.values(c.answers).map(({ claim }) => claim))], ['unanswered'])
})

test('a label is renewed at its own level only', async () => {
  const ports = memoryPorts({
    schemes: [
      {
        ...old,
        levels: [
          ...old.levels.filter((l) => l.code === '1'),
          { ...old.levels.find((l) => l.code === '1')!, code: '2' },
        ],
      },
    ],
  })
  const first = story(ports)
  await issued(first)
  const other = { scheme: 'jc-star', level: '2', renews: first.now().label }
  assert.equal(await story(ports).refused(applicant, 'start', other).catch(String), 'label-not-found')
})
