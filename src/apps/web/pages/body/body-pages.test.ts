import assert from 'node:assert/strict'
import { test } from 'vitest'
import {
  criteria,
  declaring,
  filled,
  inReview,
  issued,
  people,
  reviewed,
  story,
} from '../../../../../tests/support/application.ts'
import { atDesk, bodyHouse } from '../../../../../tests/support/body-fixtures.ts'
import { catalogueScheme } from '../../../../../tests/support/catalogue.ts'
import { memoryPorts } from '../../../../../tests/support/memory-ports.ts'
import { brokenLink } from '../../../../casework/events.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { webApp } from '../../app.tsx'
import { bodyPages } from './routes.ts'

const { applicant, intake, reviewer, decider, second } = people

function desk(options: Parameters<typeof memoryPorts>[0] = {}) {
  const s = story(memoryPorts(options))
  let visits = 0
  const app = webApp(bodyHouse(s), { pages: bodyPages, addressOf: () => String(visits++) })
  return { s, app, sit: (who: (typeof people)[keyof typeof people]) => atDesk(app, who) }
}
const address = (s: { now(): { id: string } }, rest = '') => `/ja/desk/cases/${s.now().id}${rest}`

test('an application goes over the desk to a public label, and the one who reviewed finds no button to decide', async () => {
  const { s, sit } = desk()
  await filled(s)
  await s.does(applicant, 'declare', declaring(s))

  const front = sit(intake)
  assert.match(await front.open('/ja/desk/queue'), /対応中の案件　1件[\s\S]*次の1件をひらく[\s\S]*提出済み/)
  await front.open(address(s))
  assert.match(await front.press('受け付ける'), /受理番号を付け、申請者に手数料を知らせました/)
  assert.match(front.page(), /198,000 JPY/)
  assert.match(await front.press('入金を確認した'), /審査に進みます/)

  const r = sit(reviewer)
  await r.open(address(s))
  await r.press('この案件を担当する')
  assert.match(r.page(), /あと16項目/)
  for (const _ of criteria(s)) await r.press('保存して次の基準へ', { outcome: 'sufficient' })
  assert.match(r.page(), /16のうち16を確認/)
  await r.press('審査を終えて判定へ', { summary: '問題ありません。' })
  assert.equal(s.now().state, 'awaiting-decision')

  await r.open(address(s, '/decide'))
  assert.match(r.page(), /審査に加わっていない別の人が行います/)
  assert.match(r.page(), /判定できる人：判定 幸子（見本）、見守 次郎（見本）/)
  assert.doesNotMatch(r.page(), /判定の内容を確かめる/)

  const d = sit(decider)
  assert.match(await d.open(address(s, '/decide')), /16件すべての基準を満たしています[\s\S]*問題ありません。/)
  await d.press('判定の内容を確かめる', { outcome: 'grant' })
  assert.equal(d.status(), 422) // no reasons yet
  assert.match(d.page(), /<title>エラー：/)
  await d.press('判定の内容を確かめる', { outcome: 'grant', reasonsJa: 'すべて適合。' })
  assert.match(d.page(), /まだ確定していません/)
  await d.press('書きなおす')
  assert.match(d.page(), /すべて適合。/)
  await d.press('判定の内容を確かめる')
  await d.press('交付と判定する')
  assert.equal(s.now().state, 'granted')

  await d.open(address(s, '/issue'))
  assert.match(d.page(), /HR-200W[\s\S]*証拠のファイル/)
  await d.press('ラベルを交付する')
  assert.equal(d.status(), 422)
  await d.press('ラベルを交付する', { sure: 'yes' })
  const label = s.now().label ?? ''
  assert.match(d.page(), new RegExp(`ラベル番号は ${writeLabelId(label)}`))
  assert.match(d.page(), new RegExp(`href="/l/${label}/proof`))
  const record = await d.open(address(s, '/record'))
  assert.match(record, /すべて前の記録とつながっています/)
  assert.match(record, /審査 太郎（見本）[\s\S]*判定 幸子（見本）/)
  assert.match(await d.open('/ja/desk/queue?filter=finished'), new RegExp(`/desk/register/${label}`))
})

test('questions are collected at the criteria, seen as the applicant will see them, and stop the clock', async () => {
  const { s, sit } = desk()
  await filled(s)
  await inReview(s)
  const r = sit(reviewer)
  await r.open(address(s, '?criterion=S1.1-04'))
  await r.press('保存して次の基準へ', { outcome: 'question' })
  assert.equal(r.status(), 422)
  assert.match(r.page(), /aria-invalid="true"[^>]*aria-describedby="note-hint note-error"/)
  await r.press('保存して次の基準へ', { outcome: 'question', note: '試験した版を教えてください。' })
  assert.match(r.page(), /質問をまとめて送る（1）/)
  await r.open(address(s, '/questions'))
  assert.match(r.page(), /2026年12月22日（火）/)
  await r.press('申請者の見え方を確かめる', { due: '2026-11-24' })
  assert.match(r.page(), /回答の期限が、今日より前です/)
  await r.press('申請者の見え方を確かめる', { due: '2026-12-25', general: '営業時間も教えてください。' })
  assert.match(r.page(), /Please answer by Friday 25 December 2026[\s\S]*営業時間も教えてください。[\s\S]*2件の質問/)
  assert.equal(s.now().state, 'in-review')
  await r.press('質問を送る')
  assert.equal(s.now().state, 'question')
  assert.match(r.page(), /時計は停止中（申請者の回答待ち）/)
  assert.deepEqual(
    s.now().questions.map((q) => q.text),
    ['試験した版を教えてください。', '営業時間も教えてください。'],
  )
})

