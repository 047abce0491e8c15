import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import type { FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { RegisterSnapshot } from '../../core/procurement/register-index.ts'
import type { Entry } from '../../core/register/entry.ts'
import {
  readSnapshotEntry,
  readSnapshotHead,
  type SnapshotHead,
  type SnapshotLineFault,
} from '../../core/register/snapshot-file.ts'

export type RegisterFileFault =
  | SnapshotLineFault
  | { readonly code: 'register-file-missing'; readonly file: string }
  | { readonly code: 'register-file-broken'; readonly file: string }
  | { readonly code: 'register-file-short'; readonly file: string; readonly said: number; readonly found: number }
  | { readonly code: 'register-file-too-large'; readonly file: string; readonly limit: number }

const again = { ja: '登録簿のファイルを、もう一度ダウンロードしてください。', en: 'Download the register file again.' }

export const registerFileFaultTexts: FaultTexts<RegisterFileFault> = {
  'register-file-missing': {
    what: { ja: '登録簿のファイル「{file}」を読めません。', en: 'The register file {file} cannot be read.' },
    why: { ja: 'ファイルがないか、ファイルではありません。', en: 'It does not exist, or is no file.' },
    next: { ja: '名前と場所を確かめてください。', en: 'Check its name and place.' },
  },
  'register-file-broken': {
    what: { ja: '登録簿のファイル「{file}」を展開できません。', en: 'The register file {file} cannot be unpacked.' },
    why: { ja: '壊れているか、途中までしかありません。', en: 'It is damaged, or not all of it is there.' },
    next: again,
  },
  'register-file-short': {
    what: {
      ja: '登録簿のファイル「{file}」は、{said}件のはずが{found}件です。',
      en: 'The register file {file} says it has {said} entries and has {found}.',
    },
    why: { ja: '途中までしかありません。', en: 'Not all of it is there.' },
    next: again,
  },
  'register-file-too-large': {
    what: { ja: '登録簿のファイル「{file}」が大きすぎます。', en: 'The register file {file} is too large.' },
    why: { ja: '展開して{limit}バイトまでです。', en: 'Unpacked it may have at most {limit} bytes.' },
    next: again,
  },
  'register-head-missing': {
    what: { ja: '登録簿のファイルではありません。', en: 'This is no register file.' },
    why: {
      ja: '1行目に、いつの登録簿かが書かれていません（hoshirushi-register/1）。',
      en: 'Its first line does not say when the register stood like this (hoshirushi-register/1).',
    },
    next: again,
  },
  'register-line-broken': {
    what: { ja: '登録簿のファイルの{line}行目を読めません。', en: 'Line {line} of the register file cannot be read.' },
    why: {
      ja: '壊れた登録簿で確かめると、登録のある製品を「なし」と答えかねません。',
      en: 'A check by a damaged register might say that a registered product is not there.',
    },
    next: again,
  },
}

/** The largest register file, in bytes. */
export const mostBytes = 16_000_000_000 // unpacked; some ten million labels
const longestLine = 16_000_000

/**
 * Reads a register as it was published: JSON Lines, plain or packed with gzip or zstd. Its digest is that of the lines themselves,
 * however they are packed.
 */
export async function readRegisterFile(file: string): Promise<Result<RegisterSnapshot, RegisterFileFault>> {
  const entries: Entry[] = []
  const walked = await walkRegisterFile(file, (entry) => entries.push(entry))
  return walked.ok ? ok({ digest: walked.value.digest, takenAt: walked.value.takenAt, entries }) : walked
}

/** What a register file says as a whole. */
export type WalkedRegister = Omit<RegisterSnapshot, 'entries'> & { readonly entries: number }

/** Reads a register file entry by entry, holding none: a register of any size can be verified in little memory. */
export async function walkRegisterFile(
  file: string,
  visit: (entry: Entry) => void,
): Promise<Result<WalkedRegister, RegisterFileFault>> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return refuse({ code: 'register-file-missing', file })
  const hash = createHash('sha256')
  let head: SnapshotHead | undefined
  let [number, entries] = [0, 0]
  let size = 0
  const take = (line: string): RegisterFileFault | undefined => {
    number++
    if (head === undefined) {
      const read = readSnapshotHead(line)
      if (!read.ok) return read.fault
      head = read.value
    } else if (line !== '') {
      const read = readSnapshotEntry(line, number)
      if (!read.ok) return read.fault
      entries++
      visit(read.value)
    }
    return undefined
  }
  let held: Buffer[] = []
  let heldSize = 0
  try {
    for await (const piece of unpacked(file, await packing(file))) {
      hash.update(piece)
      size += piece.length
      if (size > mostBytes) return refuse({ code: 'register-file-too-large', file, limit: mostBytes })
      const cut = piece.lastIndexOf(0x0a)
      if (cut === -1) {
        held.push(piece)
        heldSize += piece.length
        if (heldSize > longestLine) return refuse({ code: 'register-line-broken', line: number + 1 })
        continue
      }
      const lines = Buffer.concat([...held, piece.subarray(0, cut)])
        .toString('utf8')
        .split('\n')
      held = [piece.subarray(cut + 1)]
      heldSize = piece.length - cut - 1
      for (const line of lines) {
        const fault = take(line)
        if (fault !== undefined) return refuse(fault)
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return refuse({ code: 'register-file-broken', file })
  }
  const rest = Buffer.concat(held).toString('utf8')
  if (rest !== '') {
    const fault = take(rest)
    if (fault !== undefined) return refuse(fault)
  }
  if (head === undefined) return refuse({ code: 'register-head-missing' })
  if (head.entries !== entries) return refuse({ code: 'register-file-short', file, said: head.entries, found: entries })
  return ok({ digest: `sha256:${hash.digest('hex')}`, takenAt: head.takenAt, entries })
}

type Packing = 'none' | 'gzip' | 'zstd'

/** How a register file is packed, by its first bytes. */
export async function packing(file: string): Promise<Packing> {
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return 'gzip'
    return buffer.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none'
  } finally {
    await handle.close()
  }
}

/** The bytes of a register file, unpacked. */
export function unpacked(file: string, how: Packing): AsyncIterable<Buffer> {
  const stream = createReadStream(file, { highWaterMark: 1 << 20 })
  if (how === 'none') return stream as AsyncIterable<Buffer>
  const through = how === 'gzip' ? createGunzip() : createZstdDecompress()
  // Its errors come out of the reading below.
  return pipeline(stream, through, () => undefined) as AsyncIterable<Buffer>
}
