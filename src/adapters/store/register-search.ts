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

const standing = (asOf: string): string => `l.standing_code[width_bucket(${asOf}::timestamptz, l.standing_from)]`

/**
 * Finds labels: `{ total, hits: [{ label, standing }] }`. Exact model first, then models that begin so, then exact and
 * beginning names, then the rest; among equals the newest first. Bigrams name the candidates, the words themselves decide.
 */
export function searchSql(query: RegisterQuery): Sql {
  const values: unknown[] = []
  const value = (v: unknown): string => `$${values.push(v)}`
  const asOf = value(query.asOf)
  const where = [`l.known_from <= ${asOf}`]
  if (query.level !== undefined) where.push(`l.level = ${value(query.level)}`)
  if (query.category !== undefined) where.push(`l.category = ${value(query.category)}`)
  if (query.maker !== undefined) where.push(`l.maker = ${value(query.maker)}`)
  if (query.standing !== undefined) where.push(`${standing(asOf)} = ${value(query.standing)}`)
  const limit = value(query.limit)
  const offset = value(query.offset)
  const columns = `l.label, l.issued_at, ${standing(asOf)} as standing`

  const { whole, words } = searchWords(query.text ?? '')
  if (whole === '') {
    const condition = where.join(' and ')
    return {
      text: `select (select count(*) from label l where ${condition})::integer as total,
               coalesce((select json_agg(json_build_object('label', p.label, 'standing', p.standing)) from (
                 select ${columns} from label l where ${condition}
                 order by l.issued_at desc, l.label limit ${limit} offset ${offset}) p), '[]') as hits`,
      values,
    }
  }
  const grams = value([...new Set(words.flatMap(bigrams))])
  const wanted = value(whole)
  // A word of one or two characters is a gram itself: the index has already decided.
  const found = words
    .filter((word) => [...word].length > 2)
    .map((word) => value(word))
    .map((word) => `(position(${word} in l.model_words) > 0 or position(${word} in l.name_words) > 0)`)
  const line = `E'\\n' || ${wanted}::text`
  const rank = `case when position(${line} || E'\\n' in l.model_words) > 0 then 0
                     when position(${line} in l.model_words) > 0 then 1
                     when position(${line} || E'\\n' in l.name_words) > 0 then 2
                     when position(${line} in l.name_words) > 0 then 3 else 4 end`
  return {
    text: `with matched as materialized (
             select ${columns}, ${rank} as rank from label l
             where ${[`l.bigrams @> ${grams}::text[]`, ...found, ...where].join(' and ')})
           select (select count(*) from matched)::integer as total,
             coalesce((select json_agg(json_build_object('label', p.label, 'standing', p.standing)) from (
               select label, standing from matched
               order by rank, issued_at desc, label limit ${limit} offset ${offset}) p), '[]') as hits`,
    values,
  }
}
