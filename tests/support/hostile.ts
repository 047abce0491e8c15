import { createSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

// Servers that mean ill, on the loopback address and a free port, in the process of the test: whatever an instrument meets, it has
// to come back in bounded time and memory with a finding, and nothing of the device's may reach a terminal or a page unchanged.

/** Terminal escapes, markup, direction marks and broken UTF-8, as a device may put into any text. */
export const nastyText =
  '\x1b[2J\x1b[31mPASS\x1b[0m\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07\u0000\u202egnp.exe\u2066' +
  '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&amp;{{7*7}}<%=7*7%>\u00a0\ufeff\ud800'

export const hostileKinds = [
  'big-banner', // 10 MB at once, without a line end
  'nasty-banner', // escapes and markup, in the forms of SSH, FTP, SMTP and telnet
  'endless-stream', // as much as the other side takes
  'endless-lines', // the same in lines of FTP, so that a parser never sees the last
  'byte-a-minute', // one byte now, the next in a minute
  'silent', // accepts, and says nothing
  'reset', // accepts and resets
  'reset-after-question', // waits for the question first
  'closed-after-question', // likewise, and closes in order
  'tls-garbage', // random bytes in answer to a ClientHello
  'tls-huge-record', // a record header that promises 65,535 bytes, and a few of them
  'tls-truncated', // a ServerHello that ends in its middle, then silence
  'tls-endless', // handshake records without end
  'http-half-open', // the head of an answer, a tenth of the body, then silence
  'http-endless-headers',
  'http-endless-body', // chunked
  'http-lying-length', // Content-Length of an exabyte
  'http-compressed-bomb', // 200 KB that unfold to 200 MB
  'http-nasty', // escapes and markup in status, headers and title
  'http-round-about', // redirects to itself for ever
  'ssh-endless-packet', // a banner, then a packet of 4 GB
  'telnet-endless-options', // negotiates without end
  'question-echo', // says back what it is told
] as const
export type HostileKind = (typeof hostileKinds)[number]

export interface HostileServer {
  readonly kind: string
  readonly port: number
  /** How many connections have come so far. */
  connections(): number
  close(): Promise<void>
}

const crlf = '\r\n'
const garbage = (size: number): Buffer => {
  // The same in every run: a test that failed once fails again.
  let state = 0x2026_1123
  return Buffer.from(
    Array.from({ length: size }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return state >>> 24
    }),
  )
}

/** Writes for as long as the other side takes it, and never more than it takes. */
function pour(socket: Socket, chunk: Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

const once = (socket: Socket, then: () => void) => socket.once('data', then)
const http = (socket: Socket, answer: string | Buffer, after?: () => void) =>
  once(socket, () => {
    socket.write(answer)
    after?.()
  })

/** What each of them does with a connection. */
export const hostileActs: Readonly<Record<HostileKind, (socket: Socket) => void>> = {
  'big-banner': (s) => s.write(Buffer.alloc(10_000_000, 'A')),
  'nasty-banner': (s) => s.write(`SSH-2.0-${nastyText}${crlf}220 ${nastyText}${crlf}${nastyText} login: `),
  'endless-stream': (s) => pour(s, garbage(65_536)),
  'endless-lines': (s) => pour(s, Buffer.from(`220-${'all is well '.repeat(8)}${crlf}`.repeat(500))),
  'byte-a-minute': (s) => {
    s.write('2')
    const timer = setInterval(() => s.write('2'), 60_000)
    s.once('close', () => clearInterval(timer))
  },
  silent: () => {},
  reset: (s) => s.resetAndDestroy(),
  'reset-after-question': (s) => once(s, () => s.resetAndDestroy()),
  'closed-after-question': (s) => once(s, () => s.end()),
  'tls-garbage': (s) => once(s, () => s.end(garbage(20_000))),
  'tls-huge-record': (s) => once(s, () => s.write(Buffer.concat([Buffer.from([22, 3, 3, 0xff, 0xff]), garbage(100)]))),
  'tls-truncated': (s) =>
    once(s, () => s.write(Buffer.from([22, 3, 3, 0, 80, 2, 0, 0, 76, 3, 3, ...garbage(32), 32, ...garbage(6)]))),
  'tls-endless': (s) =>
    once(s, () => pour(s, Buffer.concat([Buffer.from([22, 3, 3, 0x40, 0, 11, 0xff, 0xff, 0xff]), garbage(16_380)]))),
  'http-half-open': (s) =>
    http(s, `HTTP/1.1 200 OK${crlf}Content-Type: text/html${crlf}Content-Length: 1000${crlf}${crlf}<html><title>half`),
  'http-endless-headers': (s) =>
    http(s, `HTTP/1.1 200 OK${crlf}`, () => pour(s, Buffer.from(`X-Filler: ${'a'.repeat(500)}${crlf}`.repeat(50)))),
  'http-endless-body': (s) =>
    http(s, `HTTP/1.1 200 OK${crlf}Transfer-Encoding: chunked${crlf}${crlf}`, () =>
      pour(s, Buffer.from(`ffff${crlf}${'x'.repeat(0xffff)}${crlf}`)),
    ),
  'http-lying-length': (s) => http(s, `HTTP/1.1 200 OK${crlf}Content-Length: 1000000000000000000${crlf}${crlf}little`),
  'http-compressed-bomb': (s) => {
    const body = bomb()
    const head = `HTTP/1.1 200 OK${crlf}Content-Type: text/html${crlf}Content-Encoding: gzip${crlf}Content-Length: ${body.length}`
    http(s, Buffer.concat([Buffer.from(`${head}${crlf}${crlf}`), body]))
  },
  'http-nasty': (s) => {
    const plain = nastyText.replaceAll(/[\r\n\0]/g, '')
    const head = `HTTP/1.1 200 ${plain}${crlf}Server: ${plain}${crlf}WWW-Authenticate: Basic realm="${plain}"${crlf}`
    http(s, `${head}Content-Type: text/html${crlf}Connection: close${crlf}${crlf}<title>${nastyText}</title>`, () =>
      s.end(),
    )
  },
  'http-round-about': (s) => http(s, `HTTP/1.1 302 Found${crlf}Location: /${crlf}Content-Length: 0${crlf}${crlf}`),
  'ssh-endless-packet': (s) => {
    s.write(`SSH-2.0-x${crlf}`)
    once(s, () => pour(s, Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xff, 4, 20]), garbage(8_000)])))
  },
  'telnet-endless-options': (s) => {
    const all = Array.from({ length: 200 }, (_, option) => [255, 253, option, 255, 251, option]).flat()
    pour(s, Buffer.from(all))
  },
  'question-echo': (s) => {
    s.pipe(s)
  },
}

