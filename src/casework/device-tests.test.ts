import assert from 'node:assert/strict'
import { test } from 'vitest'
import { declaring, granted, inReview, people, reviewed, story } from '../../tests/support/application.ts'
import {
  type BenchStory,
  benchIxit,
  benchStory,
  broken,
  evaluatorKey,
  evidenceOf,
  filledForRouter,
  replayed,
  strangerKey,
  testedRouter,
  unitsWith,
} from '../../tests/support/bench-story.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import { decisionFaultTexts } from '../core/decision/faults.ts'
import { digestOf } from '../core/kernel/digest.ts'
import { refuse } from '../core/kernel/result.ts'
import { declarationDocument } from './assessment.ts'
import { endEvaluator } from './evaluator-desk.ts'
import { perform } from './perform.ts'
import { caseFor, history, taskList, whoMay } from './queries.ts'
import type { Viewer } from './roles.ts'
import { currentRuns } from './runs.ts'

const { applicant, reviewer, decider, second, administrator } = people
const reasons = { ja: 'すべての要件に適合している。' }

/** The whole fault of an act that is refused. */
async function faultOf(s: BenchStory, who: Viewer, act: Parameters<BenchStory['does']>[1], data: unknown = {}) {
  const done = await perform(s.ports, who, { act, caseId: s.now().id, data })
  assert.ok(!done.ok, `${act} was not refused`)
  return done.fault as unknown as Record<string, unknown> & { readonly code: string }
}
const attached = async (s: BenchStory, change: Parameters<typeof evidenceOf>[1] = {}) =>
  s.does(applicant, 'attach-run', await evidenceOf(s, change))
const refusedRun = async (s: BenchStory, change: Parameters<typeof evidenceOf>[1] = {}) =>
  faultOf(s, applicant, 'attach-run', await evidenceOf(s, change))

test('a router at the ☆2-type level is tested, declared, reviewed by replay, decided and issued', async () => {
  const s = await benchStory()
  await testedRouter(s)
  const [run] = s.now().runs
  assert.equal(run?.evaluator?.name, '評価 する子（架空）')
  assert.equal(run?.file, s.now().files.at(-1)?.digest)
  await inReview(s)
  assert.equal(await s.refused(reviewer, 'finish-review'), 'review-unfinished')
  for (const criterion of Object.keys(s.now().answers))
    await s.does(reviewer, 'review', { criterion, outcome: 'sufficient' })
  assert.equal(await s.refused(reviewer, 'finish-review'), 'run-not-replayed')
  await replayed(s)
  await s.does(reviewer, 'finish-review')
  await granted(s)
  assert.equal(s.now().state, 'issued')
  const { labels, leaves, mails } = s.committed()
  const entry = labels.get(s.now().label ?? '')?.entry
  assert.deepEqual([entry?.scheme, entry?.level, entry?.levelSymbol], ['star-two-sample', '2-router', '☆2型'])
  assert.equal(entry?.testedOn, '2026-11-24')
  // Nothing else of the run is public: not who tested, not what was seen, not by which file.
  const open =
    JSON.stringify(entry) +
    [...leaves.values()].map(({ jws }) => Buffer.from(jws.split('.')[1] ?? '', 'base64url')).join('')
  for (const secret of [
    '評価 する子',
    '見本試験所',
    run?.run,
    run?.file,
    run?.verdicts,
    run?.nonce,
    evaluatorKey,
    '5.6-1-2a',
  ])
    assert.ok(!open.includes(String(secret)), String(secret))
  assert.ok(mails.some(({ subject }) => subject.startsWith('【実機試験】')))
  assert.ok(mails.every(({ text }) => !text.includes(run?.nonce ?? '')))
})

test('without a run there is nothing to declare, whatever the maker says of its own tests', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  const fault = await faultOf(s, applicant, 'declare', declaring(s))
  assert.equal(fault.code, 'device-run-missing')
  assert.deepEqual(fault.criteria, [
    'S2-17',
    'S2-18',
    'S2-19',
    'S2-20',
    'S2-21',
    'S2-22',
    'S2-23',
    'S2-24',
    'S2-25',
    'S2-26',
  ])
  // The maker's own word that it passed says what to do next, and is no pass.
  const tasks = taskList(s.now(), s.ports.schemes.find('star-two-sample')!).flatMap((g) => g.tasks)
  const own = tasks.find(({ id }) => id === 'criterion:S2-17')
  assert.equal(own?.status, 'in-progress')
  assert.match(own?.reason?.en ?? '', /qualified evaluator/)
  assert.equal(tasks.find(({ id }) => id === 'runs')?.status, 'not-started')
})

