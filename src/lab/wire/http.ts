import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { AddressKind } from '../observation.ts'
import type { Target } from '../target.ts'
import { decoded } from './decoded.ts'
import { type Dial, DialError, type DialTrouble } from './dial.ts'
import { type SecuringTrouble, secured } from './secured.ts'

// HTTP/1.1 to the device, one request a connection. Nothing is followed: where an answer points is for the caller to judge
// (`wayOnSameHost`). The parser is Node's, in the lenient mode that old devices need.

/** One request. Host and Connection are set here; a header given twice in another case is the caller's mistake. */
export interface HttpRequest {
  readonly port: number
  readonly tls: boolean
  readonly address?: AddressKind // absent: the primary one
  readonly name?: string // what it is called by; absent: its address
  readonly method?: string // GET
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** How much of an answer is taken. */
export interface HttpBounds {
  readonly headerBytes: number
  readonly bodyBytes: number // as it came, and again after decompression
  readonly timeoutMs: number // from dialling to the last byte, however slowly it drips
}
export const httpBounds: HttpBounds = { headerBytes: 65_536, bodyBytes: 524_288, timeoutMs: 8_000 }

/** Why there is no answer at all. `not-http`: something was said, and it is not HTTP. */
export type HttpTrouble =
  | DialTrouble
  | SecuringTrouble
  | 'not-http'
  | 'header-too-large'
  | 'closed-unanswered'
  | 'timed-out'

export interface HttpAnswer {
  readonly status: number
  /** In the order sent, names in small letters, repeated ones kept. Bytes beyond ASCII are read as Latin-1. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Without transfer and content encoding, as far as it was taken. */
  readonly body: Buffer
  /** Why the body is not whole; absent: it is. */
  readonly cut?: 'size' | 'time' | 'closed' | 'undecodable'
  /** Milliseconds from the request to the head of the answer: what a lock-out measurement compares. */
  readonly headMs: number
}

/** All values of a header, by its name in small letters. */
export const headersOf = (answer: Pick<HttpAnswer, 'headers'>, name: string): readonly string[] =>
  answer.headers.filter(([n]) => n === name).map(([, value]) => value)

/** The first value of a header, by its name in small letters. */
export const headerOf = (answer: Pick<HttpAnswer, 'headers'>, name: string): string | undefined =>
  headersOf(answer, name)[0]

/** The body as text; bytes that are not UTF-8 become U+FFFD. */
export const bodyText = (answer: Pick<HttpAnswer, 'body'>): string => answer.body.toString('utf8')

/** Asks the device once. A hostile answer is an answer that is cut, or a trouble; thrown is only DialError('stopped'). */
export async function httpRequest(
  { dial, target, signal }: { readonly dial: Dial; readonly target: Target; readonly signal: AbortSignal },
  asked: HttpRequest,
  bounds: Partial<HttpBounds> = {},
): Promise<Result<HttpAnswer, { readonly code: HttpTrouble }>> {
  const within = { ...httpBounds, ...bounds }
  const until = performance.now() + within.timeoutMs
  const left = () => Math.max(1, until - performance.now())
  let socket: Socket
  try {
    socket = await dial.tcp(asked.port, {
      ...(asked.address && { address: asked.address }),
      timeoutMs: Math.min(3_000, within.timeoutMs),
    })
  } catch (error) {
    if (error instanceof DialError && error.trouble !== 'stopped') return refuse({ code: error.trouble })
    throw error
  }
  try {
    const over = asked.tls ? await secured(socket, { timeoutMs: left(), alpn: ['http/1.1'] }) : ok(socket)
    const answer = over.ok
      ? await exchangeOver(over.value, asked, asked.name ?? hostOf(target, asked), { ...within, timeoutMs: left() })
      : over
    if (signal.aborted) throw new DialError('stopped') // a run that stops is no fault of the device
    return answer
  } finally {
    socket.destroy()
  }
}

/** What stands in `Host`: the literal address, without its zone (RFC 6874 keeps zones off the wire). */
export function hostOf(target: Target, { port, tls, address }: Pick<HttpRequest, 'port' | 'tls' | 'address'>): string {
  const bare = (target.addresses[address ?? target.primary] ?? '').replace(/%.*$/, '')
  return (bare.includes(':') ? `[${bare}]` : bare) + (port === (tls ? 443 : 80) ? '' : `:${port}`)
}

/** One request and its answer over a socket that is open already; the socket is closed afterwards. */
export function exchangeOver(
  socket: Socket,
  { method = 'GET', path, headers = {}, body }: Pick<HttpRequest, 'method' | 'path' | 'headers' | 'body'>,
  host: string,
  { headerBytes, bodyBytes, timeoutMs }: HttpBounds,
): Promise<Result<HttpAnswer, { readonly code: HttpTrouble }>> {
  return new Promise((resolve) => {
    const began = performance.now()
    const parts: Buffer[] = []
    let size = 0
    let head: (IncomingMessage & { headMs?: number }) | undefined
    let settled = false
    const finish = async (cut: HttpAnswer['cut'], trouble: HttpTrouble) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      req.destroy()
      socket.destroy()
      if (head === undefined) return resolve(refuse({ code: trouble }))
      const sent = pairs(head.rawHeaders)
      const raw = Buffer.concat(parts, size).subarray(0, bodyBytes)
      const plain = await decoded(raw, headersOf({ headers: sent }, 'content-encoding').join(','), bodyBytes)
      const why = cut ?? plain.cut
      resolve(
        ok({
          status: head.statusCode ?? 0,
          headers: sent,
          body: plain.bytes,
          ...(why && { cut: why }),
          headMs: head.headMs ?? 0,
        }),
      )
    }
    const timer = setTimeout(() => setImmediate(() => setImmediate(() => void finish('time', 'timed-out'))), timeoutMs)
    const req = request({
      createConnection: () => socket,
      method,
      path: escapedPath(path),
      maxHeaderSize: headerBytes,
      insecureHTTPParser: true,
      setDefaultHeaders: false,
      headers: [
        ...['Host', host, 'Connection', 'close', 'User-Agent', 'hoshirushi-probe', 'Accept', '*/*'],
        ...['Accept-Encoding', 'identity'],
        ...Object.entries(headers).flat(),
        ...(body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))]),
      ],
    })
    const onHead = (answer: IncomingMessage) => {
      head = Object.assign(answer, { headMs: performance.now() - began })
      answer.on('data', (chunk: Buffer) => {
        parts.push(chunk)
        size += chunk.length
        if (size > bodyBytes) void finish('size', 'not-http')
      })
      answer.on('end', () => void finish(answer.complete ? undefined : 'closed', 'closed-unanswered'))
      answer.on('error', () => void finish('closed', 'closed-unanswered'))
      answer.on('close', () => void finish('closed', 'closed-unanswered'))
    }
    req.on('response', onHead)
    req.on('upgrade', (answer) => {
      onHead(answer)
      void finish('closed', 'not-http')
    })
    req.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'HPE_HEADER_OVERFLOW') void finish('size', 'header-too-large')
      else if (error.code?.startsWith('HPE_')) void finish('closed', 'not-http')
      else void finish('closed', 'closed-unanswered')
    })
    req.on('close', () => {
      if (head === undefined) void finish('closed', 'closed-unanswered')
    })
    req.end(body)
    socket.resume() // it comes paused from the door
  })
}

