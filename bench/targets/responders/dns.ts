import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { decode, encode, streamEncode } from 'dns-packet'

export interface DnsOptions {
  readonly names: Readonly<Record<string, string>> // 'router.home.arpa' → '198.18.0.40'
}

/** The resolver of a home router: its own names, and a refusal for everything outside. */
export function dns({ names }: DnsOptions): void {
  const answerTo = (message: Buffer) => {
    const decoded = decode(message)
    const [question] = decoded.questions ?? []
    if (decoded.type !== 'query' || question === undefined) return undefined
    const address = question.type === 'A' && question.class === 'IN' ? names[question.name.toLowerCase()] : undefined
    return {
      type: 'response' as const,
      id: decoded.id ?? 0,
      flags: address === undefined ? 5 : 0x0400, // 5: refused
      questions: [question],
      answers: address === undefined ? [] : [{ name: question.name, type: 'A' as const, ttl: 60, data: address }],
    }
  }
  const socket = createSocket({ type: 'udp6', ipv6Only: false })
  socket.on('message', (message, from) => {
    try {
      const answer = answerTo(message)
      if (answer) socket.send(encode(answer), from.port, from.address)
    } catch {
      // what is no DNS gets no answer
    }
  })
  socket.bind(53)
  createServer((connection) => {
    connection.on('error', () => {})
    connection.setTimeout(10_000, () => connection.destroy())
    let kept = Buffer.alloc(0)
    connection.on('data', (chunk) => {
      kept = Buffer.concat([kept, chunk]).subarray(0, 4_096)
      if (kept.length < 2 || kept.length < 2 + kept.readUInt16BE(0)) return
      try {
        const answer = answerTo(kept.subarray(2, 2 + kept.readUInt16BE(0)))
        if (answer) connection.write(streamEncode(answer))
      } catch {
        // likewise
      }
      connection.end()
    })
  }).listen(53, '::')
}
