import { type Counterpart, type Reading, readings } from '../../../../core/crosswalk/comparison.ts'
import { type CoverageMatrix, coverageMatrix, type MatrixCell } from '../../../../core/crosswalk/matrix.ts'
import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { Text } from '../../../../core/kernel/text.ts'
import { allTargets, targetName } from '../../../../core/market/target.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { type NodeId, nodeOf, splitNode } from '../../../../core/scheme/node.ts'
import { editionKey, type Level, type PinnedScheme } from '../../../../core/scheme/scheme.ts'
import { en, ja } from './scheme-words.texts.ts'

/** One side of a comparison: a level of a scheme or law, or a standard by itself. */
export interface MapColumn {
  readonly key: string // as in addresses: 'sg-cls:1', 'etsi-en-303-645'
  readonly name: Text
  readonly part: Text // the level, or the edition of the standard
  readonly edition: string // document number
  readonly path: string // its own page, without the language
  readonly scheme?: PinnedScheme // absent: a standard, which recognises nothing
  readonly nodes: readonly NodeId[] // empty where what is demanded is not known
}

/** What is put beside everything else. */
export interface MapSubject {
  readonly scheme: PinnedScheme
  readonly level: Level
  readonly nodes: readonly NodeId[]
}

/** Everything a level can be put beside, on a day: the levels of all other schemes, and standards by themselves. */
export function columnsFor(catalogue: Catalogue, own: PinnedScheme, day: IsoDate): readonly MapColumn[] {
  const { standards } = catalogue
  const others = allTargets(catalogue.schemes, day)
    .map(({ scheme }) => scheme)
    .filter(({ id }) => id !== own.id)
  const levels = others.flatMap((scheme) =>
    scheme.levels.map(
      (level): MapColumn => ({
        key: targetName({ scheme: editionKey(scheme), level: level.code }),
        name: scheme.shortName,
        part: scheme.levels.length > 1 ? numbered(level) : { ja: '', en: '' },
        edition: scheme.edition.documentNumber,
        path: `/schemes/${editionKey(scheme)}${scheme.levels.length > 1 ? `/${level.code}` : ''}`,
        scheme,
        nodes: nodesOfLevel(scheme, level, standards),
      }),
    ),
  )
  const alone = standards.map(
    (standard): MapColumn => ({
      key: standard.id,
      name: standard.shortName,
      part: { ja: '', en: '' },
      edition: standard.edition.documentNumber,
      path: `/standards/${standard.id}`,
      nodes: standard.provisions.map(({ id }) => nodeOf(standard.id, id)),
    }),
  )
  // A law that is also kept as a document is met as the law; the bare document would say the same without its recognition.
  const named = new Set(catalogue.schemes.map(editionKey))
  return [...levels, ...alone.filter(({ key }) => !named.has(key))]
}

/**
 * What is worth seeing first: the lowest level of every scheme that recognises ours, and each document ours was compared with
 * row by row – as the one scheme that is made of it, or as a standard where several build on it, or none.
 */
export function usualColumns(
  catalogue: Pick<Catalogue, 'crosswalks' | 'recognition'>,
  own: MapSubject,
  columns: readonly MapColumn[],
): readonly MapColumn[] {
  const key = editionKey(own.scheme)
  const mine = new Set([key, ...own.nodes.map((node) => splitNode(node).document)])
  const compared = new Set(
    catalogue.crosswalks.flatMap(({ from, to }) => [
      ...(mine.has(from.document) ? [to.document] : []),
      ...(mine.has(to.document) ? [from.document] : []),
    ]),
  )
  const first = firstLevels(columns)
  const chosen = new Set<MapColumn>()
  for (const document of compared) {
    const made = columns.filter((column) => column.scheme && consistsOf(column, document))
    const makers = new Set(made.map(({ scheme }) => scheme!.id))
    const standard = columns.find((column) => column.key === document)
    const one = made[0]
    if (one !== undefined && makers.size === 1) chosen.add(one)
    else if (standard) chosen.add(standard)
  }
  for (const { from, to } of catalogue.recognition) {
    const column = first.find(({ scheme }) => scheme?.id === to.scheme)
    const level = from.levels.length === 0 || from.levels.includes(own.level.code)
    if (from.scheme === own.scheme.id && level && column) chosen.add(column)
  }
  const recognised = new Set(catalogue.recognition.map(({ from, to }) => `${from.scheme} ${to.scheme}`))
  const place = ({ scheme }: MapColumn): number => {
    if (scheme === undefined) return 1
    return recognised.has(`${own.scheme.id} ${scheme.id}`) ? 0 : 2
  }
  return columns.filter((column) => chosen.has(column)).toSorted((a, b) => place(a) - place(b))
}

