import type { Bench } from '../../bench.ts'
import type { SeenOf } from '../../observation.ts'
import { type HttpAnswer, type HttpTrouble, headerOf, httpRequest, wayOnSameHost } from '../../wire/http.ts'
import type { WebService } from './services.ts'

/** Where a visitor ends who asks a web service for its first page. */
export interface FirstPage {
  readonly ways: SeenOf<'web-page'>['ways']
  readonly path: string
  readonly answer?: HttpAnswer
  readonly trouble?: HttpTrouble | 'endless-redirect'
}

/** Goes to the first page, along ways on the same service. A way to another service is noted and not taken: that one is looked at by itself. */
export async function firstPage(bench: Bench, { port, tls, address }: WebService): Promise<FirstPage> {
  const ways: FirstPage['ways'] = []
  let path = '/'
  for (;;) {
    const asked = { port, tls, path, ...(address && { address }) }
    const answer = await askTwice(bench, asked)
    if (!answer.ok) return { ways, path, trouble: answer.fault.code }
    const { status } = answer.value
    if (status < 300 || status > 399 || headerOf(answer.value, 'location') === undefined)
      return { ways, path, answer: answer.value }
    if (ways.length >= 5) return { ways, path, answer: answer.value, trouble: 'endless-redirect' }
    const way = wayOnSameHost(bench.target, asked, answer.value)
    if (way === undefined || way.port !== port || way.tls !== tls) {
      const to = way === undefined ? 'elsewhere' : 'other-service'
      ways.push({ status, to, ...(way && { secured: way.tls, port: way.port }) })
      return { ways, path, answer: answer.value }
    }
    ways.push({ status, to: 'same-service', secured: tls, port })
    path = way.path
  }
}

// A small device serves few visitors at once: where it refuses, a second later it may not.
async function askTwice(bench: Bench, asked: Parameters<typeof httpRequest>[1]) {
  const first = await httpRequest(bench, asked)
  if (first.ok || !passing.has(first.fault.code)) return first
  await bench.pause(1_000)
  return httpRequest(bench, asked)
}
const passing: ReadonlySet<HttpTrouble> = new Set(['refused', 'closed-unanswered', 'tls-refused'])
