import { stringify } from 'csv-stringify/sync'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { csvFile } from './csv-file.ts'
import { mapRows } from './map-columns.ts'
import { rulesFrom, rulesInto } from './map-rules.ts'
import { noMap, readMap } from './map-subject.ts'
import { nameNode } from './nodes.ts'

type P = PageContext<unknown>

const table = (
  rows: readonly Readonly<Record<string, string | number | boolean>>[],
  columns: readonly string[],
): string => stringify([...rows], { header: true, columns: [...columns], bom: true, cast: { boolean: String } })

function asked(p: P) {
  const asOf = p.asOf()
  if (!asOf.ok) return { ok: false, response: asOf.response } as const
  const q = readMap(p, dateInJapan(asOf.at))
  return q ? ({ ok: true, q } as const) : ({ ok: false, response: noMap(p) } as const)
}

/** The rows of the comparison, a counterpart a line. There is nothing of recognition in it. */
export const mapRowsFile = definePage({
  path: '/map/:scheme/rows.csv',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: (p) => {
    const read = asked(p)
    if (!read.ok) return read.response
    const { q } = read
    const { catalogue } = p.house
    const rows = mapRows(catalogue, q, q.columns).flatMap(({ node, cells }) => {
      const title = nameNode(catalogue, node)?.title[p.lang] ?? ''
      return cells.flatMap((cell, at) => {
        const { key: column, edition } = q.columns[at]!
        const row = { demand: node, title, compared_with: column, edition, reading: cell.reading }
        if (cell.counterparts.length === 0) return [{ ...row, counterpart: cell.itself ? node : '' }]
        return cell.counterparts.map((other) => ({
          ...row,
          reading: other.reading,
          counterpart: other.node,
          counterpart_title: nameNode(catalogue, other.node)?.title[p.lang] ?? '',
          relation: other.relation,
          derived: other.derived,
          rows: other.path.length,
          confidence: other.weakest.confidence,
          provenance: other.weakest.mark,
        }))
      })
    })
    return csvFile(p, `${editionKey(q.scheme)}-${q.level.code}-coverage`, table(rows, rowHead))
  },
})

const rowHead = [
  'demand',
  'title',
  'compared_with',
  'edition',
  'reading',
  'counterpart',
  'counterpart_title',
  'relation',
  'derived',
  'rows',
  'confidence',
  'provenance',
]

/** The rules by which others recognise the level, and by which the scheme recognises others. There is nothing technical in it. */
export const mapRulesFile = definePage({
  path: '/map/:scheme/recognition.csv',
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: (p) => {
    const read = asked(p)
    if (!read.ok) return read.response
    const { scheme, level, day } = read.q
    const { catalogue } = p.house
    const rules = [...rulesFrom(catalogue, scheme.id, level.code, day), ...rulesInto(catalogue, scheme.id, day)]
    const rows = rules.map(({ rule, state }) => ({
      rule: rule.id,
      from: rule.from.scheme,
      levels: rule.from.levels.join(' '),
      to: rule.to.scheme,
      effects: rule.effects.map(({ kind }) => kind).join(' '),
      basis: rule.basis,
      title: rule.title[p.lang],
      in_force: rule.inForce,
      until: rule.until ?? '',
      state_on: day,
      state,
      conditions: rule.conditions.map(({ text }) => text[p.lang]).join(' / '),
      provenance: rule.provenance.mark,
      source: rule.provenance.source ?? '',
    }))
    return csvFile(p, `${editionKey(scheme)}-${level.code}-recognition`, table(rows, ruleHead))
  },
})

const ruleHead = [
  'rule',
  'from',
  'levels',
  'to',
  'effects',
  'basis',
  'title',
  'in_force',
  'until',
  'state_on',
  'state',
  'conditions',
  'provenance',
  'source',
]
