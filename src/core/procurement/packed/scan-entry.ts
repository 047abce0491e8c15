/** Where in a line stands what the register is searched by. Reused from line to line. */
export interface Scan {
  label: number // first byte; ten of them
  makerFrom: number // the object of the maker
  makerTo: number
  models: number // how many
  readonly places: number[] // first byte and the one after the last of every model, without the quotation marks
  escaped: boolean // some model holds an escape
  gtinsFrom: number // the list of bar code numbers; nothing from 0 to 0 where there is none
  gtinsTo: number
  /** First byte and the one after the last of what a judgement rests on, in the order of `scanned`; 0 and 0 where it is not there. */
  readonly ranges: number[]
}

/** What a judgement rests on, by its place in the entry. */
export const scanned = {
  scheme: 0,
  edition: 1,
  level: 2,
  assessor: 3,
  validity: 4,
  events: 5,
  advisories: 6,
  category: 7, // of the product
  updates: 8, // of the product
} as const
const scannedCount = 9

/** Makes a place to scan into. */
export const openScan = (): Scan => ({
  label: 0,
  makerFrom: 0,
  makerTo: 0,
  models: 0,
  places: [],
  escaped: false,
  gtinsFrom: 0,
  gtinsTo: 0,
  ranges: Array(2 * scannedCount).fill(0),
})

const quote = 0x22
const backslash = 0x5c
const brace = 0x7b
const braceEnd = 0x7d
const bracket = 0x5b
const bracketEnd = 0x5d
const comma = 0x2c
const colon = 0x3a

const longestModel = 1000

/**
 * Finds in a line of a snapshot what the register is searched by, without making objects of it: a register of a hundred thousand
 * labels is read in a fraction of the time. It knows the form in which registers are written, JSON without spaces; false means
 * that the line is not in it, and has to be read the long way.
 */
export function scanEntry(bytes: Uint8Array, from: number, to: number, scan: Scan): boolean {
  scan.models = 0
  scan.escaped = false
  scan.gtinsFrom = 0
  scan.gtinsTo = 0
  scan.ranges.fill(0)
  let seen = 0
  let at = from
  if (bytes[at] !== brace || bytes[to - 1] !== braceEnd) return false
  for (at++; ; at++) {
    if (bytes[at] !== quote) return false
    const key = at + 1
    const end = endOfPlain(bytes, key, to)
    if (end === -1 || bytes[end + 1] !== colon) return false
    at = end + 2
    const field = fieldAt(bytes, key, end)
    if (field === product) {
      at = scanProduct(bytes, at, to, scan)
      if (at === -1) return false
    } else {
      const value = at
      at = skipValue(bytes, at, to)
      if (at === -1) return false
      if (field === label) {
        if (at - value !== 12 || bytes[value] !== quote) return false
        scan.label = value + 1
      } else if (field === maker) {
        scan.makerFrom = value
        scan.makerTo = at
      } else if (field >= firstScanned) note(scan, field - firstScanned, value, at)
    }
    if (field >= 0) seen |= 1 << field
    if (bytes[at] === braceEnd) return at === to - 1 && seen === allFields
    if (bytes[at] !== comma) return false
  }
}

function scanProduct(bytes: Uint8Array, from: number, to: number, scan: Scan): number {
  let at = from
  let found = false
  if (bytes[at] !== brace) return -1
  for (at++; ; at++) {
    if (bytes[at] !== quote) return -1
    const key = at + 1
    const end = endOfPlain(bytes, key, to)
    if (end === -1 || bytes[end + 1] !== colon) return -1
    at = end + 2
    if (end - key === 6 && isAt(bytes, key, modelsKey)) {
      at = scanModels(bytes, at, to, scan)
      found = true
    } else {
      const value = at
      at = skipValue(bytes, at, to)
      if (end - key === 5 && isAt(bytes, key, gtinsKey)) {
        scan.gtinsFrom = value
        scan.gtinsTo = at
      } else if (end - key === 8 && isAt(bytes, key, categoryKey)) note(scan, scanned.category, value, at)
      else if (end - key === 7 && isAt(bytes, key, updatesKey)) note(scan, scanned.updates, value, at)
    }
    if (at === -1) return -1
    if (bytes[at] === braceEnd) return found ? at + 1 : -1
    if (bytes[at] !== comma) return -1
  }
}

