import { hash } from 'node:crypto'
import { loggedEvents } from '../../core/attestation/label-event.ts'
import { listLength } from '../../core/attestation/statement.ts'
import { type StatusPurpose, statusPurposes } from '../../core/attestation/status-bits.ts'
import { fromBase64url } from '../../core/kernel/base64.ts'
import { readClaims } from '../../core/verifier/claims.ts'
import type { Crypto } from '../../core/verifier/crypto.ts'
import type { ReadPublished } from '../../core/verifier/gather.ts'
import { isRecord, type Leaf, readLeaf } from '../../core/verifier/leaf.ts'
import { openBits, statusIndexOf } from '../../core/verifier/status-replay.ts'
import type { Trust } from '../../core/verifier/trust.ts'

export type ListFinding =
  | { readonly code: 'snapshot-malformed'; readonly index: number }
  | { readonly code: 'list-missing'; readonly path: string }
  | { readonly code: 'list-unreadable'; readonly path: string }
  | { readonly code: 'list-not-as-logged'; readonly path: string } // another digest than the snapshot names
  | { readonly code: 'list-not-of-log'; readonly path: string } // other bits than the replay of the log gives

interface Named {
  readonly purpose: StatusPurpose
  readonly k: number
  readonly sha256: string
}

/**
 * Holds every logged status list against the log: the archived file has the digest that was logged, and the bits that
 * follow from the leaves before it. The bits lag behind the leaves, because a list is logged a little after the prefix
 * of the log that it was made from.
 */
export function openListCheck(read: ReadPublished, trust: Trust, crypto: Crypto) {
  const bits = openBits()
  const waiting: { readonly index: number; readonly apply: () => unknown }[] = []
  const logged = new Map<string, Set<string>>()

  const catchUp = (size: number): void => {
    while (waiting.length > 0 && waiting[0]!.index < size) waiting.shift()!.apply()
  }

  function remember(index: number, { typ, payload }: Leaf): void {
    if (typ === 'vc+jwt') {
      const claims = readClaims(payload)
      const place = claims && statusIndexOf(claims)
      if (place !== undefined) waiting.push({ index, apply: () => bits.reach(place) })
    }
    const event = typ === 'label-event+jwt' ? loggedEvents.find((e) => e === payload.event) : undefined
    const place = payload.statusIndex
    // Only where a credential has a place: a wild number in an event must not make lists without end.
    if (event && typeof place === 'number' && Number.isSafeInteger(place) && place >= 0)
      waiting.push({ index, apply: () => place < bits.count * listLength && bits.apply(event, place) })
  }

  async function checkList(named: Named, path: string, treeSize: number): Promise<ListFinding[]> {
    const file = await read('labels', path)
    if (!file) return [{ code: 'list-missing', path }]
    const jws = Buffer.from(file).toString('utf8')
    if (hash('sha256', jws, 'hex') !== named.sha256) return [{ code: 'list-not-as-logged', path }]
    const leaf = readLeaf(jws)
    const key = leaf && trust.keys.get(leaf.kid)
    const subject = leaf?.payload.credentialSubject
    const packed = isRecord(subject) && typeof subject.encodedList === 'string' && subject.encodedList.slice(1)
    const bytes = packed ? fromBase64url(packed) : undefined
    if (!leaf || !key || !bytes || !(await crypto.verifyEs256(key.jwk, leaf.signed, leaf.signature)))
      return [{ code: 'list-unreadable', path }]
    const unpacked = await Promise.resolve(bytes)
      .then((b) => crypto.gunzip(b, 2 ** 21))
      .catch(() => undefined)
    if (!unpacked) return [{ code: 'list-unreadable', path }]
    const isOfLog =
      named.k < bits.count &&
      leaf.payload.id === `${trust.labels}/status/${named.purpose}/${named.k}` &&
      leaf.payload.logTreeSize === treeSize &&
      Buffer.from(unpacked).equals(bits.bits(named.purpose, named.k))
    return isOfLog ? [] : [{ code: 'list-not-of-log', path }]
  }

  return {
    /** Takes the next leaf; a snapshot is checked at once. */
    async take(index: number, leaf: Leaf): Promise<readonly ListFinding[]> {
      if (leaf.typ !== 'status-snapshot+jwt') {
        remember(index, leaf)
        return []
      }
      const { treeSize, lists } = leaf.payload
      if (typeof treeSize !== 'number' || treeSize > index || !Array.isArray(lists) || !lists.every(isNamed))
        return [{ code: 'snapshot-malformed', index }]
      catchUp(treeSize)
      const findings: ListFinding[] = []
      for (const named of lists) {
        const name = `${named.purpose}/${named.k}`
        logged.set(name, (logged.get(name) ?? new Set()).add(named.sha256))
        findings.push(...(await checkList(named, `status/at/${treeSize}/${named.purpose}/${named.k}`, treeSize)))
      }
      return findings
    },
    /**
     * The lists in use have to be logged ones. One that is a snapshot behind is on its way (the checkpoint is published
     * first); how old a list may be is said in it. One that was never logged makes its labels stale for every verifier.
     */
    async finish(): Promise<readonly ListFinding[]> {
      const findings: ListFinding[] = []
      for (const [name, digests] of logged) {
        const [list, evidence] = [await read('labels', `status/${name}`), await read('labels', `status/${name}.json`)]
        if (!list || !evidence) {
          findings.push({ code: 'list-missing', path: `status/${name}` })
          continue
        }
        if (!digests.has(hash('sha256', list, 'hex')))
          findings.push({ code: 'list-not-as-logged', path: `status/${name}` })
        if (!digests.has(evidenceDigest(evidence) ?? ''))
          findings.push({ code: 'list-not-as-logged', path: `status/${name}.json` })
      }
      return findings
    },
  }
}

const isNamed = (value: unknown): value is Named =>
  isRecord(value) &&
  statusPurposes.some((p) => p === value.purpose) &&
  Number.isSafeInteger(value.k) &&
  typeof value.sha256 === 'string'

function evidenceDigest(file: Uint8Array): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(file).toString('utf8'))
    return isRecord(value) && typeof value.list === 'string' ? hash('sha256', value.list, 'hex') : undefined
  } catch {
    return undefined // not JSON: it names no list
  }
}
