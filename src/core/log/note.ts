import { fromBase64, toBase64, toHex } from '../kernel/base64.ts'

// C2SP signed-note: a text, an empty line, and signature lines. Lines of unknown keys are carried, never trusted.

/** Signature types of the keys we know. */
export const keyTypes = { ed25519: 0x01, cosignature: 0x04 } as const

/** A verifier key as written in policies: `<name>+<key id>+<base64(type ‖ key)>`. */
export interface Vkey {
  readonly name: string
  readonly id: string // 8 hex digits
  readonly type: number
  readonly key: Uint8Array
}

/** Checks an Ed25519 signature; at once or later. */
export type Ed25519Check = (key: Uint8Array, data: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>

export interface NoteSignature {
  readonly name: string
  readonly id: string
  readonly signature: Uint8Array
}

/** A signed note: the text (with its last newline) and the lines under it. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

const isKeyName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name)

/** What is hashed for a key id; its first four bytes are the id. */
export function keyIdInput(name: string, type: number, key: Uint8Array): Uint8Array {
  const label = new TextEncoder().encode(`${name}\n`)
  return Uint8Array.of(...label, type, ...key)
}

export const keyId = (digest: Uint8Array): string => toHex(digest.subarray(0, 4))

export const writeVkey = (v: Vkey): string => `${v.name}+${v.id}+${toBase64(Uint8Array.of(v.type, ...v.key))}`

export function parseVkey(text: string): Vkey | undefined {
  const m = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text)
  const bytes = m ? fromBase64(m[3]!) : undefined
  if (!m || !bytes || bytes.length < 2) return undefined
  return { name: m[1]!, id: m[2]!, type: bytes[0]!, key: bytes.subarray(1) }
}

/** The note as text, ready to be published. */
export const writeNote = (note: Note): string =>
  `${note.text}\n${note.signatures
    .map((s) => `— ${s.name} ${toBase64(Uint8Array.of(...idBytes(s.id), ...s.signature))}\n`)
    .join('')}`

const idBytes = (id: string): number[] => [0, 2, 4, 6].map((i) => Number.parseInt(id.slice(i, i + 2), 16))

/** More signature lines than this is an attack on the verifier's time. */
export const mostSignatures = 64

/** Reads a note; undefined when it is not one. Signatures are not checked here. */
export function parseNote(note: string): Note | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return undefined
  const cut = note.lastIndexOf('\n\n')
  if (cut < 1 || !note.endsWith('\n')) return undefined
  const lines = note.slice(cut + 2, -1).split('\n')
  if (lines.length > mostSignatures) return undefined
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const m = /^— (\S+) (\S+)$/u.exec(line)
    const bytes = m ? fromBase64(m[2]!) : undefined
    if (!m || !isKeyName(m[1]!) || !bytes || bytes.length < 5) return undefined
    signatures.push({ name: m[1]!, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) })
  }
  return { text: note.slice(0, cut + 1), signatures }
}

/** The line of that key, if the note carries one. */
export const signatureOf = (note: Note, key: Vkey): NoteSignature | undefined =>
  note.signatures.find((s) => s.name === key.name && s.id === key.id)
