import type pg from 'pg'
import type { Counter } from '../../casework/statistics.ts'
import { dateInJapan, type Instant, type IsoDate } from '../../core/kernel/date.ts'
import { inTransaction } from './database.ts'

const mostKeys = 5_000 // in memory at once; more than that are not told apart from nothing

/** Counts in memory, written as increments: any number of servers may count into one database. */
export interface Tally {
  count(counter: Counter, key?: string, n?: number): void
  /** Adds what was counted since the last time; where that fails it is kept for the next. */
  flush(): Promise<void>
}

// An answer about satisfaction is of its month, so that no day with one answer points at whoever answered.
const dayOf = (counter: Counter, at: Instant): IsoDate => {
  const day = dateInJapan(at)
  return counter === 'satisfaction' ? `${day.slice(0, 7)}-01` : day
}

export function openTally(pool: pg.Pool, now: () => Instant): Tally {
  let waiting = new Map<string, number>()
  const add = (name: string, n: number): void => {
    if (waiting.size >= mostKeys && !waiting.has(name)) return
    waiting.set(name, (waiting.get(name) ?? 0) + n)
  }
  return {
    count: (counter, key = '', n = 1) => {
      if (n > 0) add([dayOf(counter, now()), counter, key].join(' '), n)
    },
    flush: async () => {
      if (waiting.size === 0) return
      const taken = waiting
      waiting = new Map()
      // In one order for all servers: none waits for another that waits for it.
      const rows = [...taken].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => [...name.split(' '), n])
      const column = (i: number) => rows.map((row) => row[i])
      try {
        await inTransaction(pool, {}, (client) =>
          client.query(
            `insert into statistics_count (day, counter, key, n)
             select * from unnest($1::date[], $2::text[], $3::text[], $4::bigint[])
             on conflict (day, counter, key) do update set n = statistics_count.n + excluded.n`,
            [column(0), column(1), column(2), column(3)],
          ),
        )
      } catch (error) {
        for (const [name, n] of taken) add(name, n)
        throw error
      }
    },
  }
}
