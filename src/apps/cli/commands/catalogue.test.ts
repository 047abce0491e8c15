import assert from 'node:assert/strict'
import { test } from 'vitest'
import { describeLint } from './catalogue.ts'

test('no findings are said in one sentence', () => {
  assert.equal(describeLint([], 'ja'), 'カタログに誤りは見つかりませんでした。')
  assert.equal(describeLint([], 'en'), 'No mistakes were found in the catalogue.')
})

test('a finding is told by place, sentence and code, and counted', () => {
  const finding = {
    code: 'text-missing',
    file: 'facts.yaml',
    row: 'facts[ip].name.en',
    message: { ja: '文章がありません。', en: 'The text is empty.' },
  } as const
  assert.equal(
    describeLint([finding], 'en'),
    'facts.yaml facts[ip].name.en\n  The text is empty. [text-missing]\n\n1 mistake was found.',
  )
  assert.match(describeLint([finding, finding], 'ja'), /\n\n2件の誤りが見つかりました。$/)
})
