const hyphen = 0x2d
const space = 0x20

/** A byte of a model as it stands in a key; 0: it does not count; -1: it is not plain, and the long way has to decide. */
export function keyCode(code: number): number {
  if (code < space || code > 0x7e) return -1
  if (code === hyphen || code === space) return 0
  return code >= 0x61 && code <= 0x7a ? code - 0x20 : code
}

/** The plain form of a model into `key`, from `at` on; its length, or -1 where the long way has to decide. */
export function plainKey(bytes: Uint8Array, from: number, to: number, key: Uint8Array, at = 0): number {
  let length = 0
  for (let i = from; i < to; i++) {
    const code = keyCode(bytes[i]!)
    if (code === -1) return -1
    if (code !== 0) key[at + length++] = code
  }
  return length === 0 ? -1 : length
}

/** Whether anything in a model is not plain. */
export function hasWide(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (keyCode(bytes[i]!) === -1) return true
  return false
}
