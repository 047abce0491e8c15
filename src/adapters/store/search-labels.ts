import type pg from 'pg'
import type { RegisterQuery } from '../../casework/ports.ts'
import type { LabelId } from '../../core/kernel/label-id.ts'
import type { StandingCode } from '../../core/surveillance/standing.ts'
import { browseSql, fewSql, newestSql, type Rank, rankSql, ranks, type Sql, searchWords } from './register-search.ts'

interface Hit {
  readonly label: LabelId
  readonly standing: StandingCode
  readonly rank: Rank
}

/** Labels in order; `more` says that there are more than `total`, which nobody counted. */
export interface Found {
  readonly total: number
  readonly more: boolean
  readonly hits: readonly Omit<Hit, 'rank'>[]
}

/** How many labels are looked at one by one before indexes are asked for the rest. */
export interface SearchBounds {
  readonly few: number // that could match: all of them are put in order, and counted
  readonly newest: number // where more could
  readonly sample: number // of the newest, to see how often a text is
}
const usual: SearchBounds = { few: 2_000, newest: 1_000, sample: 150 }
const often = 5 // more than one label in five

// A hint that spares the sample: what is long and has a digit in it is of one model or some, as a rule.
const isSelective = ({ text }: RegisterQuery): boolean =>
  searchWords(text ?? '').words.some((word) => word.length >= 4 && /\d/.test(word))

interface Answer {
  readonly seen: number
  readonly total: number
  readonly hits: readonly Hit[]
}

/**
 * Finds labels: the exact model first, then models that begin so, then exact and beginning names, then the rest; among equals the
 * newest first. What many labels have in common is mostly found among the newest of them; only where it is not, an older place
 * is asked, rank by rank, and each has an index. So the work is bounded by what is shown, and not by what could be found.
 */
export async function searchLabels(
  ask: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => Promise<Row[]>,
  query: RegisterQuery,
  bounds: SearchBounds = usual,
): Promise<Found> {
  const answer = async ({ text, values }: Sql): Promise<Answer> =>
    (await ask<Answer & pg.QueryResultRow>(text, values))[0]!
  const page = ({ total, hits }: Omit<Answer, 'seen'>, more = false): Found => ({
    total,
    more,
    hits: hits.slice(query.offset, query.offset + query.limit).map(({ label, standing }) => ({ label, standing })),
  })
  if (searchWords(query.text ?? '').whole === '') {
    const { total, hits } = await answer(browseSql(query))
    return { total, more: false, hits }
  }
  // A look at some of the newest tells whether the text is in a good part of all labels: then pairs of it tell nothing.
  const some = isSelective(query) ? undefined : await answer(newestSql(query, bounds.sample))
  if (some !== undefined && some.seen < bounds.sample) return page(some)
  const isOften = some !== undefined && some.total * often > bounds.sample
  const few = isOften ? undefined : await answer(fewSql(query, bounds.few))
  if (few !== undefined && few.seen <= bounds.few) return page(few)
  const newest = await answer(newestSql(query, bounds.newest))
  if (newest.seen < bounds.newest) return page(newest)

  const wanted = query.offset + query.limit
  const hits: Hit[] = []
  let counted: number | undefined
  for (const rank of ranks) {
    const known = newest.hits.filter((hit) => hit.rank === rank)
    if (hits.length + known.length >= wanted) hits.push(...known)
    else {
      const all = await answer(rankSql(query, rank))
      hits.push(...all.hits)
      if (rank === 4) counted = all.total
    }
    if (hits.length >= wanted) break
  }
  if (counted !== undefined) return page({ total: counted, hits })
  const atLeast = Math.max(few?.total ?? 0, newest.total)
  return page({ total: Math.max(atLeast - (atLeast % 100), hits.length), hits }, true)
}
