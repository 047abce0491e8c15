import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type ManifestFault, type RegisterManifest, readManifest } from '../../core/register/manifest.ts'
import type { Crypto } from '../../core/verifier/crypto.ts'
import { checkSignature, wasInUse } from '../../core/verifier/logged.ts'
import { isShown } from '../../core/verifier/shown.ts'
import type { Trust } from '../../core/verifier/trust.ts'
import { type RegisterFileFault, walkRegisterFile } from '../lists/register-file.ts'
import { manifestJws } from './write-snapshot.ts'

export type SnapshotFault =
  | ManifestFault
  | RegisterFileFault
  | { readonly code: 'snapshot-manifest-missing'; readonly folder: string }
  | { readonly code: 'snapshot-signature-wrong'; readonly why: string }
  | { readonly code: 'snapshot-of-another-register'; readonly expected: string; readonly found: string }
  | { readonly code: 'snapshot-file-changed'; readonly file: string }
  | { readonly code: 'snapshot-says-otherwise'; readonly file: string }
  | { readonly code: 'snapshot-empty'; readonly folder: string }

/** A snapshot whose signature and files were verified. `missing` are files of it that are not in the folder. */
export interface VerifiedSnapshot {
  readonly manifest: RegisterManifest
  readonly verified: readonly string[]
  readonly missing: readonly string[]
}

const mostManifest = 1_000_000

/** Verifies the files of a snapshot in a folder: signature, size and digest of each, and that the register is of that moment. */
export async function verifySnapshot(
  folder: string,
  { trust, crypto }: { readonly trust: Trust; readonly crypto: Crypto },
): Promise<Result<VerifiedSnapshot, SnapshotFault>> {
  const path = join(folder, manifestJws)
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile() || info.size > mostManifest) return refuse({ code: 'snapshot-manifest-missing', folder })
  const signed = await checkSignature((await readFile(path, 'utf8')).trim(), 'register-manifest+jwt', trust, crypto)
  if (!isShown(signed)) return refuse({ code: 'snapshot-signature-wrong', why: signed.why })
  const read = readManifest(signed.leaf.payload)
  if (!read.ok) return read
  const manifest = read.value
  if (!wasInUse(signed.key, manifest.logSize))
    return refuse({ code: 'snapshot-signature-wrong', why: 'key-outside-window' })
  if (manifest.iss !== trust.issuer || manifest.register !== trust.labels)
    return refuse({ code: 'snapshot-of-another-register', expected: trust.issuer, found: manifest.iss })
  const [verified, missing]: [string[], string[]] = [[], []]
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = join(folder, name)
    const there = await stat(file).catch(() => undefined)
    if (!there?.isFile()) {
      missing.push(name)
      continue
    }
    if (there.size !== bytes || (await digestOf(file)) !== sha256)
      return refuse({ code: 'snapshot-file-changed', file: name })
    verified.push(name)
  }
  if (verified.length === 0) return refuse({ code: 'snapshot-empty', folder })
  const lines = verified.find((name) => name.startsWith('register.jsonl'))
  if (lines !== undefined) {
    const register = await walkRegisterFile(join(folder, lines), () => undefined)
    if (!register.ok) return register
    const { digest, takenAt, entries } = register.value
    if (digest !== manifest.digest || takenAt !== manifest.asOf || entries !== manifest.entries)
      return refuse({ code: 'snapshot-says-otherwise', file: lines })
  }
  return ok({ manifest, verified, missing })
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece)
  return hash.digest('hex')
}

const again = {
  ja: '登録簿のファイルを、もう一度ダウンロードしてください。それでも同じなら、このファイルを使わずにお知らせください。',
  en: 'Download the files of the register again. If it stays so, do not use them, and tell us.',
}

/** What the refusals say to whoever wanted to rely on the files. */
export const snapshotFaults: FaultTexts<Exclude<SnapshotFault, RegisterFileFault>> = {
  'register-manifest-malformed': {
    what: {
      ja: '登録簿の目録を読めません（{member}）。',
      en: 'The manifest of the register cannot be read ({member}).',
    },
    why: { ja: '別の形式か、壊れています。', en: 'It is of another format, or damaged.' },
    next: again,
  },
  'snapshot-manifest-missing': {
    what: { ja: '「{folder}」に manifest.jws がありません。', en: 'There is no manifest.jws in {folder}.' },
    why: {
      ja: '署名された目録がないと、ファイルが本物かを確かめられません。',
      en: 'Without the signed manifest nobody can tell whether the files are genuine.',
    },
    next: {
      ja: 'manifest.jws を、登録簿のファイルと同じフォルダーに入れてください。',
      en: 'Put manifest.jws into the folder of the files.',
    },
  },
  'snapshot-signature-wrong': {
    what: {
      ja: '登録簿の目録の署名が正しくありません（{why}）。',
      en: 'The signature of the manifest is wrong ({why}).',
    },
    why: {
      ja: '信頼の起点にある鍵で署名されたものではないか、後で書き換えられています。',
      en: 'It was not signed with a key of the trust anchor, or it was changed afterwards.',
    },
    next: again,
  },
  'snapshot-of-another-register': {
    what: { ja: '別の登録簿のファイルです（{found}）。', en: 'These are files of another register ({found}).' },
    why: { ja: '信頼の起点は {expected} のものです。', en: 'The trust anchor is that of {expected}.' },
    next: { ja: '信頼の起点を確かめてください。', en: 'Check the trust anchor.' },
  },
  'snapshot-file-changed': {
    what: {
      ja: '「{file}」は、署名されたときのファイルではありません。',
      en: '{file} is not the file that was signed.',
    },
    why: { ja: '大きさかSHA-256が、目録と違います。', en: 'Its size or SHA-256 differs from the manifest.' },
    next: again,
  },
  'snapshot-says-otherwise': {
    what: { ja: '「{file}」の中身が、目録と違います。', en: 'What {file} says differs from the manifest.' },
    why: {
      ja: '時点、件数、中身のダイジェストのどれかが違います。',
      en: 'Moment, number of entries or digest differ.',
    },
    next: again,
  },
  'snapshot-empty': {
    what: {
      ja: '「{folder}」に、目録にあるファイルが一つもありません。',
      en: 'None of the files of the manifest is in {folder}.',
    },
    why: { ja: '確かめるものがありません。', en: 'There is nothing to verify.' },
    next: {
      ja: '目録にあるファイルを、同じフォルダーに入れてください。',
      en: 'Put the files of the manifest into the same folder.',
    },
  },
}
