import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { LongList, Requirement, United } from '../scheme/requirement.ts'
import { oneOf, provenanceCells, provenanceIn, readCsv, textIn, writeCsv } from './csv-table.ts'
import type { ExchangeFault } from './faults.ts'
import { checkedLongList } from './library-documents.ts'
import { type Carried, lost, shown } from './lost.ts'
import { leftBehind } from './oscal-catalog-out.ts'
import { defined } from './present.ts'

const required = ['id', 'theme', 'title_ja', 'title_en', 'demand_ja', 'demand_en', 'provision'] as const
const united = ['united_mark', 'united_source', 'united_provenance_note'] as const
const columns = [
  'id',
  'theme',
  'theme_ja',
  'theme_en',
  'title_ja',
  'title_en',
  'demand_ja',
  'demand_en',
  'mark',
  'source',
  'note',
  'provision',
  'extent',
  'united_note',
  ...united,
]

/** The headings by which a long list is recognised. */
export const longListColumns = required

/** The long list as a table: one line for each provision a requirement unites, so that it can be filtered by source. */
export function longListToCsv(list: LongList): Carried<string> {
  const titles = new Map(list.themes.map((theme) => [theme.id, theme.title]))
  const lines = list.requirements.flatMap((row) => {
    const title = titles.get(row.theme)
    const own = [
      row.id,
      row.theme,
      title?.ja ?? '',
      title?.en ?? '',
      row.title.ja,
      row.title.en,
      row.demand.ja,
      row.demand.en,
      ...provenanceCells(row.provenance),
    ]
    const provisions = row.unites.map((one) => [
      one.provision,
      one.extent,
      one.note ?? '',
      ...provenanceCells(one.provenance),
    ])
    return (provisions.length === 0 ? [['', '', '', '', '', '']] : provisions).map((rest) => [...own, ...rest])
  })
  const used = new Set(list.requirements.map((row) => row.theme))
  return {
    document: writeCsv(columns, lines),
    lost: [
      ...leftBehind(list, ['themes', 'requirements']).map((one) => ({ ...one, why: onlyRows })),
      ...list.themes.filter(({ id }) => !used.has(id)).map(({ id }) => lost('themes', shown(id), onlyRows)),
    ],
  }
}

/** A table as a long list; what a table cannot say of it is given as its head. */
export function longListFromCsv(
  name: string,
  text: string,
  head: Omit<LongList, 'themes' | 'requirements'>,
): Result<Carried<LongList>, ExchangeFault> {
  const table = readCsv(name, text, required, columns)
  if (!table.ok) return table
  const themes = new Map<string, Text>()
  const found = new Map<string, { own: Omit<Requirement, 'unites'>; unites: United[] }>()
  for (const row of table.value.rows) {
    const theme = row.cell('theme').trim()
    const title = textIn(row, 'theme')
    if (!themes.has(theme)) themes.set(theme, { ja: title.ja || theme, en: title.en || theme })
    const provenance = provenanceIn(name, row, head.provenance)
    if (!provenance.ok) return provenance
    const id = row.cell('id').trim()
    const own = { id, theme, title: textIn(row, 'title'), demand: textIn(row, 'demand'), provenance: provenance.value }
    const known = found.get(id)
    if (known && JSON.stringify(known.own) !== JSON.stringify(own))
      return refuse({ code: 'csv-rows-disagree', name, line: row.line, id })
    const unites = known?.unites ?? []
    if (!known) found.set(id, { own, unites })
    const provision = row.cell('provision').trim()
    if (provision === '') continue
    const extent = oneOf(name, row, 'extent', ['whole', 'part'])
    if (!extent.ok) return extent
    const from = provenanceIn(name, row, provenance.value, united)
    if (!from.ok) return from
    unites.push(
      defined({ provision, extent: extent.value, note: row.cell('united_note') || undefined, provenance: from.value }),
    )
  }
  const checked = checkedLongList(name, {
    ...head,
    themes: [...themes].map(([id, title]) => ({ id, title })),
    requirements: [...found.values()].map(({ own, unites }) => ({ ...own, unites })),
  })
  return checked.ok ? ok({ document: checked.value, lost: table.value.lost }) : checked
}

const onlyRows: Text = {
  ja: '表にあるのは要求の行だけです。ほかの項目は含みません。',
  en: 'The table has the rows of the requirements and nothing besides.',
}
