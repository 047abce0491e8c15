import { hash } from 'node:crypto'
import type pg from 'pg'
import { listLength } from '../../core/attestation/statement.ts'
import { statusPurposes } from '../../core/attestation/status-bits.ts'
import { fromBase64url } from '../../core/kernel/base64.ts'
import { readClaims } from '../../core/verifier/claims.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { isRecord, type Leaf, readLeaf } from '../../core/verifier/leaf.ts'
import { statusIndexOf } from '../../core/verifier/status-replay.ts'
import type { DurableFolder } from './durable-files.ts'
import { ReimportRefused } from './faults.ts'

/** A leaf about a label that came back from the published files. */
export interface ReturnedLeaf {
  readonly index: number
  readonly label: string
  readonly event: string // `issued` for a credential, else the logged event
}

const labelOf = ({ typ, payload }: Leaf): string | undefined => {
  if (typ === 'vc+jwt') return readClaims(payload)?.label
  return typ === 'label-event+jwt' && typeof payload.label === 'string' ? payload.label : undefined
}

const eventOf = ({ typ, payload }: Leaf): string => (typ === 'vc+jwt' ? 'issued' : String(payload.event))

/**
 * Puts entries into the outbox, each once: one that waited there when the backup was made is that very leaf. The others get
 * ids of their own kind, which no act of a case uses: an act that is done again makes another leaf, not none.
 */
export async function keepLeaves(
  db: pg.PoolClient,
  folder: DurableFolder,
  first: number,
  entries: readonly Uint8Array[],
): Promise<{
  readonly ids: readonly string[]
  readonly leaves: readonly ReturnedLeaf[]
  keepLists(): Promise<void>
}> {
  const { rows: waiting } = await db.query<{ id: string; jws: string }>(
    'select id, jws from log_outbox where leaf_index is null',
  )
  const known = new Map(waiting.map(({ id, jws }) => [jws, id]))
  const found = entries.map((entry, i) => {
    const jws = Buffer.from(entry).toString('utf8')
    const index = first + i
    const leaf = readLeaf(jws)
    if (!leaf) throw new ReimportRefused({ code: 'log-file-unusable', file: `log entry ${index}` })
    return { index, jws, leaf, label: labelOf(leaf), id: known.get(jws) ?? `reimported/${index}` }
  })
  const fresh = found.filter((f) => !known.has(f.jws))
  await db.query(
    'insert into log_outbox (id, typ, label, jws) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])',
    [fresh.map((f) => f.id), fresh.map((f) => f.leaf.typ), fresh.map((f) => f.label ?? null), fresh.map((f) => f.jws)],
  )
  await passStatusPlaces(
    db,
    found.map((f) => f.leaf),
  )
  return {
    ids: found.map((f) => f.id),
    leaves: found.flatMap(({ index, label, leaf }) =>
      label === undefined ? [] : [{ index, label, event: eventOf(leaf) }],
    ),
    keepLists: async () => {
      for (const { leaf, id } of found) if (leaf.typ === 'status-snapshot+jwt') await keepLists(db, folder, leaf, id)
    },
  }
}

/** The places in the status lists that lost labels hold are not given out a second time. */
async function passStatusPlaces(db: pg.PoolClient, leaves: readonly Leaf[]): Promise<void> {
  const places = leaves.flatMap((leaf) => {
    const claims = leaf.typ === 'vc+jwt' ? readClaims(leaf.payload) : undefined
    return (claims && statusIndexOf(claims)) ?? []
  })
  if (places.length === 0) return
  await db.query(
    `insert into number_series (series, year, last) values ('status-index', 0, $1)
     on conflict (series, year) do update set last = greatest(number_series.last, excluded.last)`,
    [Math.max(...places) + 1],
  )
}

/** The lists a snapshot names, from the archive: without them the publisher would go back to older ones. */
async function keepLists(db: pg.PoolClient, folder: DurableFolder, { payload }: Leaf, snapshot: string): Promise<void> {
  for (const named of Array.isArray(payload.lists) ? payload.lists.filter(isRecord) : []) {
    const purpose = statusPurposes.find((p) => p === named.purpose)
    const file = `status/at/${payload.treeSize}/${purpose}/${named.k}`
    const jws = (await folder.read(file))?.toString('utf8')
    const list = jws === undefined ? undefined : readLeaf(jws)
    const subject = list?.payload.credentialSubject
    const packed = isRecord(subject) && typeof subject.encodedList === 'string' ? subject.encodedList.slice(1) : ''
    const bytes = fromBase64url(packed)
    if (!purpose || !list || !bytes || hash('sha256', jws!, 'hex') !== named.sha256)
      throw new ReimportRefused({ code: 'log-file-unusable', file })
    const bits = await nodeCrypto.gunzip(bytes, listLength / 8)
    await db.query(
      `insert into log_status_list (purpose, k, tree_size, sha256, bits_sha256, jws, valid_from, snapshot)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        purpose,
        named.k,
        payload.treeSize,
        named.sha256,
        hash('sha256', bits, 'hex'),
        jws,
        list.payload.validFrom,
        snapshot,
      ],
    )
  }
}