let bombOnce: Buffer | undefined
/** Twenty members in a row are one gzip file (RFC 1952, 2.2): made without holding in memory what they unfold to. */
function bomb(): Buffer {
  bombOnce ??= Buffer.concat(Array<Buffer>(20).fill(gzipSync(Buffer.alloc(10_000_000, '<p>'))))
  return bombOnce
}

/** Starts one hostile server. */
export const startHostile = (kind: HostileKind): Promise<HostileServer> => listenWith(kind, hostileActs[kind])

/** A device that goes down after some connections, and is back on the same port after a while. */
export function startRebooting({
  after,
  downMs,
  act = (socket) => socket.end(`220 ready${crlf}`),
}: {
  readonly after: number
  readonly downMs: number
  readonly act?: (socket: Socket) => void
}): Promise<HostileServer> {
  let left = after
  return listenWith('rebooting', (socket, { down }) => {
    if (left-- > 0) return act(socket)
    left = after
    down(downMs)
  })
}

interface Handle {
  /** Cuts every connection, refuses new ones, and listens again on the same port later. */
  down(ms: number): void
}

function listenWith(kind: string, act: (socket: Socket, handle: Handle) => void): Promise<HostileServer> {
  const open = new Set<Socket>()
  let count = 0
  let closed = false
  let timer: NodeJS.Timeout | undefined
  const cut = () => {
    for (const socket of open) socket.resetAndDestroy()
  }
  const server: Server = createServer((socket) => {
    count++
    open.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => open.delete(socket))
    act(socket, { down })
    if (socket.listenerCount('data') === 0 && socket.listenerCount('readable') === 0) socket.resume()
  })
  const down = (ms: number) => {
    const { port } = server.address() as { port: number }
    server.close()
    cut()
    timer = setTimeout(() => {
      if (!closed) server.listen(port, '127.0.0.1')
    }, ms)
  }
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      done({
        kind,
        port,
        connections: () => count,
        close: async () => {
          closed = true
          clearTimeout(timer)
          cut()
          if (server.listening) await new Promise<void>((ended) => server.close(() => ended()))
        },
      })
    })
  })
}

export const hostileDatagrams = [
  'flood', // a thousand packets for one
  'huge', // as large as a datagram can be
  'garbage',
  'echo',
  'nothing',
] as const
export type HostileDatagrams = (typeof hostileDatagrams)[number]

/** The same for UDP; `connections` counts the packets that came. */
export function startHostileUdp(kind: HostileDatagrams): Promise<HostileServer> {
  const socket = createSocket('udp4')
  let count = 0
  socket.on('message', (message, from) => {
    count++
    const send = (packet: Uint8Array) => socket.send(packet, from.port, from.address, () => {})
    if (kind === 'flood') for (let n = 0; n < 1_000; n++) send(garbage(1_000))
    else if (kind === 'huge') send(garbage(65_507))
    else if (kind === 'garbage') send(garbage(300))
    else if (kind === 'echo') send(message)
  })
  return new Promise((done) =>
    socket.bind(0, '127.0.0.1', () =>
      done({
        kind,
        port: socket.address().port,
        connections: () => count,
        close: () => new Promise((ended) => socket.close(() => ended())),
      }),
    ),
  )
}
