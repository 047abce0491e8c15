import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'vitest'
import { inReview, people, reviewed } from '../../../../../tests/support/application.ts'
import {
  type BenchStory,
  benchStory,
  replayed,
  testedRouter,
  unitsWith,
} from '../../../../../tests/support/bench-story.ts'
import { atDesk, bodyHouse } from '../../../../../tests/support/body-fixtures.ts'
import { memoryPorts } from '../../../../../tests/support/memory-ports.ts'
import { digestOf } from '../../../../core/kernel/digest.ts'
import { webApp } from '../../app.tsx'
import { bodyPages } from './routes.ts'

const { administrator, reviewer, decider } = people

const deskOf = (s: Parameters<typeof bodyHouse>[0]) => {
  let visits = 0
  const app = webApp(bodyHouse(s), { pages: bodyPages, addressOf: () => String(visits++) })
  return (who: (typeof people)[keyof typeof people]) => atDesk(app, who)
}
const address = (s: BenchStory, rest = '') => `/ja/desk/cases/${s.now().id}${rest}`

test('an administrator enters an evaluator, sees the entry, and ends it with a reason; the history stays', async () => {
  const s = memoryPorts()
  const sit = deskOf(s)
  const a = sit(administrator)
  assert.match(await a.open('/ja/desk/evaluators'), /まだだれも登録されていません[\s\S]*宣言できません/)
  await a.press('登録する', { name: '評価 する子（架空）', validFrom: '2026-04-01', key: 'not a key' })
  assert.equal(a.status(), 422)
  assert.match(a.page(), /<title>エラー：/)
  assert.match(a.page(), /Ed25519の公開鍵/)
  assert.match(a.page(), /value="評価 する子（架空）"/, 'what was typed is kept')
  const key = generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString()
  await a.press('登録する', {
    ...{
      name: '評価 する子（架空）',
      organisation: '見本試験所（架空）',
      title: '登録検証士（見本）',
      issuedBy: '見本協会（架空）',
    },
    ...{ validFrom: '2026-04-01', validUntil: '2027-03-31', key, person: 'reviewer' },
  })
  assert.match(a.page(), /登録しました/)
  assert.match(a.page(), /見本試験所（架空）[\s\S]*2026年4月1日 – 2027年3月31日[\s\S]*有効/)
  const [, id] = /href="\/ja(\/desk\/evaluators\/[^"]+)"/.exec(a.page()) ?? []
  await a.open(`/ja${id}`)
  assert.match(a.page(), /指紋（SHA-256）[\s\S]*sha256:[0-9a-f]{64}[\s\S]*審査 太郎（見本）/)
  await a.press('終了を記録する', { on: '2026-12-01' })
  assert.equal(a.status(), 422)
  await a.press('終了を記録する', { on: '2026-12-01', reason: '退職した。' })
  assert.match(a.page(), /終了を記録しました/)
  await a.open(`/ja${id}`)
  assert.match(a.page(), /終了（2026年12月1日から）[\s\S]*管理 治（見本）[\s\S]*退職した。/)

  // Whoever is no administrator reads it and finds no form; a maker finds nothing at all.
  const r = sit(reviewer)
  assert.match(await r.open('/ja/desk/evaluators'), /管理者の役割を持つ人だけです/)
  assert.doesNotMatch(r.page(), /登録する<\/button>/)
  await r.open(`/en${id}`)
  assert.doesNotMatch(r.page(), /Record the end/)
  await r.open('/ja/desk/evaluators/nobody')
  assert.equal(r.status(), 404)
  const m = sit(people.applicant)
  await m.open('/ja/desk/evaluators')
  assert.ok(m.status() >= 400)
  // As it was known before anything was entered.
  assert.match(
    await a.open('/ja/desk/evaluators?as_of=2026-11-20'),
    /時点で知られていた[\s\S]*まだだれも登録されていません/,
  )
})

