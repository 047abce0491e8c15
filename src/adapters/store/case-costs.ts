import type pg from 'pg'
import type { Viewer } from '../../casework/roles.ts'
import type { CostAnswer } from '../../casework/statistics.ts'
import type { IsoDate } from '../../core/kernel/date.ts'
import { tenantSettings } from './case-store.ts'
import { inTransaction } from './database.ts'

interface Row {
  readonly hours: string | null
  readonly spend: string | null
  readonly laboratory: CostAnswer['laboratory'] | null
  readonly size: CostAnswer['size'] | null
}

/** What was told for a case; row-level security lets the maker alone see it. */
export async function readCosts(pool: pg.Pool, viewer: Viewer, caseId: string): Promise<CostAnswer | undefined> {
  const { rows } = await inTransaction(pool, tenantSettings(viewer), (client) =>
    client.query<Row>('select hours, spend, laboratory, size from case_cost where case_id = $1', [caseId]),
  )
  const row = rows[0]
  return (
    row && {
      ...(row.hours === null ? {} : { hours: Number(row.hours) }),
      ...(row.spend === null ? {} : { spend: Number(row.spend) }),
      ...(row.laboratory == null ? {} : { laboratory: row.laboratory }),
      ...(row.size == null ? {} : { size: row.size }),
    }
  )
}

/** Keeps what was told; told again, it takes the place of what was there. */
export async function writeCosts(
  pool: pg.Pool,
  viewer: Viewer,
  { caseId, answer, on }: { readonly caseId: string; readonly answer: CostAnswer; readonly on: IsoDate },
): Promise<void> {
  await inTransaction(pool, tenantSettings(viewer), (client) =>
    client.query(
      `insert into case_cost (case_id, tenant, answered_on, hours, spend, laboratory, size) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (case_id) do update set answered_on = excluded.answered_on, hours = excluded.hours, spend = excluded.spend,
         laboratory = excluded.laboratory, size = excluded.size`,
      [
        ...[caseId, viewer.organisation, on],
        ...[answer.hours ?? null, answer.spend ?? null, answer.laboratory ?? null, answer.size ?? null],
      ],
    ),
  )
}
