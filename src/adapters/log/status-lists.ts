import { hash } from 'node:crypto'
import type pg from 'pg'
import type { Issuer } from '../../casework/ports.ts'
import { headerOf, signJws } from '../../core/attestation/jws.ts'
import { loggedEvents, statusSnapshotPayload } from '../../core/attestation/label-event.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import { type StatusPurpose, statusPurposes } from '../../core/attestation/status-bits.ts'
import { listCredential } from '../../core/attestation/status-list.ts'
import { toBase64 } from '../../core/kernel/base64.ts'
import type { Instant } from '../../core/kernel/date.ts'
import { writeTlogProof } from '../../core/log/tlog-proof.ts'
import { readClaims } from '../../core/verifier/claims.ts'
import { readLeaf } from '../../core/verifier/leaf.ts'
import { openBits, statusIndexOf } from '../../core/verifier/status-replay.ts'
import { inTransaction } from '../store/database.ts'
import type { DurableFolder } from './durable-files.ts'
import { coveringCheckpoints, readLeaves, readProofs, type SignedHead } from './log-rows.ts'

const day = 86_400_000
const renewAfter = 20 * 3_600_000 // well within a day, so that a night's outage does not show
const lifetime = 7 * day
const batch = 2048

interface ListRow {
  readonly purpose: StatusPurpose
  readonly k: number
  readonly tree_size: string
  readonly bits_sha256: string
  readonly valid_from: Date
}

const newestLists = `select distinct on (purpose, k) purpose, k, tree_size, bits_sha256, valid_from
  from log_status_list order by purpose, k, tree_size desc`

