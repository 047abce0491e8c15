import assert from 'node:assert/strict'
import { test } from 'vitest'
import { people } from '../../../../../tests/support/application.ts'
import type { Filling, FormBrowser } from '../../../../../tests/support/form-browser.ts'
import { makerDesk } from '../../../../../tests/support/maker-house.ts'

const pdf = (name: string, text: string) => new File([`%PDF-1.7\n${text}\n%%EOF\n`], name, { type: 'application/pdf' })

/** From the start page to the task list of a new draft; the person is signed in. */
async function draft(b: FormBrowser): Promise<void> {
  await b.open('/ja/apply')
  b.screens = 0 // the start page and signing in are not counted
  await b.press('はじめる')
  await b.press('次へ', { 'ip-communication': 'true' })
  await b.press('次へ', { 'user-adds-security-software': 'false' })
  await b.press('次へ', { 'product-unit': 'device' })
  await b.press('次へ', { 'psti-compliant': 'false' })
  assert.equal(b.heading, '対象になります')
  await b.follow('下書きをはじめる')
  await b.press('下書きをはじめる', { role: 'manufacturer' })
  assert.equal(b.status, 200)
}

/** The sections after the organisation, each saved with the button that goes on. */
async function sections(b: FormBrowser): Promise<void> {
  const next = '保存して次へ'
  await b.follow('続きを始める')
  await b.press(next, { report: 'psirt@maker-a.example', policy: 'https://maker-a.example/security' })
  await b.press(next, {
    name: 'ひかりルーター HR-200シリーズ（見本）',
    category: 'router',
    intendedUse: '家庭でインターネットにつなぐ。',
  })
  await b.press(next, { models: 'HR-200\nHR-200W' })
  await b.press(next, { minimum: '2.1.0', sbom: 'kept' })
  await b.press(next, {
    'supportUntil-year': '2031',
    'supportUntil-month': '3',
    'supportUntil-day': '31',
    mode: 'automatic',
    howToSeeVersion: '設定画面の「本体情報」で確認できます。',
    defaultPassword: 'set-by-user',
    setUp: 'はじめに管理者パスワードを決めます。',
    daily: '自動更新を入れたままにします。',
    disposal: '初期化ボタンを10秒押します。',
  })
}

/** Every criterion: the first brings two files into the library, the others choose them there. */
async function criteria(b: FormBrowser, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    assert.equal(b.status, 200, b.text.slice(0, 400))
    const there = b
      .fields('保存して次へ')
      .filter((f) => f.name === 'evidence')
      .map((f) => f.value)
    const evidence: Filling =
      i === 0
        ? { file: pdf('設計書.pdf', 'design') }
        : i === 1
          ? { evidence: there, file: pdf('試験記録.pdf', 'test'), shows: 'real-device' }
          : { evidence: there }
    await b.press('保存して次へ', { claim: 'fulfilled', reason: '設計書と試験の記録のとおり。', ...evidence })
  }
}

test('a first declaration from nothing takes at most 31 screens and 75 inputs', async () => {
  const desk = makerDesk()
  const b = desk.browser(people.applicant)
  await draft(b)
  await sections(b)
  await criteria(b, 16)
  assert.equal(b.heading, '入力内容の確認')
  assert.ok(!b.text.includes('足りません'))
  await b.follow('自己宣言に進む')
  assert.match(b.text, /sha256:[0-9a-f]{64}/)
  for (const box of b.fields('宣言して提出する').filter((f) => f.kind === 'checkbox')) assert.equal(box.on, false)
  await b.press('宣言して提出する', { position: '品質保証部 部長', truthful: 'yes', duty: 'yes' })
  assert.equal(b.heading, '提出しました')
  assert.match(b.text, /APP-2026-0001/)
  assert.match(b.text, /\d+年\d+月\d+日（[月火水木金]）/)
  const [declared] = [...desk.story.committed().cases.values()]
  assert.equal(declared?.folded.state, 'submitted')
  assert.ok(b.screens <= 31, `${b.screens} screens`)
  assert.ok(b.inputs <= 75, `${b.inputs} inputs`)

  const seq = declared?.folded.seq
  await b.open(b.path)
  assert.equal(b.heading, '提出しました')
  const [again] = [...desk.story.committed().cases.values()]
  assert.equal(again?.folded.seq, seq, 'reloading submits nothing')
})
