import { hash, hkdfSync, scrypt, timingSafeEqual } from 'node:crypto'
import type { Chance } from '../../casework/ports.ts'

/** An unguessable token of 256 bits, for cookies and links; only its digest is stored. */
export const makeToken = (chance: Chance): string => Buffer.from(chance.bytes(32)).toString('base64url')

/** What is stored in place of a token, an address or a network: SHA-256. A token needs no salt, it cannot be guessed. */
export const digestOfToken = (token: string): string => hash('sha256', token, 'hex')

/** Six digits; 48 random bits make the bias of the remainder immaterial. */
export const makeCode = (chance: Chance): string =>
  String(Buffer.from(chance.bytes(6)).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')

/** Digits as typed or pasted: full-width, spaces and hyphens allowed. */
export const readCode = (typed: string): string => typed.normalize('NFKC').replace(/[^0-9]/g, '')

// A code has only a million values. scrypt at this cost makes trying them all take hours, longer than a code lives,
// should a copy of the table ever leak.
const cost = { N: 2 ** 14, r: 8, p: 1 }

export const digestOfCode = (code: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((done, fail) => scrypt(code, salt, 32, cost, (error, key) => (error ? fail(error) : done(key))))

export const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** The token every form of a session carries: follows from the session's token, so nothing more is stored. */
export const csrfOf = (token: string): string =>
  Buffer.from(hkdfSync('sha256', token, '', 'hoshirushi csrf', 32)).toString('base64url')