test('one seeded fault: declared all the same, replayed, and refused with criterion, unit and reason', async () => {
  const s = await benchStory()
  await testedRouter(s, { units: unitsWith({ '5.6-1-2b': 'fail' }) })
  const before = taskList(s.now(), s.ports.schemes.find('star-two-sample')!).flatMap((g) => g.tasks)
  const problem = before.find(({ id }) => id === 'criterion:S2-17')
  assert.deepEqual([problem?.status, problem?.mayDeclare], ['problem', true])
  assert.match(problem?.reason?.ja ?? '', /tcp\/39527 が開いています（5\.6-1-2b tcp\/39527）/)
  await inReview(s)
  await replayed(s)
  await reviewed(s)
  const fault = await faultOf(s, decider, 'decide-grant', { reasons })
  assert.equal(fault.code, 'criterion-blocks')
  assert.deepEqual([fault.criterion, fault.unit, fault.verdict], ['S2-17', 'S2-17/r1', 'fail'])
  assert.match((fault.reason as { en: string }).en, /undeclared port tcp\/39527 is open \(5\.6-1-2b tcp\/39527\)/)
  assert.match(decisionFaultTexts['criterion-blocks'].why.en, /\{criterion\}.*\{reason\}/)
  await s.does(decider, 'decide-refuse', { reasons: { ja: '申告にない通信口が開いている。' } })
  assert.equal(s.now().state, 'refused')
  assert.equal(s.committed().labels.size, 0)
})

test('a test that was not carried out, or not finished, is never a pass', async () => {
  for (const [verdict, declared] of [
    ['not-evaluated', 'device-run-missing'],
    ['inconclusive', undefined],
  ] as const) {
    const s = await benchStory()
    await testedRouter(s, { units: unitsWith({ '5.9-1-2b': verdict }) })
    if (declared !== undefined) {
      assert.equal(await s.refused(applicant, 'declare', declaring(s)), declared)
      continue
    }
    await inReview(s)
    await replayed(s)
    await reviewed(s)
    const fault = await faultOf(s, decider, 'decide-grant', { reasons })
    assert.deepEqual([fault.code, fault.criterion, fault.verdict], ['criterion-blocks', 'S2-24', 'inconclusive'])
  }
})

test('evidence that is broken, or of somebody unknown or not qualified that day, is refused in words', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  await s.does(applicant, 'order-run')
  const sent = await evidenceOf(s)
  s.bench.leaves(sent.digest as never, broken('signature-wrong'))
  const wrong = await faultOf(s, applicant, 'attach-run', sent)
  assert.deepEqual([wrong.code, wrong.reason], ['evidence-broken', 'signature-wrong'])
  assert.equal((await refusedRun(s, { key: strangerKey })).code, 'evaluator-key-unknown')
  // A clock that is wrong by years cannot move a run into the time of a qualification.
  assert.equal((await refusedRun(s, { ended: '2027-04-02T00:00:00.000Z' })).code, 'run-out-of-time')
  assert.equal((await refusedRun(s, { began: '2026-11-22T00:00:00.000Z' })).code, 'run-out-of-time')
  assert.equal((await refusedRun(s, { policy: digestOf('another policy') })).code, 'run-policy-unknown')
  assert.equal((await refusedRun(s, { nonce: 'of another case' })).code, 'run-not-ordered-here')
  assert.equal(s.now().runs.length, 0)
  assert.ok(
    s.now().files.every(({ name }) => name !== 'evidence.zip'),
    'what was refused left no trace',
  )
  assert.equal(
    await s.refused(applicant, 'attach-run', { ...sent, digest: `sha256:${'0'.repeat(64)}` }),
    'file-unknown',
  )
  await attached(s)
})

test('a qualification counts from its first day to its last, and not past its end', async () => {
  const days = [
    ['2026-11-30T03:00:00.000Z', 'not-yet'],
    ['2026-11-30T15:00:00.000Z', undefined], // 1 December in Japan
    ['2027-03-31T14:59:00.000Z', undefined],
    ['2027-03-31T15:00:00.000Z', 'expired'],
  ] as const
  for (const [now, state] of days) {
    const s = await benchStory({ validFrom: '2026-12-01' })
    s.setNow(now)
    await filledForRouter(s)
    await s.does(applicant, 'order-run')
    if (state === undefined) {
      await attached(s)
      continue
    }
    const fault = await refusedRun(s)
    assert.equal(fault.code, 'evaluator-not-qualified', now)
    assert.match((fault.state as { en: string }).en, state === 'expired' ? /Expired/ : /Not yet/)
  }
  const s = await benchStory()
  await filledForRouter(s)
  await s.does(applicant, 'order-run')
  const ended = await endEvaluator(s.ports, administrator, s.evaluator.id, { on: '2026-11-24', reason: '退職した。' })
  assert.ok(ended.ok)
  assert.equal((await refusedRun(s)).code, 'evaluator-not-qualified')
})

