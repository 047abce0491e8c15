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

const hyphen = 0x2d
const space = 0x20

/** The plain form of a model into `key`, from `at` on; its length, or -1 where the long way has to decide. */
export function plainKey(bytes: Uint8Array, from: number, to: number, key: Uint8Array, at = 0): number {
  let length = 0
  for (let i = from; i < to; i++) {
    let code = bytes[i]!
    if (code < space || code > 0x7e) return -1
    if (code === hyphen || code === space) continue
    if (code >= 0x61 && code <= 0x7a) code -= 0x20
    key[at + length++] = code
  }
  return length === 0 ? -1 : length
}
