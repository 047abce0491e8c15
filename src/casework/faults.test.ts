import assert from 'node:assert/strict'
import { test } from 'vitest'
import { evaluatorFaultTexts } from './evaluator-faults.ts'
import { caseworkFaultTexts } from './faults.ts'
import { letters, write } from './letters.ts'
import { runFaultTexts } from './run-faults.ts'

test('every refusal says what, why and what next in both languages', () => {
  for (const [code, text] of Object.entries({ ...caseworkFaultTexts, ...runFaultTexts, ...evaluatorFaultTexts }))
    for (const part of [text.what, text.why, text.next]) {
      assert.match(part.ja, /[。：]$|\}$|（.*）$/u, `${code}: ${part.ja}`)
      assert.match(part.ja, /[ぁ-ん]/u, code)
      assert.match(part.en, /[.:}]$/, `${code}: ${part.en}`)
      assert.doesNotMatch(part.en, /[ぁ-ん]/u, code)
    }
})

test('letters are in both languages and leave no gap when everything is given', () => {
  const values = Object.fromEntries(
    ['number', 'product', 'days', 'due', 'fee', 'count', 'label', 'until', 'kind', 'from', 'models', 'order'].map(
      (k) => [k, `<${k}>`],
    ),
  )
  for (const name of Object.keys(letters) as (keyof typeof letters)[]) {
    const { subject, text } = write(name, values)
    assert.doesNotMatch(subject + text, /\{\w+\}/, name)
    assert.match(subject, /^【.+ \/ /u)
    assert.match(text, /\n----\n/)
  }
})

test('a language-dependent value is written in the language of its half', () => {
  const { text } = write('restored', { label: 'L', product: '見本', from: { ja: '12月4日', en: '4 December' } })
  assert.match(text, /12月4日から/)
  assert.match(text, /from 4 December/)
})