/** Keeps the lists in step with the log. The bits are held in memory and follow the log leaf by leaf. */
export function openStatusLists(pool: pg.Pool, issuer: Issuer, signer: Signer, now: () => Instant) {
  const replay = openBits()
  let read = 0

  async function begin(): Promise<void> {
    const { rows } = await pool.query<{ lists: string | null; until: string | null }>(
      'select max(k) + 1 as lists, max(tree_size) as until from log_status_list',
    )
    // Lists were made for every credential up to `until`; of those leaves only the events are needed again.
    const until = Number(rows[0]?.until ?? 0)
    if (until === 0) return
    replay.reach(Number(rows[0]!.lists) * 131_072 - 1)
    for (let from = 0; ; ) {
      const { rows: events } = await pool.query<{ jws: string; leaf_index: string }>(
        `select jws, leaf_index from log_outbox
         where typ = 'label-event+jwt' and leaf_index >= $1 and leaf_index < $2 order by leaf_index limit $3`,
        [from, until, batch],
      )
      for (const { jws } of events) take('label-event+jwt', jws)
      if (events.length < batch) break
      from = Number(events.at(-1)!.leaf_index) + 1
    }
    read = until
  }

  function take(typ: string, jws: string): void {
    const payload = readLeaf(jws)?.payload
    if (!payload) return
    if (typ === 'vc+jwt') {
      const claims = readClaims(payload)
      const statusIndex = claims && statusIndexOf(claims)
      if (statusIndex !== undefined) replay.reach(statusIndex)
    } else if (typ === 'label-event+jwt') {
      const event = loggedEvents.find((e) => e === payload.event)
      if (event && typeof payload.statusIndex === 'number') replay.apply(event, payload.statusIndex)
    }
  }

  async function follow(size: number): Promise<void> {
    if (read === 0) await begin()
    for (; read < size; ) {
      const leaves = await readLeaves(pool, read, Math.min(size, read + batch))
      for (const leaf of leaves) take(leaf.typ, leaf.jws)
      read += leaves.length
    }
  }

  /** Signs the lists that changed or grew old, and puts the leaf that names them into the outbox, both or neither. */
  async function renew(head: SignedHead): Promise<boolean> {
    await follow(head.size)
    if (read > head.size) return false // an older head than was already replayed: the bits are ahead of it
    const at = now()
    return inTransaction(pool, {}, async (db) => {
      await db.query('select size from log_head for update') // one server at a time
      const { rows } = await db.query<ListRow>(newestLists)
      const due: { purpose: StatusPurpose; k: number; bits: Uint8Array; bitsSha256: string }[] = []
      for (const purpose of statusPurposes)
        for (let k = 0; k < replay.count; k++) {
          const bits = replay.bits(purpose, k)
          const bitsSha256 = hash('sha256', bits, 'hex')
          const known = rows.find((r) => r.purpose === purpose && r.k === k)
          if (known && Number(known.tree_size) >= head.size) continue
          const isOld = known && Date.parse(at) - known.valid_from.getTime() >= renewAfter
          if (!known || known.bits_sha256 !== bitsSha256 || isOld) due.push({ purpose, k, bits, bitsSha256 })
        }
      if (due.length === 0) return false
      const root = toBase64(head.root)
      const validUntil = new Date(Date.parse(at) + lifetime).toISOString()
      const facts = { issuer: issuer.did, labelsUrl: issuer.labelsUrl, logTreeSize: head.size, logRoot: root }
      const lists = await Promise.all(
        due.map(async ({ purpose, k, bits, bitsSha256 }) => {
          const credential = listCredential(bits, { ...facts, purpose, k, validFrom: at, validUntil })
          const jws = await signJws(headerOf('vc+jwt', signer.kid), credential, signer)
          return { purpose, k, jws, bitsSha256, sha256: hash('sha256', jws, 'hex') }
        }),
      )
      const id = `status-snapshot-${head.size}`
      const payload = statusSnapshotPayload({
        issuer: issuer.did,
        id,
        at,
        treeSize: head.size,
        root,
        lists: lists.map(({ purpose, k, sha256 }) => ({ purpose, k, digest: `sha256:${sha256}` })),
      })
      const snapshot = await signJws(headerOf('status-snapshot+jwt', signer.kid), payload, signer)
      await db.query(`insert into log_outbox (id, typ, label, jws) values ($1, 'status-snapshot+jwt', null, $2)`, [
        id,
        snapshot,
      ])
      for (const list of lists)
        await db.query(
          `insert into log_status_list (purpose, k, tree_size, sha256, bits_sha256, jws, valid_from, snapshot)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [list.purpose, list.k, head.size, list.sha256, list.bitsSha256, list.jws, at, id],
        )
      return true
    })
  }

  return { renew }
}

/** Publishes the newest lists whose snapshot the published checkpoint covers: no list is seen that is not logged. */
export async function publishLists(pool: pg.Pool, folder: DurableFolder, size: number, done: Map<string, number>) {
  const { rows } = await pool.query<ListRow & { jws: string; leaf_index: string; snapshot_jws: string }>(
    `select distinct on (l.purpose, l.k) l.purpose, l.k, l.tree_size, l.jws, o.leaf_index, o.jws as snapshot_jws
     from log_status_list l join log_outbox o on o.id = l.snapshot
     where o.leaf_index < $1 order by l.purpose, l.k, l.tree_size desc`,
    [size],
  )
  for (const row of rows) {
    const name = `${row.purpose}/${row.k}`
    const [treeSize, index] = [Number(row.tree_size), Number(row.leaf_index)]
    if (done.get(name) === treeSize) continue
    const head = (await coveringCheckpoints(pool, index, index + 1))(index)
    const [path] = await readProofs(pool, [{ index, size: head.size }])
    const proof = writeTlogProof({ index, path: path!, checkpoint: head.note })
    const evidence = { list: row.jws, snapshot: { jws: row.snapshot_jws, proof } }
    await folder.put([
      { path: `status/${name}`, bytes: row.jws },
      { path: `status/${name}.json`, bytes: `${JSON.stringify(evidence, null, 1)}\n` },
    ])
    done.set(name, treeSize)
  }
}

/** Keeps every list that was ever logged, for the snapshots among the leaves [from, to): a monitor holds them against the log. */
export async function archiveLists(pool: pg.Pool, folder: DurableFolder, from: number, to: number): Promise<void> {
  const { rows } = await pool.query<{ purpose: StatusPurpose; k: number; tree_size: string; jws: string }>(
    `select l.purpose, l.k, l.tree_size, l.jws from log_outbox o join log_status_list l on l.snapshot = o.id
     where o.leaf_index >= $1 and o.leaf_index < $2`,
    [from, to],
  )
  await folder.add(rows.map((r) => ({ path: `status/at/${r.tree_size}/${r.purpose}/${r.k}`, bytes: r.jws })))
}
