import assert from 'node:assert/strict'
import { zipSync } from 'fflate'
import { test } from 'vitest'
import { worldRegister } from '../../../../tests/support/procurement-world.ts'
import { fieldOfHeading, fields, fieldText } from './fields.ts'
import { pageLimits } from './limits.ts'
import { knownTo, linesOf, readList, withChoices } from './read-list.ts'

function linesIn(text: string) {
  const list = readList(text, { limits: pageLimits, known: knownTo(worldRegister) })
  assert.ok(list.ok)
  const asked = linesOf(list.value)
  assert.ok(asked.ok)
  return asked.value.lines
}

test('what a person chose stands in its row and changes no other', () => {
  const lines = linesIn('型番\nX-1\nX-1\n')
  const after = withChoices(lines, new Map([[3, '9VPZ43MA3H']]))
  assert.deepEqual(
    after.map(({ chosen }) => chosen),
    [undefined, '9VPZ43MA3H'],
  )
  assert.equal(after[0], lines[0])
  assert.equal(withChoices(lines, new Map()), lines)
})

test('without headings the register tells models and makers from other words', () => {
  const [line] = linesIn('会議室,架空くも通信,X-1\n受付,架空くも通信,X-1\n')
  assert.deepEqual([line?.asked.maker, line?.asked.model], ['架空くも通信', 'X-1'])
})

test('a pasted text may be as long as a file, and no longer', () => {
  assert.equal(readList(`型番\n${'あ'.repeat(400_000)}`, { limits: pageLimits }).ok, false)
})

test('the heading we write for a field is read as that field, in any width and case', () => {
  for (const field of fields) {
    assert.equal(fieldOfHeading(fieldText[field].ja)?.field, field)
    assert.equal(fieldOfHeading(` ${fieldText[field].en.toUpperCase()} `)?.field, field)
  }
  for (const [heading, field] of [
    ['型　番', 'model'],
    ['型番（必須）', 'model'],
    ['※メーカ名', 'maker'],
    ['Model No.', 'model'],
    ['Label_ID', 'label'],
    ['ＪＡＮコード', 'gtin'],
    ['備考', undefined],
    ['__proto__', undefined],
  ] as const)
    assert.equal(fieldOfHeading(heading)?.field, field, heading)
})

test('of a workbook the sheet with the list is read, not its cover; another one where it is asked for', () => {
  const bytes = workbookOf({
    表紙: ['令和8年度', '機器調達'],
    機器: ['型番', 'HR-200'],
    参考: ['型番', 'GW-F1'],
  })
  const read = (sheet?: string) => {
    const list = readList(bytes, { limits: pageLimits, sheet })
    return list.ok ? [list.value.source.sheet, list.value.rows.map(({ cells }) => cells[0])] : list.fault.code
  }
  assert.deepEqual(read(), ['機器', ['HR-200']])
  assert.deepEqual(read('参考'), ['参考', ['GW-F1']])
  assert.deepEqual(read('表紙'), ['表紙', ['令和8年度', '機器調達']])
  assert.equal(read('なし'), 'list-sheet-unknown')
})

/** A workbook with these sheets, each with one column of texts. */
function workbookOf(sheets: Readonly<Record<string, readonly string[]>>): Uint8Array {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const names = Object.keys(sheets)
  const cell = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`
  return zipSync({
    'xl/workbook.xml': bytes(
      `<workbook><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': bytes(
      `<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Target="s${i}.xml"/>`).join('')}</Relationships>`,
    ),
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/s${i}.xml`,
        bytes(`<worksheet><sheetData>${sheets[name]!.map(cell).join('')}</sheetData></worksheet>`),
      ]),
    ),
  })
}