test('the reviewer replays a run on its page, and only then can the review end', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  const sit = deskOf(s)
  const r = sit(reviewer)
  assert.match(await r.open(address(s, '?criterion=S2-17')), /資格のある評価者が実機で[\s\S]*/)
  assert.match(r.page(), /実機試験 <a href="[^"]*\/runs">[\s\S]*5\.6-1-2a/)
  for (const criterion of Object.keys(s.now().answers))
    await s.does(reviewer, 'review', { criterion, outcome: 'sufficient' })
  assert.match(await r.open(address(s)), /まだ再生していない試験が1件あります/)
  assert.doesNotMatch(r.page(), /審査を終えて判定へ/)
  await r.open(address(s, '/runs'))
  assert.match(
    r.page(),
    /評価 する子（架空）（見本試験所（架空））[\s\S]*登録検証士（見本）[\s\S]*まだ再生していません/,
  )
  assert.match(await r.press('再生する'), /再生しました[\s\S]*同じ判定になりました[\s\S]*審査 太郎（見本）/)
  await r.open(address(s))
  await r.press('審査を終えて判定へ')
  assert.equal(s.now().state, 'awaiting-decision')
  const d = sit(decider)
  assert.match(await d.open(address(s, '/decide')), /26件すべての基準を満たしています/)
  assert.doesNotMatch(await d.open(address(s, '/runs')), /再生する<\/button>/)
  assert.match(await d.open(address(s, '/record')), /実機試験の再生/)
})

test('a replay that differs is shown as such, and what to do is said', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  const run = s.now().runs[0]!
  const read = await s.ports.runs.read(run.file, 'body')
  assert.ok(read.ok)
  s.bench.leaves(run.file, { ok: true, value: { ...read.value, verdicts: digestOf('other') } })
  const r = deskOf(s)(reviewer)
  await r.open(address(s, '/runs'))
  assert.match(await r.press('再生する'), /判定が変わりました/)
  for (const criterion of Object.keys(s.now().answers))
    await s.does(reviewer, 'review', { criterion, outcome: 'sufficient' })
  assert.match(await r.open(address(s)), /再生すると判定が変わる試験が1件あります/)
})

test('where too many files wait, the reviewer is told so, and nothing goes on record', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  const run = s.now().runs[0]!
  const read = await s.ports.runs.read(run.file, 'body')
  const r = deskOf(s)(reviewer)
  for (const [fault, status, told] of [
    [{ code: 'evidence-queue-yours', limit: 3 }, 429, /もう3件、検証を待っています[\s\S]*組織ごとに3件まで/],
    [{ code: 'evidence-queue-full' }, 503, /混み合っています/],
  ] as const) {
    s.bench.leaves(run.file, { ok: false, fault })
    await r.open(address(s, '/runs'))
    assert.match(await r.press('再生する'), told)
    assert.match(r.page(), new RegExp(fault.code), 'the code can be searched for')
    assert.equal(r.status(), status)
    assert.deepEqual(s.now().runs[0]?.replays, [])
  }
  s.bench.leaves(run.file, read)
  await r.open(address(s, '/runs'))
  assert.match(await r.press('再生する'), /同じ判定になりました/)
})

test('one seeded fault stands before the decider with criterion, unit and reason, and no grant is offered', async () => {
  const s = await benchStory()
  await testedRouter(s, { units: unitsWith({ '5.6-1-2b': 'fail' }) })
  await inReview(s)
  await replayed(s)
  await reviewed(s)
  const d = deskOf(s)(decider)
  const page = await d.open(address(s, '/decide'))
  assert.match(page, /26件のうち1件|1件が|満たされていません/)
  assert.match(page, /S2-17[\s\S]*S2-17\/r1[\s\S]*tcp\/39527 が開いています（5\.6-1-2b tcp\/39527）/)
  assert.doesNotMatch(page, /value="grant"/)
  await d.press('判定の内容を確かめる', { outcome: 'refuse', reasonsJa: '申告にない通信口が開いている。' })
  await d.press('不交付と判定する')
  assert.equal(s.now().state, 'refused')
})

test('the ledger shows means of several runs, and says when there are too few', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await inReview(s)
  const r = deskOf(s)(reviewer)
  assert.match(await r.open('/ja/desk/effort'), /まだ示せる平均がありません[\s\S]*3件/)
  assert.equal(await r.open('/ja/desk/effort.csv'), 'node,hours,runs\n')
})

test('a case of a level without device tests has no page of them in its tabs', async () => {
  const s = await benchStory()
  const { filled, story } = await import('../../../../../tests/support/application.ts')
  const plain = story(s)
  await filled(plain)
  await inReview(plain)
  const r = deskOf(s)(reviewer)
  assert.doesNotMatch(await r.open(`/ja/desk/cases/${plain.now().id}`), /\/runs"/)
  assert.match(await r.open(`/en/desk/cases/${plain.now().id}/runs`), /No test is attached yet/)
})
