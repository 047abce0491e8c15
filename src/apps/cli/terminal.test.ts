import assert from 'node:assert/strict'
import { test } from 'vitest'
import { harmless, takesColour } from './terminal.ts'

test('what others wrote is shown on a terminal, and not obeyed by it', () => {
  assert.equal(harmless('a\u001b[2Jb\u009b1m\u202Ec\u2066\u0007'), 'a\\u001B[2Jb\\u009B1m\\u202Ec\\u2066\\u0007')
  assert.equal(harmless('over\rwritten'), 'over\\u000Dwritten')
})

test('lines, tabs and every script stay as they are', () => {
  const text = '一行目\r\n\t二行目\n★ é 👩‍💻 \uFEFF'
  assert.equal(harmless(text), text)
})

test('colour is for screens, and for nobody who said no', () => {
  assert.equal(takesColour({ isTTY: true }, {}), true)
  assert.equal(takesColour({}, {}), false) // a file, a pipe
  assert.equal(takesColour({ isTTY: true }, { NO_COLOR: '1' }), false)
  assert.equal(takesColour({ isTTY: true }, { NO_COLOR: '' }), true) // no-color.org: only when not empty
  assert.equal(takesColour({ isTTY: true }, { TERM: 'dumb' }), false)
})
