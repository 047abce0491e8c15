import { createECDH } from 'node:crypto'
import { Cursor, Short } from '../../wire/cursor.ts'
import { type KexInit, sshString } from './kexinit.ts'

// A server proves itself before anything is encrypted: its host key stands in its answer to the first half of a key exchange
// (RFC 4253 8, RFC 5656 4, RFC 4419 3, RFC 8731). So half an exchange shows the key, with any server: what comes after it is only
// agreed on, never used, and old ciphers need not be known. The signature is not looked at; nothing is entrusted to the server.

type Half = (random: (bytes: number) => Uint8Array) => Uint8Array

const elliptic =
  (curve: string): Half =>
  () => {
    const ours = createECDH(curve)
    return sshString(ours.generateKeys())
  }
// A number with its first bit cleared is positive; of 120 bytes, it fits every group from 1024 bits on.
const finite: Half = (random) => sshString(Buffer.concat([Uint8Array.of(0x5a), random(119)]))
const x25519: Half = (random) => sshString(random(32))
// Hybrids (draft-ietf-sshm-mlkem-hybrid-kex): the encapsulation key of all zeros is well-formed in both schemes.
const hybrid =
  (bytes: number): Half =>
  (random) =>
    sshString(Buffer.concat([Buffer.alloc(bytes), random(32)]))

/** Ways to begin a key exchange, the cheapest for the server first. */
const halves: readonly (readonly [name: string, half: Half])[] = [
  ['curve25519-sha256', x25519],
  ['curve25519-sha256@libssh.org', x25519],
  ['ecdh-sha2-nistp256', elliptic('prime256v1')],
  ['ecdh-sha2-nistp384', elliptic('secp384r1')],
  ['ecdh-sha2-nistp521', elliptic('secp521r1')],
  ['diffie-hellman-group1-sha1', finite],
  ['diffie-hellman-group14-sha256', finite],
  ['diffie-hellman-group14-sha1', finite],
  ['diffie-hellman-group15-sha512', finite],
  ['diffie-hellman-group16-sha512', finite],
  ['diffie-hellman-group17-sha512', finite],
  ['diffie-hellman-group18-sha512', finite],
  ['mlkem768x25519-sha256', hybrid(1184)],
  ['sntrup761x25519-sha512', hybrid(1158)],
  ['sntrup761x25519-sha512@openssh.com', hybrid(1158)],
]
const exchangesWithGroup = ['diffie-hellman-group-exchange-sha256', 'diffie-hellman-group-exchange-sha1']

/** What to send for half an exchange with this server, and the number of the message that will hold its key. */
export interface Opening {
  readonly method: string
  readonly first: Uint8Array // payload
  /** RFC 4419: the server names a group first; then this is sent. */
  readonly second?: Uint8Array
  readonly keyIn: 31 | 33
}

/** How to begin with a server that offers this; undefined where it offers nothing we can begin. */
export function openingFor(
  { keyExchange }: Pick<KexInit, 'keyExchange'>,
  random: (bytes: number) => Uint8Array,
): Opening | undefined {
  for (const [method, half] of halves)
    if (keyExchange.includes(method)) return { method, first: message(30, half(random)), keyIn: 31 }
  const method = exchangesWithGroup.find((name) => keyExchange.includes(name))
  if (method === undefined) return undefined
  const sizes = Buffer.alloc(12)
  for (const [i, bits] of [1_024, 2_048, 8_192].entries()) sizes.writeUInt32BE(bits, i * 4)
  return { method, first: message(34, sizes), second: message(32, finite(random)), keyIn: 33 }
}

const message = (type: number, body: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(type), body])

/** Our lists for this server: all that it wants, one way to exchange keys, one kind of host key. */
export const answerTo = (server: KexInit, method: string, hostKey: string): KexInit => ({
  ...server,
  keyExchange: [method],
  hostKeys: [hostKey],
})

/** The host key in an answer to half an exchange; undefined where it is broken. */
export function keyInAnswer(payload: Uint8Array): Uint8Array | undefined {
  try {
    return new Cursor(payload.subarray(1)).vector(4)
  } catch (error) {
    if (error instanceof Short) return undefined
    throw error
  }
}
