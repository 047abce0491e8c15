import assert from 'node:assert/strict'
import { expect, test } from 'vitest'
import { issued, people } from '../../../../../tests/support/application.ts'
import { makerDesk } from '../../../../../tests/support/maker-house.ts'
import { lintClaims } from './claims.ts'

const { applicant, stranger, decider, second } = people

async function held() {
  const desk = makerDesk()
  await issued(desk.story)
  const label = desk.story.now().label ?? ''
  return { ...desk, label, b: desk.browser(applicant), at: (rest = '') => `/ja/desk/labels/${label}${rest}` }
}

test('a label offers its five doors and the artwork to its holder, and nothing to anybody else', async () => {
  const { b, at, browser, label } = await held()
  await b.open('/ja/desk/labels')
  assert.match(b.text, /3件/)
  await b.open(at())
  for (const name of ['型番を追加', '内容を変更', '脆弱性を知らせる', '更新する', '終了する', 'ラベルの図版'])
    assert.match(b.html, new RegExp(`class="btn second" href="[^"]*">${name}<`), name)
  assert.equal((await browser(stranger).fetch(`/ja/desk/labels/${label}`)).status, 404)
})

test('models and changes are asked for and wait for the body', async () => {
  const { b, at, story } = await held()
  await b.open(at('/models'))
  await b.press('追加を申し出る', { models: 'ＨＲ－３００' })
  assert.equal(b.heading, '登録される形を確かめる')
  await b.press('追加を申し出る')
  assert.match(b.text, /型番の追加を申し出ました/)
  assert.match(b.text, /確認待ち/)
  assert.deepEqual(story.now().proposals.at(-1)?.models, ['HR-300'])
  await b.open(at('/change'))
  await b.press('変更を申し出る', { reason: '期限を延ばす。', 'supportUntil-year': '2032' })
  assert.equal(story.now().proposals.at(-1)?.product?.updates?.supportUntil, '2032-03-31')
  await b.open(at('/change'))
  await b.press('変更を申し出る')
  assert.equal(b.status, 422)
  assert.match(b.html, /<a href="#reason">/)
})

test('a notice is published, and marked as dealt with', async () => {
  const { b, at, story } = await held()
  await b.open(at('/advisory'))
  await b.press('公開する', { text: '2.1.0より前の版に弱点があります。更新してください。' })
  assert.match(b.text, /お知らせを公開しました/)
  await b.press('対応が終わったことにする')
  assert.equal(story.now().advisories[0]?.open, false)
})

test('a renewal starts one draft with everything in it, and not a second one', async () => {
  const { b, at, story, label } = await held()
  await b.open(at('/renew'))
  await b.press('更新の下書きをはじめる')
  assert.match(b.heading, /ひかりルーター/)
  assert.match(b.path, /\/desk\/applications\//)
  await b.open(at('/renew'))
  assert.match(b.text, /すでにあります/)
  const drafts = [...story.committed().cases.values()].filter(({ folded }) => folded.renews === label)
  assert.equal(drafts.length, 1)
})

test('ending a label takes its number, typed, and then nothing more is offered', async () => {
  const { b, at, label } = await held()
  await b.open(at('/end'))
  await b.press('このラベルを終了する', { reasonCode: 'product-discontinued', number: '7K3M-9QXP-2C' })
  assert.equal(b.status, 422)
  assert.match(b.html, /<a href="#number">/)
  await b.press('このラベルを終了する', { number: label.toLowerCase() })
  assert.match(b.text, /ラベルを終了しました/)
  assert.match(b.html, /btn shut">型番を追加</)
  await b.open(at('/artwork'))
  assert.match(b.text, /いま受け取れません/)
  assert.ok(!b.html.includes(' download='))
})

test('the artwork comes in every format while the label is valid, and not while it is suspended', async () => {
  const { b, at, story } = await held()
  await b.open(`${at('/artwork')}?size=L&language=both`)
  const heads = { 'L-both.svg': '<svg', 'L-both.pdf': '%PDF', 'L-both-203.png': '\x89PNG' }
  for (const [name, head] of Object.entries(heads)) {
    const file = await b.fetch(at(`/artwork/${name}`))
    assert.equal(file.status, 200)
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment/)
    const bytes = Buffer.from(await file.arrayBuffer())
    assert.ok(bytes.toString('latin1').startsWith(head), name)
  }
  await b.open(`${at('/artwork/print-check')}?size=M&language=ja`)
  assert.match(b.html, /100 mmのものさし/)
  await story.does(decider, 'propose-suspend', {
    reasonCode: 'criterion-in-doubt',
    publicText: { ja: '確認しています。' },
    cureBy: '2027-03-01',
  })
  await story.does(second, 'confirm-proposal', {
    proposal: story.now().proposals.at(-1)?.id,
    label: story.now().label,
  })
  assert.equal((await b.fetch(at('/artwork/L-both.svg'))).status, 303)
  await b.open(at())
  assert.match(b.text, /停止中/)
  assert.match(b.text, /確認しています/)
  await b.open('/ja/desk')
  assert.match(b.text, /停止中です/)
})

test('marketing copy that promises more than the label is pointed at', async () => {
  const { b, at } = await held()
  await b.open(at('/artwork'))
  await b.press('確かめる', { text: '政府公認で完全に安全。弱点がない製品です。' })
  assert.match(b.text, /直したほうがよい言い方が3か所あります/)
})

const caught: readonly (readonly [string, string])[] = [
  ['この製品は完全に安全です', 'complete-security'],
  ['政府公認のルーター', 'government-approval'],
  ['経済産業省が推奨する', 'government-approval'],
  ['弱点がない設計', 'no-vulnerability'],
  ['脆弱性は一切ありません', 'no-vulnerability'],
  ['どんな環境でも使える安全性', 'every-environment'],
  ['第三者による認証を取得', 'third-party-certified'],
  ['Government-approved and unhackable', 'government-approval'],
  ['It is 100% secure', 'complete-security'],
]
test.each(caught)('「%s」 says too much', (text, rule) => {
  expect(lintClaims(text, 'self').map((f) => f.rule.id)).toContain(rule)
})

test.each([
  'IoT製品のラベリング制度のレベル1に適合しています（自己宣言）。',
  'セキュリティ更新を2031年3月まで提供します。',
  '脆弱性の知らせを受け付けています。',
  'Meets level 1 of the labelling scheme for IoT products (self-declared).',
])('「%s」 may be said', (text) => {
  expect(lintClaims(text, 'self')).toEqual([])
})
