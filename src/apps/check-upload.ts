import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import type { Fault } from '../core/kernel/fault.ts'
import { type Result, refuse } from '../core/kernel/result.ts'
import type { ArrivingList } from '../core/procurement/check-job.ts'
import type { ListFault } from '../core/procurement/lists/faults.ts'
import { jobLimits } from '../core/procurement/lists/limits.ts'
import type { FormData } from './web/form-fields.ts'

/** What came of reading a long list: the fields of the form, and the list where there was one. */
export interface Upload {
  readonly form: FormData
  readonly list?: Result<ArrivingList, Fault>
}

// A file that is too large is read on a little, so that the refusal reaches whoever sent it.
const readOn = 8_000_000

/**
 * Passes a list on as it comes, piece by piece, and holds none of it. What is too large or breaks off is discarded; undefined where it
 * broke off.
 */
export async function readUpload(
  request: Request,
  open: () => Promise<Result<ArrivingList, Fault>>,
): Promise<Upload | undefined> {
  const { body } = request
  const type = request.headers.get('content-type') ?? ''
  if (body === null || !type.startsWith('multipart/form-data')) return undefined
  const form: Record<string, string> = {}
  let taking: Promise<Result<ArrivingList, Fault> | undefined> = Promise.resolve(undefined)
  const source = Readable.fromWeb(body as ReadableStream)
  try {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { fields: 20, fieldSize: 10_000, files: 1, fieldNameSize: 100, parts: 30 },
    })
    parser.on('field', (name, value) => {
      form[name] = value
    })
    parser.on('file', (field, stream) => {
      if (field === 'file') taking = takeList(stream, open, () => source.destroy())
      else stream.resume()
      taking.catch(() => source.destroy())
    })
    await new Promise<void>((done, fail) => {
      source.on('error', fail)
      source.on('close', done) // also where it is enough
      parser.on('close', done)
      parser.on('error', fail)
      source.pipe(parser)
    })
  } catch {
    const begun = await taking.catch(() => undefined)
    if (begun?.ok) await begun.value.discard()
    return undefined
  }
  const list = await taking
  return list === undefined ? { form } : { form, list }
}

/** Takes in a list that comes as bytes and nothing else. */
export const takeBytes = (
  body: Request['body'] & {},
  open: () => Promise<Result<ArrivingList, Fault>>,
): Promise<Result<ArrivingList, Fault> | undefined> => {
  const source = Readable.fromWeb(body as ReadableStream)
  return takeList(source, open, () => source.destroy())
}

async function takeList(
  stream: Readable,
  open: () => Promise<Result<ArrivingList, Fault>>,
  stop: () => void,
): Promise<Result<ArrivingList, Fault> | undefined> {
  let list: Result<ArrivingList, Fault> | undefined
  let size = 0
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.length
      list ??= await open()
      if (!list.ok || size > jobLimits.bytes + readOn) break
      if (size <= jobLimits.bytes) await list.value.push(piece)
    }
  } catch (error) {
    if (list?.ok) await list.value.discard()
    throw error
  }
  if (list?.ok && size > jobLimits.bytes) {
    stop()
    await list.value.discard()
    return refuse<ListFault & Fault>({ code: 'list-too-large', limit: jobLimits.bytes, found: size })
  }
  if (list?.ok === false) stop()
  return list
}
