import { tamed } from '../../observation.ts'
import { glance, textOf } from '../../pages/html.ts'
import { type HttpAnswer, headerOf, headersOf } from '../../wire/http.ts'
import { type challenges, sameSites } from './seen.ts'

/** Headers whose values are secrets or change with every answer and show nothing. */
const leftOut = new Set(['set-cookie', 'date', 'etag', 'last-modified', 'age', 'expires'])

/** An answer as it stands in an observation: nothing of it can harm a reader, and no secret is in it. */
export function pageOf(answer: HttpAnswer, path: string) {
  const contentType = headerOf(answer, 'content-type')
  const { title, passwordField, fileField, scripted } = glance(textOf(answer.body, contentType))
  return {
    status: Math.min(999, Math.max(100, answer.status)),
    path: tamed(path, 200),
    ...(contentType !== undefined && { contentType: tamed(contentType) }),
    ...(title !== undefined && { title: tamed(title, 200) }),
    headers: answer.headers
      .filter(([name]) => !leftOut.has(name))
      .slice(0, 60)
      .map(([name, value]) => ({ name: tamed(name, 80), value: tamed(value) })),
    cookies: headersOf(answer, 'set-cookie').slice(0, 30).map(cookieOf),
    challenges: [...new Set(headersOf(answer, 'www-authenticate').slice(0, 5).map(challengeOf))],
    passwordField,
    fileField,
    scripted,
    ...(answer.cut !== undefined && { cut: answer.cut }),
  }
}

const challengeOf = (value: string): (typeof challenges)[number] =>
  /^\s*basic\b/i.test(value) ? 'basic' : /^\s*digest\b/i.test(value) ? 'digest' : 'other'

function cookieOf(line: string) {
  const [pair = '', ...attributes] = line.slice(0, 4_096).split(';')
  const named = attributes.map((a) => a.trim().toLowerCase())
  const sameSite = named.find((a) => a.startsWith('samesite='))?.slice(9)
  return {
    name: tamed(pair.split('=')[0]!.trim(), 80),
    secure: named.includes('secure'),
    httpOnly: named.includes('httponly'),
    sameSite: sameSites.find((known) => known === sameSite) ?? 'unsaid',
  }
}
