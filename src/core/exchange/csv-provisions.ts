import { ok, type Result } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Provision, Standard } from '../scheme/standard.ts'
import { idsOf, listCell, oneOf, provenanceCells, provenanceIn, readCsv, textIn, writeCsv } from './csv-table.ts'
import type { ExchangeFault } from './faults.ts'
import { checkedStandard } from './library-documents.ts'
import { type Carried, type Lost, lost, shown } from './lost.ts'
import { leftBehind } from './oscal-catalog-out.ts'

const required = ['id', 'theme', 'status', 'subject_ja', 'subject_en'] as const
const optional = ['theme_ja', 'theme_en', 'conditions', 'mark', 'source', 'note'] as const

/** The headings by which a table of provisions is recognised. */
export const provisionColumns = required

/** The provisions of a standard as a table, one a row. */
export function provisionsToCsv(standard: Standard): Carried<string> {
  const titles = new Map(standard.themes.map((theme) => [theme.id, theme.title]))
  const columns = [
    'id',
    'theme',
    'theme_ja',
    'theme_en',
    'status',
    'conditions',
    'subject_ja',
    'subject_en',
    'mark',
    'source',
    'note',
  ]
  const document = writeCsv(
    columns,
    standard.provisions.map((row) => [
      row.id,
      row.theme,
      titles.get(row.theme)?.ja ?? '',
      titles.get(row.theme)?.en ?? '',
      row.status,
      listCell(row.conditions),
      row.subject.ja,
      row.subject.en,
      ...provenanceCells(row.provenance),
    ]),
  )
  const cases = standard.provisions.reduce((sum, row) => sum + (row.cases?.length ?? 0), 0)
  const report = leftBehind(standard, ['themes', 'provisions']).map((one) => ({ ...one, why: onlyRows }))
  return {
    document,
    lost: cases === 0 ? report : [...report, lost('provisions[*].cases', shown(cases), onlyRows)],
  }
}

/** A table of provisions as a standard; what a table cannot say of it is given as its head. */
export function standardFromCsv(
  name: string,
  text: string,
  head: Omit<Standard, 'themes' | 'provisions'>,
): Result<Carried<Standard>, ExchangeFault> {
  const table = readCsv(name, text, required, optional)
  if (!table.ok) return table
  const themes = new Map<string, Text>()
  const provisions: Provision[] = []
  const report: Lost[] = [...table.value.lost]
  const known = new Set(head.conditions.map((condition) => condition.id))
  for (const row of table.value.rows) {
    const status = oneOf(name, row, 'status', ['mandatory', 'recommended'])
    if (!status.ok) return status
    const provenance = provenanceIn(name, row, head.provenance)
    if (!provenance.ok) return provenance
    const theme = row.cell('theme').trim()
    const title = textIn(row, 'theme')
    if (!themes.has(theme)) themes.set(theme, { ja: title.ja || theme, en: title.en || theme })
    const conditions = idsOf(row.cell('conditions'))
    for (const id of conditions.filter((one) => !known.has(one)))
      report.push(lost('conditions', shown(id), undefinedCondition))
    provisions.push({
      id: row.cell('id').trim(),
      status: status.value,
      conditions: conditions.filter((id) => known.has(id)),
      subject: textIn(row, 'subject'),
      theme,
      provenance: provenance.value,
    })
  }
  const checked = checkedStandard(name, {
    ...head,
    themes: [...themes].map(([id, title]) => ({ id, title })),
    provisions,
  })
  return checked.ok ? ok({ document: checked.value, lost: report }) : checked
}

const onlyRows: Text = {
  ja: '表にあるのは規定の行だけです。ほかの項目は含みません。',
  en: 'The table has the rows of the provisions and nothing besides.',
}
const undefinedCondition: Text = {
  ja: '適用条件の意味が表に書かれていないため、外しました。',
  en: 'The table does not say what the condition means, so it was left out.',
}
