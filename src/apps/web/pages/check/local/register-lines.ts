import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { momentOfSnapshot } from '../../../../../core/register/manifest.ts'
import { definePage } from '../../../page.tsx'

export const registerLinesUrl = '/check/local/register.jsonl'

/**
 * The lines of a published register for browsers: many read zstd only as the encoding of an answer, not as a file. So the file goes
 * out as it lies, called an encoding; whoever saves it has the lines, which every browser reads and the same manifest signs.
 */
export const registerLines = definePage({
  path: registerLinesUrl,
  prefixed: false,
  texts: { ja: {}, en: {} },
  handler: async (p) => {
    const folder = p.query('of')
    if (momentOfSnapshot(folder) === undefined) return p.notFound()
    const file = join(p.house.publicFolder, 'bulk', folder, 'register.jsonl.zst')
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) return p.notFound()
    p.c.header('content-type', 'application/jsonl; charset=utf-8')
    p.c.header('cache-control', 'public, max-age=31536000, immutable')
    p.c.header('vary', 'Accept-Encoding')
    p.c.header('content-disposition', `attachment; filename="register-${folder}.jsonl"`)
    const packed = createReadStream(file)
    if (/(^|[ ,])zstd\b/.test(p.c.req.header('accept-encoding') ?? '')) {
      p.c.header('content-encoding', 'zstd')
      p.c.header('content-length', String(found.size))
      return p.c.body(Readable.toWeb(packed) as ReadableStream)
    }
    const lines = createZstdDecompress()
    pipeline(packed, lines, () => undefined) // whoever reads is told by the stream
    return p.c.body(Readable.toWeb(lines) as ReadableStream)
  },
})
