import { open } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import type { Context, Hono } from 'hono'

// What the publisher wrote is served as it lies, with the types and life spans a verifier counts on. Anyone may read from anywhere.

interface Kind {
  readonly pattern: RegExp
  readonly type: string
  readonly cache: string
}

const forever = 'public, max-age=31536000, immutable'
const text = 'text/plain; charset=utf-8'

/** Addresses below the folder, first match decides; the log may lie under a prefix of its own. */
export const kinds: readonly Kind[] = [
  { pattern: /^(log\/)?checkpoint$/, type: text, cache: 'public, max-age=2' },
  { pattern: /^(log\/)?checkpoints\/\d+$/, type: text, cache: forever },
  { pattern: /^(log\/)?policy$/, type: text, cache: 'public, max-age=3600' },
  { pattern: /^(log\/)?tile\//, type: 'application/octet-stream', cache: forever },
  { pattern: /^\.well-known\/did\.json$/, type: 'application/did+json', cache: 'public, max-age=300' },
  { pattern: /^trust\/root\.\d+\.json$/, type: 'application/json', cache: forever },
  { pattern: /^trust\/[\w.-]+\.json$/, type: 'application/json', cache: 'public, max-age=300' },
  { pattern: /^credentials\/.+\.jwt$/, type: 'application/vc+jwt', cache: forever },
  { pattern: /^credentials\/.+\.tlog-proof$/, type: text, cache: forever },
  { pattern: /^bundle\/\w+\/index\.json$/, type: 'application/json', cache: 'public, max-age=60' },
  { pattern: /^bundle\/.+\.json$/, type: 'application/json', cache: forever },
  { pattern: /^status\/at\/\d+\//, type: 'application/vc+jwt', cache: forever },
  {
    pattern: /^status\/(revocation|suspension)\/\d+$/,
    type: 'application/vc+jwt',
    cache: 'public, max-age=60, stale-if-error=86400',
  },
  { pattern: /^status\/(revocation|suspension)\/\d+\.json$/, type: 'application/json', cache: 'public, max-age=60' },
  { pattern: /^gtins\/.+\.json$/, type: 'application/json', cache: forever },
  { pattern: /^models\/.+\.json$/, type: 'application/json', cache: forever },
  { pattern: /^bulk\/latest\.json$/, type: 'application/json', cache: 'public, max-age=60' },
  { pattern: /^bulk\/\w+\/manifest\.json$/, type: 'application/json', cache: forever },
  { pattern: /^bulk\/\w+\/manifest\.jws$/, type: 'application/jose', cache: forever },
  { pattern: /^bulk\/\w+\/[\w-]+\.csv$/, type: 'text/csv; charset=utf-8', cache: forever },
  { pattern: /^bulk\/\w+\/[\w-]+\.parquet$/, type: 'application/vnd.apache.parquet', cache: forever },
  { pattern: /^bulk\/\w+\/register\.jsonl\.zst$/, type: 'application/zstd', cache: forever },
]

const roots = [
  'log',
  'checkpoint',
  'checkpoints',
  'policy',
  'tile',
  '.well-known',
  'trust',
  'credentials',
  'bundle',
  'status',
  'models',
  'gtins',
  'bulk',
]

/** Mounts the published files of trust.md §5. */
export function staticFiles(app: Hono, folder: string): void {
  for (const root of roots) {
    app.get(`/${root}`, (c, next) => serve(c, folder, next))
    app.get(`/${root}/*`, (c, next) => serve(c, folder, next))
  }
}

/** The address without percent signs; one that is written wrongly names no file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/'
  }
}

async function serve(c: Context, folder: string, next: () => Promise<void>): Promise<Response | undefined> {
  const path = normalize(decoded(c.req.path)).slice(1)
  const kind = kinds.find((k) => k.pattern.test(path))
  const file = join(folder, path)
  if (!kind || path.includes('..') || path.includes('\0')) {
    await next()
    return undefined
  }
  // Opened once: what is told of the file and what is sent are of the same file, also while a publisher puts another in its place.
  const handle = await open(file, 'r').catch(absent)
  let sending = false
  try {
    const found = await handle?.stat()
    c.header('access-control-allow-origin', '*')
    c.header('cross-origin-resource-policy', 'cross-origin')
    if (!handle || !found?.isFile()) return c.text('not found\n', 404)
    const etag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`
    c.header('content-type', kind.type)
    c.header('cache-control', kind.cache)
    c.header('etag', etag)
    if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304)
    c.header('content-length', String(found.size))
    if (c.req.method === 'HEAD') return c.body(null)
    sending = true
    return c.body(Readable.toWeb(handle.createReadStream()) as ReadableStream)
  } finally {
    if (!sending) await handle?.close()
  }
}

/** No such file is an answer; a disk that fails, or too many open files, is not. */
const absent = (error: NodeJS.ErrnoException): undefined => {
  if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EISDIR'].includes(error.code ?? '')) throw error
}

/** Compared weakly (RFC 9110 §13.1.2): what went out compressed comes back as `W/"…"`, and proxies send several. */
const isKnown = (asked: string | undefined, etag: string): boolean =>
  asked?.split(',').some((one) => [etag, '*'].includes(one.trim().replace(/^W\//, ''))) ?? false
