import { hostOf } from '../../wire/http.ts'
import {
  basicAuthorization,
  type Challenge,
  digestAuthorization,
  digestChallenge,
  readChallenges,
} from './challenge.ts'
import { type Conversation, connectTo, conversationOver } from './conversation.ts'
import {
  type Attempt,
  type Door,
  guarded,
  type Login,
  type LoginWay,
  nonsense,
  portOf,
  type Tried,
  tryMs,
} from './login.ts'

/** An answer of RTSP (RFC 2326): its status, 0 where none came, and what it asks for. */
export interface RtspAnswer {
  readonly status: number
  readonly challenges: readonly Challenge[]
  readonly retryAfterSeconds?: number
  readonly ms: number
}

type At = Pick<LoginWay, 'endpoint' | 'address' | 'tls'>

/** The address of a stream; its host is the literal one. */
export const streamUrl = (door: Door, way: At, path: string): string =>
  `rtsp://${hostOf(door.target, { port: portOf(way.endpoint), tls: false, ...(way.address && { address: way.address }) })}${path}`

/** Opens a connection for asking about streams. */
export async function rtspTalk(door: Door, way: At) {
  const talk = conversationOver(await connectTo(door, way))
  let sequence = 0
  return {
    talk,
    describe: async (url: string, authorization?: string): Promise<RtspAnswer> => {
      const lines = [
        `DESCRIBE ${url} RTSP/1.0`,
        `CSeq: ${++sequence}`,
        'User-Agent: hoshirushi-probe',
        'Accept: application/sdp',
        ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
      ]
      talk.say(`${lines.join('\r\n')}\r\n\r\n`)
      return answerOf(talk)
    },
  }
}

async function answerOf(talk: Conversation): Promise<RtspAnswer> {
  const began = performance.now()
  const heard = await talk.hear(
    (text) => {
      const end = /\r?\n\r?\n/.exec(text)
      if (!end) return false
      const length = Number(/^content-length:\s*(\d{1,7})/im.exec(text.slice(0, end.index))?.[1] ?? 0)
      return text.length >= end.index + end[0].length + length
    },
    { timeoutMs: tryMs, quietMs: () => 3_000 },
  )
  const head = heard.text.split(/\r?\n\r?\n/)[0] ?? ''
  const challenges = [...head.matchAll(/^www-authenticate:[^\S\n]*([^\r\n]*)/gim)].map((m) => m[1]!)
  const after = /^retry-after:\s*(\d{1,6})\b/im.exec(head)?.[1]
  return {
    status: Number(/^RTSP\/\d\.\d (\d{3})/.exec(head)?.[1] ?? 0),
    challenges: readChallenges(challenges),
    ...(after !== undefined && { retryAfterSeconds: Number(after) }),
    ms: Math.round(performance.now() - began),
  }
}

/** RTSP with Basic or Digest; the stream of the way is asked for, and its description is all that is taken. */
export const rtspLogin = (door: Door, way: LoginWay): Login => ({
  try: (attempt) => guarded(door, () => tryOnce(door, way, attempt)),
  close: () => {},
})

async function tryOnce(door: Door, way: LoginWay, attempt: Attempt): Promise<Tried> {
  const { talk, describe } = await rtspTalk(door, way)
  try {
    const url = streamUrl(door, way, way.place ?? '/')
    if (way.login === 'rtsp-basic') return judged(await describe(url, basicAuthorization(attempt)))
    const asked = await describe(url)
    const challenge = digestChallenge(asked.challenges)
    if (asked.status !== 401 || !challenge) {
      const said = judged(asked)
      return said.answer === 'rejected' ? { ...said, answer: 'unclear', status: '401-no-challenge' } : said
    }
    const request = { method: 'DESCRIBE', uri: url, cnonce: nonsense(door, 16) }
    const authorization = digestAuthorization(challenge, attempt, request)
    const told = await describe(url, authorization)
    if (told.status !== 0 || !talk.closed) return judged(told)
    // Some close after every 401: the same, over a new connection.
    const again = await rtspTalk(door, way)
    try {
      return judged(await again.describe(url, authorization))
    } finally {
      again.talk.close()
    }
  } finally {
    talk.close()
  }
}

function judged({ status, ms, retryAfterSeconds }: RtspAnswer): Tried {
  const rest = { ms, status: String(status), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
  if (status === 200) return { answer: 'accepted', ...rest }
  if (status === 401) return { answer: 'rejected', ...rest, asksAgain: true }
  if (status === 404 || status === 454) return { answer: 'accepted', ...rest } // let in, no such stream
  if (status === 423) return { answer: 'locked', ...rest }
  if (status === 429 || status === 453 || status === 503) return { answer: 'throttled', ...rest }
  return { answer: status === 0 ? 'no-answer' : 'unclear', ...rest }
}
