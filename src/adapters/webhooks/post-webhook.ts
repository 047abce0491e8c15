import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { webhookLimits } from '../../core/register/webhook.ts'
import { AddressNotPublic, isPublic, publicLookup } from './public-address.ts'

/** What a receiver answered, or why there is no answer; the words are shown to the subscriber. */
export type Answer =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly error: string; readonly gone: boolean }

export interface Delivery {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Posts to a receiver whom nobody knows: only to public addresses (unless `nearby`), no redirect followed, no answer of more than
 * so many bytes read, and all of it within a time that a slow answer cannot stretch.
 */
export function postWebhook(
  { url, headers, body }: Delivery,
  options: { readonly nearby: boolean; readonly patience?: number },
): Promise<Answer> {
  const { nearby, patience = webhookLimits.patience } = options
  const target = new URL(url)
  const failed = (error: string, gone = false): Answer => ({ ok: false, error, gone })
  const literal = target.hostname.replace(/^\[|\]$/g, '')
  const isLiteral = /^[\d.]+$/.test(literal) || literal.includes(':')
  if (!nearby && isLiteral && !isPublic(literal)) return Promise.resolve(failed('address-not-public'))
  return new Promise((done) => {
    const bytes = Buffer.from(body)
    const send = target.protocol === 'https:' ? secureRequest : plainRequest
    const sent = send(
      target,
      {
        method: 'POST',
        agent: false, // a connection of its own: looked up anew, and never shared
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': bytes.length,
          'user-agent': 'Hoshirushi-Webhooks/1',
        },
        signal: AbortSignal.timeout(patience),
        ...(nearby ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        const { statusCode = 0 } = answer
        const pieces: Buffer[] = []
        let size = 0
        answer.on('data', (piece: Buffer) => {
          size += piece.length
          if (size <= webhookLimits.answer) pieces.push(piece)
          else answer.destroy(new Error('answer-too-long'))
        })
        answer.on('error', (error) => done(failed(wordOf(error))))
        answer.on('end', () => {
          if (statusCode >= 200 && statusCode < 300) done({ ok: true, body: Buffer.concat(pieces).toString('utf8') })
          else done(failed(`status-${statusCode}`, statusCode === 410))
        })
      },
    )
    sent.on('error', (error) => done(failed(wordOf(error))))
    sent.end(bytes)
  })
}

/** One word that tells a subscriber what is wrong, and a stranger nothing of our network. */
function wordOf(error: Error): string {
  if (error instanceof AddressNotPublic) return 'address-not-public'
  const { code = '', name } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || name === 'AbortError') return 'no-answer-in-time'
  if (error.message === 'answer-too-long') return 'answer-too-long'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name-unknown'
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(code)) return 'certificate-wrong'
  return 'no-connection'
}