/** A level's number and symbol; its name where it has no number. */
const numbered = ({ code, symbol, name }: Level): Text => {
  if (!/^\d+$/.test(code)) return name
  const say = (t: typeof ja): string => (symbol === '' ? t.level(code) : t.levelSymbol(code, symbol))
  return { ja: say(ja), en: say(en) }
}

const consistsOf = ({ nodes }: MapColumn, document: string): boolean =>
  nodes.length > 0 && nodes.every((node) => splitNode(node).document === document)

const firstLevels = (columns: readonly MapColumn[]): readonly MapColumn[] =>
  columns.filter((column, at) => columns.findIndex(({ scheme }) => scheme === column.scheme) === at)

/** Where one demand meets one column. */
export interface MapCell {
  readonly reading: MatrixCell['reading']
  readonly itself: boolean // the very same demand of the very same document
  readonly counterparts: readonly Counterpart[]
}

const matrices = new WeakMap<Catalogue, Map<string, CoverageMatrix>>()

/** The comparison of a level with every document, computed once for a catalogue. */
function matrixOf(catalogue: Catalogue, { scheme, level }: MapSubject): CoverageMatrix {
  const known = matrices.get(catalogue) ?? new Map<string, CoverageMatrix>()
  matrices.set(catalogue, known)
  const key = targetName({ scheme: editionKey(scheme), level: level.code })
  const documents = [...catalogue.standards.map(({ id }) => id), ...catalogue.schemes.map(editionKey)]
  const matrix = known.get(key) ?? coverageMatrix(catalogue, { scheme, level }, [...new Set(documents)])
  known.set(key, matrix)
  return matrix
}

/** The rows of a level beside these columns. */
export function mapRows(
  catalogue: Catalogue,
  own: MapSubject,
  columns: readonly MapColumn[],
): readonly { readonly node: NodeId; readonly cells: readonly MapCell[] }[] {
  const matrix = matrixOf(catalogue, own)
  const sides = columns.map(({ nodes }) => ({
    nodes: new Set(nodes),
    documents: new Set(nodes.map((node) => splitNode(node).document)),
  }))
  return matrix.rows.map(({ node, cells }) => ({
    node,
    cells: sides.map((side): MapCell => {
      if (side.nodes.has(node)) return { reading: 'same', itself: true, counterparts: [] }
      const met = cells.filter(({ document }) => side.documents.has(document))
      const counterparts = met
        .flatMap((cell) => cell.counterparts.filter((other) => side.nodes.has(other.node)))
        .toSorted((a, b) => readings.indexOf(a.reading) - readings.indexOf(b.reading))
      return { reading: counterparts[0]?.reading ?? nothing(met), itself: false, counterparts }
    }),
  }))
}

// "No counterpart" is said only of documents that somebody has compared; what was merely derived compares nothing.
const nothing = (met: readonly MatrixCell[]): 'none' | 'unknown' =>
  met.some(({ reading, counterparts }) => reading === 'none' || counterparts.some(({ derived }) => !derived))
    ? 'none'
    : 'unknown'

export const cellReadings = [...readings, 'none', 'unknown'] as const satisfies readonly (
  | Reading
  | 'none'
  | 'unknown'
)[]

/** How often each answer stands in a column. */
export const countReadings = (
  cells: readonly MapCell[],
): readonly { readonly reading: MapCell['reading']; readonly count: number }[] =>
  cellReadings
    .map((reading) => ({ reading, count: cells.filter((cell) => cell.reading === reading).length }))
    .filter(({ count }) => count > 0)
