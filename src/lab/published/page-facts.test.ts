import assert from 'node:assert/strict'
import { test } from 'vitest'
import { benchPolicy } from '../../../tests/support/lab-bench.ts'
import { ownTime } from '../../../tests/support/own-time.ts'
import { namesModel, readPage, timesIn } from './page-facts.ts'

const read = (html: string, model = 'X-200') => readPage(html, { model, phrases: benchPolicy.published })

const english = `<title>Vulnerability policy</title><h1>Reporting a vulnerability</h1>
<p>Write to <a href="mailto:security@maker.example?subject=x">our team</a>. We accept reports from anybody.</p>
<h2>What happens then</h2>
<p>We acknowledge your report within 3 business days. Fixes are published within 90 days.</p>
<p>We send you a status update every two weeks until the issue is resolved.</p>`

test('an English policy: contact, acknowledgement and status updates, each with its time', () => {
  const { contacts, mentions, bare, loginOnly } = read(english)
  assert.deepEqual(contacts, [{ kind: 'mail', said: 'security@maker.example' }])
  assert.deepEqual(mentions.acknowledgement, [
    { said: 'We acknowledge your report within 3 business days.', time: '3 business days' },
  ])
  assert.equal(mentions.statusUpdates[0]?.time, 'two weeks')
  assert.deepEqual([bare, loginOnly], [false, false])
})

test('a Japanese policy says the same', () => {
  const { contacts, mentions } = read(`<title>脆弱性情報の取扱方針</title><h1>ご報告の窓口</h1>
    <p>psirt＠maker.example までお送りください。受領のご連絡は、原則として5営業日以内に行います。</p>
    <p>修正までの進捗は、２週間ごとにお知らせします。公開日は2026年4月1日です。</p><p>${'本文'.repeat(60)}</p>`)
  assert.deepEqual(contacts, [{ kind: 'mail', said: 'psirt＠maker.example' }])
  assert.equal(mentions.acknowledgement[0]?.time, '5営業日以内')
  assert.equal(mentions.statusUpdates[0]?.time, '２週間ごと')
})

test('a heading takes its time from the sentence after it', () => {
  const { mentions } = read(`<h2>Initial response</h2><p>You hear from us in 48 hours.</p>`)
  assert.equal(mentions.acknowledgement[0]?.time, '48 hours')
})

test('a time in another sentence is not the time of the acknowledgement', () => {
  const { mentions } = read(
    '<p>We acknowledge every report that we receive from researchers and customers alike. Fixes are published within 90 days.</p>',
  )
  assert.equal(mentions.acknowledgement[0]?.time, undefined)
})

test('dates and durations are told apart', () => {
  const times = timesIn
  assert.deepEqual(times('2026年4月1日に受領しました'), [])
  assert.deepEqual(times('3日以内、その後は毎週'), ['3日以内', '毎週'])
  assert.deepEqual(times('within one (1) month, then weekly'), ['one (1) month', 'weekly'])
  assert.deepEqual(times('in due course'), [])
})

test('where one sentence speaks of both, one time serves one of them', () => {
  const times = (sentence: string) => {
    const { acknowledgement, statusUpdates } = read(`<p>${sentence}</p>`).mentions
    return [acknowledgement[0]?.time, statusUpdates[0]?.time]
  }
  assert.deepEqual(times('5営業日以内に受領をご連絡し、解決まで30日ごとに進捗をお知らせします。'), [
    '5営業日以内',
    '30日ごと',
  ])
  assert.deepEqual(times('受領のご連絡は5営業日以内、進捗は30日ごとです。'), ['5営業日以内', '30日ごと'])
  assert.deepEqual(times('We acknowledge the report within 3 days and keep you informed.'), ['3 days', undefined])
  assert.deepEqual(times('We acknowledge the report and send a status update every 30 days.'), [undefined, '30 days'])
})

test('a date counts for the model in whose line it stands', () => {
  const { dates, modelOnPage, modelInTitle } = read(
    `<title>Support periods</title><table><tr><th>Model</th><th>Security updates until</th></tr>
     <tr><td>X-100</td><td>2028-03-31</td></tr><tr><td>X-200</td><td>2030年12月31日</td></tr></table>`,
  )
  assert.deepEqual(
    dates.map(({ value, besideModel }) => [value, besideModel]),
    [
      ['2028-03-31', false],
      ['2030-12-31', true],
    ],
  )
  assert.deepEqual([modelOnPage, modelInTitle], [true, false])
  assert.equal(read('<h1 class="a">The X 200</h1>').modelInTitle, true)
})

test('a model is named by its whole designation only', () => {
  for (const text of ['X-200', 'x200', 'the X 200.', 'カメラX‑200です'.replace('‑', '-'), 'Ｘ－２００', '(X_200)'])
    assert.equal(namesModel(text, 'X-200'), true, text)
  for (const text of ['X-2000', 'AX-200', 'X-200B', 'X-200-PRO', 'X-20 0', 'X-100', ''])
    assert.equal(namesModel(text, 'X-200'), false, text)
  assert.equal(namesModel('anything', ' '), false)
  for (const odd of ['A&B/C+', '(b+', 'R[2]\\D', '#1 ☆', '型番.X'])
    assert.equal(namesModel(`The ${odd} is`, odd), true, odd)
})

test('a page that only asks for a login, or that scripts make, is known as such', () => {
  const login = read('<title>Sign in</title><h1>Members only</h1><p>Please sign in.</p><input type="password">')
  assert.equal(login.loginOnly, true)
  assert.equal(read('<div id="root"></div><script src="app.js"></script>').bare, true)
  assert.equal(
    read(`${english}<form>Log in <input type="password"></form>${'<p>more text</p>'.repeat(80)}`).loginOnly,
    false,
  )
})

test('a hostile page costs little', () => {
  const spent = ownTime()
  for (const part of [
    'a@',
    'a.',
    '<h1>',
    'acknowledg ',
    '<p>2030-01-01',
    'x-200 ',
    'href=mailto:',
    '3 ',
    'within an ',
    '一',
  ])
    read(part.repeat(Math.ceil(1_000_000 / part.length)))
  assert.ok(spent() < 8_000, `${spent()} ms`)
})
