import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { eucJp } from '../../../../tests/support/euc-jp.ts'
import { shiftJis } from '../../../../tests/support/shift-jis.ts'
import { openDecoding } from './encoding.ts'

function decode(bytes: Uint8Array, piece = bytes.length) {
  const decoding = openDecoding(bytes.subarray(0, 65_536))
  let text = ''
  for (let at = 0; at < bytes.length; at += piece) text += decoding.push(bytes.subarray(at, at + piece))
  text += decoding.end()
  return { text, ...decoding.told() }
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const sample = '型番,メーカー\nHR-200,架空星空電機株式会社\nｶﾅ,①㈱髙﨑\n'

test('UTF-8 with and without its mark, UTF-16 both ways, Shift_JIS with the characters of Windows', () => {
  const wide = Buffer.from(sample, 'utf16le')
  const files: readonly (readonly [string, Uint8Array, boolean])[] = [
    ['utf-8', utf8(sample), false],
    ['utf-8', utf8(`\uFEFF${sample}`), true],
    ['utf-16le', join(new Uint8Array([0xff, 0xfe]), wide), true],
    ['utf-16be', join(new Uint8Array([0xfe, 0xff]), Buffer.from(wide).swap16()), true],
    ['shift_jis', shiftJis(sample), false],
  ]
  for (const [encoding, bytes, mark] of files)
    for (const piece of [1, 3, bytes.length]) {
      const read = decode(bytes, piece)
      assert.deepEqual([read.encoding, read.byteOrderMark, read.notices], [encoding, mark, []])
      assert.equal(read.text.replace(/^\uFEFF/, ''), sample)
    }
})

test('UTF-16 without its mark is known by its zeros', () => {
  const text = 'model,maker\nHR-200,Hoshizora\n'
  assert.equal(decode(Buffer.from(text, 'utf16le')).text, text)
  assert.equal(decode(Buffer.from(Buffer.from(text, 'utf16le')).swap16()).encoding, 'utf-16be')
})

test('lines of another encoding are read in their own, and named', () => {
  const read = decode(join(utf8('型番\nHR-1,架空\n'), shiftJis('HR-2,星空\n'), utf8('HR-3,電機\n')))
  assert.equal(read.text, '型番\nHR-1,架空\nHR-2,星空\nHR-3,電機\n')
  assert.equal(read.encoding, 'mixed')
  assert.deepEqual(read.notices, [{ code: 'list-mixed-encodings', lines: [3], count: 1 }])
})

test('half-width katakana in Shift_JIS are not taken for Latin letters in UTF-8', () => {
  const text = 'ﾃｰﾌﾞﾙ\n型番\nﾃｽﾄ\n'
  const read = decode(shiftJis(text))
  assert.deepEqual([read.text, read.encoding, read.notices], [text, 'shift_jis', []])
})

test('a line that is neither is read as far as it goes, with a sign where it does not, and named', () => {
  const read = decode(join(utf8('型番\n'), new Uint8Array([0x48, 0xff, 0xfe, 0x0a]), utf8('HR-3\n')))
  assert.match(read.text, /^型番\nH\ufffd+\nHR-3\n$/)
  assert.deepEqual(read.notices, [{ code: 'list-characters-broken', lines: [2], count: 1 }])
})

test('any text in UTF-8 or in Shift_JIS comes back, wherever the pieces are cut', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('あ', '型', '-', 'A', '\n', 'ー', '株', 'ｱ', '0', ',') }),
      fc.integer({ min: 1, max: 9 }),
      (text, piece) => {
        assert.equal(decode(utf8(text), piece).text, text)
        // With a line that settles which one it is.
        const settled = `型番のある行\n${text}`
        assert.equal(decode(shiftJis(settled), piece).text, settled)
      },
    ),
    { numRuns: 500 },
  ))

test('any bytes at all are read in the end, in the same way however they are cut', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.integer({ min: 1, max: 9 }), (bytes, piece) => {
      const whole = decode(bytes)
      const begin = openDecoding(bytes)
      let text = ''
      for (let at = 0; at < bytes.length; at += piece) text += begin.push(bytes.subarray(at, at + piece))
      text += begin.end()
      assert.equal(text, whole.text)
    }),
    { numRuns: 1000 },
  ))

test('EUC-JP is known by what Shift_JIS never has, and the other way round', () => {
  const texts = [
    '型番,メーカー\nHR-200,架空星空電機株式会社\n',
    'ルーター\nゲートウェイ\n',
    'HR-200,あ\n',
    '型番\nHR-200\nﾙｰﾀ-1\n',
    '機器一覧\n',
  ]
  for (const text of texts) {
    for (const piece of [1000, 7]) {
      const read = decode(eucJp(text), piece)
      assert.deepEqual([read.text, read.encoding, read.notices], [text, 'euc-jp', []])
    }
    assert.equal(decode(shiftJis(text)).encoding, 'shift_jis', text)
    assert.equal(decode(utf8(text)).encoding, 'utf-8', text)
  }
})

test('no list in Shift_JIS is taken for one in EUC-JP', () => {
  const character = fc.constantFrom(...'型番照明星空電機株式会社アルーターあいうｱｲｳﾃｰﾌﾞﾙ､･ﾟABC-12,\n')
  fc.assert(
    fc.property(fc.array(character, { minLength: 1, maxLength: 60 }), (characters) => {
      const text = `型番\n${characters.join('')}\n`
      assert.equal(decode(shiftJis(text)).text, text)
    }),
  )
})
