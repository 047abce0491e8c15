/** Text in EUC-JP, for lists from older systems. */
export function eucJp(text: string): Uint8Array {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0)!
    const found = code < 0x80 ? [code] : table().get(char)
    if (found === undefined) throw new Error(`${char} is not in EUC-JP`)
    bytes.push(...found)
  }
  return new Uint8Array(bytes)
}

let made: ReadonlyMap<string, readonly number[]> | undefined

/** Every character of two bytes, and half-width katakana after their sign. */
function table(): ReadonlyMap<string, readonly number[]> {
  if (made !== undefined) return made
  const decoder = new TextDecoder('euc-jp')
  const all = new Map<string, readonly number[]>()
  for (let b = 0xa1; b <= 0xdf; b++) all.set(decoder.decode(new Uint8Array([0x8e, b])), [0x8e, b])
  for (let a = 0xa1; a <= 0xfe; a++)
    for (let b = 0xa1; b <= 0xfe; b++) {
      const char = decoder.decode(new Uint8Array([a, b]))
      if (!char.includes('\ufffd') && !all.has(char)) all.set(char, [a, b])
    }
  made = all
  return all
}
