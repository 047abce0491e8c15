import { basename, join } from 'node:path'
import type { Fault, FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type Observation, type ObservationOf, tamed } from '../observation.ts'
import { all, type ByteSource, digestOfRanges, Malformed, mostBytes, openSource } from './byte-source.ts'
import { edited } from './edit.ts'
import type { UpdateFacts } from './format.ts'
import { factsOf, formatOf, verification } from './formats.ts'
import type { MakerKey } from './maker-key.ts'
import type { SeenUpdateFile } from './seen.ts'
import { tamperedCopies, writeCopy } from './tampered-copies.ts'

export type UpdateFileFault = Fault &
  (
    | { readonly code: 'update-file-missing'; readonly file: string }
    | { readonly code: 'update-file-too-large'; readonly file: string; readonly megabytes: number }
  )

export const updateFileFaults: FaultTexts<UpdateFileFault> = {
  'update-file-missing': {
    what: { ja: '更新ファイル {file} を開けません。', en: 'The update file {file} cannot be opened.' },
    why: { ja: 'ファイルがないか、読む権限がありません。', en: 'It is not there, or may not be read.' },
    next: { ja: '場所と名前を確かめてください。', en: 'Check where it is and how it is called.' },
  },
  'update-file-too-large': {
    what: { ja: '更新ファイル {file} は大きすぎます。', en: 'The update file {file} is too large.' },
    why: { ja: '{megabytes} MBまで調べられます。', en: 'Up to {megabytes} MB can be looked at.' },
    next: {
      ja: '分割して配布されているときは、署名のある部分を指定してください。',
      en: 'Where it is delivered in parts, name the part that is signed.',
    },
  },
}

export interface UpdateFileJob {
  readonly path: string
  readonly mechanism: string // entry of 7-UpdMech
  readonly key?: MakerKey
  /** A folder for the tampered copies; absent: they are made in memory, checked and forgotten. */
  readonly copiesTo?: string
  readonly clock: () => number // ms since the run began
  readonly sample: number
}

/** Looks at a file that the maker gave: what it is, whether it is the maker's, and whether changed copies of it are told apart. */
export async function inspectUpdateFile(
  job: UpdateFileJob,
): Promise<Result<ObservationOf<'update-file'>, UpdateFileFault>> {
  const began = job.clock()
  const file = basename(job.path)
  await using source = await openSource(job.path)
  if (source === undefined) return refuse({ code: 'update-file-missing', file })
  if (source.size > mostBytes)
    return refuse({ code: 'update-file-too-large', file, megabytes: Math.floor(mostBytes / 1024 / 1024) })
  const seen = await look(source, job)
  return ok({
    id: `update-file/${tamed(job.mechanism, 60)}/${seen.digest.slice(7, 19)}`,
    sample: job.sample,
    began: Math.round(began),
    took: Math.max(0, Math.round(job.clock() - began)),
    completeness: seen.format === 'unknown' ? 'partial' : 'complete',
    ...(seen.format === 'unknown' && { trouble: 'format-unknown' }),
    seen,
  } satisfies Observation)
}

async function look(source: ByteSource, { path, mechanism, key, copiesTo }: UpdateFileJob): Promise<SeenUpdateFile> {
  const format = await formatOf(source).catch((error) => {
    if (error instanceof Malformed) return undefined
    throw error
  })
  const facts = format && (await factsOf(source, format))
  const copies: SeenUpdateFile['copies'] = []
  for (const copy of await tamperedCopies(source, facts, format)) {
    const name = `${copy.change}-${basename(path)}`
    copies.push({
      change: copy.change,
      ...(copiesTo !== undefined && { digest: await writeCopy(source, copy, join(copiesTo, name)) }),
      ...(await verification(edited(source, copy.edits), key, format?.name)),
    })
  }
  return {
    kind: 'update-file',
    mechanism: tamed(mechanism, 120),
    name: tamed(basename(path), 200),
    digest: `sha256:${(await digestOfRanges(source, [all(source)], 'sha256')).toString('hex')}`,
    size: source.size,
    format: format?.name ?? 'unknown',
    ...said(facts),
    signatures: (facts?.signatures ?? []).slice(0, 40).map((s) => ({ ...s, algorithm: tamed(s.algorithm, 80) })),
    encrypted: facts?.encrypted ?? false,
    ...(key && { key: key.digest }),
    ...(await verification(source, key)),
    copies,
  }
}

const said = (facts: UpdateFacts | undefined) => ({
  ...(facts?.edition !== undefined && { edition: tamed(facts.edition, 40) }),
  ...(facts?.version !== undefined && { version: tamed(facts.version, 200) }),
})
