import { type Encoding, type ListNotice, openPlaces } from './list-row.ts'

/** Makes text of bytes that come piece by piece. Lines in another encoding than the rest are read in their own, and told. */
export interface Decoding {
  push(bytes: Uint8Array): string
  end(): string
  told(): { readonly encoding: Encoding; readonly byteOrderMark: boolean; readonly notices: readonly ListNotice[] }
}

/** Opens the reading of a file by its first bytes: a mark says the encoding, else every line is looked at by itself. */
export function openDecoding(first: Uint8Array): Decoding {
  if (first[0] === 0xff && first[1] === 0xfe) return openWide('utf-16le', true)
  if (first[0] === 0xfe && first[1] === 0xff) return openWide('utf-16be', true)
  const wide = wideWithoutMark(first)
  if (wide !== undefined) return openWide(wide, false)
  return isEucJapanese(first) ? openWide('euc-jp', false) : openLines()
}

/**
 * Whether a file is in EUC-JP, as older systems write it. Shift_JIS begins most of its characters with bytes that EUC-JP never has; what
 * might be half-width katakana in Shift_JIS is taken for that, unless there is a byte that those do not have or a word of such lists.
 */
function isEucJapanese(first: Uint8Array): boolean {
  let wide = false
  for (const byte of first) {
    if ((byte >= 0x80 && byte <= 0x8d) || (byte >= 0x90 && byte <= 0xa0) || byte === 0xff) return false
    if (byte === 0xa4 || byte === 0xa5 || byte >= 0xe0) wide = true
  }
  if (reads('utf-8', first) || !reads('euc-jp', first)) return false
  return wide || /型番|品番|機種|製品|品名|番号|数量|会社|役割/.test(new TextDecoder('euc-jp').decode(first))
}

/** Whether bytes are of an encoding, as far as they go: the last character may be cut off. */
function reads(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false // or nobody here knows the encoding
  }
}

/** Text with two bytes a character shows a zero in every other place wherever it is plain. */
function wideWithoutMark(first: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = first.subarray(0, Math.min(first.length, 4096) & ~1)
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 1]! += 1
  const [even = 0, odd = 0] = zeros
  const characters = sample.length / 2
  if (characters < 2 || even + odd < characters * 0.2) return undefined
  if (even <= odd * 0.05) return 'utf-16le'
  return odd <= even * 0.05 ? 'utf-16be' : undefined
}

function openWide(encoding: 'utf-16le' | 'utf-16be' | 'euc-jp', byteOrderMark: boolean): Decoding {
  const decoder = new TextDecoder(encoding)
  return {
    push: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
    told: () => ({ encoding, byteOrderMark, notices: [] }),
  }
}

const lineFeed = 0x0a
// A line without end is held back at most this long; the reader of cells refuses it soon after.
const longestHeld = 1 << 20

function openLines(): Decoding {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const strictJapanese = new TextDecoder('shift_jis', { fatal: true })
  const looseJapanese = new TextDecoder('shift_jis')
  let held: Uint8Array = new Uint8Array()
  let began = false
  let byteOrderMark = false
  let lines = 0 // before the piece at hand
  let plainOnly = true
  let unicode = false
  const japanese = openPlaces()
  const broken = openPlaces()

  const decodeJapanese = (bytes: Uint8Array, firstLine: number): string => {
    try {
      return strictJapanese.decode(bytes)
    } catch {
      let text = ''
      let at = firstLine
      for (const line of linesOf(bytes)) {
        try {
          text += strictJapanese.decode(line)
        } catch {
          broken.add(at)
          text += looseJapanese.decode(line)
        }
        at++
      }
      return text
    }
  }

  /** A piece that is not all UTF-8: neighbouring lines of one encoding are decoded together. */
  const decodeMixed = (bytes: Uint8Array): string => {
    let text = ''
    let run: { kind: LineKind; from: number; line: number } = { kind: 'plain', from: 0, line: lines + 1 }
    let at = 0
    const finish = (to: number) => {
      const part = bytes.subarray(run.from, to)
      text += run.kind === 'other' ? decodeJapanese(part, run.line) : strict.decode(part)
    }
    for (const line of linesOf(bytes)) {
      lines++
      const kind = kindOf(line)
      if (kind === 'other') japanese.add(lines)
      if (kind === 'utf-8') unicode = true
      if (kind !== 'plain' && run.kind !== 'plain' && kind !== run.kind) {
        finish(at)
        run = { kind, from: at, line: lines }
      } else if (kind !== 'plain') run.kind = kind
      at += line.length
    }
    finish(bytes.length)
    return text
  }

  const decode = (bytes: Uint8Array): string => {
    try {
      const text = strict.decode(bytes)
      if (text.length !== bytes.length) {
        plainOnly = false
        unicode = true
      }
      lines += countLines(bytes)
      return text
    } catch {
      plainOnly = false
      return decodeMixed(bytes)
    }
  }

  const begin = (bytes: Uint8Array): Uint8Array => {
    if (began || bytes.length < 3) return bytes
    began = true
    byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    return byteOrderMark ? bytes.subarray(3) : bytes
  }

  return {
    push(bytes) {
      const all = begin(held.length === 0 ? bytes : joined(held, bytes))
      let cut = all.lastIndexOf(lineFeed) + 1
      if (cut === 0 && all.length > longestHeld) cut = all.length
      held = all.slice(cut)
      return cut === 0 ? '' : decode(all.subarray(0, cut))
    },
    end() {
      const rest = begin(held)
      held = new Uint8Array()
      return rest.length === 0 ? '' : decode(rest)
    },
    told() {
      const notices: ListNotice[] = []
      const seen = japanese.count()
      const mixed = unicode && seen > broken.count()
      if (mixed) notices.push({ code: 'list-mixed-encodings', lines: japanese.first, count: seen })
      if (broken.count() > 0)
        notices.push({ code: 'list-characters-broken', lines: broken.first, count: broken.count() })
      const encoding: Encoding = mixed ? 'mixed' : plainOnly || unicode || byteOrderMark ? 'utf-8' : 'shift_jis'
      return { encoding, byteOrderMark, notices }
    },
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, from)
    const to = end === -1 ? bytes.length : end + 1
    yield bytes.subarray(from, to)
    from = to
  }
}

function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) count++
  return count
}

type LineKind = 'plain' | 'utf-8' | 'other'

/**
 * What one line is. Beside lines in Shift_JIS, UTF-8 is believed only with a character of three bytes: two half-width katakana
 * look like one Latin letter of UTF-8, and Japanese in UTF-8 is made of threes.
 */
function kindOf(line: Uint8Array): LineKind {
  let plain = true
  let threes = false
  for (let i = 0; i < line.length; ) {
    const byte = line[i]!
    if (byte < 0x80) {
      i++
      continue
    }
    plain = false
    const more =
      byte >= 0xf0 && byte <= 0xf4 ? 3 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xc2 && byte <= 0xdf ? 1 : 0
    if (more === 0) return 'other'
    for (let k = 1; k <= more; k++) if ((line[i + k] ?? 0) >> 6 !== 2) return 'other'
    const second = line[i + 1]!
    // Longer than needed, half of a pair, or beyond the last character.
    if ((byte === 0xe0 && second < 0xa0) || (byte === 0xed && second > 0x9f)) return 'other'
    if ((byte === 0xf0 && second < 0x90) || (byte === 0xf4 && second > 0x8f)) return 'other'
    threes ||= more > 1
    i += more + 1
  }
  return plain ? 'plain' : threes ? 'utf-8' : 'other'
}
