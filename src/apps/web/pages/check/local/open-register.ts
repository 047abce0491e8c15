import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ok, type Result, refuse } from '../../../../../core/kernel/result.ts'
import type { RegisterSnapshot } from '../../../../../core/procurement/register-index.ts'
import type { Entry } from '../../../../../core/register/entry.ts'
import { type RegisterManifest, readManifest } from '../../../../../core/register/manifest.ts'
import { readSnapshotEntry, readSnapshotHead, type SnapshotHead } from '../../../../../core/register/snapshot-file.ts'
import { webCrypto } from '../../../../../core/verifier/crypto-web.ts'
import { checkSignature, wasInUse } from '../../../../../core/verifier/logged.ts'
import { isShown } from '../../../../../core/verifier/shown.ts'
import type { Trust } from '../../../../../core/verifier/trust.ts'
import type { LocalRegisterFault } from './faults.ts'
import type { LocalFile } from './messages.ts'

/** A register that was read from files, and whether its issuer's signature was seen. */
export interface OpenedRegister {
  readonly snapshot: RegisterSnapshot
  readonly signed: boolean
}

const mostManifest = 1_000_000
const longestLine = 16_000_000
const mostLines = 4_000_000_000 // bytes unpacked; a browser gives up long before

/** Reads the files a person chose: the register, and the signed manifest that lies beside it. */
export async function openLocalRegister(
  files: readonly LocalFile[],
  trust: Trust | undefined,
  tell: (entries: number) => void,
): Promise<Result<OpenedRegister, LocalRegisterFault>> {
  let lines: LocalFile | undefined
  let jws: string | undefined
  for (const file of files) {
    const kind = await kindOf(file)
    if (kind === 'manifest') jws = (await file.content.text()).trim()
    else if (kind === 'zstd' && !unpacks('zstd')) return refuse({ code: 'local-register-zstd', file: file.name })
    else if (kind === 'other') return refuse({ code: 'local-register-other', file: file.name })
    else if (lines === undefined) lines = file
    else return refuse({ code: 'local-register-twice', file: file.name })
  }
  if (lines === undefined) return refuse({ code: 'local-register-missing' })
  // The signature first: a register that is not genuine need not be read.
  const manifest = jws === undefined ? undefined : await readSigned(jws, trust)
  if (manifest?.ok === false) return manifest
  const read = await readLines(lines, tell)
  if (!read.ok || manifest === undefined) return read.ok ? ok({ snapshot: read.value, signed: false }) : read
  const { digest, takenAt, entries } = read.value
  const { value: told } = manifest
  if (told.digest !== digest || told.asOf !== takenAt || told.entries !== entries.length)
    return refuse({ code: 'local-register-changed', file: lines.name })
  return ok({ snapshot: read.value, signed: true })
}

async function readSigned(
  jws: string,
  trust: Trust | undefined,
): Promise<Result<RegisterManifest, LocalRegisterFault>> {
  if (trust === undefined) return refuse({ code: 'local-register-signature', why: 'trust-missing' })
  // Browsers check signatures only where nobody on the way can have changed the page.
  if (globalThis.crypto?.subtle === undefined)
    return refuse({ code: 'local-register-signature', why: 'insecure-context' })
  const signed = await checkSignature(jws, 'register-manifest+jwt', trust, webCrypto)
  if (!isShown(signed)) return refuse({ code: 'local-register-signature', why: signed.why })
  const read = readManifest(signed.leaf.payload)
  if (!read.ok) return refuse({ code: 'local-register-signature', why: read.fault.member })
  const { iss, register, logSize } = read.value
  if (!wasInUse(signed.key, logSize)) return refuse({ code: 'local-register-signature', why: 'key-outside-window' })
  if (iss !== trust.issuer || register !== trust.labels)
    return refuse({ code: 'local-register-signature', why: 'another-register' })
  return ok(read.value)
}

type Kind = 'gzip' | 'zstd' | 'lines' | 'manifest' | 'other'

async function kindOf({ content }: LocalFile): Promise<Kind> {
  const [a, b, c, d] = new Uint8Array(await content.slice(0, 4).arrayBuffer())
  if (a === 0x1f && b === 0x8b) return 'gzip'
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd'
  if (a === 0x7b) return 'lines' // {
  return a === 0x65 && b === 0x79 && content.size < mostManifest ? 'manifest' : 'other' // ey, as every JWS begins
}

function unpacks(format: string): boolean {
  try {
    new DecompressionStream(format as CompressionFormat)
    return true
  } catch {
    return false
  }
}

async function readLines(
  file: LocalFile,
  tell: (entries: number) => void,
): Promise<Result<RegisterSnapshot, LocalRegisterFault>> {
  const kind = await kindOf(file)
  const stream = file.content.stream()
  const lines =
    kind === 'lines' ? stream : stream.pipeThrough(new DecompressionStream(kind as CompressionFormat) as never)
  const reader = (lines as ReadableStream<Uint8Array>).getReader()
  const hash = sha256.create()
  const decoder = new TextDecoder()
  const entries: Entry[] = []
  let head: SnapshotHead | undefined
  let number = 0
  let size = 0
  let rest = ''
  const take = (line: string): LocalRegisterFault | undefined => {
    number++
    if (head === undefined) {
      const read = readSnapshotHead(line)
      if (!read.ok) return { code: 'local-register-other', file: file.name }
      head = read.value
      return undefined
    }
    if (line === '') return undefined
    const read = readSnapshotEntry(line, number)
    if (!read.ok) return { code: 'local-register-broken', file: file.name }
    entries.push(read.value)
    if (entries.length % 20_000 === 0) tell(entries.length)
    return undefined
  }
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > mostLines) return refuse({ code: 'local-register-broken', file: file.name })
      hash.update(value)
      const text = rest + decoder.decode(value, { stream: true })
      const cut = text.lastIndexOf('\n')
      rest = text.slice(cut + 1)
      if (rest.length > longestLine) return refuse({ code: 'local-register-broken', file: file.name })
      if (cut === -1) continue
      for (const line of text.slice(0, cut).split('\n')) {
        const fault = take(line)
        if (fault !== undefined) return refuse(fault)
      }
    }
  } catch {
    return refuse({ code: 'local-register-broken', file: file.name }) // it cannot be unpacked, or was taken away meanwhile
  }
  const fault = rest === '' ? undefined : take(rest)
  if (fault !== undefined) return refuse(fault)
  if (head === undefined || head.entries !== entries.length)
    return refuse({ code: 'local-register-broken', file: file.name })
  return ok({ digest: `sha256:${bytesToHex(hash.digest())}`, takenAt: head.takenAt, entries })
}