test('a nonce serves once, and another application’s evidence is not taken', async () => {
  const s = await benchStory()
  await testedRouter(s)
  const again = await refusedRun(s, { nonce: s.now().runs[0]!.nonce })
  assert.deepEqual([again.code, again.run], ['run-order-used', s.now().runs[0]!.run])
  const other = { ...story({ ...s, ports: s.ports }), bench: s.bench, evaluator: s.evaluator }
  await filledForRouter(other)
  await other.does(applicant, 'order-run')
  const fault = await faultOf(
    other,
    applicant,
    'attach-run',
    await evidenceOf(other, { nonce: s.now().runs[0]!.nonce }),
  )
  assert.equal(fault.code, 'run-not-ordered-here')
})

test('the device is compared with one declaration, and with another all is tested anew', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await s.does(applicant, 'order-run')
  const fault = await refusedRun(s, { ixit: digestOf('another declaration') })
  assert.deepEqual([fault.code, fault.expected], ['run-declaration-differs', benchIxit])
  // The maker corrects the declaration and orders with it: until then the earlier run showed something, now nothing.
  assert.equal(await whyNot(s, 'S2-17'), undefined)
  await s.does(applicant, 'order-run', { ixit: digestOf('another declaration') })
  assert.match((await whyNot(s, 'S2-17')) ?? '', /declaration \(IXIT\) has changed/)
  await attached(s, { ixit: digestOf('another declaration') })
  assert.equal(await whyNot(s, 'S2-17'), undefined)
})

async function whyNot(s: BenchStory, criterion: string): Promise<string | undefined> {
  const tasks = taskList(s.now(), s.ports.schemes.find('star-two-sample')!).flatMap((g) => g.tasks)
  const task = tasks.find(({ id }) => id === `criterion:${criterion}`)
  return task?.status === 'complete' ? undefined : (task?.reason?.en ?? task?.status)
}

test('a later run takes the place of an earlier one of the same device, and nothing vanishes', async () => {
  const s = await benchStory()
  await testedRouter(s, { units: unitsWith({ '5.6-1-2b': 'fail' }) })
  const [first] = s.now().runs
  await s.does(applicant, 'order-run')
  await attached(s)
  const [earlier, later] = s.now().runs
  assert.equal(earlier?.replacedBy, later?.run)
  assert.deepEqual(
    currentRuns(s.now()).map(({ run }) => run),
    [later?.run],
  )
  assert.equal(await whyNot(s, 'S2-17'), undefined)
  const cited = s.now().answers['S2-17']?.restsOn.map((r) => (r.kind === 'file' ? r.digest : ''))
  assert.ok(cited?.includes(later!.file) && !cited.includes(first!.file))
  assert.ok(s.now().files.some(({ digest }) => digest === first!.file))
  for (const digest of [first!.file, later!.file])
    assert.equal(await s.refused(applicant, 'remove-evidence', { digest }), 'file-of-a-run')
  // What another device showed to be wrong stays, until somebody says which run takes its place.
  await s.does(applicant, 'order-run')
  await attached(s, { device: { id: digestOf('device 2'), label: '0002' }, units: unitsWith({ '5.6-1-2b': 'fail' }) })
  assert.match((await whyNot(s, 'S2-17')) ?? '', /undeclared port/)
  const third = s.now().runs.at(-1)!
  await s.does(applicant, 'order-run')
  const next = await evidenceOf(s, { device: { id: digestOf('device 3'), label: '0003' } })
  assert.equal(await s.refused(applicant, 'attach-run', { ...next, replaces: first!.run }), 'run-unknown')
  await s.does(applicant, 'attach-run', { ...next, replaces: third.run })
  assert.equal(await whyNot(s, 'S2-17'), undefined)
  assert.equal(s.now().runs.length, 4)
})

