import { ok, type Result } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { type Confidence, type Crosswalk, type CrosswalkRow, confidences } from '../scheme/crosswalk.ts'
import { implies, type Relation, relations } from '../scheme/relation.ts'
import type { ExchangeFault } from './faults.ts'
import type { ImportDetails } from './import-details.ts'
import { checkedCrosswalk } from './library-documents.ts'
import { type Carried, type Lost, lost, merged, shown } from './lost.ts'
import { type OscalMap, type OscalMapping, oscalMapping } from './oscal.ts'
import { documentAt } from './oscal-reference.ts'
import { idOf } from './oscal-token.ts'
import { provenanceOf, textOf, valueIn } from './oscal-words.ts'
import { readShape } from './read-shape.ts'
import { splitUnions } from './split-unions.ts'

/** The document number of an edition that is in the catalogue. */
export type NumberOf = (document: string) => string | undefined

/** An OSCAL mapping collection as crosswalks, one for each mapping in it. */
export function crosswalksFromOscal(
  name: string,
  data: unknown,
  numberOf: NumberOf,
  details: ImportDetails,
): Result<Carried<readonly Crosswalk[]>, ExchangeFault> {
  const read = readShape(oscalMapping, name, data)
  if (!read.ok) return read
  const collection = read.value.value['mapping-collection']
  const report: Lost[] = [...read.value.lost]
  const crosswalks: Crosswalk[] = []
  const parts = new Map<string, number>() // how often two documents were compared so far
  const all = Array.isArray(collection.mappings) ? collection.mappings : [collection.mappings]
  for (const [i, mapping] of all.entries()) {
    const where = `mapping-collection.mappings[${i}]`
    const side = (end: 'source-resource' | 'target-resource') =>
      sideOf(mapping[end], collection, numberOf, `${where}.${end}`)
    const from = side('source-resource')
    const to = side('target-resource')
    report.push(...from.lost, ...to.lost)
    const own = valueIn(collection.metadata.props, 'document')
    const rows = mapping.maps.flatMap((map, n) => {
      const row = rowsOf(
        map,
        mapping['confidence-score'] ?? collection.provenance['confidence-score'],
        details,
        own !== undefined,
        `${where}.maps[${n}]`,
        collection.provenance['mapping-description'],
      )
      report.push(...row.lost)
      return row.document
    })
    const id = (all.length === 1 ? (details.id ?? own) : undefined) ?? `${from.side.document}--${to.side.document}`
    const repeated = parts.get(id) ?? 0
    parts.set(id, repeated + 1)
    const checked = checkedCrosswalk(name, {
      id: repeated === 0 ? id : `${id}-part-${repeated + 1}`,
      from: from.side,
      to: to.side,
      rows,
      provenance: provenanceOf(collection.metadata.props) ?? details.provenance,
    })
    if (!checked.ok) return checked
    crosswalks.push(checked.value)
  }
  return ok({ document: crosswalks, lost: merged(report) })
}

type Collection = OscalMapping['mapping-collection']
type Side = Extract<Collection['mappings'], readonly unknown[]>[number]['source-resource']

function sideOf(side: Side, collection: Collection, numberOf: NumberOf, where: string) {
  const target = documentAt(side.href, collection['back-matter']?.resources ?? [])
  const document = valueIn(side.props, 'document') ?? target.id
  const documentNumber = valueIn(side.props, 'document-number') ?? numberOf(document)
  return {
    side: { document, documentNumber: documentNumber ?? '-' },
    lost: [
      ...(target.ours ? [] : [lost(`${where}.href`, shown(`${side.href} → ${document}`), takenToBe)]),
      ...(documentNumber === undefined ? [lost(where, shown(document), editionUnknown)] : []),
    ],
  }
}

