import { listLength } from '../attestation/statement.ts'
import { readBit } from '../attestation/status-bits.ts'
import { fromBase64url, toHex } from '../kernel/base64.ts'
import type { Bundle, StatusEvidence } from './bundle.ts'
import { issuerOf, readInstant, type StatusEntry } from './claims.ts'
import type { Crypto } from './crypto.ts'
import { isRecord } from './leaf.ts'
import { checkLogged, checkSignature } from './logged.ts'
import { keep, memoryOf, type OpenList, type ShownSnapshot } from './memory.ts'
import type { Why } from './report.ts'
import { isShown } from './shown.ts'
import type { Trust } from './trust.ts'

/** Unpacked, 2 MiB hold 16 million labels; a list that unpacks beyond that is an attack. */
const largestList = 2 ** 21

/** Clocks differ a little: a list may be this much younger than the verifier's clock says it can be. */
const skew = 300_000

/** Opens a status list: signature, form, bits. */
async function openList(jws: string, trust: Trust, crypto: Crypto): Promise<OpenList | { readonly why: Why }> {
  const { lists } = memoryOf(trust)
  const known = lists.get(jws)
  if (known) return known
  const signed = await checkSignature(jws, 'vc+jwt', trust, crypto)
  if (!isShown(signed) || issuerOf(signed.leaf.payload) !== trust.issuer) return { why: 'status-list-untrusted' }
  const { payload, bytes } = signed.leaf
  const subject = payload.credentialSubject
  const encoded = isRecord(subject) ? subject.encodedList : undefined
  const packed = typeof encoded === 'string' && encoded.startsWith('u') ? fromBase64url(encoded.slice(1)) : undefined
  if (!packed) return { why: 'status-list-unreadable' }
  try {
    const bits = await crypto.gunzip(packed, largestList)
    if (bits.length * 8 < listLength) return { why: 'status-list-unreadable' }
    const isList = isRecord(subject) && subject.type === 'BitstringStatusList'
    const list: OpenList = {
      id: payload.id,
      purpose: isList ? subject.statusPurpose : undefined,
      from: readInstant(payload.validFrom),
      until: readInstant(payload.validUntil),
      treeSize: Number(payload.logTreeSize),
      bits,
      sha256: toHex(await crypto.sha256(bytes)),
    }
    return keep(lists, jws, list, 512)
  } catch {
    return { why: 'status-list-unreadable' } // not gzip, or too large
  }
}

const namedBefore = ({ snapshot: known }: OpenList, { snapshot }: StatusEvidence): ShownSnapshot | undefined =>
  known && known.logged.jws === snapshot.jws && known.logged.proof === snapshot.proof ? known.shown : undefined

/** The list was named, by its digest, in a snapshot that is itself in the log: nobody was shown another one in secret. */
async function isNamed(
  { snapshot }: StatusEvidence,
  list: OpenList,
  trust: Trust,
  crypto: Crypto,
): Promise<ShownSnapshot | undefined> {
  const shown = await checkLogged(snapshot, 'status-snapshot+jwt', trust, crypto)
  if (!isShown(shown)) return undefined
  const names = shown.leaf.payload.lists
  if (!Array.isArray(names) || !names.some((n) => isRecord(n) && n.sha256 === list.sha256)) return undefined
  if (!(list.treeSize <= shown.index)) return undefined
  list.snapshot = { logged: snapshot, shown: { opened: shown.opened } }
  return list.snapshot.shown
}

interface Moment {
  readonly now: number // milliseconds since 1970
  readonly age: number // how old a list may be, in seconds
}

/** What the bit says in this list, or why the list cannot be asked at this moment. */
function read({ purpose, index }: StatusEntry, list: OpenList, { now, age }: Moment): Why | undefined {
  if (index >= list.bits.length * 8) return 'status-out-of-range'
  const isSet = readBit(list.bits, index)
  if (isSet && purpose === 'revocation') return 'revoked'
  const { from, until } = list
  // Written so that an instant that could not be read (NaN) fails, too.
  if (!(now < until && now >= from - skew && now - from <= age * 1000)) return 'status-list-too-old'
  return isSet ? 'suspended' : undefined
}

/** What one bit says, with the reason where it says nothing or nothing good. */
export async function checkStatus(
  entry: StatusEntry,
  about: Moment & { readonly bundle: Bundle },
  trust: Trust,
  crypto: Crypto,
): Promise<{ readonly why?: Why; readonly shown?: ShownSnapshot }> {
  const { lists } = memoryOf(trust)
  let reason: Why = 'status-missing'
  let best: { why?: Why; shown?: ShownSnapshot } | undefined
  for (const evidence of about.bundle.status ?? []) {
    const list = lists.get(evidence.list) ?? (await openList(evidence.list, trust, crypto))
    if (!isShown(list)) {
      reason = list.why
      continue
    }
    if (list.id !== entry.url) continue
    if (list.purpose !== entry.purpose) {
      reason = 'status-list-other'
      continue
    }
    const why = read(entry, list, about)
    // A revoked bit holds in any list that was ever signed; of the rest, a usable list beats one that is not.
    if (why === 'revoked') return { why }
    if (why !== undefined && why !== 'suspended') {
      best ??= { why }
      continue
    }
    const shown = namedBefore(list, evidence) ?? (await isNamed(evidence, list, trust, crypto))
    if (shown) best = why ? { why, shown } : { shown }
    else best ??= { why: 'status-list-unlogged' }
  }
  return best ?? { why: reason }
}
