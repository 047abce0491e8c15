import { bodyText, type HttpAnswer, headerOf, headersOf } from '../../wire/http.ts'
import { digestChallenge, readChallenges } from '../logins/challenge.ts'
import { readPage } from '../logins/form.ts'
import { pathOnSameService } from '../logins/http-form.ts'
import { askPage, refusedForNow } from '../logins/http-said.ts'
import type { Door } from '../logins/login.ts'
import { type Look, type Looked, nothing } from './looked.ts'
import type { Service } from './services.ts'

type Offer = Looked['logins'][number]

// Asked only while no login was found; names that firmware gives its login page, one request each.
const usual = ['/login', '/login.html', '/admin', '/admin/', '/cgi-bin/luci', '/index.html', '/login.cgi', '/web/']
const mostPages = 12
const pageMs = 5_000

/** HTTP: the first page, where it leads, and the pages a visitor would log in at. Nothing is sent but GET. */
export const lookAtWeb: Look = async (door, service, declared) => {
  const recipes = declared.authentication.filter((a) => a.recipe && a.endpoints.includes(service.endpoint))
  const logins: Offer[] = recipes.map((a) => ({
    login: 'recipe',
    authentication: a.id,
    place: a.recipe!.path.slice(0, 200),
    password: true,
  }))
  const described = new Set(recipes.map((a) => a.recipe!.path.split('?')[0]))
  const found = await visit(door, service, described)
  const offered = [...logins, ...found.logins].filter(
    (o, i, all) =>
      !(o.scripted && logins.length > 0) &&
      all.findIndex((p) => p.login === o.login && p.authentication === o.authentication) === i,
  )
  return {
    ...nothing(found.without),
    places: [],
    logins: offered.slice(0, 8),
    ...(found.trouble && { trouble: found.trouble }),
  }
}

async function visit(door: Door, service: Service, described: ReadonlySet<string | undefined>) {
  const seen = new Set<string>()
  const queue: string[] = ['/']
  const logins: Offer[] = []
  let without: Looked['without'] | undefined
  let trouble: string | undefined
  let askedUsual = false
  while (seen.size < mostPages) {
    if (queue.length === 0 && !askedUsual && logins.length === 0 && described.size === 0 && trouble === undefined) {
      askedUsual = true
      queue.push(...usual)
    }
    const path = queue.shift()
    if (path === undefined) break
    if (seen.has(path)) continue
    seen.add(path)
    const answer = await gently(door, service, path)
    if (typeof answer === 'string') {
      without ??= answer === 'throttled' ? 'unclear' : 'silent'
      trouble = answer
      if (answer !== 'throttled') break
      continue
    }
    const offers = offersOf(door, service, answer, path)
    // A form that the recipe describes is one login, and the recipe knows it better.
    logins.push(
      ...offers.filter((o) => o.target === undefined || !described.has(o.target)).map(({ target: _, ...o }) => o),
    )
    const way = ledTo(door, service, answer, path)
    if (typeof way === 'object') queue.unshift(way.path)
    without ??=
      offers.length > 0 ? 'asks-login' : way === 'elsewhere' ? 'leads-elsewhere' : way ? undefined : shown(answer)
    if (offers.length > 0) break
    if (answer.status === 200) queue.push(...loginLinks(door, service, answer, path))
  }
  return { without: without ?? ('unclear' as const), logins, trouble: logins.length > 0 ? undefined : trouble }
}

const shown = ({ status }: HttpAnswer): Looked['without'] =>
  status === 401 ? 'asks-login' : status < 300 || status === 404 ? 'shows-page' : 'unclear'

/** A page, asked once more after a pause if the service wants to be left in peace. */
async function gently(door: Door, service: Service, path: string): Promise<HttpAnswer | string> {
  for (const pause of [1_000, 2_000, undefined]) {
    const answer = await askPage(door, { ...service }, { path }, pageMs)
    if (!answer.ok) return answer.fault.code
    const forNow = refusedForNow(answer.value, 0)
    if (forNow === undefined) return answer.value
    if (pause !== undefined) await door.pause(Math.min(5_000, (forNow.retryAfterSeconds ?? 0) * 1_000 || pause))
  }
  return 'throttled'
}

function offersOf(door: Door, service: Service, answer: HttpAnswer, path: string): (Offer & { target?: string })[] {
  const place = path.slice(0, 200)
  if (answer.status === 401) {
    const challenges = readChallenges(headersOf(answer, 'www-authenticate'))
    const basic = challenges.some((c) => c.scheme === 'basic')
    return [
      ...(basic ? [{ login: 'http-basic' as const, place, password: true }] : []),
      ...(digestChallenge(challenges) ? [{ login: 'http-digest' as const, place, password: true }] : []),
    ]
  }
  return readPage(bodyText(answer))
    .forms.slice(0, 1)
    .map(({ scripted, userField, action }) => ({
      login: 'http-form' as const,
      place,
      password: true,
      target: pathOnSameService(door, { ...service, login: 'http-form' }, path, action || path)?.split('?')[0] ?? '',
      ...(scripted && { scripted }),
      ...(userField === undefined && { passwordAlone: true }),
    }))
}

/** Where an answer sends a visitor, by status or by the page. */
function ledTo(
  door: Door,
  service: Service,
  answer: HttpAnswer,
  path: string,
): { path: string } | 'elsewhere' | undefined {
  const redirected = answer.status >= 300 && answer.status < 400 ? headerOf(answer, 'location') : undefined
  const refresh = /<meta[^>]{0,200}http-equiv=["']?refresh[^>]{0,200}url=['"]?([^"'>\s]{1,300})/i.exec(
    bodyText(answer).slice(0, 20_000),
  )?.[1]
  const to = redirected ?? refresh
  if (to === undefined) return undefined
  const on = pathOnSameService(door, { ...service, login: 'http-form' }, path, to)
  if (on !== undefined) return { path: on }
  return redirected === undefined ? undefined : 'elsewhere'
}

function loginLinks(door: Door, service: Service, answer: HttpAnswer, path: string): string[] {
  const links = [
    ...bodyText(answer)
      .slice(0, 100_000)
      .matchAll(/<(?:a|frame|iframe)\b[^>]{0,300}?(?:href|src)\s*=\s*["']?([^"'\s>]{1,300})/gi),
  ]
  return [...new Set(links.map((m) => m[1]!))]
    .filter((to) => /log-?in|sign-?in|logon|auth|admin|frame|main/i.test(to) && !/log-?out|sign-?out|logoff/i.test(to))
    .map((to) => pathOnSameService(door, { ...service, login: 'http-form' }, path, to))
    .filter((to) => to !== undefined)
    .slice(0, 4)
}
