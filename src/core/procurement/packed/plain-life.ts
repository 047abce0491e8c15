import { isAt, memberOf, type Scan, scanned, skipValue } from './scan-entry.ts'

/**
 * The life of a label whose history is a plain one, which is nearly every label: it was issued, may have been suspended and restored,
 * and may stand stopped since some moment. On every day after that, it is worth the same. Reused from label to label.
 */
export interface PlainLife {
  begin: number // ms since 1970, included: since then nothing has changed but for a stop
  end: number // not included
  stop: number // what it stands stopped by, of `stops`
  stopped: number // ms since 1970: since when; no number where it is not
}

/** By what a label may stand stopped. */
export const stops = { none: 0, suspended: 1, withdrawn: 2 } as const

const utf8 = new TextEncoder()
const validFrom = utf8.encode('validFrom')
const validUntil = utf8.encode('validUntil')
const event = utf8.encode('event')
const effectiveFrom = utf8.encode('effectiveFrom')
const issued = utf8.encode('"issued"')
const suspended = utf8.encode('"suspended"')
const restored = utf8.encode('"restored"')
const withdrawn = utf8.encode('"withdrawn"')
const bracket = 0x5b
const comma = 0x2c
const range = [0, 0]

/** Reads the life of a scanned label; false where it is not plain, or not in the form in which registers are written. */
export function readPlainLife(bytes: Uint8Array, { ranges }: Scan, life: PlainLife): boolean {
  const nothing = ranges[2 * scanned.advisories + 1]! - ranges[2 * scanned.advisories]! === 2 // []
  if (!nothing) return false
  const from = ranges[2 * scanned.validity]!
  const to = ranges[2 * scanned.validity + 1]!
  life.begin = momentIn(bytes, from, to, validFrom)
  life.end = momentIn(bytes, from, to, validUntil)
  const last = ranges[2 * scanned.events + 1]! - 1
  let at = ranges[2 * scanned.events]!
  if (bytes[at] !== bracket || !(life.begin < life.end)) return false // of what is no number, too
  let before = Number.NEGATIVE_INFINITY
  for (at++; ; at++) {
    const end = skipValue(bytes, at, last)
    if (end === -1 || !memberOf(bytes, at, end, event, range)) return false
    const what = range[0]!
    const moment = momentIn(bytes, at, end, effectiveFrom)
    // Of what takes effect at one moment the order would decide, and nothing comes after a withdrawal.
    if (!(moment > before) || !take(bytes, what, moment, before === Number.NEGATIVE_INFINITY, life)) return false
    if (end === last) return life.begin < life.end
    if (bytes[end] !== comma || life.stop === stops.withdrawn) return false
    before = moment
    at = end
  }
}

/** Takes one event in; false where it makes the life another than a plain one. */
function take(bytes: Uint8Array, what: number, moment: number, isFirst: boolean, life: PlainLife): boolean {
  const isIssued = isAt(bytes, what, issued)
  if (isIssued || isAt(bytes, what, restored)) {
    life.begin = Math.max(life.begin, moment)
    life.stop = stops.none
    life.stopped = Number.NaN
    return isIssued === isFirst
  }
  life.stop = isAt(bytes, what, suspended) ? stops.suspended : stops.withdrawn
  life.stopped = moment
  return !isFirst && (life.stop === stops.suspended || isAt(bytes, what, withdrawn))
}

function momentIn(bytes: Uint8Array, from: number, to: number, key: Uint8Array): number {
  return memberOf(bytes, from, to, key, range) ? momentAt(bytes, range[0]!, range[1]!) : Number.NaN
}

const zero = 0x30
const pattern = utf8.encode('"0000-00-00T00:00:00')

/** A moment in the form `"2026-04-15T00:00:00Z"`, or with milliseconds; anything else is no number. */
export function momentAt(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length !== 22 && length !== 26) return Number.NaN
  for (let i = 0; i < pattern.length; i++)
    if (pattern[i] === zero ? !isDigit(bytes[from + i]!) : bytes[from + i] !== pattern[i]) return Number.NaN
  const month = two(bytes, from + 6)
  const day = two(bytes, from + 9)
  const hour = two(bytes, from + 12)
  const minute = two(bytes, from + 15)
  const second = two(bytes, from + 18)
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return Date.parse(String.fromCharCode(...bytes.subarray(from + 1, to - 1)))
  let milliseconds = 0
  if (length === 26) {
    if (bytes[from + 20] !== 0x2e) return Number.NaN
    for (let i = 21; i < 24; i++) {
      if (!isDigit(bytes[from + i]!)) return Number.NaN
      milliseconds = milliseconds * 10 + bytes[from + i]! - zero
    }
  }
  if (bytes[to - 2] !== 0x5a || bytes[to - 1] !== 0x22) return Number.NaN
  const year = two(bytes, from + 1) * 100 + two(bytes, from + 3)
  const begin = beginOf(year, month)
  const midnight = begin + (day - 1) * 86_400_000
  // A day that the month does not have is none.
  if (year < 100 || midnight >= (month === 12 ? beginOf(year + 1, 1) : beginOf(year, month + 1))) return Number.NaN
  return midnight + ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds
}

// By year and month.
const begins = new Float64Array(12 * 10_001).fill(Number.NaN)

function beginOf(year: number, month: number): number {
  const at = 12 * year + month - 1
  if (Number.isNaN(begins[at]!)) begins[at] = Date.UTC(year, month - 1)
  return begins[at]!
}

const two = (bytes: Uint8Array, at: number): number => (bytes[at]! - zero) * 10 + bytes[at + 1]! - zero
const isDigit = (code: number): boolean => code >= zero && code <= 0x39
