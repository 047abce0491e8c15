import { bodyText, type HttpAnswer, headerOf, headersOf, hostOf } from '../../wire/http.ts'
import { type LoginForm, readPage } from './form.ts'
import { askPage, refusedForNow, unanswered } from './http-said.ts'
import {
  type Attempt,
  type Door,
  guarded,
  type Login,
  type LoginWay,
  portOf,
  speaksOfLock,
  type Tried,
} from './login.ts'
import { type Signature, sameKind, type Variance, varianceOf, wordsOf } from './signature.ts'

/** Cookies of one visit, by name: what a page set is sent back to the same device. */
export function cookieJar() {
  const kept = new Map<string, string>()
  return {
    take: (answer: HttpAnswer) => {
      for (const line of headersOf(answer, 'set-cookie').slice(0, 20)) {
        const m = /^\s*([^=;\s]{1,100})=([^;]{0,4000})/.exec(line)
        if (m) kept.set(m[1]!.replace(unsent, ''), m[2]!.trim().replace(unsent, ''))
      }
    },
    header: (): Record<string, string> =>
      kept.size === 0 ? {} : { Cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; ') },
    get: (name: string) => kept.get(name),
  }
}

const unsent = /[^\x20-\x7e]/g // what may not stand in a header

/** Where a written address leads, if it stays on the same service; elsewhere nothing is ever sent. */
export function pathOnSameService(door: Door, way: LoginWay, from: string, to: string): string | undefined {
  const asked = { port: portOf(way.endpoint), tls: way.tls, ...(way.address && { address: way.address }) }
  const base = `${way.tls ? 'https' : 'http'}://${hostOf(door.target, asked)}`
  if (!URL.canParse(to, base + from)) return undefined
  const url = new URL(to, base + from)
  return url.origin === new URL(base).origin ? url.pathname + url.search : undefined
}

interface Refusals {
  readonly variance: Variance
  readonly known: Signature[]
}

/** A form on a page. Success is an answer that differs twice from the answers to nonsense; what it says plays no part. */
export function formLogin(door: Door, way: LoginWay): Login {
  const page = way.place ?? '/'
  const signatures = new WeakMap<Tried, Signature>()
  const refusedBefore = new Set<string>() // users who were refused in the known way
  let first: Signature | undefined
  let refusals: Refusals | undefined

  const send = (attempt: Attempt): Promise<Tried> => guarded(door, () => sendOnce(attempt))
  return {
    calibrate: async (nonsense) => {
      const tried = await send(nonsense)
      const signature = signatures.get(tried)
      if (!signature) return tried
      if (!first) {
        first = signature
        return { ...tried, answer: 'rejected' }
      }
      const variance = varianceOf(first, signature)
      if (!variance) return { ...tried, answer: 'unclear', status: 'answers-vary' }
      refusals = { variance, known: [first, signature] }
      return { ...tried, answer: 'rejected' }
    },
    try: async (attempt) => {
      const tried = await send(attempt)
      const signature = signatures.get(tried)
      if (!signature || !refusals) return tried
      const { variance, known } = refusals
      const refused = known.some((k) => sameKind(k, signature, variance))
      if (refused) refusedBefore.add(attempt.user)
      const said: Tried = { ...tried, answer: refused ? 'rejected' : tried.answer === 'locked' ? 'locked' : 'accepted' }
      signatures.set(said, signature)
      return said
    },
    takeAsRefusal: (tried, user) => {
      const signature = signatures.get(tried)
      if (!signature || !refusals || refusedBefore.has(user)) return 'changed-meanwhile'
      refusals.known.push(signature)
      return 'taken'
    },
    close: () => {},
  }

  async function sendOnce(attempt: Attempt): Promise<Tried> {
    const jar = cookieJar()
    const shown = await askPage(door, way, { path: page })
    if (!shown.ok) return unanswered(shown.fault.code)
    const forNow = refusedForNow(shown.value, 0)
    if (forNow) return forNow
    jar.take(shown.value)
    const form = readPage(bodyText(shown.value)).forms[0]
    const path = form && pathOnSameService(door, way, page, form.action === '' ? page : form.action)
    if (!form || path === undefined)
      return speaksOfLock(bodyText(shown.value))
        ? { answer: 'locked', ms: 0, status: 'no-form' }
        : { answer: 'unclear', ms: 0, status: 'no-form' }
    const sent = fields(form, attempt)
    const asked =
      form.method === 'POST'
        ? {
            path,
            method: 'POST',
            body: sent,
            headers: { ...jar.header(), 'Content-Type': 'application/x-www-form-urlencoded' },
          }
        : { path: `${path.split('?')[0]}?${sent}`, headers: jar.header() }
    const answer = await askPage(door, way, asked)
    if (!answer.ok) return unanswered(answer.fault.code)
    const ms = Math.round(answer.value.headMs)
    const refused = refusedForNow(answer.value, ms)
    if (refused) return refused
    return followed(attempt, answer.value, jar, path, ms)
  }

  /** Follows to where the answer leads, on this service only: the same redirect may end in or out. */
  async function followed(
    attempt: Attempt,
    answer: HttpAnswer,
    jar: ReturnType<typeof cookieJar>,
    from: string,
    ms: number,
  ) {
    const status = [answer.status]
    const cookies = headersOf(answer, 'set-cookie').map((c) => c.split('=')[0]!.trim())
    let [last, at] = [answer, from]
    for (let hop = 0; hop < 3 && last.status >= 300 && last.status < 400; hop++) {
      jar.take(last)
      const to = headerOf(last, 'location')
      const path = to === undefined ? undefined : pathOnSameService(door, way, at, to)
      if (path === undefined) break
      const next = await askPage(door, way, { path, headers: jar.header() })
      if (!next.ok) break
      const refused = refusedForNow(next.value, ms)
      if (refused) return refused
      status.push(next.value.status)
      ;[last, at] = [next.value, path]
    }
    const body = bodyText(last)
    const shows = readPage(body)
    const words = wordsOf(body)
    // Menus of routers speak of what they block: only a page that lets nobody in is believed to speak of us.
    const speaks = speaksOfLock(body)
    const refuses = shows.asksPassword || last.status >= 400
    const tried: Tried = {
      answer: speaks && refuses ? 'locked' : 'accepted',
      ms,
      status: status.join('>'),
      asksAgain: shows.asksPassword || last.status === 401,
      ...(speaks && { mayBeLocked: true }),
    }
    signatures.set(tried, {
      status,
      to: at === from ? '' : at.replace(/[?&=][^?&=/]*\d[^?&=/]*/g, ''),
      cookies: [...new Set(cookies)].toSorted(),
      asksPassword: shows.asksPassword,
      title: shows.title,
      words,
      attempt,
    })
    return tried
  }
}

function fields({ userField, passwordField, others }: LoginForm, { user, password }: Attempt): string {
  const sent = new URLSearchParams()
  for (const [name, value] of others) sent.append(name, value)
  if (userField !== undefined) sent.append(userField, user)
  sent.append(passwordField, password)
  return sent.toString()
}
