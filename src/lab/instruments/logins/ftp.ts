import { type Conversation, connectTo, conversationOver } from './conversation.ts'
import {
  type Attempt,
  type Door,
  guarded,
  type Login,
  type LoginWay,
  speaksOfLock,
  type Tried,
  tryMs,
} from './login.ts'

/** A reply of FTP (RFC 959): its number, and what it says. 0: none came. */
export interface FtpReply {
  readonly code: number
  readonly text: string
  readonly ms: number
}

/** Opens an FTP connection; gives its greeting. */
export async function ftpGreeting(door: Door, way: Pick<LoginWay, 'endpoint' | 'address' | 'tls'>) {
  const socket = await connectTo(door, way)
  const talk = conversationOver(socket)
  return { talk, greeting: await replyOf(talk) }
}

/** Says one command and waits for its reply. A line break in it would be a second command. */
export async function ftpCommand(talk: Conversation, command: string): Promise<FtpReply> {
  talk.say(`${command.replace(/[\r\n\0]/g, '')}\r\n`)
  return replyOf(talk)
}

async function replyOf(talk: Conversation): Promise<FtpReply> {
  const began = performance.now()
  const heard = await talk.hear((text) => lastLine.test(text), { timeoutMs: tryMs })
  const code = Number(lastLine.exec(heard.text)?.[1] ?? 0)
  return { code, text: heard.text.slice(0, 2_000), ms: Math.round(performance.now() - began) }
}
const lastLine = /(?:^|\n)(\d{3})(?: [^\n]*)?\r?\n?$/

export const ftpLogin = (door: Door, way: LoginWay): Login => ({
  try: (attempt) => guarded(door, () => tryOnce(door, way, attempt)),
  close: () => {},
})

async function tryOnce(door: Door, way: LoginWay, { user, password }: Attempt): Promise<Tried> {
  const { talk, greeting } = await ftpGreeting(door, way)
  try {
    if (greeting.code !== 220) return judged(greeting, talk, 'before')
    const named = await ftpCommand(talk, `USER ${user}`)
    if (named.code === 230) return { answer: 'accepted', ms: named.ms, status: '230' }
    if (named.code !== 331) return judged(named, talk, 'after')
    return judged(await ftpCommand(talk, `PASS ${password}`), talk, 'after')
  } finally {
    talk.close()
  }
}

function judged({ code, text, ms }: FtpReply, talk: Conversation, when: 'before' | 'after'): Tried {
  const status = code === 0 ? (talk.closed ? 'closed' : 'silent') : String(code)
  if (code === 230 || code === 202) return { answer: 'accepted', ms, status }
  if (code === 421) return { answer: 'throttled', ms, status } // RFC 959: service not available, closing
  if (code === 530 || code === 430 || code === 332)
    return { answer: speaksOfLock(text) ? 'locked' : 'rejected', ms, status }
  if (code === 0)
    return { answer: talk.closed ? (when === 'before' ? 'refused-connection' : 'unclear') : 'no-answer', ms, status }
  return { answer: 'unclear', ms, status }
}
