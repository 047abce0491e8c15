import assert from 'node:assert/strict'
import { test } from 'vitest'
import { importIxitMarkdown, readIxitMarkdown } from './ixit-markdown.ts'

const fieldsOf = (name: string, text: string) => {
  const table = importIxitMarkdown(name, text)
  assert.ok(table.ok, JSON.stringify(table))
  return table.value.entries.map((e) => [
    e.id,
    e.title,
    Object.fromEntries(Object.entries(e.fields).map(([k, f]) => [k, f.text])),
  ])
}

test('entries are found by their ID at any depth of heading, bold or not, with or without a title', () => {
  assert.deepEqual(
    fieldsOf(
      'ixit_1-AuthMech.md',
      '# T\n\n## **ID**: Login\n\n### Description\n\nasks\n\n---\n\n## **ID**: Token\n\n### Description\n\nholds',
    ),
    [
      ['Login', undefined, { description: 'asks' }],
      ['Token', undefined, { description: 'holds' }],
    ],
  )
  assert.deepEqual(
    fieldsOf('7-UpdMech.md', '## Table C.7: Updates\n\n### **ID**: Auto: By itself\n\n#### Update Checking\n\ndaily'),
    [['Auto', 'By itself', { 'update-checking': 'daily' }]],
  )
  assert.deepEqual(fieldsOf('3-VulnTypes.md', '## ID: V1: Web & more\n### Action\nfix\n'), [
    ['V1', 'Web & more', { action: 'fix' }],
  ])
})

test('a table without IDs is one entry with its short name, a value in the heading included', () => {
  assert.deepEqual(fieldsOf('4-Conf.md', '## Table C.4\n\n### **Confirmation of Updates**: Yes\n\nbriefed'), [
    ['Conf', undefined, { 'confirmation-of-updates': 'Yes\n\nbriefed' }],
  ])
  assert.deepEqual(fieldsOf('2-UserInfo.md', '# T\n\nintro\n\n## Support Period\n\nuntil 2031'), [
    ['UserInfo', undefined, { 'support-period': 'until 2031' }],
  ])
})

test('what stands in brackets of a heading is no part of the field, deeper headings belong to its text', () => {
  assert.deepEqual(
    fieldsOf('13-SoftServ.md', '### **ID**: S\n\n#### Allows Configuration (Yes/No)\n\nYes\n\n##### Why\n\nneeded'),
    [['S', undefined, { 'allows-configuration': 'Yes\n\n##### Why\n\nneeded' }]],
  )
})

test('summary matrices and other sections are left out and named', () => {
  const reading = readIxitMarkdown(
    '5-VulnMon.md',
    '### **ID**: M\n\n#### Description\n\nwatch\n\n## Ledger\n\nnotes\n\n## Summary Matrix\n\n| a |\n|---|\n| b |',
  )
  assert.ok(reading.ok)
  assert.deepEqual(reading.value.skipped, ['Ledger', 'Summary Matrix'])
  assert.equal(reading.value.table.entries[0]?.fields.description?.text, 'watch')
})

const gapOf = (body: string) => {
  const table = importIxitMarkdown('2-UserInfo.md', `## Support Period\n\n${body}\n`)
  assert.ok(table.ok)
  return table.value.entries[0]?.fields['support-period']?.gap
}

test('what the text itself leaves open is a gap', () => {
  for (const open of [
    '',
    '?',
    '—',
    'at least **? years**',
    'TBD',
    'To be resolved before submission',
    'サポート期間は未定',
    '？年間',
  ])
    assert.notEqual(gapOf(open), undefined, open)
})

test('what is declared, even as not applicable, is no gap', () => {
  for (const said of [
    '5 years',
    'N/A',
    'None.',
    'Does the user agree? Then two years.',
    'closes the gap in the casing',
    'https://example.com/?years=5',
  ])
    assert.equal(gapOf(said), undefined, said)
})

test('the edition follows from the name of the table where the two editions differ', () => {
  const edition = (name: string) => {
    const table = importIxitMarkdown(name, '## ID: A\n### Description\nx')
    return table.ok && table.value.edition
  }
  assert.equal(edition('11-ComMech.md'), 'ETSI TS 103 701 V1.1.1')
  assert.equal(edition('11-SecComMech.md'), 'ETSI TS 103 701 V2.1.1')
})

const codeOf = (name: string, text: string) => {
  const table = importIxitMarkdown(name, text)
  return table.ok ? 'ok' : table.fault.code
}

test('what cannot be taken in is refused with its reason', () => {
  assert.equal(codeOf('notes.md', '## ID: A\n### Description\nx'), 'ixit-table-unknown')
  assert.equal(codeOf('1-UserInfo.md', '## ID: A\n### Description\nx'), 'ixit-table-unknown')
  assert.equal(codeOf('1-AuthMech.md', 'only prose'), 'ixit-nothing-declared')
  assert.equal(codeOf('1-AuthMech.md', '## ID: A\n### D\nx\n## ID: A\n### D\ny'), 'ixit-declared-twice')
  assert.equal(codeOf('1-AuthMech.md', '## ID: A\n### D\nx\n### D (again)\ny'), 'ixit-declared-twice')
  assert.equal(codeOf('1-AuthMech.md', 'x'.repeat(1_000_001)), 'ixit-too-large')
  assert.equal(codeOf('1-AuthMech.md', '> '.repeat(200_000)), 'ixit-nested-too-deep')
})
