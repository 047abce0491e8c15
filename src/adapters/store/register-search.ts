import type { RegisterQuery } from '../../casework/ports.ts'
import { bigrams, normalise } from '../../core/register/search.ts'

/** A statement and its values. */
export interface Sql {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What was typed, as words that must all be found; the whole, written together, decides what comes first. */
export const searchWords = (text: string): { readonly whole: string; readonly words: readonly string[] } => ({
  whole: normalise(text),
  words: text
    .split(/\s+/u)
    .map(normalise)
    .filter((word) => word !== ''),
})

/** How near a label is to what was typed: a model is it, begins so; a name is it, begins so; or it is somewhere inside. */
export const ranks = [0, 1, 2, 3, 4] as const
export type Rank = (typeof ranks)[number]

interface Given {
  readonly values: unknown[]
  readonly value: (v: unknown) => string
  readonly standing: string
  readonly known: string
  readonly filters: string // with `known`
  readonly isFiltered: boolean
}

function given(query: RegisterQuery): Given {
  const values: unknown[] = []
  const value = (v: unknown): string => `$${values.push(v)}`
  const asOf = value(query.asOf)
  const standing = `l.standing_code[width_bucket(${asOf}::timestamptz, l.standing_from)]`
  // A label is known from its issue on, so the second condition says nothing new; but it is the index that knows it.
  const known = `l.known_from <= ${asOf}`
  const filters = [known, `l.issued_at <= ${asOf}`]
  if (query.level !== undefined) filters.push(`l.level = ${value(query.level)}`)
  if (query.category !== undefined) filters.push(`l.category = ${value(query.category)}`)
  if (query.maker !== undefined) filters.push(`l.maker = ${value(query.maker)}`)
  if (query.standing !== undefined) filters.push(`${standing} = ${value(query.standing)}`)
  return { values, value, standing, known, filters: filters.join(' and '), isFiltered: filters.length > 2 }
}

/** Which of the two indexes of 160-search.sql has a label: asked one after the other, they answer without its row. */
export const inFacets = ['cardinality(l.standing_from) <= 100', 'cardinality(l.standing_from) > 100']

const newest = (columns: string, filters: string, limit: string): string =>
  `(${inFacets
    .map(
      (one) =>
        `(select ${columns} from label l where ${one} and ${filters} order by issued_at desc, label limit ${limit})`,
    )
    .join(' union all ')} order by issued_at desc, label limit ${limit})`

const listed = (from: string, columns = `'label', p.label, 'standing', p.standing`): string =>
  `coalesce((select json_agg(json_build_object(${columns})) from ${from} p), '[]') as hits`

/** Lists without a text, the newest first: `{ total, hits: [{ label, standing }] }`. The index alone answers. */
export function browseSql(query: RegisterQuery): Sql {
  const { values, value, standing, filters, known, isFiltered } = given(query)
  const [until, offset] = [value(query.offset + query.limit), value(query.offset)]
  // How many are known at all has an index of its own, a twentieth of the size.
  const all = isFiltered
    ? inFacets.map((one) => `(select count(*) from label l where ${one} and ${filters})`).join(' + ')
    : `(select count(*) from label l where ${known})`
  return {
    text: `with page as materialized ${newest(`l.label, l.issued_at, ${standing} as standing`, filters, until)}
           select case when (select count(*) from page) < ${until}::bigint then (select count(*) from page)
                       else ${all} end::integer as total,
             ${listed(`(select * from page order by issued_at desc, label offset ${offset})`)}`,
    values,
  }
}

const rankOf = (whole: string): string => {
  const line = `E'\\n' || ${whole}::text`
  return `case when position(${line} || E'\\n' in l.model_words) > 0 then 0
               when position(${line} in l.model_words) > 0 then 1
               when position(${line} || E'\\n' in l.name_words) > 0 then 2
               when position(${line} in l.name_words) > 0 then 3 else 4 end`
}

function typed(query: RegisterQuery) {
  const { whole, words } = searchWords(query.text ?? '')
  const all = given(query)
  const grams = () => `l.bigrams @> ${all.value([...new Set(words.flatMap(bigrams))])}::text[]`
  const found = words
    .map((word) => all.value(word))
    .map((word) => `(position(${word} in l.model_words) > 0 or position(${word} in l.name_words) > 0)`)
    .join(' and ')
  const rank = rankOf(all.value(whole))
  const columns = `l.label, l.issued_at, ${all.standing} as standing, ${rank} as rank`
  return { ...all, whole, grams, found, rank, columns }
}

const ranked = `'label', p.label, 'standing', p.standing, 'rank', p.rank`

/**
 * Finds what at most `many` labels can match: `{ seen, total, hits: [{ label, standing, rank }] }`, in order. Bigrams name the
 * candidates, the words themselves decide. Where more than `many` were seen, it is not the answer, only what was found on the way.
 */
export function fewSql(query: RegisterQuery, many: number): Sql {
  const { values, value, grams, found, columns, filters } = typed(query)
  const until = value(query.offset + query.limit)
  return {
    text: `with candidate as materialized (
             select ${columns}, ${found} and ${filters} as matches from label l
             where ${grams()} limit ${many + 1}),
           matched as (select * from candidate where matches)
           select (select count(*) from candidate)::integer as seen, (select count(*) from matched)::integer as total,
             ${listed(`(select * from matched order by rank, issued_at desc, label limit ${until})`, ranked)}`,
    values,
  }
}

/** The same among the newest `many` labels that meet the filters; `seen` says how many those were. */
export function newestSql(query: RegisterQuery, many: number): Sql {
  const { values, value, found, columns, filters, isFiltered } = typed(query)
  const until = value(query.offset + query.limit)
  // Where most may be passed over, the index alone finds them, and their rows are read afterwards; else reading both is dearer.
  const read = isFiltered
    ? 'l.label, l.issued_at'
    : 'l.label, l.issued_at, l.standing_from, l.standing_code, l.model_words, l.name_words'
  const from = isFiltered ? 'newest n join label l on l.label = n.label' : 'newest l'
  return {
    text: `with newest as materialized ${newest(read, filters, value(many))},
           matched as materialized (select ${columns} from ${from} where ${found})
           select (select count(*) from newest)::integer as seen, (select count(*) from matched)::integer as total,
             ${listed(`(select * from matched order by rank, issued_at desc, label limit ${until})`, ranked)}`,
    values,
  }
}

/** All of one rank, however old: `total` is of this rank, of the last one: of all. */
export function rankSql(query: RegisterQuery, rank: Rank): Sql {
  const all = typed(query)
  const { values, value, found, columns, filters } = all
  const until = value(query.offset + query.limit)
  const only = rank === 4 ? '' : ` and ${all.rank} = ${rank}`
  return {
    text: `with matched as materialized (
             select ${columns} from label l where ${placeOf[rank](all)} and ${found} and ${filters}${only})
           select 0 as seen, (select count(*) from matched)::integer as total,
             ${listed(`(select * from matched where rank = ${rank} order by issued_at desc, label limit ${until})`, ranked)}`,
    values,
  }
}

const nameLines = [2, 3, 4, 5, 6].map((n) => `(left(split_part(l.name_words, E'\\n', ${n}), 32) collate "C")`)
const longestCut = 32 // of 160-search.sql
const cut = (whole: string): string => [...whole].slice(0, longestCut).join('')

const zerosTaken = [0, 1, 6] // by writeGtin

/** Bar code numbers that are these digits as they are written, or begin so: stored they have fourteen, with zeros before. */
function gtinRanges(whole: string, like: '=' | '^@'): readonly (readonly [string, string])[] {
  if (!/^[0-9]{1,14}$/.test(whole)) return []
  if (like === '=') return [[whole.padStart(14, '0'), whole.padStart(14, '0')]]
  return zerosTaken
    .map((zeros) => '0'.repeat(zeros) + whole)
    .filter((digits) => digits.length <= 14)
    .map((digits) => [digits.padEnd(14, '0'), digits.padEnd(14, '9')])
}

// Where to look for labels of a rank: more than these is allowed, less is not.
const placeOf: Record<Rank, (all: ReturnType<typeof typed>) => string> = {
  0: ({ value, whole }) => modelPlace(value, whole, '='),
  1: ({ value, whole }) => modelPlace(value, whole, '^@'),
  2: ({ value, whole }) => namePlace(value(cut(whole)), '='),
  3: ({ value, whole }) => namePlace(value(cut(whole)), '^@'),
  4: ({ grams }) => grams(),
}

const modelPlace = (value: Given['value'], whole: string, like: '=' | '^@'): string => {
  const ranges = gtinRanges(whole, like)
  return `l.label in (
    select label from label_model where normalised ${like} ${value(whole)}
    union all
    select g.label from unnest(${value(ranges.map(([low]) => low))}::text[], ${value(ranges.map(([, high]) => high))}::text[]) r (low, high)
    join label_gtin g on g.gtin between r.low and r.high)`
}
const namePlace = (beginning: string, like: '=' | '^@'): string =>
  `(${nameLines.map((line) => `${line} ${like} ${beginning}`).join(' or ')})`
