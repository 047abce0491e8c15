import { ok, type Result, refuse } from '../kernel/result.ts'
import { type Crosswalk, type CrosswalkRow, confidences } from '../scheme/crosswalk.ts'
import type { Provenance } from '../scheme/provenance.ts'
import { relations } from '../scheme/relation.ts'
import {
  idsOf,
  listCell,
  oneOf,
  provenanceCells,
  provenanceIn,
  readCsv,
  textIn,
  writeCsv,
  wrongCell,
} from './csv-table.ts'
import type { ExchangeFault } from './faults.ts'
import { checkedCrosswalk } from './library-documents.ts'
import { type Carried, lost, shown } from './lost.ts'

const sides = ['from_document', 'from_number', 'to_document', 'to_number'] as const
const required = ['from', 'relation', 'to'] as const
const columns = [...sides, ...required, 'confidence', 'reason_ja', 'reason_en', 'mark', 'source', 'note']

/** The headings by which a crosswalk is recognised. */
export const crosswalkColumns = required

/** A crosswalk as a table, one row a line; every line says which two documents it compares. */
export const crosswalkToCsv = (crosswalk: Crosswalk): Carried<string> => ({
  document: writeCsv(
    columns,
    crosswalk.rows.map((row) => [
      crosswalk.from.document,
      crosswalk.from.documentNumber,
      crosswalk.to.document,
      crosswalk.to.documentNumber,
      listCell(row.from),
      row.relation,
      listCell(row.to),
      row.confidence,
      row.reason.ja,
      row.reason.en,
      ...provenanceCells(row.provenance),
    ]),
  ),
  lost: [
    lost('provenance', shown(crosswalk.provenance), {
      ja: '表にあるのは行ごとの出どころだけです。',
      en: 'The table says where each row is known from, not the whole.',
    }),
  ],
})

/** What a table of rows alone does not say. */
export interface CrosswalkDetails extends Partial<Pick<Crosswalk, 'id' | 'from' | 'to'>> {
  readonly provenance: Provenance
}

/** A table as a crosswalk. Rows without a confidence are of low confidence. */
export function crosswalkFromCsv(
  name: string,
  text: string,
  details: CrosswalkDetails,
): Result<Carried<Crosswalk>, ExchangeFault> {
  const table = readCsv(name, text, required, columns)
  if (!table.ok) return table
  const first = table.value.rows[0]
  if (!first) return refuse({ code: 'exchange-nothing-to-write', name, format: 'YAML' })
  const said = sides.map((column) => first.cell(column).trim())
  const rows: CrosswalkRow[] = []
  for (const row of table.value.rows) {
    if (sides.some((column, i) => row.cell(column).trim() !== said[i]))
      return refuse({ code: 'csv-rows-disagree', name, line: row.line, id: said.join(' ').trim() })
    const relation = oneOf(name, row, 'relation', relations)
    if (!relation.ok) return relation
    const unsaid = row.cell('confidence').trim() === ''
    const confidence = unsaid ? ok('low' as const) : oneOf(name, row, 'confidence', confidences)
    if (!confidence.ok) return confidence
    const provenance = provenanceIn(name, row, details.provenance)
    if (!provenance.ok) return provenance
    const from = idsOf(row.cell('from'))
    const to = idsOf(row.cell('to'))
    for (const [column, ids] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (ids.length === 0) return wrongCell(name, row, column, ['ID', 'ID | ID'])
    rows.push({
      from,
      to,
      relation: relation.value,
      reason: textIn(row, 'reason'),
      confidence: confidence.value,
      provenance: provenance.value,
    })
  }
  const [fromDocument = '', fromNumber = '', toDocument = '', toNumber = ''] = said
  const from = fromDocument === '' ? details.from : { document: fromDocument, documentNumber: fromNumber || '-' }
  const to = toDocument === '' ? details.to : { document: toDocument, documentNumber: toNumber || '-' }
  if (!from || !to) return refuse({ code: 'csv-column-missing', name, columns: sides })
  const id = details.id ?? `${from.document}--${to.document}`
  const checked = checkedCrosswalk(name, { id, from, to, rows, provenance: details.provenance })
  return checked.ok ? ok({ document: checked.value, lost: table.value.lost }) : checked
}
