import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { FaultTexts } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { KnownLogin } from '../../lab/bench.ts'
import { parseBoundedYaml } from '../bounded-yaml.ts'

// What the person at the bench hands in beside the declaration: logins that work, and what a platform asked for.

export type BenchInputFault =
  | { readonly code: 'logins-open-to-others'; readonly file: string; readonly mode: string }
  | { readonly code: 'logins-malformed'; readonly file: string; readonly problem: string }
  | { readonly code: 'order-malformed'; readonly file: string; readonly problem: string }

const most = 1_000_000 // bytes
const line = z.string().min(1).max(300)
const logins = z.strictObject({
  logins: z
    .array(z.strictObject({ authentication: line, user: z.string().max(300), password: z.string().max(300) }))
    .max(50),
})

/** Logins that are known to work on this sample. They are used and never written anywhere, so nobody else may read the file. */
export async function readLogins(file: string): Promise<Result<readonly KnownLogin[], BenchInputFault>> {
  const info = await stat(file).catch(() => undefined)
  if (info === undefined || info.size > most) return refuse({ code: 'logins-malformed', file, problem: 'not found' })
  const mode = info.mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return refuse({ code: 'logins-open-to-others', file, mode: mode.toString(8).padStart(4, '0') })
  const read = await documentIn(file, logins)
  return read.ok ? ok(read.value.logins) : refuse({ code: 'logins-malformed', file, problem: read.fault })
}

const order = z.looseObject({
  id: line,
  issuedBy: line,
  nonce: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/),
})
/** What a platform asks for: a run that carries its nonce, so that no older run can stand in for it. */
export type BenchOrder = z.output<typeof order>

/** Reads the order that a case handed out. */
export async function readOrder(file: string): Promise<Result<BenchOrder, BenchInputFault>> {
  const read = await documentIn(file, order)
  return read.ok ? read : refuse({ code: 'order-malformed', file, problem: read.fault })
}

async function documentIn<T extends z.ZodType>(file: string, schema: T): Promise<Result<z.output<T>, string>> {
  const info = await stat(file).catch(() => undefined)
  if (info === undefined || !info.isFile() || info.size > most) return refuse('not found')
  const content = parseBoundedYaml(await readFile(file, 'utf8'), file)
  if (!content.ok) return refuse(content.fault.code)
  const read = schema.safeParse(content.value)
  return read.success
    ? ok(read.data)
    : refuse(read.error.issues.map((i) => `${i.path.join('.')}: ${i.code}`).join('; '))
}

/** What the refusals of this door say to a person. */
export const benchInputFaultTexts: FaultTexts<BenchInputFault> = {
  'logins-open-to-others': {
    what: { ja: '{file} を本人以外も読める設定です（{mode}）。', en: 'Others may read {file} ({mode}).' },
    why: { ja: '機器のパスワードが書かれています。', en: 'It holds passwords of the device.' },
    next: { ja: 'chmod 600 で本人だけが読めるようにしてください。', en: 'Run chmod 600 on it.' },
  },
  'logins-malformed': {
    what: { ja: '{file} をログインの一覧として読み取れません。', en: '{file} cannot be read as a list of logins.' },
    why: { ja: '{problem}', en: '{problem}' },
    next: {
      ja: 'logins: の下に authentication、user、password を並べてください。',
      en: 'List authentication, user and password below logins:.',
    },
  },
  'order-malformed': {
    what: { ja: '{file} を試験の依頼として読み取れません。', en: '{file} cannot be read as an order for a test.' },
    why: { ja: '{problem}', en: '{problem}' },
    next: {
      ja: '申請のページから、もう一度ダウンロードしてください。',
      en: 'Download it again from the page of the application.',
    },
  },
}