function note({ ranges }: Scan, what: number, from: number, to: number): void {
  ranges[2 * what] = from
  ranges[2 * what + 1] = to
}

function scanModels(bytes: Uint8Array, from: number, to: number, scan: Scan): number {
  scan.models = 0
  let at = from
  if (bytes[at] !== bracket) return -1
  if (bytes[at + 1] === bracketEnd) return at + 2
  for (at++; ; at++) {
    if (bytes[at] !== quote) return -1
    const begin = at + 1
    for (at = begin; at < to && bytes[at] !== quote; at++)
      if (bytes[at] === backslash) {
        scan.escaped = true
        at++
      }
    if (at >= to || at - begin > longestModel) return -1
    scan.places[2 * scan.models] = begin
    scan.places[2 * scan.models + 1] = at
    scan.models++
    at++
    if (bytes[at] === bracketEnd) return at + 1
    if (bytes[at] !== comma) return -1
  }
}

/**
 * The value of a member of an object that lies as bytes, as its first byte and the one after its last in `found`; of members with the
 * same name the last, as everywhere. False: there is none, or the object is not in the form in which registers are written.
 */
export function memberOf(bytes: Uint8Array, from: number, to: number, key: Uint8Array, found: number[]): boolean {
  let any = false
  let at = from
  if (bytes[at] !== brace) return false
  for (at++; ; at++) {
    if (bytes[at] !== quote) return false
    const name = at + 1
    const end = endOfPlain(bytes, name, to)
    if (end === -1 || bytes[end + 1] !== colon) return false
    const value = end + 2
    at = skipValue(bytes, value, to)
    if (at === -1) return false
    if (end - name === key.length && isAt(bytes, name, key)) {
      found[0] = value
      found[1] = at
      any = true
    }
    if (bytes[at] === braceEnd) return any && at === to - 1
    if (bytes[at] !== comma) return false
  }
}

/** The place after a value; -1 where it does not end. */
export function skipValue(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  let depth = 0
  while (at < to) {
    const code = bytes[at]!
    if (code === quote) {
      for (at++; at < to && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++
      if (at >= to) return -1
      at++
      if (depth === 0) return at
      continue
    }
    if (code === brace || code === bracket) depth++
    else if (code === braceEnd || code === bracketEnd) {
      if (depth === 0) return at
      depth--
      if (depth === 0) return at + 1
    } else if (code === comma && depth === 0) return at
    at++
  }
  return -1
}

function endOfPlain(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = bytes[at]!
    if (code === quote) return at
    if (code === backslash) return -1
  }
  return -1
}

const utf8 = new TextEncoder()
const modelsKey = utf8.encode('models')
const gtinsKey = utf8.encode('gtins')
const categoryKey = utf8.encode('category')
const updatesKey = utf8.encode('updates')
// What an entry must have; the first three are looked into, those behind them are in the order of `scanned`.
const fields = [
  'label',
  'product',
  'maker',
  'scheme',
  'edition',
  'level',
  'assessor',
  'validity',
  'events',
  'advisories',
]
const fieldKeys = fields.map((field) => utf8.encode(field))
const label = 0
const product = 1
const maker = 2
const firstScanned = 3
const allFields = (1 << fields.length) - 1

function fieldAt(bytes: Uint8Array, from: number, to: number): number {
  for (let i = 0; i < fieldKeys.length; i++) {
    const key = fieldKeys[i]!
    if (key.length === to - from && isAt(bytes, from, key)) return i
  }
  return -1
}

/** Whether that text stands there. */
export function isAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}