test('what was declared names its runs; another run has to be declared again', async () => {
  const s = await benchStory()
  await testedRouter(s)
  const scheme = s.ports.schemes.find('star-two-sample')!
  const { document } = declarationDocument(s.now(), scheme)
  assert.deepEqual(
    document.runs,
    s.now().runs.map(({ run, file, verdicts }) => ({ run, evidence: file, verdicts })),
  )
  await inReview(s)
  await replayed(s)
  for (const criterion of ['S2-01', 'S2-17']) await s.does(reviewer, 'review', { criterion, outcome: 'sufficient' })
  await s.does(reviewer, 'ask', { questions: [{ criterion: 'S2-17', text: '試験し直してください。' }] })
  await s.does(applicant, 'order-run')
  await attached(s)
  // Whoever reviewed a criterion that the run speaks about looks again; the others stay as they are.
  assert.deepEqual(Object.keys(s.now().reviews), ['S2-01'])
  const answers = [{ id: s.now().questions[0]!.id, text: '試験し直しました。' }]
  assert.equal(await s.refused(applicant, 'reply', { answers }), 'declaration-outdated')
  await s.does(applicant, 'reply', { answers, redeclare: declaring(s) })
  await reviewedAll(s)
  assert.equal(await s.refused(reviewer, 'finish-review'), 'run-not-replayed')
  await replayed(s)
  await s.does(reviewer, 'finish-review')
})

const reviewedAll = async (s: BenchStory) => {
  for (const criterion of Object.keys(s.now().answers))
    await s.does(reviewer, 'review', { criterion, outcome: 'sufficient' })
}

test('a replay that comes to other verdicts, or to none, is recorded and ends no review', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  await reviewedAll(s)
  const [run] = s.now().runs
  const read = await s.ports.runs.read(run!.file, 'body')
  assert.ok(read.ok)
  s.bench.leaves(run!.file, { ok: true, value: { ...read.value, verdicts: digestOf('other verdicts') } })
  await replayed(s)
  assert.deepEqual(
    s.now().runs[0]!.replays.map(({ same, verdicts, by }) => [same, verdicts, by]),
    [[false, digestOf('other verdicts'), 'reviewer']],
  )
  assert.equal(await s.refused(reviewer, 'finish-review'), 'run-replay-differs')
  s.bench.leaves(run!.file, broken('verdicts-differ'))
  await replayed(s)
  assert.match(s.now().runs[0]!.replays.at(-1)?.problem?.en ?? '', /signature/)
  assert.equal(await s.refused(reviewer, 'finish-review'), 'run-replay-differs')
  s.bench.leaves(run!.file, read)
  await replayed(s)
  await s.does(reviewer, 'finish-review')
  assert.equal(s.now().runs[0]!.replays.length, 3)
  assert.equal(await s.refused(reviewer, 'replay-run', { run: run!.run }), 'act-not-allowed-here')
})

test('a run that was judged by other checks is not taken as it says, and a replay shows the reviewer what differs', async () => {
  const s = await benchStory()
  await testedRouter(s)
  const sent = await evidenceOf(s)
  const otherwise = refuse({
    code: 'evidence-judged-otherwise' as const,
    why: { ja: 'ほかの検査で判定されています。', en: 'It was judged by other checks.' },
    differs: { ja: '5.6-1-2b：記録では合格、やり直すと不合格。', en: '5.6-1-2b: recorded Pass, judged again Fail.' },
    verdicts: digestOf('judged here'),
  })
  s.bench.leaves(sent.digest as never, otherwise)
  assert.equal((await faultOf(s, applicant, 'attach-run', sent)).code, 'evidence-judged-otherwise')
  await inReview(s)
  await reviewedAll(s)
  const [run] = s.now().runs
  const read = await s.ports.runs.read(run!.file, reviewer.organisation)
  s.bench.leaves(run!.file, otherwise)
  await replayed(s)
  const [replay] = s.now().runs[0]!.replays
  assert.deepEqual([replay?.same, replay?.verdicts], [false, digestOf('judged here')])
  assert.match(replay?.problem?.en ?? '', /5\.6-1-2b: recorded Pass, judged again Fail/)
  assert.equal(await s.refused(reviewer, 'finish-review'), 'run-replay-differs')
  s.bench.leaves(run!.file, read)
  await replayed(s)
  await s.does(reviewer, 'finish-review')
})

test('whoever tested the device neither reviews nor decides', async () => {
  for (const person of [reviewer, second]) {
    const s = await benchStory({ person: person.person })
    await testedRouter(s)
    await inReviewBy(s, decider)
    if (person === reviewer) {
      for (const [act, data] of [
        ['begin-review', {}],
        ['review', { criterion: 'S2-01', outcome: 'sufficient' }],
        ['replay-run', { run: s.now().runs[0]!.run }],
        ['ask', { questions: [{ text: '？' }] }],
        ['finish-review', {}],
      ] as const)
        assert.equal(await s.refused(reviewer, act, data), 'evaluator-of-this-case', act)
      continue
    }
    await reviewedAll(s)
    await replayed(s)
    await s.does(reviewer, 'finish-review')
    for (const act of ['decide-grant', 'decide-refuse', 'reopen-review'] as const)
      assert.equal(await s.refused(second, act, { reasons, reason: '…' }), 'evaluator-of-this-case', act)
    const may = await whoMay(s.ports, second, s.now().id, 'decide-grant')
    assert.ok(may && !may.allowed && may.fault.code === 'evaluator-of-this-case')
    await s.does(decider, 'decide-grant', { reasons })
  }
})

