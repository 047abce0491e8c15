import type { Text } from '../kernel/text.ts'
import type { Recognition, RecognitionEffect } from '../scheme/recognition.ts'
import { listCell, provenanceCells, writeCsv } from './csv-table.ts'
import { type Carried, type Lost, lost, shown } from './lost.ts'

const columns = [
  'id',
  'from_scheme',
  'from_levels',
  'from_documents',
  'to_scheme',
  'to_documents',
  'effects',
  'basis',
  'title_ja',
  'title_en',
  'in_force',
  'until',
  'conditions_ja',
  'conditions_en',
  'adds_ja',
  'adds_en',
  'fee',
  'unknown_ja',
  'unknown_en',
  'mark',
  'source',
  'note',
]

/** Rules of recognition as a table for people to read. It is not read back: law is not edited in a spreadsheet. */
export const recognitionToCsv = (rules: readonly Recognition[]): Carried<string> => ({
  document: writeCsv(columns, rules.map(rowOf)),
  lost: rules.flatMap(unsaid),
})

const rowOf = (rule: Recognition): readonly string[] => [
  rule.id,
  rule.from.scheme,
  listCell(rule.from.levels),
  listCell(rule.from.documents ?? []),
  rule.to.scheme,
  listCell(rule.to.documents ?? []),
  listCell(rule.effects.map(effectOf)),
  rule.basis,
  rule.title.ja,
  rule.title.en,
  rule.inForce,
  rule.until ?? '',
  ...lines(rule.conditions),
  ...lines(rule.adds),
  rule.fee === undefined ? '' : `${rule.fee.amount} ${rule.fee.currency}`,
  rule.unknown?.ja ?? '',
  rule.unknown?.en ?? '',
  ...provenanceCells(rule.provenance),
]

const lines = (all: readonly { readonly text: Text }[]): readonly [string, string] => [
  all.map(({ text }) => text.ja).join('\n'),
  all.map(({ text }) => text.en).join('\n'),
]

const effectOf = ({ kind, ...terms }: RecognitionEffect): string => [kind, ...Object.values(terms).flat()].join(' ')

const unsaid = (rule: Recognition): readonly Lost[] => [
  ...(rule.products === undefined ? [] : [lost(`${rule.id}.products`, shown(rule.products), forPeople)]),
  ...rule.conditions
    .filter(({ when }) => when !== undefined)
    .map(({ id, when }) => lost(`${rule.id}.conditions[${id}].when`, shown(when), forPeople)),
]

const forPeople: Text = {
  ja: '条件の式は表に書けません。文だけを書きました。',
  en: 'A condition that a program evaluates has no place in a table; its words are there.',
}
