import { createHash } from 'node:crypto'
import { glance, textOf } from '../../pages/html.ts'
import { type HttpAnswer, headerOf } from '../../wire/http.ts'

// Many devices answer every path with the same page, and with 200. So a path counts as open only where it answers otherwise than a
// path that cannot exist (lab.md §4.5: no claim without a negative control).

/** What an answer is recognised by, whatever path was asked. */
export interface Signature {
  readonly status: number
  readonly type: string
  readonly location: string
  readonly digest: string
  readonly title: string
  readonly words: ReadonlySet<string>
  readonly length: number
}

export function signatureOf(answer: HttpAnswer, path: string): Signature {
  const type = headerOf(answer, 'content-type') ?? ''
  const text = textOf(answer.body, type)
  const [bare = path] = path.split('?')
  const unnamed = bare === '/' ? text : text.replaceAll(path, '').replaceAll(bare, '') // pages often repeat what was asked for
  const { title = '', words } = glance(unnamed)
  return {
    status: answer.status,
    type: type.split(';')[0]!.trim().toLowerCase(),
    location: (headerOf(answer, 'location') ?? '').replaceAll(path, '').replaceAll(encodeURIComponent(path), ''),
    digest: createHash('sha256').update(unnumbered(unnamed)).digest('hex'),
    title,
    words: new Set(unnumbered(words).toLowerCase().split(' ').slice(0, 2_000)),
    length: unnamed.length,
  }
}

/** Times, counters and tokens in hexadecimal differ from answer to answer. */
const unnumbered = (text: string) => text.replace(/[0-9a-f]{8,}|[0-9]+/gi, '')

/** Whether two answers are the same page: a person reads the same in them, though a token or a time differs. */
export function samePage(a: Signature, b: Signature): boolean {
  if (a.status !== b.status || a.type !== b.type || a.location !== b.location) return false
  if (a.digest === b.digest) return true
  if (!a.type.includes('html') || a.title !== b.title) return false
  const [fewer, more] = a.words.size < b.words.size ? [a.words, b.words] : [b.words, a.words]
  if (more.size < 5) return Math.abs(a.length - b.length) <= Math.max(64, 0.05 * Math.max(a.length, b.length)) // made by scripts
  return [...fewer].filter((word) => more.has(word)).length >= 0.9 * more.size
}
