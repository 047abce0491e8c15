import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { pageLimits } from '../../../../core/procurement/lists/limits.ts'
import type { PageContext } from '../../page.tsx'
import type { Sent } from './answer-sent.ts'

// A text is taken in at more than may be checked, so that it can be shown again with the reason; a file is read on to its end
// for the same reason, up to where nobody sends a list by mistake.
const fieldLimit = 8_000_000
const formLimit = 64_000_000

/** What became of reading a form: what was sent, or why it could not be read. */
export type SentOrNot = Sent | 'breaks-off' | 'busy'

// All forms that are being read may hold so much together; a sender who is slow holds little, and keeps nobody out.
const mostHeld = 256_000_000

/** Gives the reader of the form of the check; what all readings hold together is bounded. */
export function formReader(most: number = mostHeld): (p: PageContext<unknown>) => Promise<SentOrNot> {
  let held = 0
  return async (p) => {
    let own = 0
    try {
      return await readForm(p, (bytes) => {
        own += bytes
        held += bytes
        return held <= most
      })
    } finally {
      held -= own
    }
  }
}

/** Reads the form of the check. */
export const readSent = formReader()

async function readForm(p: PageContext<unknown>, mayHold: (bytes: number) => boolean): Promise<SentOrNot> {
  const type = p.c.req.header('content-type') ?? ''
  const body = p.c.req.raw.body
  if (!type.startsWith('multipart/form-data') || body === null) return { form: await p.form() }
  const form: Record<string, string> = {}
  const parts: Buffer[] = []
  let size = 0
  let total = 0
  let busy = false
  try {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { fields: 4_000, fieldSize: fieldLimit, files: 3, fieldNameSize: 100, parts: 4_010 },
    })
    parser.on('field', (name, value) => {
      form[name] = value
    })
    parser.on('file', (field, stream) => {
      stream.on('error', () => undefined)
      stream.on('data', (piece: Buffer) => {
        if (field !== 'file') return
        size += piece.length
        if (size <= pageLimits.bytes) parts.push(piece)
        else parts.length = 0
      })
    })
    await new Promise<void>((done, fail) => {
      const source = Readable.fromWeb(body as ReadableStream)
      const stop = (finish: () => void, error?: Error) => {
        source.unpipe(parser).destroy()
        parser.destroy(error)
        finish()
      }
      source.on('error', (error) => stop(() => fail(error), error))
      source.on('data', (piece: Buffer) => {
        total += piece.length
        if (size <= pageLimits.bytes && !mayHold(piece.length)) {
          busy = true
          stop(done)
        }
        // What came before the file is known by now; the rest of it changes nothing.
        if (total > formLimit) stop(done)
      })
      parser.on('close', done)
      parser.on('error', fail)
      source.pipe(parser)
    })
  } catch {
    return 'breaks-off'
  }
  if (busy) return 'busy'
  if (size === 0) return { form }
  const whole = total > formLimit ? Number(p.c.req.header('content-length') ?? size) : size
  return { form, file: size > pageLimits.bytes ? { tooLarge: whole } : { bytes: Buffer.concat(parts) } }
}
