import { bodyText, type HttpAnswer, headersOf } from '../../wire/http.ts'
import { basicAuthorization, digestAuthorization, digestChallenge, readChallenges } from './challenge.ts'
import { askPage, refusedForNow, unanswered } from './http-said.ts'
import {
  type Attempt,
  type Door,
  guarded,
  type Login,
  type LoginWay,
  nonsense,
  speaksOfLock,
  type Tried,
} from './login.ts'

/** HTTP Basic (RFC 7617). */
export const httpBasicLogin = (door: Door, way: LoginWay): Login => ({
  try: (attempt) => guarded(door, () => withAuthorization(door, way, basicAuthorization(attempt))),
  close: () => {},
})

/** HTTP Digest (RFC 7616): a fresh challenge for every try, since old nonces are refused like wrong passwords. */
export const httpDigestLogin = (door: Door, way: LoginWay): Login => ({
  try: (attempt) => guarded(door, () => digest(door, way, attempt)),
  close: () => {},
})

async function digest(door: Door, way: LoginWay, attempt: Attempt): Promise<Tried> {
  const path = way.place ?? '/'
  const asked = await askPage(door, way, { path })
  if (!asked.ok) return unanswered(asked.fault.code)
  let answer: HttpAnswer = asked.value
  for (let round = 0; ; round++) {
    const challenge = digestChallenge(challengesOf(answer))
    if (answer.status !== 401 || !challenge)
      return (
        refusedForNow(answer, 0) ??
        (answer.status < 400
          ? { answer: 'accepted', ms: 0, status: `${answer.status}-unasked` }
          : { answer: 'unclear', ms: 0, status: `${answer.status}-no-challenge` })
      )
    const authorization = digestAuthorization(challenge, attempt, {
      method: 'GET',
      uri: path,
      cnonce: nonsense(door, 16),
    })
    const told = await askPage(door, way, { path, headers: { Authorization: authorization } })
    if (!told.ok) return unanswered(told.fault.code)
    // stale=true: the digest was right, the nonce too old (RFC 7616, 3.3); asked again once.
    const stale = challengesOf(told.value).some((c) => /^true$/i.test(c.params['stale'] ?? ''))
    if (told.value.status !== 401 || !stale || round >= 1) return judged(told.value)
    answer = told.value
  }
}

async function withAuthorization(door: Door, way: LoginWay, authorization: string): Promise<Tried> {
  const told = await askPage(door, way, { path: way.place ?? '/', headers: { Authorization: authorization } })
  return told.ok ? judged(told.value) : unanswered(told.fault.code)
}

const challengesOf = (answer: HttpAnswer) => readChallenges(headersOf(answer, 'www-authenticate'))

function judged(answer: HttpAnswer): Tried {
  const ms = Math.round(answer.headMs)
  const status = String(answer.status)
  const forNow = refusedForNow(answer, ms)
  if (forNow) return forNow
  if (answer.status === 401)
    return {
      answer: speaksOfLock(bodyText(answer)) ? 'locked' : 'rejected',
      ms,
      status,
      asksAgain: true,
    }
  if (answer.status < 400) return { answer: 'accepted', ms, status }
  // The login was passed if the same page is refused to others with 401; what is missing is the page.
  if (answer.status === 404 || answer.status === 405) return { answer: 'accepted', ms, status }
  return { answer: 'unclear', ms, status }
}
