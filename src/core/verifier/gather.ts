import { parseCheckpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import { type Bundle, type Logged, readBundle, type StatusEvidence } from './bundle.ts'
import { readClaims } from './claims.ts'
import type { Crypto } from './crypto.ts'
import { fetchGrowth } from './growth.ts'
import { isRecord, readLeaf } from './leaf.ts'
import type { KnownCheckpoint } from './report.ts'

/** Reads a published file, by its path below the prefix of the labels or of the log; undefined where there is none. */
export type ReadPublished = (prefix: 'labels' | 'log', path: string) => Promise<Uint8Array | undefined>

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

async function readJson(read: ReadPublished, path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const bytes = await read('labels', path)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(utf8(bytes))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined // a broken file says nothing; verification will say that something is missing
  }
}

const numbers = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((n) => Number.isSafeInteger(n)) : []

/** The newest published bundle of a label, undefined when it has none. */
export async function fetchBundle(read: ReadPublished, label: string): Promise<Bundle | undefined> {
  const index = await readJson(read, `bundle/${label}/index.json`)
  const newest = numbers(index?.credentials).at(-1)
  const bytes = newest === undefined ? undefined : await read('labels', `bundle/${label}/${newest}.json`)
  const reading = bytes && readBundle(utf8(bytes))
  return reading?.ok ? reading.value : undefined
}

/**
 * Adds to a bundle what changes: current lists, later leaves of the label, the newest checkpoint, and how it continues the
 * one that is remembered. Nothing fetched is believed here: `verify` checks all of it.
 */
export async function complete(
  bundle: Bundle,
  read: ReadPublished,
  remembered?: { readonly last: KnownCheckpoint; readonly crypto: Crypto },
): Promise<Bundle> {
  const leaf = readLeaf(bundle.credential)
  const claims = leaf && readClaims(leaf.payload)
  if (!claims) return bundle
  const status: StatusEvidence[] = []
  for (const entry of claims.status) {
    const path = /\/(status\/(?:revocation|suspension)\/\d+)$/.exec(entry.url)?.[1]
    const evidence = path === undefined ? undefined : await readJson(read, `${path}.json`)
    if (typeof evidence?.list === 'string' && isLogged(evidence.snapshot))
      status.push({ list: evidence.list, snapshot: evidence.snapshot })
  }
  const later = await readLater(read, claims.label, parseTlogProof(bundle.proof)?.index ?? -1)
  const checkpoint = await read('log', 'checkpoint')
  const newest = checkpoint && sizeOf(utf8(checkpoint))
  const growth =
    remembered && newest !== undefined && newest > remembered.last.size
      ? await fetchGrowth((path) => read('log', path), remembered.last.size, newest, remembered.crypto)
      : undefined
  return {
    ...bundle,
    ...(status.length > 0 && { status }),
    ...(later.length > 0 && { later }),
    ...(checkpoint && { checkpoint: utf8(checkpoint) }),
    ...(growth && { growth }),
  }
}

function sizeOf(note: string): number | undefined {
  const parsed = parseNote(note)
  return parsed && parseCheckpoint(parsed.text)?.size
}

const isLogged = (value: unknown): value is Logged =>
  isRecord(value) && typeof value.jws === 'string' && typeof value.proof === 'string'

async function readLater(read: ReadPublished, label: string, index: number): Promise<Logged[]> {
  const known = await readJson(read, `bundle/${label}/index.json`)
  const later = [...numbers(known?.credentials), ...numbers(known?.events)].filter((n) => n > index)
  const found: Logged[] = []
  for (const n of later) {
    const file = await readJson(read, `bundle/${label}/${n}.json`)
    const logged = { jws: file?.jws ?? file?.credential, proof: file?.proof }
    if (isLogged(logged)) found.push(logged)
  }
  return found
}
