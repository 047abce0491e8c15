/** Texts in Shift_JIS as Windows writes it, by the decoder turned round: no encoder is part of the platform. */
export function shiftJis(text: string): Uint8Array {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0)!
    const found = code < 0x80 ? [code] : table().get(char)
    if (found === undefined) throw new Error(`${char} is not in Shift_JIS`)
    bytes.push(...found)
  }
  return new Uint8Array(bytes)
}

let made: ReadonlyMap<string, readonly number[]> | undefined

function table(): ReadonlyMap<string, readonly number[]> {
  if (made !== undefined) return made
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  const map = new Map<string, readonly number[]>()
  const add = (...bytes: readonly number[]) => {
    try {
      const char = decoder.decode(new Uint8Array(bytes))
      if ([...char].length === 1 && !map.has(char)) map.set(char, bytes)
    } catch {
      // No character has these bytes.
    }
  }
  for (let byte = 0xa1; byte <= 0xdf; byte++) add(byte)
  for (let lead = 0x81; lead <= 0xfc; lead++)
    if (lead < 0xa0 || lead > 0xdf) for (let trail = 0x40; trail <= 0xfc; trail++) add(lead, trail)
  made = map
  return map
}
