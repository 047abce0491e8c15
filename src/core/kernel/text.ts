/** A text people read, in both languages of the interface. Japanese is authoritative. */
export interface Text {
  readonly ja: string
  readonly en: string
}

export const languages = ['ja', 'en'] as const
export type Language = (typeof languages)[number]

/** Fills `{name}` in both languages; an unknown name stays visible, so that a mistake is seen. */
export function fill(text: Text, values: Readonly<Record<string, unknown>>): Text {
  const put = (s: string) => s.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
  return { ja: put(text.ja), en: put(text.en) }
}