test('a label is suspended by two people: preview first, the number typed, and going back keeps every field', async () => {
  const { s, sit } = desk()
  await issued(s)
  const label = s.now().label ?? ''
  const w = sit(second)
  await w.open(`/ja/desk/register/${label}`)
  await w.open(`/ja/desk/register/${label}/suspend`)
  await w.press('公開される内容を確かめる', { cureBy: '2026-11-24', effective: 'later', day: '2026-11-01' })
  assert.equal(w.status(), 422)
  for (const field of ['reasonCode', 'publicJa', 'day', 'cureBy'])
    assert.match(w.page(), new RegExp(`href="#${field}"`))
  await w.press('公開される内容を確かめる', {
    reasonCode: 'vulnerability-open',
    effective: 'at-once',
    day: '',
    cureBy: '2026-12-25',
    publicJa: '遠隔管理を切ってください。',
  })
  assert.match(
    w.page(),
    /停止中[\s\S]*いますること[\s\S]*&quot;status&quot;: &quot;suspended&quot;[\s\S]*【停止】ラベル/,
  )
  await w.press('書きなおす')
  assert.match(w.page(), /遠隔管理を切ってください。/)
  assert.match(w.page(), /value="2026-12-25"/)
  await w.press('公開される内容を確かめる')
  await w.press('停止を提案する')
  assert.match(w.page(), /この提案は、あなたがしたものです[\s\S]*確認できる人：審査 太郎（見本）、判定 幸子（見本）/)
  assert.doesNotMatch(w.page(), />停止する</)
  assert.equal(s.committed().labels.get(label)?.entry.events.length, 1)
  assert.doesNotMatch(await w.open(`/ja/desk/register/${label}`), /停止を提案する/)

  const proposal = s.now().proposals[0]?.id
  const d = sit(decider)
  await d.open(`/ja/desk/register/${label}/proposals/${proposal}`)
  await d.press('停止する', { label: '7K3M-9QXP-2C' })
  assert.equal(d.status(), 422)
  assert.match(d.page(), /入力したラベル番号が一致しません/)
  await d.press('停止する', { label: writeLabelId(label).toLowerCase() })
  assert.match(d.page(), /登録簿に反映され/)
  assert.match(await d.open(`/ja/desk/register/${label}`), /停止中[\s\S]*停止の解除を提案する/)
})

test('a proposal is rejected with a reason, and nothing changes', async () => {
  const { s, sit } = desk()
  await issued(s)
  const label = s.now().label ?? ''
  await s.does(second, 'propose-withdraw', { reasonCode: 'declaration-untrue', publicText: { ja: '事実と異なる。' } })
  const d = sit(decider)
  await d.open(`/ja/desk/register/${label}/proposals/${s.now().proposals[0]?.id}`)
  await d.press('却下する')
  assert.equal(d.status(), 422)
  await d.press('却下する', { reason: '事実を確かめられない。' })
  assert.match(d.page(), /却下しました[\s\S]*事実を確かめられない。/)
  assert.equal(s.committed().labels.get(label)?.entry.events.length, 1)
})

test('where a scheme knows no suspension, the page says so instead of offering it', async () => {
  const { s, sit } = desk({ schemes: [{ ...catalogueScheme, suspension: false }] })
  await issued(s)
  const page = await sit(second).open(`/ja/desk/register/${s.now().label}/suspend`)
  assert.match(page, /この制度では、ラベルの停止を行いません[\s\S]*取消しを提案する/)
  assert.doesNotMatch(page, /公開される内容を確かめる/)
})

test('a stale tab changes nothing, says who did what meanwhile, and keeps what was typed', async () => {
  const { s, sit } = desk()
  await filled(s)
  await inReview(s)
  const r = sit(reviewer)
  await r.open(address(s, '?criterion=S1.1-01'))
  await s.does(second, 'note', { visibility: 'internal', text: '先に書いた。' })
  await r.press('保存して次の基準へ', { outcome: 'insufficient', note: '証拠が足りない。' })
  assert.equal(r.status(), 409)
  assert.match(r.page(), /先にほかの人がこの案件を更新しました[\s\S]*見守 次郎（見本）　メモ/)
  assert.match(r.page(), /証拠が足りない。/)
  assert.deepEqual(s.now().reviews, {})
  await r.press('保存して次の基準へ')
  assert.equal(s.now().reviews['S1.1-01']?.outcome, 'insufficient')
})