const pairs = (raw: readonly string[]): (readonly [string, string])[] =>
  raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1] ?? ''] as const] : []))

/** A path as it may stand in a request line; what may not is written in percent form. */
const escapedPath = (path: string): string =>
  (path.startsWith('/') || path === '*' ? path : `/${path}`).replace(/[^\x21-\x7e]/gu, (c) => {
    return [...Buffer.from(c)].map((b) => `%${b.toString(16).padStart(2, '0')}`).join('')
  })

/** Where an answer sends us on the same device, if it does: the host must be the very address that was asked. */
export function wayOnSameHost(
  target: Target,
  asked: HttpRequest,
  answer: Pick<HttpAnswer, 'status' | 'headers'>,
): Pick<HttpRequest, 'port' | 'tls' | 'path'> | undefined {
  const to = answer.status >= 300 && answer.status < 400 ? headerOf(answer, 'location') : undefined
  if (to === undefined || to.length > 2_000) return undefined
  const base = `${asked.tls ? 'https' : 'http'}://${hostOf(target, asked)}${escapedPath(asked.path)}`
  const url = URL.canParse(to, base) ? new URL(to, base) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.hostname !== new URL(base).hostname) return undefined
  const tls = url.protocol === 'https:'
  return { tls, port: url.port === '' ? (tls ? 443 : 80) : Number(url.port), path: url.pathname + url.search }
}
