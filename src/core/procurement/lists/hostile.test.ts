import assert from 'node:assert/strict'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, test } from 'vitest'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { fill, languages } from '../../kernel/text.ts'
import { listFaultTexts } from './faults.ts'
import { headingKey } from './fields.ts'
import { guessColumns } from './guess-columns.ts'
import { jobLimits, type ListLimits, pageLimits } from './limits.ts'
import { linesOf, readList } from './read-list.ts'
import { openTextList } from './text-list.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function refusal(content: Uint8Array | string, limits: ListLimits = pageLimits) {
  const spent = ownTime()
  const read = readList(content, { limits })
  assert.ok(spent() < 5_000, 'it takes too long')
  assert.ok(!read.ok, 'it was read')
  const { fault } = read
  // Every refusal says what happened, why and what to do, with its numbers filled in.
  for (const text of Object.values(listFaultTexts[fault.code]))
    for (const language of languages) assert.doesNotMatch(fill(text, { ...fault })[language], /\{\w+\}|undefined/)
  return fault
}

function code(content: Uint8Array | string, limits?: ListLimits) {
  return refusal(content, limits).code
}

describe('what is no list', () => {
  const files: readonly (readonly [string, Uint8Array, string])[] = [
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'list-not-text'],
    ['a PDF', bytes('%PDF-1.7\n…'), 'list-not-text'],
    ['an old workbook, or one with a password', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'list-old-excel'],
    ['HTML under the name of a workbook', bytes('\n<html><table><tr><td>型番'), 'list-markup'],
    ['XML', bytes('<?xml version="1.0"?><Workbook/>'), 'list-markup'],
    ['a program', new Uint8Array(5000).map((_, i) => (i * 7919) % 31), 'list-not-text'],
    ['zeros', new Uint8Array(5000), 'list-not-text'],
    ['something packed', new Uint8Array([0x1f, 0x8b, 8, 0, 0]), 'list-not-text'],
    ['another ZIP file', zipSync({ 'a.txt': bytes('x') }), 'list-not-a-workbook'],
  ]
  for (const [name, content, expected] of files) test(name, () => assert.equal(code(content), expected))
})

describe('what is too much', () => {
  test('1,001 rows', () => {
    const rows = (n: number) => `型番\n${Array.from({ length: n }, (_, i) => `HR-${i}`).join('\n')}\n\n\n`
    assert.equal(readList(rows(1000), { limits: pageLimits }).ok, true)
    assert.deepEqual(refusal(rows(1001)), { code: 'list-too-many-rows', limit: 1000 })
    assert.deepEqual(refusal(rows(100_000)), { code: 'list-too-many-rows', limit: 1000 })
  })

  test('a file over the limit is refused by its size, and a stream as soon as it passes it', () => {
    assert.deepEqual(refusal('x'.repeat(1_000_001)), { code: 'list-too-large', limit: 1_000_000, found: 1_000_001 })
    const list = openTextList(pageLimits)
    let pushed = 0
    const piece = bytes('HR-200\n'.repeat(1000))
    while (list.push(piece).ok) pushed++
    assert.ok(pushed < 150)
  })

  test('a single cell of 10 MB', () => {
    const big = 'x'.repeat(10_000_000)
    assert.deepEqual(refusal(`型番\n${big}`, jobLimits), { code: 'list-cell-too-long', row: 2, limit: 32_767 })
    assert.deepEqual(refusal(`型番,メーカー\n"${big}",M`, jobLimits), {
      code: 'list-quote-open',
      row: 2,
      limit: 32_767,
    })
  })

  test('more columns than any list has', () =>
    assert.deepEqual(refusal(`型番\tメーカー\n${'\t'.repeat(300)}x`), {
      code: 'list-too-many-columns',
      row: 2,
      limit: 256,
    }))
})

