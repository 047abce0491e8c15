/** The names that a DNS question asks for; none where it is no question. Compressed names do not occur in questions. */
export function namesAsked(bytes: Uint8Array): readonly string[] {
  if (bytes.length < 17 || (bytes[2]! & 0x80) !== 0) return []
  const count = Math.min((bytes[4]! << 8) | bytes[5]!, 8)
  const names: string[] = []
  for (let at = 12, i = 0; i < count; i++) {
    const labels: string[] = []
    for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
      if (length > 63 || at + 1 + length > bytes.length || labels.length > 60) return names
      labels.push(Buffer.from(bytes.subarray(at + 1, at + 1 + length)).toString('latin1'))
      at += 1 + length
    }
    const name = labels.join('.').toLowerCase()
    if (/^[a-z0-9._-]{1,255}$/.test(name)) names.push(name)
    at += 5
  }
  return names
}
