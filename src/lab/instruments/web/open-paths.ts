import type { Bench } from '../../bench.ts'
import { ofKind } from '../../observation.ts'
import { textOf } from '../../pages/html.ts'
import { type HttpAnswer, headerOf, hostOf, httpRequest } from '../../wire/http.ts'
import { type Signature, samePage, signatureOf } from './same-answer.ts'
import { type Told, toldBy, toldByPage } from './told.ts'

/** A path that anybody can read, and what it tells. */
export interface OpenPath {
  readonly path: string
  readonly status: number
  readonly contentType?: string
  readonly told: readonly Told[]
}

/** What became of looking for open paths. `answered` below `asked`: the service slowed us down or fell silent. */
export interface OpenPaths {
  readonly asked: number
  readonly answered: number
  readonly open: readonly OpenPath[]
  readonly trouble?: string
}

interface At {
  readonly port: number
  readonly tls: boolean
  readonly address?: 'ipv4' | 'ipv6' | 'link-local'
}

/** A service that drips is not listened to for ever: what it was not asked by then was not seen. */
const longestMs = 20_000

/** Asks for the policy's paths one after the other, after two that cannot exist. */
export async function lookForOpenPaths(bench: Bench, at: At, first: HttpAnswer, firstPath: string): Promise<OpenPaths> {
  const paths = [...new Set([...announcedPaths(bench, at), ...bench.policy.web.paths.map((p) => p.path)])].slice(0, 60)
  const known: Signature[] = [signatureOf(first, firstPath)]
  for (const suffix of ['', '.json']) {
    const path = `/${Buffer.from(bench.random(9)).toString('hex')}${suffix}`
    const answer = await ask(bench, at, path)
    if (typeof answer === 'string') return { asked: paths.length, answered: 0, open: [], trouble: answer }
    known.push(signatureOf(answer, path))
  }
  const open: OpenPath[] = []
  let answered = 0
  let trouble: string | undefined
  let misses = 0
  const until = bench.clock() + longestMs
  for (const path of paths) {
    if (bench.clock() > until) {
      trouble = 'too-slow'
      break
    }
    const answer = await ask(bench, at, path)
    if (typeof answer === 'string') {
      trouble = answer
      if (++misses >= 3) break
      continue
    }
    misses = 0
    answered++
    if (answer.status < 200 || answer.status > 299 || answer.body.length === 0) continue
    const signature = signatureOf(answer, path)
    if (known.some((one) => samePage(one, signature))) continue
    const contentType = headerOf(answer, 'content-type')
    const text = textOf(answer.body, contentType)
    const told = signature.type.includes('html') ? toldByPage(text) : toldBy(text)
    open.push({ path, status: answer.status, ...(contentType !== undefined && { contentType }), told })
  }
  return { asked: paths.length, answered, open, ...(trouble && { trouble }) }
}

// A service that has had enough for now says so, or says nothing (lab.md §4.2, §4.4). It is left in peace and asked once more; what it
// did not answer then is not closed, it was not seen.
async function ask(bench: Bench, { port, tls, address }: At, path: string): Promise<HttpAnswer | string> {
  for (const last of [false, true]) {
    await bench.pause(bench.policy.web.pauseMs)
    const asked = { port, tls, path, ...(address && { address }) }
    const answer = await httpRequest(bench, asked, { bodyBytes: 131_072, timeoutMs: 4_000 })
    if (answer.ok && answer.value.status !== 429 && answer.value.status !== 503) return answer.value
    if (last) return answer.ok ? 'throttled' : answer.fault.code
    const told = answer.ok ? Number(headerOf(answer.value, 'retry-after')) : 1
    await bench.pause(1_000 * Math.min(5, Math.max(1, told || 1)))
  }
  return 'throttled'
}

/** Paths on this very service that the device itself pointed to when it was discovered: a UPnP description. */
function announcedPaths({ observed, target }: Bench, at: At): readonly string[] {
  const base = `${at.tls ? 'https' : 'http'}://${hostOf(target, at)}`
  return ofKind(observed, 'disclosure').flatMap(({ seen: { token, said } }) => {
    const url = token === 'location' && URL.canParse(said) ? new URL(said) : undefined
    const here = url !== undefined && url.origin === new URL(base).origin && url.pathname !== '/'
    return here ? [url.pathname + url.search] : []
  })
}
