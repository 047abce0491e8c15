import { listLength } from '../attestation/statement.ts'
import { readBit } from '../attestation/status-bits.ts'
import type { Instant } from '../kernel/date.ts'
import { fromBase64url, toHex } from '../log/base64.ts'
import type { Bundle, StatusEvidence } from './bundle.ts'
import { issuerOf, readInstant, type StatusEntry } from './claims.ts'
import type { Crypto } from './crypto.ts'
import { isRecord } from './leaf.ts'
import { checkLogged, checkSignature, isShown } from './logged.ts'
import { keep, memoryOf, type OpenList, type ShownSnapshot } from './memory.ts'
import type { Why } from './report.ts'
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
    return keep(lists, jws, { payload, bits, sha256: toHex(await crypto.sha256(bytes)) }, 512)
  } catch {
    return { why: 'status-list-unreadable' } // not gzip, or too large
  }
}

const isFor = (list: OpenList, purpose: StatusEntry['purpose']): boolean => {
  const subject = list.payload.credentialSubject
  return isRecord(subject) && subject.type === 'BitstringStatusList' && subject.statusPurpose === purpose
}

/** The list was named, by its digest, in a snapshot that is itself in the log: nobody was shown another one in secret. */
async function isLogged(
  { snapshot }: StatusEvidence,
  list: OpenList,
  trust: Trust,
  crypto: Crypto,
): Promise<ShownSnapshot | undefined> {
  const known = list.snapshot
  if (known && known.logged.jws === snapshot.jws && known.logged.proof === snapshot.proof) return known.shown
  const shown = await checkLogged(snapshot, 'status-snapshot+jwt', trust, crypto)
  if (!isShown(shown)) return undefined
  const names = shown.leaf.payload.lists
  const isNamed = Array.isArray(names) && names.some((n) => isRecord(n) && n.sha256 === list.sha256)
  if (!isNamed || !(Number(list.payload.logTreeSize) <= shown.index)) return undefined
  list.snapshot = { logged: snapshot, shown: { opened: shown.opened } }
  return list.snapshot.shown
}

/** What one bit says, with the reason where it says nothing or nothing good. */
export async function checkStatus(
  entry: StatusEntry,
  about: {
    readonly bundle: Bundle
    readonly now: Instant
    readonly age: number // how old a list may be, in seconds
  },
  trust: Trust,
  crypto: Crypto,
): Promise<{ readonly why?: Why; readonly shown?: ShownSnapshot }> {
  let reason: Why = 'status-missing'
  let best: { why?: Why; shown?: ShownSnapshot } | undefined
  for (const evidence of about.bundle.status ?? []) {
    const list = await openList(evidence.list, trust, crypto)
    if (!isShown(list)) {
      reason = list.why
      continue
    }
    if (list.payload.id !== entry.url) continue
    if (!isFor(list, entry.purpose)) {
      reason = 'status-list-other'
      continue
    }
    const found = await judge(evidence, list)
    // A revoked bit holds in any list that was ever signed; of the rest, a usable list beats one that is not.
    if (found.why === 'revoked') return found
    if (!best || found.shown) best = found
  }
  return best ?? { why: reason }

  async function judge(evidence: StatusEvidence, list: OpenList): Promise<{ why?: Why; shown?: ShownSnapshot }> {
    if (entry.index >= list.bits.length * 8) return { why: 'status-out-of-range' }
    const isSet = readBit(list.bits, entry.index)
    if (isSet && entry.purpose === 'revocation') return { why: 'revoked' }
    const [from, until] = [readInstant(list.payload.validFrom), readInstant(list.payload.validUntil)]
    const [now, since] = [Date.parse(about.now), Date.parse(from ?? '')]
    if (!from || !until || now >= Date.parse(until) || now < since - skew || now - since > about.age * 1000)
      return { why: 'status-list-too-old' }
    const shown = await isLogged(evidence, list, trust, crypto)
    if (!shown) return { why: 'status-list-unlogged' }
    return isSet ? { why: 'suspended', shown } : { shown }
  }
}
