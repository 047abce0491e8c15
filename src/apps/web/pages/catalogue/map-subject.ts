import { dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { editionKey, type Level, type PinnedScheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { columnsFor, type MapColumn, type MapSubject, usualColumns } from './map-columns.ts'

import { levelName } from './scheme-words.tsx'

type P = PageContext<unknown>

/** The question an address asks: which level, beside what, on which day. */
export interface MapQuestion extends MapSubject {
  readonly day: IsoDate
  readonly all: readonly MapColumn[]
  readonly columns: readonly MapColumn[]
  readonly chosen: boolean // by the reader
}

/** A level in short: its symbol where that says which one, as ☆1 does; stars alone do not. */
export const levelMark = (p: P, scheme: PinnedScheme, level: Level): string =>
  /\d/.test(level.symbol) ? level.symbol : levelName(p, scheme, level)

/** A level with the scheme's name: 'JC-STAR ☆1', '英国PSTI'. */
export const subjectName = (p: P, scheme: PinnedScheme, level: Level): string =>
  scheme.levels.length === 1 ? p.say(scheme.shortName) : `${p.say(scheme.shortName)} ${levelMark(p, scheme, level)}`

/** The level asked for, else the lowest that is in operation and whose demands are known. */
function levelOf(p: P, scheme: PinnedScheme): Level | undefined {
  const asked = p.query('level')
  if (asked !== '') return scheme.levels.find(({ code }) => code === asked)
  const byRank = scheme.levels.toSorted((a, b) => a.rank - b.rank)
  const known = (level: Level) => nodesOfLevel(scheme, level, p.house.catalogue.standards).length > 0
  return (
    byRank.find((level) => level.status === 'in-operation' && known(level)) ??
    byRank.find((level) => level.status === 'in-operation') ??
    byRank[0]
  )
}

/** Reads the address; undefined where there is no such scheme, level or column. */
export function readMap(p: P, day: IsoDate = dateInJapan(p.now)): MapQuestion | undefined {
  const { catalogue } = p.house
  const scheme = catalogue.schemes.find((candidate) => editionKey(candidate) === p.param('scheme'))
  const level = scheme && levelOf(p, scheme)
  if (!scheme || !level) return undefined
  const subject = { scheme, level, nodes: nodesOfLevel(scheme, level, catalogue.standards) }
  const all = columnsFor(catalogue, scheme, day)
  const asked = p.url.searchParams.getAll('to').filter((key) => key !== '')
  if (asked.some((key) => !all.some((column) => column.key === key))) return undefined
  const columns =
    asked.length > 0 ? all.filter(({ key }) => asked.includes(key)) : usualColumns(catalogue, subject, all)
  return { ...subject, day, all, columns, chosen: asked.length > 0 }
}

/** The address of a question, with other columns or another level; without the language. */
export function mapPath(
  { scheme, level, columns, chosen }: MapQuestion,
  rest = '',
  asOf?: string,
  other: { readonly level?: string } = {},
): string {
  const query = new URLSearchParams({ level: other.level ?? level.code })
  if (chosen) for (const { key } of columns) query.append('to', key)
  if (asOf) query.set('as_of', asOf)
  return `/map/${editionKey(scheme)}${rest}?${query}`
}

/** What the address names and the catalogue does not have. */
export function noMap(p: P): Response | Promise<Response> {
  const asked = p.param('scheme')
  const exists = p.house.catalogue.schemes.some((scheme) => editionKey(scheme) === asked)
  return exists ? p.notFound() : p.refuse({ code: 'scheme-not-found', scheme: asked.slice(0, 40) })
}