const sheet = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`

/** A workbook with one sheet. */
const workbook = (content: string | Uint8Array, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    'xl/workbook.xml': bytes('<workbook><sheets><sheet name="L" sheetId="1" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': bytes(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': typeof content === 'string' ? bytes(content) : content,
    ...more,
  })

describe('workbooks', () => {
  test('a small one is read, furigana left out', () => {
    const read = readList(
      workbook(
        sheet(
          `<row>${cell('型番')}</row><row><c t="s"><v>0</v></c></row><row/><row r="9"><c r="A9"><v>4.9E+12</v></c></row>`,
        ),
        {
          'xl/sharedStrings.xml': bytes(
            '<sst><si><t>機種</t><rPh sb="0" eb="2"><t>キシュ</t></rPh><r><t>&amp;A</t></r></si></sst>',
          ),
        },
      ),
      { limits: pageLimits },
    )
    assert.ok(read.ok, JSON.stringify(read))
    assert.deepEqual(read.value.rows, [
      { row: 2, cells: ['機種&A'] },
      { row: 9, cells: ['4900000000000'] },
    ])
  })

  test('one that unpacks to gigabytes is read no further than its limit', () => {
    const blank = new Uint8Array(200_000_000).fill(0x20)
    blank.set(bytes('<worksheet><sheetData>'))
    const bomb = workbook(blank)
    assert.ok(bomb.length < 1_000_000)
    assert.equal(code(bomb), 'list-workbook-bomb')
  })

  test('a bomb of rows ends at the rows that are read', () =>
    assert.equal(code(workbook(sheet(`<row>${cell('HR-200')}</row>`.repeat(500_000)))), 'list-too-many-rows'))

  test('texts without end are read no further', () => {
    const strings = bytes(`<sst>${'<si><t>x</t></si>'.repeat(3_000_000)}</sst>`)
    assert.equal(code(workbook(sheet(''), { 'xl/sharedStrings.xml': strings })), 'list-workbook-bomb')
  })

  test('a size that lies in the directory is not believed', () => {
    const lying = workbook(new Uint8Array(100_000_000).fill(0x20))
    const view = new DataView(lying.buffer)
    for (let at = 0; at + 28 < lying.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    assert.equal(code(lying), 'list-workbook-bomb')
  })

  test('entities that make entities are never made', () =>
    assert.equal(
      code(workbook(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheet(`<row>${cell('&b;')}</row>`)}`)),
      'list-workbook-broken',
    ))

  test('a cell beyond all columns, and one that is too long', () => {
    assert.equal(code(workbook(sheet('<row><c r="XFD1"><v>1</v></c></row>'))), 'list-too-many-columns')
    assert.equal(code(workbook(sheet(`<row>${cell('x'.repeat(40_000))}</row>`))), 'list-cell-too-long')
  })

  test('cut off anywhere, or with any byte changed, it is read or refused in words', () => {
    const whole = workbook(sheet(`<row>${cell('型番')}</row><row>${cell('HR-200')}</row>`))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const broken = cut ? whole.slice(0, Math.max(4, at)) : whole.slice()
        if (!cut) broken[at] = byte
        const read = readList(broken, { limits: pageLimits })
        assert.ok(read.ok || read.fault.code in listFaultTexts)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what is odd', () => {
  test('a NUL in one cell spoils that row alone', () => {
    const list = readList('型番\nHR\0-1\nHR-200\n', { limits: pageLimits })
    assert.ok(list.ok)
    const asked = linesOf(list.value)
    assert.ok(asked.ok)
    assert.deepEqual(
      asked.value.lines.map(({ problem, asked: { model } }) => problem ?? model),
      ['control-characters', 'HR-200'],
    )
  })

  test('characters that could not be decoded make their row unreadable, not another model', () => {
    const broken = new Uint8Array([...bytes('型番\nHR-1\n'), 0x48, 0xff, 0x0a])
    const list = readList(broken, { limits: pageLimits })
    assert.ok(list.ok)
    const asked = linesOf(list.value)
    assert.ok(asked.ok)
    assert.deepEqual(
      asked.value.lines.map(({ problem }) => problem),
      [undefined, 'control-characters'],
    )
  })

  test('shapes that make a careless pattern slow', () => {
    const shapes = [
      '('.repeat(32_000),
      `${'a'.repeat(32_000)}!`,
      '1'.repeat(32_000),
      ' '.repeat(30_000),
      '-'.repeat(32_000),
    ]
    const spent = ownTime()
    for (const shape of shapes) {
      headingKey(shape)
      guessColumns(Array.from({ length: 200 }, (_, row) => ({ row: row + 1, cells: [shape, `${shape}x`] })))
    }
    assert.ok(spent() < 3_000)
  })

  test('any text at all is read or refused', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const list = readList(text, { limits: pageLimits })
        if (!list.ok) return assert.ok(list.fault.code in listFaultTexts)
        const asked = linesOf(list.value)
        assert.ok(asked.ok || asked.fault.code in listFaultTexts)
      }),
      { numRuns: 2000 },
    ))
})