/** One map as rows. Most are one row; unions on both sides are taken apart where set algebra allows it. */
function rowsOf(
  map: OscalMap,
  otherwise: OscalMap['confidence-score'],
  details: ImportDetails,
  own: boolean,
  where: string,
  description: string,
): Carried<readonly CrosswalkRow[]> {
  const said = relations.find((known) => known === map.relationship)
  if (!said) return { document: [], lost: [lost(where, shown(map.relationship), strangeRelation)] }
  const report: Lost[] = []
  const ends = (items: OscalMap['sources']) => items.map((item) => idOf(controlOf(item)))
  const relation = widened(said, map.sources.some(isFragment), map.targets.some(isFragment))
  for (const { 'id-ref': id } of [...map.sources, ...map.targets].filter(isFragment))
    report.push(lost(where, shown(`${id}: ${said} → ${relation ?? '-'}`), statementAsControl))
  if (!relation) return { document: [], lost: report }
  const from = unique(ends(map.sources))
  const to = unique(ends(map.targets))
  const confidence = confidenceOf(map['confidence-score'] ?? otherwise)
  if (confidence.lost) report.push(lost(`${where}.confidence-score`, confidence.lost, roundedConfidence))
  if (!own && map['matching-rationale'] !== undefined)
    report.push(lost(`${where}.matching-rationale`, shown(map['matching-rationale']), rationale))
  const split = splitUnions(from, to, relation)
  if (split === undefined)
    return {
      document: [],
      lost: [...report, lost(where, shown(`${from.join(' ∪ ')} ${relation} ${to.join(' ∪ ')}`), bothUnions)],
    }
  if (split.length > 1) report.push(lost(where, shown(`${from.join(' ∪ ')} ${relation} ${to.join(' ∪ ')}`), takenApart))
  const provenance = provenanceOf(map.props) ?? details.provenance
  const reason = textOf(map.props, 'reason') ?? foreignReason(map, description)
  return {
    document: split.map((row) => ({ ...row, reason, confidence: confidence.is, provenance })),
    lost: report,
  }
}

type Item = OscalMap['sources'][number]

/** A statement is a piece of its control; `<control>_smt` is the whole of it. */
const controlOf = (item: Item): string =>
  item.type === 'statement' ? item['id-ref'].replace(/_smt(\..*)?$/, '') : item['id-ref']
const isFragment = (item: Item): boolean => item.type === 'statement' && !item['id-ref'].endsWith('_smt')

/**
 * What still holds when a piece is replaced by the whole it belongs to: a larger source holds at least what it held, a
 * larger target is held at most as well. Undefined where nothing follows.
 */
export function widened(relation: Relation, source: boolean, target: boolean): Relation | undefined {
  if (!source && !target) return relation
  if (relation === 'no-relationship') return undefined
  if (!target && implies(relation, 'superset-of')) return 'superset-of'
  if (!source && implies(relation, 'subset-of')) return 'subset-of'
  return 'intersects-with'
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

function foreignReason(map: OscalMap, description: string): Text {
  const conditions = (map.qualifiers ?? []).map(
    ({ subject, predicate, category, description: told }) => `[${subject} ${predicate}, ${category}] ${told}`,
  )
  const said = [map.remarks ?? description, ...conditions].filter((line) => line !== '').join('\n')
  return { ja: said, en: said }
}

function confidenceOf(score: OscalMap['confidence-score']): { readonly is: Confidence; readonly lost?: Text } {
  const named = confidences.find((known) => known === score?.category?.toLowerCase())
  if (named) return { is: named }
  const share = Number(score?.percentage)
  if (score?.percentage !== undefined && Number.isFinite(share))
    return { is: share >= 0.8 ? 'high' : share >= 0.5 ? 'medium' : 'low', lost: shown(score.percentage) }
  return { is: 'low', lost: shown(score?.category ?? '-') }
}

const takenToBe: Text = {
  ja: '参照先は、ファイルの名前から推測しました。違うときは直してください。',
  en: 'What it refers to was told from the name of the file. Correct it if it is another document.',
}
const editionUnknown: Text = {
  ja: 'どの版についての対応か、書かれていません。取り込んだ後に書き入れてください。',
  en: 'It is not said which edition is meant. Fill it in after the import.',
}
const strangeRelation: Text = {
  ja: 'この関係の言葉は、OSCAL の6つに含まれません。行を除きました。',
  en: 'This word is none of the six relations of OSCAL. The row was left out.',
}
const statementAsControl: Text = {
  ja: '規定の中の1文についての対応は、規定全体について言えることだけを残しました。',
  en: 'A statement inside a control became the control; only what still holds of the whole was kept.',
}
const roundedConfidence: Text = {
  ja: '確からしさは、高・中・低の3段階で持ちます。書かれていないときは低とします。',
  en: 'Confidence is high, medium or low here; where nothing is said, low.',
}
const rationale: Text = {
  ja: '突き合わせ方の種類は、理由の文に書くことになっています。',
  en: 'How a row was compared is told in its reason here.',
}
const bothUnions: Text = {
  ja: '両側に複数ある「一部が重なる」は、どれとどれが重なるのか分かりません。行を除きました。',
  en: 'Where unions on both sides intersect, it is open which of them do. The row was left out.',
}
const takenApart: Text = {
  ja: '両側に複数ある行は、同じ意味になる複数の行に分けました。',
  en: 'A row with unions on both sides became several rows that together say the same.',
}
