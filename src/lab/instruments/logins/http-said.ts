import type { Result } from '../../../core/kernel/result.ts'
import { type HttpAnswer, type HttpRequest, type HttpTrouble, headerOf, httpRequest } from '../../wire/http.ts'
import { type Door, type LoginWay, portOf, type Tried, tryMs } from './login.ts'

/** Asks a page of the service a login belongs to. */
export const askPage = (
  door: Door,
  way: Pick<LoginWay, 'endpoint' | 'address' | 'tls'>,
  asked: Pick<HttpRequest, 'path' | 'method' | 'headers' | 'body'>,
  timeoutMs = tryMs,
): Promise<Result<HttpAnswer, { readonly code: HttpTrouble }>> =>
  httpRequest(
    door,
    { ...asked, port: portOf(way.endpoint), tls: way.tls, ...(way.address && { address: way.address }) },
    { timeoutMs, bodyBytes: 262_144 },
  )

/** No answer at all, as the outcome of a try. */
export function unanswered(code: HttpTrouble): Tried {
  const answer =
    code === 'refused' || code === 'closed-unanswered' || code === 'tls-refused'
      ? 'refused-connection'
      : code === 'not-http' || code === 'header-too-large'
        ? 'unclear'
        : 'no-answer'
  return { answer, ms: 0, status: code }
}

/** How long an answer asks to wait (RFC 9110, 10.2.3), in seconds from now. */
export function retryAfter(answer: Pick<HttpAnswer, 'headers'>, now = Date.now()): number | undefined {
  const said = headerOf(answer, 'retry-after')?.trim()
  if (said === undefined || said === '') return undefined
  const seconds = /^\d{1,6}$/.test(said) ? Number(said) : (Date.parse(said) - now) / 1_000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
}

/** What a status says for all kinds of login: that the try was not taken. Undefined: it depends on the login. */
export function refusedForNow(answer: Pick<HttpAnswer, 'status' | 'headers'>, ms: number): Tried | undefined {
  const after = retryAfter(answer)
  const rest = { ms, status: String(answer.status), ...(after !== undefined && { retryAfterSeconds: after }) }
  if (answer.status === 429 || answer.status === 503) return { answer: 'throttled', ...rest }
  if (answer.status === 423) return { answer: 'locked', ...rest } // RFC 4918: locked
  if (after !== undefined && after > 0 && answer.status >= 400) return { answer: 'throttled', ...rest }
  return undefined
}
