import type { Text } from '../kernel/text.ts'

/** Something a format could not carry: where it stood, what it was, and why it did not come along. */
export interface Lost {
  readonly where: string // a path in the source; `[*]` stands for any place in a list
  readonly what: Text
  readonly why: Text
}

/** What was written or read in another format, and the loss report that belongs to it; an empty report means none. */
export interface Carried<T> {
  readonly document: T
  readonly lost: readonly Lost[]
}

export const lost = (where: string, what: Text, why: Text): Lost => ({ where, what, why })

/** The same place in many rows is one line of the report: it says how often, and shows the first. */
export function merged(all: readonly Lost[]): readonly Lost[] {
  const byPlace = new Map<string, { first: Lost; count: number }>()
  for (const one of all) {
    const where = one.where.replace(/\[\d+\]/g, '[*]')
    const key = `${where}\n${one.why.en}`
    const seen = byPlace.get(key)
    if (seen) seen.count += 1
    else byPlace.set(key, { first: { ...one, where }, count: 1 })
  }
  return [...byPlace.values()].map(({ first, count }) =>
    count === 1
      ? first
      : {
          ...first,
          what: { ja: `${first.what.ja}（ほか${count - 1}件）`, en: `${first.what.en} (and ${count - 1} more)` },
        },
  )
}

/** Shows a value in a report: short, on one line, the same in both languages. */
export function shown(value: unknown): Text {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const line = written.replace(/\s+/g, ' ')
  const short = line.length > 80 ? `${line.slice(0, 79)}…` : line
  return { ja: short, en: short }
}
