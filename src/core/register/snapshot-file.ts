import type { Instant } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Entry } from './entry.ts'

/** Name and version of the form: JSON Lines, a head and then one entry a line. */
export const snapshotFormat = 'hoshirushi-register/1'

/** The first line of a snapshot: when the register stood like this, and how many entries follow. */
export interface SnapshotHead {
  readonly format: typeof snapshotFormat
  readonly takenAt: Instant
  readonly entries: number
}

/** Why a line is no part of a snapshot; undefined `line` means the head. */
export type SnapshotLineFault =
  | { readonly code: 'register-head-missing' }
  | { readonly code: 'register-line-broken'; readonly line: number }

/** One line of a snapshot, without its end. */
export const writeSnapshotLine = (value: SnapshotHead | Entry): string => JSON.stringify(value)

/** Reads the first line of a snapshot. */
export function readSnapshotHead(line: string): Result<SnapshotHead, SnapshotLineFault> {
  const head = parsed(line) as Partial<SnapshotHead> | undefined
  const { format, takenAt, entries } = head ?? {}
  if (format !== snapshotFormat || typeof takenAt !== 'string' || Number.isNaN(Date.parse(takenAt)))
    return refuse({ code: 'register-head-missing' })
  if (!Number.isSafeInteger(entries) || (entries as number) < 0) return refuse({ code: 'register-head-missing' })
  return ok({ format, takenAt, entries: entries as number })
}

/** Reads an entry. What judgements rest on is looked at, field by field; the rest is shown, and believed as the file is. */
export function readSnapshotEntry(text: string, line: number): Result<Entry, SnapshotLineFault> {
  const value = parsed(text)
  return isEntry(value) ? ok(value) : refuse({ code: 'register-line-broken', line })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Loose = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isMoment = (value: unknown): boolean => isText(value) && value.length <= 40 && !Number.isNaN(Date.parse(value))

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false
  const { label, scheme, edition, level, assessor, product, maker, validity, events, advisories } = value
  if (!isText(label) || label.length !== 10 || !isText(scheme) || !isText(edition) || !isText(level)) return false
  if (assessor !== 'self' && assessor !== 'third-party') return false
  return isProduct(product) && isMaker(maker) && isValidity(validity) && isEvents(events) && isAdvisories(advisories)
}

function isProduct(product: unknown): boolean {
  if (!isRecord(product) || !isText(product.category) || !Array.isArray(product.models)) return false
  const { name, software, updates } = product
  if (!isRecord(name) || !isText(name.ja) || !isRecord(software) || !isText(software.minimum)) return false
  if (!isRecord(updates) || !(updates.supportUntil === null || isText(updates.supportUntil))) return false
  for (const model of product.models) if (!isText(model) || model.length > 1000) return false
  return product.gtins === undefined || (Array.isArray(product.gtins) && product.gtins.every(isGtin))
}

const isGtin = (one: unknown): boolean =>
  isRecord(one) && isText(one.gtin) && /^\d{14}$/.test(one.gtin) && isText(one.model) && one.model.length <= 1000

const isMaker = (maker: unknown): boolean =>
  isRecord(maker) && isText(maker.id) && isRecord(maker.name) && isText(maker.name.ja)

const isValidity = (validity: unknown): boolean =>
  isRecord(validity) && isMoment(validity.validFrom) && isMoment(validity.validUntil)

function isEvents(events: unknown): boolean {
  if (!Array.isArray(events)) return false
  for (const event of events)
    if (!isRecord(event) || !isText(event.event) || !isMoment(event.at) || !isMoment(event.effectiveFrom)) return false
  return true
}

function isAdvisories(advisories: unknown): boolean {
  if (!Array.isArray(advisories)) return false
  for (const one of advisories) if (!isRecord(one) || typeof one.open !== 'boolean' || !isMoment(one.at)) return false
  return true
}
