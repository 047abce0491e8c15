import type { Instant } from '../kernel/date.ts'
import { listLength } from './statement.ts'

/** What the lists are kept for. A revoked bit stays for ever; a suspended one may be cleared. */
export const statusPurposes = ['revocation', 'suspension'] as const
export type StatusPurpose = (typeof statusPurposes)[number]

/** Which list a credential's running number is in, and where there. */
export const placeOf = (statusIndex: number): { readonly list: number; readonly index: number } => {
  if (!Number.isSafeInteger(statusIndex) || statusIndex < 0) throw new RangeError(`no status place ${statusIndex}`)
  return { list: Math.floor(statusIndex / listLength), index: statusIndex % listLength }
}

/** A list of zeros. */
export const emptyBits = (entries: number = listLength): Uint8Array => new Uint8Array(entries / 8)

/** Sets or clears one bit in place. Bit 0 is the left-most bit of byte 0 (W3C); the IETF list counts the other way. */
export function setBit(bits: Uint8Array, index: number, value: boolean): void {
  const mask = maskOf(bits, index)
  if (value) bits[index >> 3]! |= mask
  else bits[index >> 3]! &= ~mask
}

/** One bit; a place outside the list is a broken promise, never a zero. */
export const readBit = (bits: Uint8Array, index: number): boolean => {
  const mask = maskOf(bits, index)
  return (bits[index >> 3]! & mask) !== 0
}

function maskOf(bits: Uint8Array, index: number): number {
  if (!Number.isSafeInteger(index) || index < 0 || index >= bits.length * 8)
    throw new RangeError(`no bit ${index} in a list of ${bits.length * 8}`)
  return 0x80 >> (index & 7)
}

export const listUrl = (labelsUrl: string, purpose: StatusPurpose, list: number): string =>
  `${labelsUrl}/status/${purpose}/${list}`

/** The state of a list that is published: which prefix of the log it was derived from, and how long it may be used. */
export interface ListFacts {
  readonly issuer: string // DID
  readonly labelsUrl: string // prefix of everything published about labels, no trailing slash
  readonly purpose: StatusPurpose
  readonly k: number
  readonly logTreeSize: number
  readonly logRoot: string // base64, as in the checkpoint
  readonly validFrom: Instant
  readonly validUntil: Instant
}
