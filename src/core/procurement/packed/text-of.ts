const decoder = new TextDecoder()

/** Text that lies as bytes; short plain ones are put together by hand, which is quicker. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 24) return decoder.decode(bytes.subarray(from, to))
  let text = ''
  for (let i = from; i < to; i++) {
    const code = bytes[i]!
    if (code > 0x7e) return decoder.decode(bytes.subarray(from, to))
    text += String.fromCharCode(code)
  }
  return text
}
