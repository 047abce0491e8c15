import assert from 'node:assert/strict'
import { test } from 'vitest'
import { factsInWords } from './fact-words.ts'

test('words of machines are told in both languages; what nobody listed stays searchable', () => {
  const facts = { login: 'recipe', untested: 13, trouble: 'held-by-lock-out' }
  assert.deepEqual(factsInWords(facts, 'ja'), {
    login: '申告の手順によるログイン',
    untested: 13,
    trouble: 'ロックを避けるため控えた',
  })
  assert.equal(factsInWords({ trouble: 'never-heard-of' }, 'ja').trouble, 'never-heard-of')
  assert.equal(factsInWords({ login: 'constructor' }, 'en').login, 'constructor')
})

test('what a device discloses keeps the word that its maker declares', () => {
  assert.equal(factsInWords({ token: 'serial-number' }, 'ja').token, '製造番号（serial-number）')
  assert.equal(factsInWords({ tells: 'model, uptime' }, 'en').tells, 'model, time since start (uptime)')
})

test('a declaration that names no hindrance is not taken for one', () => {
  assert.equal(factsInWords({ declared: 'TLS1.2, TLS1.3' }, 'en').declared, 'TLS1.2, TLS1.3')
  assert.equal(factsInWords({ declared: 'https' }, 'ja').declared, 'https')
  assert.equal(factsInWords({ declared: 'lock-out', measured: 'none' }, 'ja').measured, 'なし')
})
