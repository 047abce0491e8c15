import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, randomUUID, sign } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Signer } from '../core/attestation/signer.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'

/** A key kept in a file. `demonstration` keys must never sign for a real register: `serve` refuses them there. */
export interface FileSigner extends Signer {
  readonly demonstration: boolean
}

export type KeyFault =
  | { readonly code: 'key-file-missing'; readonly path: string }
  | { readonly code: 'key-file-open-to-others'; readonly path: string; readonly mode: string }
  | { readonly code: 'key-file-unreadable'; readonly path: string }
  | {
      readonly code: 'key-file-of-another-key'
      readonly path: string
      readonly expected: string
      readonly found: string
    }

type Algorithm = Signer['algorithm']

const curves = { ES256: 'P-256', Ed25519: 'Ed25519' } as const

/** The file: a private JWK with the name of the key and what it may be used for. */
const keyFile = z.object({
  kid: z.string().min(1),
  alg: z.enum(['ES256', 'Ed25519']),
  demonstration: z.boolean(),
  kty: z.string(),
  crv: z.string(),
  d: z.string(),
  x: z.string(),
  y: z.string().optional(),
})

/**
 * Makes a key file unless there is one; says whether it made one. The file appears whole or not at all: two processes
 * that start at once end with one key, and a crash leaves no half of it.
 */
export async function ensureKeyFile(
  path: string,
  key: { readonly kid: string; readonly algorithm: Algorithm; readonly demonstration: boolean },
): Promise<'made' | 'found'> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { privateKey } =
    key.algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  const { kid, algorithm: alg, demonstration } = key
  const text = JSON.stringify({ kid, alg, demonstration, ...privateKey.export({ format: 'jwk' }) }, null, 2)
  const draft = join(folder, `.${randomUUID()}.tmp`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${text}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'found'
    throw error
  } finally {
    await rm(draft, { force: true })
  }
  const entries = await open(folder, 'r')
  await entries.sync().finally(() => entries.close())
  return 'made'
}

/** Opens a key file for signing. Refuses a file that others may read, and one that holds another key than expected. */
export async function fileSigner(
  path: string,
  kid: string,
  algorithm: Algorithm,
): Promise<Result<FileSigner, KeyFault>> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return refuse({ code: 'key-file-missing', path })
  const mode = found.mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return refuse({ code: 'key-file-open-to-others', path, mode: mode.toString(8).padStart(4, '0') })
  const parsed = keyFile.safeParse(await readJson(path))
  if (!parsed.success) return refuse({ code: 'key-file-unreadable', path })
  const { demonstration, alg, kid: named, ...jwk } = parsed.data
  if (named !== kid || alg !== algorithm || jwk.crv !== curves[algorithm])
    return refuse({ code: 'key-file-of-another-key', path, expected: `${kid} ${algorithm}`, found: `${named} ${alg}` })
  return signerOf(jwk, { path, kid, algorithm, demonstration })
}

function signerOf(
  jwk: JsonWebKey,
  { path, kid, algorithm, demonstration }: { path: string; kid: string; algorithm: Algorithm; demonstration: boolean },
): Result<FileSigner, KeyFault> {
  try {
    const key = createPrivateKey({ key: jwk, format: 'jwk' })
    const publicJwk = createPublicKey(key).export({ format: 'jwk' }) as Record<string, string>
    return ok({
      kid,
      algorithm,
      demonstration,
      publicJwk,
      sign: async (data) =>
        algorithm === 'ES256' ? sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }) : sign(null, data, key),
    })
  } catch {
    return refuse({ code: 'key-file-unreadable', path }) // the curve does not know this point
  }
}

const readJson = (path: string): Promise<unknown> =>
  readFile(path, 'utf8')
    .then((text) => JSON.parse(text))
    .catch(() => undefined)

/** What the refusals of key files say to the person who runs the installation. */
export const keyFaults: FaultTexts<KeyFault> = {
  'key-file-missing': {
    what: { ja: '鍵ファイルがありません：{path}', en: 'There is no key file at {path}.' },
    why: { ja: '署名には、この鍵が必要です。', en: 'Signing needs this key.' },
    next: {
      ja: '控えから戻すか、初めての場合は hoshirushi init で作成してください。',
      en: 'Restore it from the backup or, on a first start, make it with hoshirushi init.',
    },
  },
  'key-file-open-to-others': {
    what: {
      ja: '鍵ファイルを本人以外も読める設定です：{path}（{mode}）',
      en: 'Others may read the key file {path} ({mode}).',
    },
    why: {
      ja: '読める人は誰でも、ラベルを偽造できます。',
      en: 'Whoever can read it can forge labels.',
    },
    next: {
      ja: 'chmod 600 で本人だけが読めるようにしてください。すでに他人が読めた場合は、鍵を交換してください。',
      en: 'Run chmod 600 on it. If somebody else could already read it, replace the key.',
    },
  },
  'key-file-unreadable': {
    what: { ja: '鍵ファイルを読み取れません：{path}', en: 'The key file {path} cannot be read.' },
    why: { ja: '形式が壊れているか、読む権限がありません。', en: 'It is damaged, or reading it is not permitted.' },
    next: { ja: '控えから戻してください。', en: 'Restore it from the backup.' },
  },
  'key-file-of-another-key': {
    what: {
      ja: '鍵ファイルの中身が、設定と違います：{path}（設定：{expected}、ファイル：{found}）',
      en: 'The key file {path} holds another key (expected {expected}, found {found}).',
    },
    why: {
      ja: '別の名前の鍵で署名すると、誰も検証できません。',
      en: 'Nobody could verify a signature made under another name.',
    },
    next: {
      ja: '公開するアドレスを変えた場合は、新しい鍵を作成してください。そうでなければ、設定を直してください。',
      en: 'If the public address has changed, make a new key; otherwise correct the settings.',
    },
  },
}
