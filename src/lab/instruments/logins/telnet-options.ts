import type { Ear } from './conversation.ts'

// RFC 854: options are words among the text. We take what makes a server speak (echo, no go-ahead) and refuse the rest.
const IAC = 255
const [DONT, DO, WONT, WILL, SB, SE] = [254, 253, 252, 251, 250, 240]
const welcome = new Set([1, 3]) // ECHO, SUPPRESS-GO-AHEAD
const mostReplies = 64 // a peer that negotiates for ever is not answered for ever

/** Hears telnet: gives the text without options, and the answers to them. Holds what a packet cut in two. */
export function telnetEar(): Ear {
  let rest: readonly number[] = []
  let replies = 0
  const answered = new Set<string>()
  return (chunk) => {
    const bytes = rest.length > 0 ? Buffer.concat([Buffer.from(rest), chunk]) : chunk
    rest = []
    const text: number[] = []
    const reply: number[] = []
    let i = 0
    while (i < bytes.length) {
      const byte = bytes[i]!
      if (byte !== IAC) {
        if (byte !== 0) text.push(byte)
        i++
        continue
      }
      const verb = bytes[i + 1]
      if (verb === undefined) break
      if (verb === IAC) {
        text.push(IAC)
        i += 2
      } else if (verb >= WILL && verb <= DONT) {
        const option = bytes[i + 2]
        if (option === undefined) break
        const key = `${verb} ${option}`
        if (replies < mostReplies && !answered.has(key) && verb !== WONT && verb !== DONT) {
          answered.add(key)
          replies++
          reply.push(IAC, verb === WILL ? (welcome.has(option) ? DO : DONT) : WONT, option)
        }
        i += 3
      } else if (verb === SB) {
        const end = endOf(bytes, i + 2)
        if (end === undefined) break
        i = end
      } else i += 2
    }
    if (i < bytes.length && bytes.length - i <= 1_024) rest = [...bytes.subarray(i)]
    return { text: Buffer.from(text).toString('latin1'), ...(reply.length > 0 && { reply: Uint8Array.from(reply) }) }
  }
}

function endOf(bytes: Buffer, from: number): number | undefined {
  for (let i = from; i + 1 < bytes.length; i++) if (bytes[i] === IAC && bytes[i + 1] === SE) return i + 2
  return undefined
}