test('a case that lacks something is refused or returned, never granted', async () => {
  const { s, sit } = desk()
  await filled(s)
  await inReview(s)
  for (const criterion of criteria(s))
    await s.does(reviewer, 'review', {
      criterion,
      outcome: criterion === 'S1.1-08' ? 'insufficient' : 'sufficient',
      note: '署名の検証方法がない。',
    })
  await s.does(reviewer, 'finish-review')
  const d = sit(decider)
  await d.open(address(s, '/decide'))
  assert.match(d.page(), /16件のうち1件が、満たされたと示されていません/)
  assert.doesNotMatch(d.page(), /value="grant"/)
  await d.press('判定の内容を確かめる', { outcome: 'grant', reasonsJa: '適合。' })
  assert.equal(d.status(), 422)
  await d.press('審査に戻す', { reason: 'S1.1-08を見なおす。' })
  assert.equal(s.now().state, 'in-review')
  assert.match(await d.open(address(s)), /内部のみ[\s\S]*S1\.1-08を見なおす。/)
})

test('notes say who reads them, and the applicant reads only what is meant for it', async () => {
  const { s, sit } = desk()
  await filled(s)
  await inReview(s)
  const r = sit(reviewer)
  await r.open(address(s, '?criterion=S1.1-01'))
  await r.press('メモを残す', { text: '内々の話。' })
  await r.press('メモを残す', { text: 'お知らせです。', visibility: 'applicant' })
  assert.deepEqual(
    s.now().notes.map((n) => [n.visibility, n.criterion]),
    [
      ['internal', 'S1.1-01'],
      ['applicant', 'S1.1-01'],
    ],
  )
})

test('evidence leaves the desk as a file to keep, and only that of the case', async () => {
  const { s, app } = desk()
  await filled(s)
  await inReview(s)
  const get = (path: string) =>
    app.request(`http://localhost${path}`, { headers: { cookie: `hoshirushi=${reviewer.person}` } })
  const [file] = s.now().files
  const found = await get(address(s, `/files/${file?.digest.slice(7)}`))
  assert.equal(await found.text(), 'design document')
  assert.equal(found.headers.get('content-type'), 'application/octet-stream')
  assert.match(found.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''design\.pdf$/)
  const other = await s.store('of nobody')
  assert.equal((await get(address(s, `/files/${other.slice(7)}`))).status, 404)
})

test('the record as a file keeps the chain and withholds what was tried out before the declaration', async () => {
  const { s, app } = desk()
  await filled(s)
  await inReview(s)
  await reviewed(s)
  const response = await app.request(`http://localhost${address(s, '/record.json')}`, {
    headers: { cookie: `hoshirushi=${decider.person}` },
  })
  const file = (await response.json()) as {
    chain: string
    events: { seq: number; act: string; digest: string; withheld?: boolean; data?: unknown }[]
  }
  assert.equal(file.chain, 'unbroken')
  const kept = s.committed().events.get(s.now().id) ?? []
  assert.equal(brokenLink(kept), undefined)
  assert.deepEqual(
    file.events.map((event) => event.digest),
    kept.map((event) => event.digest),
  )
  const declared = file.events.findIndex((event) => event.act === 'declare')
  assert.ok(file.events.slice(0, declared).every((event) => event.withheld && event.data === undefined))
  assert.ok(file.events.slice(declared).every((event) => event.data !== undefined))
})

test('a maker finds no page of the desk, and the body finds no draft', async () => {
  const { s, sit } = desk()
  await filled(s)
  const stranger = sit(applicant)
  await stranger.open('/ja/desk/queue')
  assert.equal(stranger.status(), 403)
  const r = sit(reviewer)
  await r.open(address(s))
  assert.equal(r.status(), 404)
  assert.match(await r.open('/ja/desk/queue'), /いま対応が必要な案件はありません/)
})

test('every page of the desk is there in both languages, for every state', async () => {
  const { s, sit } = desk()
  await issued(s)
  const label = s.now().label ?? ''
  await s.does(second, 'propose-suspend', { reasonCode: 'vulnerability-open', publicText: { ja: '確認中。' } })
  const d = sit(decider)
  const pages = [
    ...['', '/product', '/declaration', '/questions', '/decide', '/issue', '/record'].map(
      (rest) => `/desk/cases/${s.now().id}${rest}`,
    ),
    ...['', '/withdraw', '/suspend', '/restore', `/proposals/${s.now().proposals[0]?.id}`].map(
      (rest) => `/desk/register/${label}${rest}`,
    ),
    ...['/desk/queue', '/desk/audit', '/desk/surveillance'],
  ]
  for (const lang of ['ja', 'en'])
    for (const path of pages) {
      const page = await d.open(`/${lang}${path}`)
      assert.equal(d.status(), 200, path)
      assert.match(page, new RegExp(`<html lang="${lang}"`))
      assert.doesNotMatch(page, /undefined|\[object|<script/, path)
      assert.equal(page.match(/<h1/g)?.length, 1, path)
    }
})
