import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ok, type Result, refuse } from '../../../../../core/kernel/result.ts'
import type { PackedRegister } from '../../../../../core/procurement/packed/packed-register.ts'
import { openPacking } from '../../../../../core/procurement/packed/packing.ts'
import { type RegisterManifest, readManifest } from '../../../../../core/register/manifest.ts'
import { readSnapshotHead, type SnapshotHead } from '../../../../../core/register/snapshot-file.ts'
import { webCrypto } from '../../../../../core/verifier/crypto-web.ts'
import { checkSignature, wasInUse } from '../../../../../core/verifier/logged.ts'
import { isShown } from '../../../../../core/verifier/shown.ts'
import type { Trust } from '../../../../../core/verifier/trust.ts'
import type { LocalRegisterFault } from './faults.ts'
import type { LocalFile } from './messages.ts'

/** A register that was read from files, and whether its issuer's signature was seen. */
export interface OpenedRegister {
  readonly register: PackedRegister
  readonly signed: boolean
}

const mostManifest = 1_000_000
const longestLine = 16_000_000

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
  if (!read.ok || manifest === undefined) return read.ok ? ok({ register: read.value, signed: false }) : read
  const { digest, takenAt, size } = read.value
  const { value: told } = manifest
  if (told.digest !== digest || told.asOf !== takenAt || told.entries !== size)
    return refuse({ code: 'local-register-changed', file: lines.name })
  return ok({ register: read.value, signed: true })
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

const lineEnd = 0x0a

/** Reads the lines as flat memory, as they come: nothing is an object before a row asks for it. */
async function readLines(
  file: LocalFile,
  tell: (entries: number) => void,
): Promise<Result<PackedRegister, LocalRegisterFault>> {
  const broken = () => refuse({ code: 'local-register-broken' as const, file: file.name })
  const hash = sha256.create()
  const pack = openPacking()
  let head: SnapshotHead | undefined
  let held: Uint8Array = new Uint8Array()
  let told = 0
  /** Takes whole lines in; the first of all is the head. */
  const take = (block: Uint8Array): LocalRegisterFault | undefined => {
    let from = 0
    if (head === undefined) {
      const end = block.indexOf(lineEnd)
      from = end === -1 ? block.length : end + 1
      const read = readSnapshotHead(new TextDecoder().decode(block.subarray(0, from)))
      if (!read.ok) return { code: 'local-register-other', file: file.name }
      head = read.value
    }
    if (pack.add(block, from, block.length) !== undefined) return { code: 'local-register-broken', file: file.name }
    if (pack.size() >= told + 10_000) {
      told = pack.size()
      tell(told)
    }
    return undefined
  }
  try {
    const reader = (await linesOf(file)).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      hash.update(value)
      const cut = value.lastIndexOf(lineEnd) + 1
      const block = joined(held, cut === 0 ? value : value.subarray(0, cut))
      held = cut === 0 ? block : value.slice(cut)
      if (held.length > longestLine) return broken()
      const fault = cut === 0 ? undefined : take(block)
      if (fault !== undefined) return refuse(fault)
    }
  } catch {
    return broken() // it cannot be unpacked, or was taken away meanwhile
  }
  const fault = held.length === 0 ? undefined : take(held)
  if (fault !== undefined) return refuse(fault)
  if (head === undefined || head.entries !== pack.size()) return broken()
  return ok(pack.done({ digest: `sha256:${bytesToHex(hash.digest())}`, takenAt: head.takenAt }))
}

async function linesOf(file: LocalFile): Promise<ReadableStream<Uint8Array>> {
  const kind = await kindOf(file)
  const stream = file.content.stream()
  return kind === 'lines' ? stream : stream.pipeThrough(new DecompressionStream(kind as CompressionFormat) as never)
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
