import { readFileSync } from 'node:fs'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { testReportPdf } from '../adapters/artwork/test-report-pdf.ts'
import { verifyBounds, verifyInThread } from '../adapters/bench/verify-in-thread.ts'
import { packageRoot } from '../adapters/package-root.ts'
import type { ExchangeFault } from '../core/exchange/faults.ts'
import type { Fault, FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { BriefReport } from '../lab/evidence/brief-report.ts'
import type { TestReport } from '../lab/evidence/export/test-report.ts'
import { evidenceFaultTexts } from '../lab/evidence/faults.ts'
import { readKnownKey } from '../lab/evidence/known-key.ts'
import { type Evidence, openEvidence } from '../lab/evidence/open-evidence.ts'
import type { EvidenceResult, ExpectedRun, KnownKey } from '../lab/evidence/verify-evidence.ts'
import { zipLimits } from '../lab/evidence/zip.ts'
import { importFaultTexts } from '../lab/imports/faults.ts'
import { tellFaults } from './faults.ts'

// What evidence needs of the world: files that people bring, and the printer. Like compose.ts, allowed to name adapters.

type EvidenceFileFault =
  | { readonly code: 'key-not-readable'; readonly file: string }
  | { readonly code: 'evidence-not-verified'; readonly file: string }
  | { readonly code: 'evidence-not-shown'; readonly file: string }
  | { readonly code: 'evidence-judged-by-others'; readonly file: string }
  | { readonly code: 'evidence-too-costly'; readonly seconds: number; readonly megabytes: number }
  | { readonly code: 'file-taken'; readonly file: string }

const ownFaultTexts: FaultTexts<EvidenceFileFault> = {
  'key-not-readable': {
    what: { ja: '鍵のファイル「{file}」を読み取れません。', en: 'The key file {file} cannot be read.' },
    why: {
      ja: 'Ed25519 の公開鍵（probe key の出力、JWK、PEM）ではありません。',
      en: 'It is no Ed25519 public key: neither the output of probe key, nor a JWK, nor PEM.',
    },
    next: {
      ja: '試験をした人から、公開鍵（hoshirushi probe key の出力）を受け取り直してください。',
      en: 'Ask whoever ran the test for the public key (the output of: hoshirushi probe key).',
    },
  },
  'evidence-not-verified': {
    what: {
      ja: '「{file}」は検証できないため、書き出しません。',
      en: '{file} could not be verified, so nothing is exported.',
    },
    why: {
      ja: '書き出したファイルには署名がなく、正しい結果と見分けられなくなります。',
      en: 'What is exported has no signature and could not be told from a true result.',
    },
    next: {
      ja: 'hoshirushi probe verify {file} で理由を確かめ、元のファイルを受け取り直してください。',
      en: 'See the reason with: hoshirushi probe verify {file}. Then ask for the original file.',
    },
  },
  'evidence-not-shown': {
    what: {
      ja: '「{file}」は検証できないため、結果を示しません。',
      en: '{file} could not be verified, so no result is shown.',
    },
    why: {
      ja: '内容が変えられたか、記録された観測から判定をやり直すと別の結果になります。',
      en: 'It was changed, or judging again what was recorded gives another result.',
    },
    next: {
      ja: 'hoshirushi probe verify {file} で理由を確かめてください。',
      en: 'See the reason with: hoshirushi probe verify {file}',
    },
  },
  'evidence-judged-by-others': {
    what: {
      ja: '「{file}」は、この検査でやり直すと判定が変わるため、結果を示しません。',
      en: 'Judged again by the checks of this program, {file} comes to other verdicts, so no result is shown.',
    },
    why: {
      ja: 'ほかの検査（別の版や別のビルド）で判定された証拠です。どちらが正しいかは、人が確かめる必要があります。',
      en: 'It was judged by other checks, of another version or build. A person has to find out which are right.',
    },
    next: {
      ja: 'hoshirushi probe verify {file} で違いを確かめ、同じ版で署名し直した証拠を受け取ってください。',
      en: 'See what differs with: hoshirushi probe verify {file}. Then ask for evidence that was sealed anew with this version.',
    },
  },
  'evidence-too-costly': {
    what: { ja: 'この証拠は検証できません。', en: 'This evidence cannot be verified.' },
    why: {
      ja: '中身が多すぎて、判定をやり直せません（{seconds}秒、{megabytes} MBまで）。',
      en: 'There is too much in it to be judged again (at most {seconds} s and {megabytes} MB are spent on it).',
    },
    next: {
      ja: '正しい証拠がここまで大きくなることはありません。試験をした人に確かめてください。',
      en: 'No honest run comes near that. Ask whoever ran the test.',
    },
  },
  'file-taken': {
    what: { ja: '「{file}」は、すでにあります。', en: '{file} is there already.' },
    why: { ja: '上書きはしません。', en: 'It is not overwritten.' },
    next: { ja: '別の名前を指定してください。', en: 'Give another name.' },
  },
}

for (const table of [evidenceFaultTexts, importFaultTexts, ownFaultTexts]) tellFaults(table)

/** A file that somebody brings, bounded before it is read. */
export async function readBytes(file: string, limit: number = zipLimits.bytes): Promise<Result<Uint8Array, Fault>> {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return refuse<Fault>({ code: 'exchange-file-missing', file } as ExchangeFault)
  if (found.size > limit)
    return refuse<Fault>({ code: 'exchange-too-large', name: basename(file), limit } as ExchangeFault)
  return ok(await readFile(file))
}

/** A file that was verified with the checks of this program. */
export interface VerifiedEvidence {
  readonly bytes: Uint8Array
  readonly report: BriefReport
}

/** Verifies a file that somebody brings, in a thread of its own and within bounds, with the keys of those whose word counts. */
export async function verifyFile(
  bytes: Uint8Array,
  keyFiles: readonly string[],
  expected?: ExpectedRun,
): Promise<Result<VerifiedEvidence, Fault>> {
  const keys: KnownKey[] = []
  for (const file of keyFiles) {
    const content = await readBytes(file, 100_000)
    if (!content.ok) return content
    const key = readKnownKey(Buffer.from(content.value).toString('utf8'))
    if (key === undefined) return refuse<Fault>({ code: 'key-not-readable', file } as EvidenceFileFault)
    keys.push(key)
  }
  const done = await verifyInThread(bytes, { keys, tool: version, ...(expected && { expected }) })
  if (done === 'too-costly')
    return refuse<Fault>({ code: 'evidence-too-costly', ...verifyBounds } satisfies EvidenceFileFault)
  return ok({ bytes: done.file, report: done.report })
}

/** Evidence to be shown or exported: opened only once it was verified. */
export async function openVerified(
  file: string,
  bytes: Uint8Array,
  keyFiles: readonly string[],
  done: 'exported' | 'shown',
): Promise<
  Result<{ readonly bytes: Uint8Array; readonly evidence: Evidence; readonly result: EvidenceResult }, Fault>
> {
  const verified = await verifyFile(bytes, keyFiles)
  if (!verified.ok) return verified
  const { result } = verified.value.report
  if (result === 'judged-otherwise')
    return refuse<Fault>({ code: 'evidence-judged-by-others', file } as EvidenceFileFault)
  const evidence = result === 'broken' ? undefined : openEvidence(verified.value.bytes)
  if (!evidence?.ok)
    return refuse<Fault>({
      code: done === 'exported' ? 'evidence-not-verified' : 'evidence-not-shown',
      file,
    } as EvidenceFileFault)
  return ok({ bytes: verified.value.bytes, evidence: evidence.value, result })
}

/** The printed report. */
export const printReport = (report: TestReport): Uint8Array => testReportPdf(report)

/** Writes a file that is not there yet. */
export async function writeNew(file: string, content: string): Promise<Result<null, Fault>> {
  try {
    await writeFile(file, content, { flag: 'wx' })
    return ok(null)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof reason !== 'string') throw error
    if (reason === 'EEXIST') return refuse<Fault>({ code: 'file-taken', file } as EvidenceFileFault)
    return refuse<Fault>({ code: 'exchange-not-written', file, reason } as ExchangeFault)
  }
}

/** Writes a file whole or not at all. */
export async function writeBytes(file: string, content: string | Uint8Array): Promise<Result<null, Fault>> {
  try {
    await writeFile(`${file}.tmp`, content)
    await rename(`${file}.tmp`, file)
    return ok(null)
  } catch (error) {
    await rm(`${file}.tmp`, { force: true }).catch(() => undefined) // the first error is the one that matters
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof reason !== 'string') throw error
    return refuse<Fault>({ code: 'exchange-not-written', file, reason } as ExchangeFault)
  }
}

const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version
