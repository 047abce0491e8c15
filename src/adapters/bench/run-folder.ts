import { appendFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { parseIxitTable } from '../../core/selection/parse.ts'
import { runRecordDraftSchema } from '../../lab/evidence/run-record.ts'
import type { Attachment } from '../../lab/evidence/seal.ts'
import { type Observation, observationSchema } from '../../lab/observation.ts'
import { policySchema } from '../../lab/policy.ts'
import type { RunFiles, RunFolder } from '../../lab/run/run-files.ts'

// What a run keeps on the bench until it is sealed, and after: plan.json, ixit.json, policy.json, record.json, observations.jsonl,
// guided.json, attachments/, evidence.zip. Observations are appended as they are made, so that a bench that dies keeps them.

export type RunFolderFault =
  | { readonly code: 'run-folder-taken'; readonly folder: string }
  | { readonly code: 'run-folder-not-made'; readonly folder: string; readonly reason: string }
  | { readonly code: 'run-not-written'; readonly folder: string; readonly reason: string }
  | { readonly code: 'run-folder-not-found'; readonly folder: string }
  | { readonly code: 'run-unfinished'; readonly folder: string }
  | { readonly code: 'run-folder-broken'; readonly folder: string; readonly file: string }

const most = 64 * 1024 * 1024 // bytes of one file

/** Whether there is a run in a folder already. */
export async function holdsRun(folder: string): Promise<boolean> {
  const names: readonly string[] = await readdir(folder).catch(() => [])
  return names.includes('observations.jsonl')
}

/** Begins a run's folder; one that holds a run already is refused, for no run is overwritten. */
export async function beginRunFolder(folder: string): Promise<Result<RunFolder, RunFolderFault>> {
  if (await holdsRun(folder)) return refuse({ code: 'run-folder-taken', folder })
  try {
    await mkdir(join(folder, 'attachments'), { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof reason !== 'string') throw error
    return refuse({ code: 'run-folder-not-made', folder, reason })
  }
  return ok(doorTo(folder))
}

const parts: Readonly<Record<'record' | 'plan' | 'ixit' | 'policy' | 'guided', (value: unknown) => boolean>> = {
  record: (value) => runRecordDraftSchema.safeParse(value).success,
  plan: (value) => typeof value === 'object' && value !== null,
  ixit: (value) => Array.isArray(value) && value.every((table) => parseIxitTable('ixit.json', table).ok),
  policy: (value) => policySchema.safeParse(value).success,
  guided: () => true, // read by its own schema
}

/** Opens a run's folder to go on with it. */
export async function openRunFolder(
  folder: string,
): Promise<Result<{ readonly door: RunFolder; readonly files: RunFiles }, RunFolderFault>> {
  const holds: readonly string[] = await readdir(folder).catch(() => [])
  // The record is written last. Without it nobody knows when the run ended and how, and whose word it is.
  if (!holds.includes('record.json'))
    return refuse({ code: holds.includes('plan.json') ? 'run-unfinished' : 'run-folder-not-found', folder })
  const read: Record<string, unknown> = {}
  for (const [part, fits] of Object.entries(parts)) {
    const text = await textOf(join(folder, `${part}.json`))
    if (text === undefined && part === 'guided') continue
    const value = json(text)
    if (value === undefined || !fits(value)) return refuse({ code: 'run-folder-broken', folder, file: `${part}.json` })
    read[part] = value
  }
  const lines = ((await textOf(join(folder, 'observations.jsonl'))) ?? '').split('\n').filter((line) => line !== '')
  // A bench that died in the middle of a line leaves half of one: the last line only, and it was not seen through.
  const observations = lines.flatMap((line, index) => {
    const value = json(line)
    return value === undefined && index === lines.length - 1 ? [] : [value]
  })
  if (!observations.every((o) => observationSchema.safeParse(o).success))
    return refuse({ code: 'run-folder-broken', folder, file: 'observations.jsonl' })
  const attachments = await attachmentsIn(folder)
  return ok({ door: doorTo(folder), files: { ...read, observations, attachments } as unknown as RunFiles })
}

const doorTo = (folder: string): RunFolder => ({
  folder,
  note: (observation: Observation) =>
    appendFileSync(join(folder, 'observations.jsonl'), `${JSON.stringify(observation)}\n`, { mode: 0o600 }),
  keep: (name, value) => whole(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`),
  keepObservations: (all) =>
    whole(join(folder, 'observations.jsonl'), all.map((o) => `${JSON.stringify(o)}\n`).join('')),
  keepEvidence: async (bytes) => {
    await whole(join(folder, 'evidence.zip'), bytes)
    return join(folder, 'evidence.zip')
  },
  attach: async ({ bytes, ...about }, index) => {
    await whole(join(folder, 'attachments', `${index}.bin`), bytes)
    await whole(join(folder, 'attachments', `${index}.json`), JSON.stringify(about))
  },
})

async function attachmentsIn(folder: string): Promise<readonly Attachment[]> {
  const names = (await readdir(join(folder, 'attachments')).catch(() => [])).filter((n) => n.endsWith('.json')).sort()
  const found: Attachment[] = []
  for (const name of names) {
    const about = json(await textOf(join(folder, 'attachments', name))) as Omit<Attachment, 'bytes'> | undefined
    if (about === undefined) continue
    found.push({ ...about, bytes: await readFile(join(folder, 'attachments', name.replace(/json$/, 'bin'))) })
  }
  return found
}

async function whole(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.tmp`, content, { mode: 0o600 })
  await rename(`${path}.tmp`, path)
}

async function textOf(path: string): Promise<string | undefined> {
  const info = await stat(path).catch(() => undefined)
  return info?.isFile() && info.size <= most ? readFile(path, 'utf8') : undefined
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the refusals of this door say to a person. */
export const runFolderFaultTexts: FaultTexts<RunFolderFault> = {
  'run-folder-taken': {
    what: { ja: '{folder} には試験の記録がすでにあります。', en: '{folder} already holds a run.' },
    why: { ja: '試験の記録は上書きしません。', en: 'A run is never overwritten.' },
    next: { ja: '新しいフォルダーを --run で指定してください。', en: 'Name a new folder with --run.' },
  },
  'run-folder-not-made': {
    what: { ja: '{folder} をつくれません。', en: '{folder} cannot be made.' },
    why: {
      ja: '書き込みが許されていないか、同じ名前のファイルがあります（{reason}）。',
      en: 'It may not be written there, or a file has that name ({reason}).',
    },
    next: { ja: '別のフォルダーを --run で指定してください。', en: 'Name another folder with --run.' },
  },
  'run-not-written': {
    what: {
      ja: '{folder} に書き込めなくなったため、試験を止めました。',
      en: 'The run was stopped, as nothing more could be written to {folder}.',
    },
    why: {
      ja: 'ディスクがいっぱいか、書き込みが許されていません（{reason}）。',
      en: 'The disk is full, or may not be written to ({reason}).',
    },
    next: {
      ja: '空きをつくり、新しいフォルダーで試験をやり直してください。途中までの記録に署名はありません。',
      en: 'Make room and run the test again in a new folder. What was kept so far is not signed.',
    },
  },
  'run-folder-not-found': {
    what: { ja: '{folder} に試験の記録がありません。', en: 'There is no run in {folder}.' },
    why: { ja: 'probe run がつくるフォルダーが必要です。', en: 'A folder made by probe run is needed.' },
    next: { ja: 'フォルダーの指定を確かめてください。', en: 'Check the folder.' },
  },
  'run-unfinished': {
    what: { ja: '{folder} の試験は、終わりまで進んでいません。', en: 'The run in {folder} never came to its end.' },
    why: {
      ja: '試験の途中でプログラムが強制終了されたか、電源が切れました。そこまでの観測は observations.jsonl に残っていますが、いつどう終わったかの記録がないため、署名も判定もできません。',
      en: 'The program was killed, or lost its power, in the middle of the test. What was observed until then is in observations.jsonl; without a record of how it ended it can be neither judged nor signed.',
    },
    next: {
      ja: '新しいフォルダーで試験をやり直してください（probe run --run）。途中で止めるときは q か Ctrl-C を使うと、そこまでの記録に署名が付きます。',
      en: 'Run the test again in a new folder (probe run --run). Stopped with q or Ctrl-C, a run is signed as far as it got.',
    },
  },
  'run-folder-broken': {
    what: { ja: '{folder} の {file} を読み取れません。', en: '{file} in {folder} cannot be read.' },
    why: { ja: 'ファイルが欠けているか、壊れています。', en: 'It is missing or damaged.' },
    next: {
      ja: '控えから戻すか、もう一度試験してください。署名済みの evidence.zip があれば、それはそのまま使えます。',
      en: 'Restore it, or run the test again. A signed evidence.zip can still be used as it is.',
    },
  },
}
