import type pg from 'pg'
import type { RunMinutes } from '../../casework/device-runs.ts'
import type { EvaluatorEvent } from '../../casework/evaluators.ts'
import type { Viewer } from '../../casework/roles.ts'

/** The register of evaluators and the minutes of runs, inside one transaction. */
export class EvaluatorRows {
  readonly #client: pg.ClientBase
  readonly #viewer: Viewer

  constructor(client: pg.ClientBase, viewer: Viewer) {
    this.#client = client
    this.#viewer = viewer
  }

  async events(key?: string): Promise<readonly EvaluatorEvent[]> {
    // Whoever knows a key may ask about it; the policy reads this setting, and forgets it with the transaction.
    await this.#client.query(`select set_config('hoshirushi.evaluator_key', $1, true)`, [key ?? ''])
    const { rows } = await this.#client.query<{ event: EvaluatorEvent }>(
      'select event from evaluator_event where $1::text is null or key = $1 order by at, id, seq',
      [key ?? null],
    )
    return rows.map((row) => row.event)
  }

  async add(event: EvaluatorEvent): Promise<void> {
    const { rows } = await this.#client.query<{ seq: number; key: string }>(
      'select seq, key from evaluator_event where id = $1 order by seq desc limit 1',
      [event.id],
    )
    const before = rows[0]
    const key = event.kind === 'registered' ? event.key : before?.key
    if (key === undefined) throw new Error(`the entry ${event.id} is not in the register`)
    await this.#client.query(
      'insert into evaluator_event (id, seq, organisation, key, at, event) values ($1, $2, $3, $4, $5, $6)',
      [event.id, (before?.seq ?? 0) + 1, this.#viewer.organisation, key, event.at, JSON.stringify(event)],
    )
  }

  async runMinutes(): Promise<readonly RunMinutes[]> {
    const { rows } = await this.#client.query<RunMinutes>(
      `select e.tenant as organisation, l.summary->>'scheme' as scheme, l.summary->>'level' as level,
         e.event->'data'->'reading'->'minutes' as minutes
       from case_event e join case_line l on l.case_id = e.case_id
       where e.act = 'attach-run' order by e.at, e.case_id, e.seq`,
    )
    return rows
  }
}
