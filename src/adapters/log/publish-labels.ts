import type pg from 'pg'
import { gtinsFile, modelsFile } from '../../core/attestation/credential.ts'
import { digestBytes } from '../../core/kernel/digest.ts'
import { type TlogProof, writeTlogProof } from '../../core/log/tlog-proof.ts'
import type { ModelGtin } from '../../core/selection/product.ts'
import { writeBundle } from '../../core/verifier/bundle.ts'
import { readClaims } from '../../core/verifier/claims.ts'
import { readLeaf } from '../../core/verifier/leaf.ts'
import type { DurableFolder, PublishedFile } from './durable-files.ts'
import { coveringCheckpoints, type PlacedLeaf, readLeaves, readProofs } from './log-rows.ts'

const batch = 256

/** Writes the files of each label for the leaves [from, to), all covered by a published checkpoint; tells how far it is. */
export async function publishLabels(
  pool: pg.Pool,
  folder: DurableFolder,
  from: number,
  to: number,
  done: (upTo: number) => Promise<void>,
): Promise<void> {
  for (let at = from; at < to; at += batch) {
    const end = Math.min(to, at + batch)
    await publishSome(pool, folder, at, end, to)
    await done(end)
  }
}

async function publishSome(pool: pg.Pool, folder: DurableFolder, at: number, end: number, size: number): Promise<void> {
  const leaves = (await readLeaves(pool, at, end)).filter((l) => l.label !== null)
  if (leaves.length === 0) return
  const covering = await coveringCheckpoints(pool, at, end)
  const paths = await readProofs(
    pool,
    leaves.map(({ index }) => ({ index, size: covering(index).size })),
  )
  const signed = await readSigned(pool, leaves)
  const files: PublishedFile[] = []
  for (const [i, leaf] of leaves.entries()) {
    const proof = { index: leaf.index, path: paths[i]!, checkpoint: covering(leaf.index).note }
    files.push(...(leaf.typ === 'vc+jwt' ? ofCredential(leaf, proof, signed.get(leaf.index)) : ofEvent(leaf, proof)))
  }
  await folder.add(files)
  await folder.put(await indexes(pool, [...new Set(leaves.map((l) => l.label!))], size))
}

interface Signed {
  readonly models?: string
  readonly gtins?: string
}

function ofCredential(leaf: PlacedLeaf, proof: TlogProof, signed: Signed = {}): PublishedFile[] {
  const text = writeTlogProof(proof)
  const place = `${leaf.label}/${leaf.index}`
  const named = Object.entries(signed).filter((one): one is ['models' | 'gtins', string] => one[1] !== undefined)
  const lists = Object.fromEntries(named.map(([name, text]) => [name, JSON.parse(text) as readonly string[]]))
  return [
    { path: `credentials/${place}.jwt`, bytes: leaf.jws },
    { path: `credentials/${place}.tlog-proof`, bytes: text },
    { path: `bundle/${place}.json`, bytes: writeBundle({ credential: leaf.jws, proof: text, ...lists }) },
    ...named.map(([name, bytes]) => ({ path: `${name}/${digestBytes(bytes).slice(7)}.json`, bytes })),
  ]
}

const ofEvent = (leaf: PlacedLeaf, proof: TlogProof): PublishedFile[] => [
  {
    path: `bundle/${leaf.label}/${leaf.index}.json`,
    bytes: `${JSON.stringify({ format: 'hoshirushi-event/1', jws: leaf.jws, proof: writeTlogProof(proof) }, null, 1)}\n`,
  },
]

/** The lists the credentials point to, by leaf; only one whose digest is the signed one is published. */
async function readSigned(pool: pg.Pool, leaves: readonly PlacedLeaf[]): Promise<ReadonlyMap<number, Signed>> {
  const credentials = leaves.filter((l) => l.typ === 'vc+jwt')
  const { rows } = await pool.query<{ jws: string; models: readonly string[]; gtins: readonly ModelGtin[] | null }>(
    `select v.jws, v.entry -> 'product' -> 'models' as models, v.entry -> 'product' -> 'gtins' as gtins from label_version v
     where v.label = any ($1::text[]) and v.jws = any ($2::text[])`,
    [credentials.map((l) => l.label), credentials.map((l) => l.jws)],
  )
  const found = new Map<number, Signed>()
  for (const leaf of credentials) {
    const payload = readLeaf(leaf.jws)?.payload
    const claims = payload && readClaims(payload)
    for (const row of rows.filter((r) => r.jws === leaf.jws)) {
      const models = modelsFile(row.models)
      const gtins = gtinsFile(row.gtins ?? undefined)
      found.set(leaf.index, {
        ...found.get(leaf.index),
        ...(models.digest === `sha256:${claims?.modelsSha256}` ? { models: models.text } : {}),
        ...(gtins !== undefined && gtins.digest === `sha256:${claims?.gtinsSha256}` ? { gtins: gtins.text } : {}),
      })
    }
  }
  return found
}

/** Which leaves a label has: the way from a label's number to its bundles. Off the hot path, so it may change. */
async function indexes(pool: pg.Pool, labels: readonly string[], size: number): Promise<PublishedFile[]> {
  const { rows } = await pool.query<{ label: string; typ: string; leaf_index: string }>(
    `select label, typ, leaf_index from log_outbox where label = any ($1::text[]) and leaf_index < $2 order by leaf_index`,
    [labels, size],
  )
  return labels.map((label) => {
    const own = rows.filter((r) => r.label === label)
    const of = (typ: string) => own.filter((r) => r.typ === typ).map((r) => Number(r.leaf_index))
    const index = {
      format: 'hoshirushi-label-index/1',
      label,
      credentials: of('vc+jwt'),
      events: of('label-event+jwt'),
    }
    return { path: `bundle/${label}/index.json`, bytes: `${JSON.stringify(index)}\n` }
  })
}
