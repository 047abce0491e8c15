import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { clip, columnsOf, flushRight, padded, wrapped } from './text-layout.ts'

describe('text on a screen of characters', () => {
  test('a full-width character takes two columns, an accent none', () => {
    assert.equal(columnsOf('判定 fail'), 9)
    assert.equal(columnsOf('（）'), 4)
    assert.equal(columnsOf('e\u0301'), 1)
    assert.equal(padded('判定', 6), '判定  ')
    assert.equal(flushRight('65', 4), '  65')
    assert.equal(clip('判定不能', 6), '判定…')
  })

  test('lines are broken where they are full, and go on below the text, not below its head', () => {
    assert.deepEqual(wrapped('  ✕ ', '申告のない通信口が開いています', 24), [
      '  ✕ 申告のない通信口が開',
      '    いています',
    ])
    assert.deepEqual(wrapped('', 'one two three four five six', 20), ['one two three four', 'five six'])
  })

  test('no line begins with a full stop or ends with an opening bracket', () => {
    const lines = wrapped('', '一二三四五六七八九十。一二三四五六七八九（十）', 20)
    assert.deepEqual(lines, ['一二三四五六七八九', '十。一二三四五六七八', '九（十）'])
  })

  test('what has no place to break is broken all the same, and nothing gets lost', () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
    const lines = wrapped('    ', digest, 40)
    assert.ok(lines.every((line) => columnsOf(line) <= 40))
    assert.equal(lines.map((line) => line.trim()).join(''), digest)
  })

  test('without a width a line stays whole', () =>
    assert.deepEqual(wrapped('  ', 'x'.repeat(300), undefined), [`  ${'x'.repeat(300)}`]))
})