const inReviewBy = async (s: BenchStory, _decider: Viewer) => {
  await s.does(applicant, 'declare', declaring(s))
  await s.does(people.intake, 'accept')
  await s.does(people.intake, 'confirm-payment', { paidOn: '2026-11-24' })
}

test('an end that reaches back before the run stops review and decision', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  await replayed(s)
  await reviewedAll(s)
  const end = (on: string) =>
    endEvaluator(s.ports, administrator, s.evaluator.id, { on, reason: '資格が取り消された。' })
  await end('2026-11-25')
  await s.does(reviewer, 'finish-review') // the day of the run was covered
  await end('2026-11-01')
  assert.equal(await s.refused(decider, 'decide-grant', { reasons }), 'evaluator-qualification-lost')
  await s.does(decider, 'decide-refuse', { reasons: { ja: '試験の日に資格がなかった。' } })
})

test('the past shows what was known then', async () => {
  const s = await benchStory()
  await testedRouter(s, { units: unitsWith({ '5.6-1-2b': 'fail' }) })
  s.setNow('2026-11-26T01:00:00.000Z')
  await s.does(applicant, 'order-run')
  await attached(s)
  const then = await caseFor(s.ports, applicant, s.now().id, '2026-11-25T00:00:00.000Z')
  assert.equal(then?.runs.length, 1)
  assert.equal(then?.runs[0]?.replacedBy, undefined)
})

test('the maker sees that a run was replayed, not by whom; strangers see nothing', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  await replayed(s)
  const own = await caseFor(s.ports, applicant, s.now().id)
  assert.deepEqual(
    own?.runs[0]?.replays.map(({ by, same }) => [by, same]),
    [['body', true]],
  )
  const lines = await history(s.ports, applicant, s.now().id, async (p) => p)
  assert.ok(lines?.some(({ act }) => act === 'attach-run') && !lines.some(({ act }) => act === 'replay-run'))
  assert.equal(await caseFor(s.ports, people.stranger, s.now().id), undefined)
  assert.equal(await s.refused(people.stranger, 'order-run'), 'case-not-found')
})

test('a ☆1 application may have a run, and needs none; a key nobody knows is enough there', async () => {
  const s = await benchStory()
  const plain = { ...story({ ...s, ports: s.ports }), bench: s.bench, evaluator: s.evaluator }
  await (await import('../../tests/support/application.ts')).filled(plain)
  const tasks = () => taskList(plain.now(), plain.ports.schemes.find('jc-star')!)
  assert.ok(!tasks().some(({ group }) => group === 'tests'))
  await plain.does(applicant, 'order-run')
  await plain.does(applicant, 'attach-run', await evidenceOf(plain, { key: strangerKey }))
  assert.equal(plain.now().runs[0]?.evaluator, undefined)
  assert.deepEqual(
    tasks()
      .find(({ group }) => group === 'tests')
      ?.tasks.map(({ status }) => status),
    ['complete'],
  )
  // What it found wrong counts against the maker's word, as any other defect that was seen does.
  await plain.does(applicant, 'order-run')
  const bad = await evidenceOf(plain, { key: strangerKey, units: unitsWith({ '5.1-5-2b': 'fail' }) })
  await plain.does(applicant, 'attach-run', bad)
  assert.equal(await plain.refused(applicant, 'declare', declaring(plain)), 'application-incomplete')
})

test('orders are few at a time, and a level is for its own kind of product', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  for (let i = 0; i < 10; i++) await s.does(applicant, 'order-run')
  assert.equal(new Set(s.now().runOrders.map(({ nonce }) => nonce)).size, 10)
  for (const { nonce } of s.now().runOrders) assert.match(nonce, /^[A-Za-z0-9_-]{32}$/)
  assert.equal(await s.refused(applicant, 'order-run'), 'run-orders-too-many')
  await attached(s)
  await s.does(applicant, 'save-eligibility', { facts: { 'product-kind': 'network-camera' } })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'product-out-of-scope')
  const none = story(memoryPorts())
  assert.equal(none.ports.runs.policies.size, 0)
})
