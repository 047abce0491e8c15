import type { Socket } from 'node:net'
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
import { telnetEar } from './telnet-options.ts'
import { asksForLogin, promptOf, refusalWords, visible } from './telnet-prompt.ts'

const greetingMs = 6_000
const nudgeMs = 1_200 // some wait for a key before they say anything

/** What looks like a shell's prompt may be half a banner, so it has to stand for a moment. */
const hush = (otherwise: number) => (text: string) => (promptOf(text) === 'shell' ? 400 : otherwise)

/** Opens a telnet connection and waits for what it asks first. */
export async function telnetGreeting(
  door: Door,
  way: Pick<LoginWay, 'endpoint' | 'address' | 'tls'>,
  patienceMs = greetingMs,
): Promise<{ readonly talk: Conversation; readonly text: string; readonly asks: ReturnType<typeof promptOf> }> {
  const socket: Socket = await connectTo(door, way)
  const talk = conversationOver(socket, telnetEar())
  let { text, ended } = await talk.hear(asksForLogin, { timeoutMs: nudgeMs, quietMs: hush(800) })
  let asks = promptOf(text)
  if (ended === 'time' || ended === 'quiet') {
    talk.say('\r\n')
    const more = await talk.hear(asksForLogin, {
      timeoutMs: patienceMs - nudgeMs,
      quietMs: hush(Math.min(1_500, patienceMs - nudgeMs)),
    })
    text += more.text
    ended = more.ended
    asks = promptOf(more.text) === 'none' ? promptOf(text) : promptOf(more.text) // without echo, prompts pile up on one line
  }
  return { talk, text, asks }
}

/** Telnet: prompts, not words, decide. Someone is in when the terminal goes on without asking for a name or password again. */
export const telnetLogin = (door: Door, way: LoginWay): Login => ({
  try: (attempt) => guarded(door, () => tryOnce(door, way, attempt)),
  close: () => {},
})

async function tryOnce(door: Door, way: LoginWay, { user, password }: Attempt): Promise<Tried> {
  const { talk, text, asks } = await telnetGreeting(door, way)
  try {
    if (asks === 'none') return beforePrompt(talk, text)
    if (asks === 'shell') return { answer: 'accepted', ms: 0, status: 'shell-unasked' }
    let sent = performance.now()
    if (asks === 'user') {
      talk.say(`${user}\r\n`)
      const next = await talk.hear((t) => asksForLogin(afterEcho(t, user)), { timeoutMs: tryMs, quietMs: hush(4_000) })
      const then = promptOf(afterEcho(next.text, user))
      if (then !== 'password') return await settled(talk, afterEcho(next.text, user), next, sent)
    }
    sent = performance.now()
    talk.say(`${password}\r\n`)
    const decides = (t: string) => asksForLogin(afterEcho(t, password))
    const heard = await talk.hear(decides, { timeoutMs: tryMs, quietMs: hush(1_500) })
    return await settled(talk, afterEcho(heard.text, password), heard, sent)
  } finally {
    talk.close()
  }
}

/** What was heard before any prompt came: refusals to talk at all. */
function beforePrompt(talk: Conversation, text: string): Tried {
  if (speaksOfLock(text)) return { answer: 'throttled', ms: 0, status: 'refused-in-words' }
  if (talk.closed) return { answer: 'refused-connection', ms: 0, status: 'closed' }
  return text.trim() === ''
    ? { answer: 'no-answer', ms: 0, status: 'silent' }
    : { answer: 'unclear', ms: 0, status: 'no-prompt' }
}

async function settled(
  talk: Conversation,
  text: string,
  heard: { readonly ended: string; readonly at: number },
  sent: number,
): Promise<Tried> {
  const ms = Math.max(0, Math.round((heard.ended === 'closed' ? performance.now() : heard.at) - sent))
  const asks = promptOf(text)
  if (asksForLogin(text))
    return speaksOfLock(text)
      ? { answer: 'locked', ms, status: 'prompt-again', asksAgain: true }
      : { answer: 'rejected', ms, status: 'prompt-again', asksAgain: true }
  if (heard.ended === 'closed')
    return speaksOfLock(text)
      ? { answer: 'locked', ms, status: 'closed' }
      : { answer: 'rejected', ms, status: 'closed' }
  if (asks === 'shell') {
    // A line left empty: a shell shows its prompt again, a login asks for a name. Greetings may speak of failed logins, so words do not count.
    talk.say('\r\n')
    const again = await talk.hear(asksForLogin, { timeoutMs: 3_000, quietMs: hush(1_000) })
    if (asksForLogin(again.text)) return { answer: 'rejected', ms, status: 'prompt-again', asksAgain: true }
    if (again.ended === 'closed') return { answer: 'unclear', ms, status: 'closed-after-prompt' }
    return { answer: 'accepted', ms, status: 'shell' }
  }
  if (speaksOfLock(text)) return { answer: 'locked', ms, status: 'refused-in-words' }
  if (refusalWords.test(text)) return { answer: 'rejected', ms, status: 'refused-in-words' }
  if (heard.ended !== 'quiet' || visible(text).trim().length < 3)
    return { answer: heard.ended === 'time' && text.trim() === '' ? 'no-answer' : 'unclear', ms, status: heard.ended }
  // A menu, or a refusal in words we do not know: the prompt may come late, so it is waited for as long as refusals take.
  talk.say('\r\n')
  const again = await talk.hear(asksForLogin, { timeoutMs: 6_000, quietMs: () => 2_500 })
  if (asksForLogin(again.text)) return { answer: 'rejected', ms, status: 'prompt-again', asksAgain: true }
  if (again.ended === 'closed') return { answer: 'rejected', ms, status: 'closed' }
  return again.text.trim() === ''
    ? { answer: 'unclear', ms, status: 'silent' }
    : { answer: 'accepted', ms, status: 'menu' }
}

/** Terminals repeat what was typed; that is no answer. */
function afterEcho(text: string, typed: string): string {
  if (typed === '') return text
  const at = text.indexOf(typed)
  return at >= 0 && at < 40 ? text.slice(0, at) + text.slice(at + typed.length) : text
}

/** What a terminal is for somebody who types a line: `echo` of a sum changes nothing, and no banner knows the answer. */
export async function answersAsShell(
  door: Door,
  way: Pick<LoginWay, 'endpoint' | 'address' | 'tls'>,
): Promise<'shell' | 'asks-login' | 'talks' | 'silent'> {
  const { talk, text, asks } = await telnetGreeting(door, way, 2_000)
  try {
    if (asksForLogin(text)) return 'asks-login'
    if (talk.closed) return text.trim() === '' ? 'silent' : 'talks'
    const [a, b] = [...door.random(2)].map((byte) => 100 + byte) as [number, number]
    const sum = `hoshirushi${a * b}`
    talk.say(`echo hoshirushi$((${a}*${b}))\n`)
    const heard = await talk.hear((t) => t.includes(sum), { timeoutMs: 1_500, quietMs: hush(1_000) })
    if (heard.text.includes(sum)) return 'shell'
    if (asksForLogin(heard.text)) return 'asks-login'
    // A command line that knows no echo shows its prompt again.
    if (asks === 'shell' && promptOf(heard.text) === 'shell') return 'shell'
    return (text + heard.text).trim() === '' ? 'silent' : 'talks'
  } finally {
    talk.close()
  }
}
