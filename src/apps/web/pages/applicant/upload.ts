import { PassThrough, Readable, Transform } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import type { Case, EvidenceFile } from '../../../../casework/case.ts'
import { type FileFault, fileFaults } from '../../../../casework/file-faults.ts'
import { takeIn } from '../../../../casework/taking-in.ts'
import type { Digest } from '../../../../core/kernel/digest.ts'
import { type Result, refuse } from '../../../../core/kernel/result.ts'
import { fill } from '../../../../core/kernel/text.ts'
import { tokenFits } from '../../guard.ts'
import type { DeskContext, FormData } from '../../page.tsx'

/** Largest single file, and all files of one application together. */
export const fileLimit = 20_000_000
export const caseLimit = 200_000_000

// A file that is too large is read to its end, so that its form can be shown again with the reason; up to here.
const formLimit = 100_000_000

/** A file that was sent: taken in, or why not. */
export interface Sent {
  readonly field: string
  readonly name: string
  readonly taken: Result<{ readonly digest: Digest; readonly size: number; readonly type: string }, FileFault>
}

export type Upload =
  | { readonly ok: true; readonly form: FormData; readonly files: readonly Sent[] }
  | { readonly ok: false; readonly code: 'form-token-mismatch' | 'request-malformed' | 'request-too-large' }

/** What is to be taken out of a file before it is kept, by the fields that came before it in the form. */
export type Cleaning = (field: (name: string) => string) => ((file: Uint8Array) => Uint8Array) | undefined

/** The file in one piece, cleaned; one that is larger than the limit goes through as it is, and is refused for that. */
function cleaned(clean: (file: Uint8Array) => Uint8Array, limit: number): Transform {
  let parts: Buffer[] | undefined = []
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      if (parts === undefined) return done(null, chunk)
      parts.push(chunk)
      if (size <= limit) return done()
      const whole = Buffer.concat(parts)
      parts = undefined
      done(null, whole)
    },
    flush(done) {
      done(null, parts === undefined ? undefined : clean(Buffer.concat(parts)))
    },
  })
}

/** A form that is cut off ends its files with an error, which a pipe alone would not hand on. */
const through = (stream: Readable, into: Transform): Readable => {
  stream.on('error', (error) => into.destroy(error))
  return stream.pipe(into)
}

/** The name as the person's disk has it: no folders, no control characters, no trick of writing direction. */
export const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200) || 'file'

/**
 * Reads a posted form with files, as a stream: no file is held in memory, and none is taken in before the token, which comes
 * first in every form of ours, has been seen.
 */
export async function readUpload(
  p: DeskContext<unknown>,
  limit: number,
  cleanedFor: Cleaning = () => undefined,
): Promise<Upload> {
  const type = p.c.req.header('content-type') ?? ''
  const body = p.c.req.raw.body
  if (!type.startsWith('multipart/form-data') || body === null) return { ok: false, code: 'request-malformed' }
  const fields = new Map<string, string[]>()
  const taking: Promise<Sent>[] = []
  let trusted = false
  let read = 0
  try {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { fields: 500, fieldSize: 64 * 1024, files: 10, fieldNameSize: 100 },
    })
    parser.on('field', (name, value) => {
      if (name === 'csrf') trusted = tokenFits(p.session, value)
      fields.set(name, [...(fields.get(name) ?? []), value])
    })
    parser.on('file', (field, stream, { filename }) => {
      if (!trusted || !filename) {
        stream.on('error', () => undefined).resume()
        return
      }
      const clean = cleanedFor((sent) => fields.get(sent)?.[0] ?? '')
      const one = take(p, field, plainName(filename), clean ? through(stream, cleaned(clean, limit)) : stream, limit)
      one.catch(() => undefined) // told below, when the whole form has been read
      taking.push(one)
    })
    await new Promise<void>((done, fail) => {
      const source = Readable.fromWeb(body as ReadableStream)
      const stop = (error: Error) => {
        source.unpipe(parser).destroy()
        parser.destroy(error)
        fail(error)
      }
      source.on('error', stop)
      source.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read > formLimit) stop(new Error('too much'))
      })
      parser.on('close', done)
      parser.on('error', fail)
      source.pipe(parser)
    })
  } catch {
    await Promise.allSettled(taking)
    return { ok: false, code: read > formLimit ? 'request-too-large' : 'request-malformed' }
  }
  const files = await Promise.all(taking)
  if (!trusted) return { ok: false, code: 'form-token-mismatch' }
  const form = Object.fromEntries([...fields].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]))
  return { ok: true, form, files }
}

async function take(
  p: DeskContext<unknown>,
  field: string,
  name: string,
  stream: Readable,
  limit: number,
): Promise<Sent> {
  // Whoever refuses half way destroys what it reads from; the part itself has to be read to its end, or the form would hang.
  const copy = new PassThrough()
  copy.on('error', () => undefined) // a form cut off before the store began to read: it finds out when it does
  stream.on('error', (error) => copy.destroy(error))
  stream.pipe(copy)
  try {
    const taken = await takeIn(p.house.ports, p.session.viewer, copy, { name, limit })
    return { field, name, taken: taken.ok ? taken : refuse(taken.fault) }
  } finally {
    stream.unpipe(copy)
    stream.resume()
  }
}

/** What is left of the room for the files of one application. */
export const roomIn = (c: Pick<Case, 'files'>): number =>
  Math.max(0, caseLimit - c.files.reduce((sum, file) => sum + file.size, 0))

/** Names the file and says what to do. */
export function fileProblem(p: DeskContext<unknown>, fault: FileFault): string {
  const { what, next } = fileFaults[fault.code]
  const say = (text: typeof what) => fill(text, { ...fault })[p.lang]
  return p.lang === 'ja' ? `${say(what)}${say(next)}` : `${say(what)} ${say(next)}`
}

/** Which kind of showing was chosen for an uploaded file. */
export const showsOf = (value: string): EvidenceFile['shows'] => (value === 'real-device' ? 'real-device' : 'document')
