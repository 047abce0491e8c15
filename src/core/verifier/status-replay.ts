import { bitOf, type LoggedEvent } from '../attestation/label-event.ts'
import { listLength } from '../attestation/statement.ts'
import { emptyBits, placeOf, type StatusPurpose, setBit, statusPurposes } from '../attestation/status-bits.ts'
import type { Claims } from './claims.ts'

/** The status lists as they grow with the log: a pure function of its prefix, so whoever replays it gets the same bits. */
export interface StatusReplay {
  /** How many lists of each purpose there have to be. */
  readonly count: number
  /** The bits of a list; not to be changed by the caller. */
  bits(purpose: StatusPurpose, k: number): Uint8Array
  /** A credential with this place was logged: its list has to be there. */
  reach(statusIndex: number): void
  /** An event was logged about the credential with this place. */
  apply(event: LoggedEvent, statusIndex: number): void
}

export function openBits(): StatusReplay {
  const lists: Record<StatusPurpose, Uint8Array[]> = { revocation: [], suspension: [] }
  const reach = (statusIndex: number): void => {
    for (const purpose of statusPurposes)
      while (lists[purpose].length <= placeOf(statusIndex).list) lists[purpose].push(emptyBits())
  }
  return {
    get count() {
      return lists.revocation.length
    },
    bits: (purpose, k) => lists[purpose][k]!,
    reach,
    apply: (event, statusIndex) => {
      reach(statusIndex)
      const { list, index } = placeOf(statusIndex)
      const { purpose, value } = bitOf[event]
      setBit(lists[purpose][list]!, index, value)
    },
  }
}

/** The running number a credential has in the lists; undefined beyond ten thousand lists, which no register needs. */
export function statusIndexOf(claims: Claims): number | undefined {
  const revocation = claims.status.find((s) => s.purpose === 'revocation')
  const list = /\/(0|[1-9]\d{0,3})$/.exec(revocation?.url ?? '')?.[1]
  if (!revocation || list === undefined || revocation.index >= listLength) return undefined
  return Number(list) * listLength + revocation.index
}
