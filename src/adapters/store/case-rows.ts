import type pg from 'pg'
import type { Case, CaseSummary, EvidenceFile } from '../../casework/case.ts'
import type { CaseEvent } from '../../casework/events.ts'
import { type Addressees, type CaseFilter, type Mail, type OutboxLeaf, StaleCase } from '../../casework/ports.ts'
import type { Viewer } from '../../casework/roles.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { normalise } from '../../core/register/search.ts'
import { insertMail } from './mail-outbox.ts'

const longestList = 1000

/** Words of a worklist line, normalised, one a line. */
const wordsOf = (s: CaseSummary): string =>
  [s.productName, s.makerName, s.number, s.label ?? '', s.id].map(normalise).join('\n')

/** Cases, evidence, numbers and mail inside one transaction. */
export class CaseRows {
  readonly #client: pg.ClientBase
  readonly #viewer: Viewer

  constructor(client: pg.ClientBase, viewer: Viewer) {
    this.#client = client
    this.#viewer = viewer
  }

  async lockEvents(caseId: string): Promise<readonly CaseEvent[]> {
    const { rowCount } = await this.#client.query('select 1 from case_line where case_id = $1 for update', [caseId])
    return rowCount === 0 ? [] : this.readEvents(caseId)
  }

  async readEvents(caseId: string): Promise<readonly CaseEvent[]> {
    const { rows } = await this.#client.query<{ event: CaseEvent }>(
      'select event from case_event where case_id = $1 order by seq',
      [caseId],
    )
    return rows.map((row) => row.event)
  }

  async append(event: CaseEvent, folded: Case, summary: CaseSummary): Promise<void> {
    const declared = folded.declaration !== undefined || !['draft', 'withdrawn'].includes(folded.state)
    const values = [
      ...[event.caseId, folded.organisation, declared, folded.state, folded.reviewer ?? null, summary.openProposals],
      ...[event.seq, folded.startedAt, folded.updatedAt, JSON.stringify(summary), wordsOf(summary)],
    ]
    const line =
      event.seq === 1
        ? await this.#client.query(
            `insert into case_line (case_id, organisation, declared, state, reviewer, open_proposals, seq, started_at, updated_at, summary, words)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
            values,
          )
        : await this.#client.query(
            `update case_line set declared = declared or $3, state = $4, reviewer = $5, open_proposals = $6, seq = $7,
               updated_at = $9, summary = $10, words = $11
             where case_id = $1 and organisation = $2 and seq = $7 - 1 and started_at = $8`,
            values,
          )
    if (line.rowCount === 0) throw new StaleCase('someone else was faster')
    await this.#client.query(
      'insert into case_event (case_id, seq, tenant, at, act, event) values ($1, $2, $3, $4, $5, $6)',
      [event.caseId, event.seq, folded.organisation, event.at, event.act, JSON.stringify(event)],
    )
    if (this.#viewer.organisation === folded.organisation) await this.#attach(event.caseId, folded)
  }

  // Evidence that was in a draft and taken out again is never shown to the body; what it has seen once stays.
  async #attach(caseId: string, folded: Case): Promise<void> {
    const pictures = Object.values(folded.stepNotes).flatMap((noted) => noted.pictures)
    const digests = [...new Set([...folded.files, ...pictures].map(({ digest }) => digest))]
    await this.#client.query(
      `delete from case_file f using case_line l
       where f.case_id = $1 and l.case_id = f.case_id and not l.declared and f.digest <> all ($2::text[])`,
      [caseId, digests],
    )
    if (digests.length > 0)
      await this.#client.query(
        `insert into case_file (case_id, digest, organisation)
         select $1, d, $3 from unnest($2::text[]) d on conflict do nothing`,
        [caseId, digests, folded.organisation],
      )
  }

  async list(filter: CaseFilter): Promise<readonly CaseSummary[]> {
    const words = (filter.text ?? '')
      .split(/\s+/)
      .map(normalise)
      .filter((word) => word !== '')
    const { rows } = await this.#client.query<{ summary: CaseSummary }>(
      `select summary from case_line
       where ($1::text[] is null or state = any ($1)) and ($2::text is null or reviewer = $2)
         and ($3::text is null or organisation = $3) and ($4::boolean is null or (open_proposals > 0) = $4)
         and not exists (select from unnest($5::text[]) word where position(word in words) = 0)
         and ($7::timestamptz is null or updated_at < $7 or (updated_at = $7 and case_id > $8))
       order by updated_at desc, case_id limit $6`,
      [
        ...[filter.states ?? null, filter.reviewer ?? null, filter.organisation ?? null],
        ...[filter.openProposals ?? null, words, Math.min(filter.limit ?? longestList, longestList)],
        ...[filter.after?.updatedAt ?? null, filter.after?.id ?? ''],
      ],
    )
    return rows.map((row) => row.summary)
  }

  async nextNumber(series: string, year: number): Promise<number> {
    const { rows } = await this.#client.query<{ last: string }>(
      `insert into number_series (series, year, last) values ($1, $2, 1)
       on conflict (series, year) do update set last = number_series.last + 1 returning last`,
      [series, year],
    )
    return Number(rows[0]!.last)
  }

  async addLeaf(leaf: OutboxLeaf): Promise<void> {
    await this.#client.query(
      'insert into log_outbox (id, typ, label, jws) values ($1, $2, $3, $4) on conflict (id) do nothing',
      [leaf.id, leaf.typ, leaf.label, leaf.jws],
    )
  }

  async post(mail: Mail): Promise<void> {
    await insertMail(this.#client, mail)
  }

  async addresses(of: Addressees): Promise<readonly string[]> {
    const { rows } =
      'organisation' in of
        ? await this.#client.query<{ address: string }>(
            of.only === undefined
              ? 'select accounts.addresses_of($1) as address'
              : 'select accounts.addresses_of_evaluators($1) as address',
            [of.organisation],
          )
        : await this.#client.query<{ address: string }>('select accounts.addresses_of_body($1) as address', [
            of.bodyRoles,
          ])
    return rows.map((row) => row.address)
  }

  async addFile(organisation: string, file: EvidenceFile): Promise<void> {
    await this.#client.query(
      `insert into evidence_file (organisation, digest, added_at, file) values ($1, $2, $3, $4)
       on conflict (organisation, digest) do nothing`,
      [organisation, file.digest, file.addedAt, JSON.stringify(file)],
    )
  }

  async files(organisation: string): Promise<readonly EvidenceFile[]> {
    const { rows } = await this.#client.query<{ file: EvidenceFile }>(
      'select file from evidence_file where organisation = $1 order by added_at desc, digest',
      [organisation],
    )
    return rows.map((row) => row.file)
  }

  async noteIntake(organisation: string, digest: Digest): Promise<void> {
    await this.#client.query(
      'insert into evidence_intake (organisation, digest) values ($1, $2) on conflict do nothing',
      [organisation, digest],
    )
  }

  // Half the age at which the sweep looks at a file: no act that finds its bytes here can lose them before it ends.
  async tookIn(organisation: string, digest: Digest): Promise<boolean> {
    const { rowCount } = await this.#client.query(
      `select from evidence_intake
       where organisation = $1 and digest = $2 and taken_in_at > now() - interval '12 hours' limit 1`,
      [organisation, digest],
    )
    return rowCount === 1
  }
}
