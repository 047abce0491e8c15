import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ownTime } from '../../../tests/support/own-time.ts'
import { glance, linesOf, textOf, wordsOf } from './html.ts'

test('title and login form are seen however the tags are written', () => {
  const page = glance(
    '<HTML><TITLE lang=ja>\n ログイン &amp; 設定 &#x2605;</TITLE><form><INPUT NAME=p TYPE = "Password"></form>',
  )
  assert.equal(page.title, 'ログイン & 設定 ★')
  assert.equal(page.passwordField, true)
  assert.equal(page.fileField, false)
})

test('a field of another type is no password field, a word in the text neither', () => {
  assert.equal(glance('<input type="text" name="password"> type=password').passwordField, false)
  assert.equal(glance('<input type=file>').fileField, true)
})

test('what a person does not read is not among the words', () => {
  const html =
    '<style>p{a:b}</style><p>Hello<!-- secret > --> <b>world</b></p><SCRIPT>var x = "<p>no</p>"</Script >!<template>t</template>'
  assert.equal(wordsOf(html), 'Hello world !')
})

test('a row, a paragraph, an item is a line; a cell and a link are not', () => {
  const html =
    '<h1>Support</h1><table><tr><td>X100</td><td>2028-03-31</td></tr><tr><td>X<b>200</b></td><td>2030-12-31</td></tr></table>one<br>two'
  assert.deepEqual(linesOf(html), ['Support', 'X100 2028-03-31', 'X200 2030-12-31', 'one', 'two'])
})

test('a page that scripts make is told from a page that has a script', () => {
  assert.equal(glance('<title>x</title><div id="app"></div><script src="a.js"></script>').scripted, true)
  assert.equal(glance(`<p>${'word '.repeat(200)}</p><script></script>`).scripted, false)
  assert.equal(glance('<p>short</p>').scripted, false)
})

test('Japanese character sets are read, unknown ones do no harm', () => {
  const sjis = Uint8Array.from([0x83, 0x4a, 0x83, 0x81, 0x83, 0x89]) // カメラ
  assert.equal(textOf(sjis, 'text/html; charset=Shift_JIS'), 'カメラ')
  const meta = Buffer.concat([Buffer.from('<meta charset="euc-jp">'), Buffer.from([0xa5, 0xab])])
  assert.equal(textOf(meta), '<meta charset="euc-jp">カ')
  assert.equal(textOf(Buffer.from('a'), 'text/html; charset=no-such-set'), 'a')
})

test('hostile pages cost little', () => {
  const spent = ownTime()
  for (const part of ['<input ', '<title', '<!--', '<script>', '&#x41;', '<', '</script', '<title>', '<input type=']) {
    const page = glance(part.repeat(Math.ceil(3_000_000 / part.length)))
    assert.equal(page.passwordField, false, part)
  }
  assert.ok(spent() < 3_000, `${spent()} ms`)
})

test('an escape that names no character stays harmless', () => {
  assert.equal(glance('<title>&#0;&#xD800;&#x110000;&unknown;</title>').title, '\ufffd\ufffd\ufffd&unknown;')
})
