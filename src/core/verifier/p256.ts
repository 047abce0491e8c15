import { fromBase64url, toHex } from '../kernel/base64.ts'

// NIST SP 800-186: y² = x³ − 3x + b over the field of p.
const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

/** A coordinate as a JWK writes it: 32 bytes, the one canonical base64url; undefined for anything else. */
function coordinate(text: string): bigint | undefined {
  const bytes = fromBase64url(text)
  const n = bytes?.length === 32 ? BigInt(`0x${toHex(bytes)}`) : undefined
  return n !== undefined && n < p ? n : undefined
}

/** Whether a public key is one: crypto libraries throw for a point that is not on the curve, in the middle of a verification. */
export function isOnP256(x: string, y: string): boolean {
  const [u, v] = [coordinate(x), coordinate(y)]
  return u !== undefined && v !== undefined && (v * v - (u * u * u - 3n * u + b)) % p === 0n
}
