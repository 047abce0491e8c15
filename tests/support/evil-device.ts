import { createSocket, type Socket as Datagrams } from 'node:dgram'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { generate as coapPacket, parse as coapRead } from 'coap-packet'
import { encode } from 'dns-packet'
import mqtt from 'mqtt-packet'
import ssh2 from 'ssh2'
import { type HostileKind, hostileActs, hostileKinds, nastyText } from './hostile.ts'

// Devices that mean ill, each a row of services on usual ports, to be started in a namespace of its own: some from the first byte,
// some only once they were taken for what they seem. Prints 'ready', and the time whenever something reaches it.

type Act = (socket: Socket) => void
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void
interface Evil {
  readonly tcp?: Readonly<Record<number, Act>>
  readonly web?: Readonly<Record<number, Answer>>
  readonly udp?: Readonly<Record<number, (packet: Buffer, answer: (packet: Uint8Array) => void) => void>>
  readonly also?: () => void
}

const usual = [21, 22, 23, 80, 443, 554, 1883, 2222, 8080, 8443, 8883, 9527]
const crlf = '\r\n'
let told = 0
const heard = () => {
  const now = Date.now()
  if (now - told <= 10) return
  told = now
  console.log(`${now}`)
}

const form = '<form method=post action=/in><input name=user><input type=password name=password></form>'
const basic = (realm: string) => ({ 'www-authenticate': `Basic realm="${realm}"` })
const page = (response: ServerResponse, status: number, body: string, headers = {}) => {
  response.writeHead(status, { 'content-type': 'text/html', ...headers })
  response.end(body)
}
/** Sends a byte now and then, for ever. */
const drip = (socket: { write(text: string): unknown; once(name: 'close', then: () => void): unknown }, ms: number) => {
  const timer = setInterval(() => socket.write('x'), ms)
  socket.once('close', () => clearInterval(timer))
}
const pour = (socket: Socket | ServerResponse, chunk: string | Buffer) => {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}
/** Takes a line after the other. */
const byLine = (socket: Socket, line: (text: string) => void) => {
  let left = ''
  socket.on('data', (chunk: Buffer) => {
    left += chunk.toString('latin1')
    for (let at = left.indexOf('\n'); at >= 0; at = left.indexOf('\n')) {
      line(left.slice(0, at).trim())
      left = left.slice(at + 1)
    }
  })
}
const everywhere = (act: Act) => Object.fromEntries(usual.map((port) => [port, act]))
const websOn = (answer: Answer) => Object.fromEntries([80, 8080].map((port) => [port, answer]))
/** Says back whatever it is told, in every place a device has. */
const parrot: Answer = (request, response, body) => {
  const said = [request.url, body, JSON.stringify(request.headers), authorization(request)].join(' | ')
  const plain = said.replace(/[^\x20-\x7e]/g, '')
  page(
    response,
    request.headers.authorization ? 401 : request.method === 'POST' ? 200 : 401,
    `<title>${said}</title>${form}<p>${said}</p>{"password":"${said}"}`,
    {
      ...basic(plain.replaceAll('"', "'").slice(0, 300)),
      server: plain.slice(0, 400),
      'x-you-said': plain.slice(0, 400),
      'set-cookie': `said=${encodeURIComponent(plain).slice(0, 400)}; Path=/`,
      location: `/${encodeURIComponent(plain).slice(0, 300)}`,
    },
  )
}
const authorization = ({ headers }: IncomingMessage) => {
  const [, encoded = ''] = /^basic (.*)$/i.exec(headers.authorization ?? '') ?? []
  return Buffer.from(encoded, 'base64').toString('utf8')
}

const evils: Readonly<Record<string, () => Evil>> = {
  ...Object.fromEntries(
    hostileKinds.map((kind: HostileKind) => [kind, () => ({ tcp: everywhere(hostileActs[kind]) })]),
  ),

  // Well known at first, then without end where a login is tried.
  'login-floods': () => ({
    web: websOn((request, response) => {
      if (request.method !== 'POST' && !request.headers.authorization)
        return page(response, request.url === '/basic' ? 401 : 200, form, request.url === '/basic' ? basic('x') : {})
      response.writeHead(200, { 'content-type': 'text/html' })
      pour(response, form.repeat(100))
    }),
    tcp: {
      21: (s) => {
        s.write(`220 ready${crlf}`)
        byLine(s, () => pour(s, `331-${'more '.repeat(20)}${crlf}`.repeat(100)))
      },
      23: (s) => {
        s.write('\xff\xfd\x18login: ')
        byLine(s, () => pour(s, Buffer.from('login: '.repeat(1_000))))
      },
      554: (s) =>
        byLine(
          s,
          (line) =>
            line === '' && pour(s, `RTSP/1.0 401 No${crlf}CSeq: 1${crlf}X: ${'y'.repeat(900)}${crlf}`.repeat(50)),
        ),
      1883: broker((s) => {
        pour(
          s,
          mqtt.generate({
            cmd: 'publish',
            topic: 'a/b',
            payload: Buffer.alloc(60_000, 'x'),
            qos: 0,
            dup: false,
            retain: false,
          }),
        )
      }),
    },
  }),
  'login-drips': () => ({
    web: websOn((request, response) => {
      if (request.method !== 'POST' && !request.headers.authorization) return page(response, 200, form)
      response.writeHead(200, { 'content-type': 'text/html' })
      drip(response, 300)
    }),
    tcp: {
      21: (s) => {
        s.write(`220 ready${crlf}`)
        byLine(s, () => drip(s, 300))
      },
      22: secureShell((context, _accept) => {
        if (context.method === 'keyboard-interactive') askForEver(context as ssh2.KeyboardAuthContext)
        else if (context.method !== 'password') context.reject(['password', 'keyboard-interactive'])
        // else: never a word
      }),
      23: (s) => {
        s.write('\xff\xfd\x18login: ')
        byLine(s, () => drip(s, 300))
      },
      554: (s) => byLine(s, () => drip(s, 300)),
      1883: broker((s) => drip(s, 300)),
      2222: secureShell((context) => {
        if (context.method === 'keyboard-interactive') askForEver(context as ssh2.KeyboardAuthContext)
        else context.reject(['keyboard-interactive'])
      }),
    },
  }),
  // Words that break whoever puts them into a message of his own.
  'login-poisons': () => ({
    web: {
      80: (request, response) => {
        const nonce = '\x01\x7f\u00e9\r x'.replaceAll('\r', '')
        const raw = request.socket
        raw.write(
          Buffer.from(
            `HTTP/1.1 401 ${nonce}${crlf}WWW-Authenticate: Digest realm="${nonce}", nonce="${nonce}", opaque="${nonce}", qop="auth"${crlf}Set-Cookie: \x01a=\x02b${crlf}Content-Length: 0${crlf}Connection: close${crlf}${crlf}`,
            'latin1',
          ),
        )
        raw.end()
        void response
      },
      8080: (request, response) =>
        page(
          response,
          200,
          `<form method=post action="/\u0000\ud800 x\r\nHost: evil"><input name="us\r\ner\u0001"><input name="__proto__" value="x"><input type=hidden name="constructor" value="\u0000"><input type=password name="pa\r\nss\ud800"></form>${request.url}`,
        ),
    },
    tcp: {
      21: (s) => {
        s.write(`220 ${nastyText}${crlf}`)
        byLine(s, () => s.write(`331 ${nastyText}${crlf}`))
      },
      23: (s) => {
        s.write(`${nastyText}login: `)
        byLine(s, () => s.write(`${nastyText}\r\nPassword: `))
      },
      554: (s) =>
        byLine(
          s,
          (line) =>
            line === '' &&
            s.write(
              Buffer.from(
                `RTSP/1.0 401 No${crlf}CSeq: 999999999999${crlf}WWW-Authenticate: Digest realm="\x01\x02", nonce="a\x03${'b'.repeat(3_000)}"${crlf}${crlf}`,
                'latin1',
              ),
            ),
        ),
    },
  }),
  // Leads away: to another host that would answer.
  'leads-away': () => ({
    web: {
      ...websOn((request, response) => {
        const away = [
          'http://127.0.0.2/',
          '//127.0.0.2/x',
          'http://127.0.0.1@127.0.0.2/',
          'http://2130706434/',
          'http://[::ffff:127.0.0.2]/',
          '/\\127.0.0.2/',
          'http:\\\\127.0.0.2\\',
          'http://127.0.0.1.127.0.0.2.nip/',
          'http://0x7f.2/',
        ]
        const to = away[Math.floor(Math.random() * away.length)]!
        if (request.method === 'POST') return page(response, 302, '', { location: to })
        page(
          response,
          request.url === '/' ? 200 : 302,
          away
            .map(
              (a) =>
                `<a href="${a}login">login</a><form method=post action="${a}"><input name=u><input type=password name=p></form><meta http-equiv=refresh content="0;url=${a}">`,
            )
            .join(''),
          {
            location: to,
          },
        )
      }),
    },
    udp: {
      1900: (_packet, answer) => {
        for (const host of ['127.0.0.2', '127.0.0.1:80@127.0.0.2', '2130706434', '[::ffff:127.0.0.2]', 'localhost'])
          answer(
            Buffer.from(
              `HTTP/1.1 200 OK${crlf}ST: upnp:rootdevice${crlf}USN: uuid:1${crlf}LOCATION: http://${host}/desc.xml${crlf}${crlf}`,
            ),
          )
      },
      5353: (_packet, answer) =>
        answer(
          encode({
            type: 'response',
            id: 0,
            answers: [
              { type: 'PTR', name: '_services._dns-sd._udp.local', data: '_http._tcp.local' },
              { type: 'PTR', name: '_http._tcp.local', data: 'x._http._tcp.local' },
              { type: 'SRV', name: 'x._http._tcp.local', data: { port: 80, target: 'other.local' } },
              { type: 'A', name: 'other.local', data: '127.0.0.2' },
            ],
          }),
        ),
    },
    also: () => neighbour('127.0.0.2'),
  }),
  // Answers every question over UDP with a thousand packets, and speaks unasked.
  'datagram-floods': () => ({
    tcp: { 80: hostileActs.silent },
    udp: Object.fromEntries(
      [53, 67, 69, 123, 137, 161, 500, 1900, 3702, 5060, 5353, 5683, 47808].map((port) => [
        port,
        (packet: Buffer, answer: (packet: Uint8Array) => void) => {
          const flood =
            port === 5353 ? mdnsFlood() : port === 1900 ? ssdpFlood() : port === 5683 ? blockFlood(packet) : [packet]
          for (let n = 0; n < 1_000; n++) answer(flood[n % flood.length]!)
        },
      ]),
    ),
  }),
  // Lets everybody in, says back what it is told.
  parrot: () => ({
    web: websOn(parrot),
    tcp: {
      21: (s) => {
        s.write(`220 ready${crlf}`)
        byLine(s, (line) => s.write(`331 you said ${line}${crlf}`))
      },
      22: secureShell((context) => {
        if (context.method === 'password') banner(context)
        context.reject(['password'])
      }),
      23: (s) => {
        let said = ''
        s.write('login: ')
        byLine(s, (line) => {
          said += ` ${line}`
          s.write(`you said${said}\r\nPassword: `)
        })
      },
      554: (s) => {
        let said = ''
        byLine(s, (line) => {
          said += ` ${line}`
          if (line === '')
            s.write(
              `RTSP/1.0 401 ${said.slice(0, 300)}${crlf}CSeq: 1${crlf}Server: ${said.slice(0, 300)}${crlf}WWW-Authenticate: Basic realm="${said.replaceAll('"', '').slice(0, 300)}"${crlf}${crlf}`,
            )
        })
      },
      1883: (s) => s.on('data', (chunk: Buffer) => s.write(chunk)),
      9527: (s) => {
        s.write('$ ')
        byLine(s, (line) => s.write(`sh: ${line}: not found\r\n$ `))
      },
    },
    udp: { 161: (packet, answer) => answer(packet) },
  }),
  // Everything at once, and then away for a while, again and again.
  reboots: () => ({
    also: () => {
      let up: (() => void) | undefined
      const turn = (on: boolean) => {
        if (on) {
          const servers = [21, 22, 23, 80, 443, 554].map((port) => {
            const open = new Set<Socket>()
            const server = createServer((s) => {
              heard()
              open.add(s.on('error', () => {}))
              s.on('data', () => {
                heard()
                s.end(port === 80 || port === 443 ? `HTTP/1.1 200 OK${crlf}${crlf}${form}` : `220 hello${crlf}`)
              })
            }).listen(port, '127.0.0.1')
            return () => {
              for (const s of open) s.resetAndDestroy()
              server.close()
            }
          })
          up = () => {
            for (const close of servers) close()
          }
        } else up?.()
        setTimeout(turn, on ? 2_500 : 1_500, !on)
      }
      turn(true)
    },
  }),
  'every-port': () => ({
    also: () =>
      void createServer((s) => {
        heard()
        s.on('error', () => {})
      }).listen(7_777, '0.0.0.0'),
  }),
  'every-port-talks': () => ({
    also: () =>
      void createServer((s) => {
        heard()
        s.on('error', () => {})
        s.write(`220 ${nastyText}${crlf}`)
      }).listen(7_777, '0.0.0.0'),
  }),
  'every-port-closes': () => ({
    also: () =>
      void createServer((s) => {
        heard()
        s.on('error', () => {})
        s.destroy()
      }).listen(7_777, '0.0.0.0'),
  }),
  quiet: () => ({ web: websOn((_request, response) => page(response, 200, 'hello')) }),
}

function broker(then: (socket: Socket) => void): Act {
  return (s) => {
    const reader = mqtt.parser()
    reader.on('error', () => s.destroy())
    reader.on('packet', (packet) => {
      if (packet.cmd === 'connect') s.write(mqtt.generate({ cmd: 'connack', returnCode: 0, sessionPresent: false }))
      if (packet.cmd === 'subscribe') {
        s.write(mqtt.generate({ cmd: 'suback', messageId: packet.messageId ?? 1, granted: [0] }))
        then(s)
      }
    })
    s.on('data', (chunk: Buffer) => reader.parse(chunk))
  }
}

function secureShell(answer: (context: ssh2.AuthContext, accept: () => void) => void): Act {
  const { private: key } = ssh2.utils.generateKeyPairSync('ed25519')
  const server = new ssh2.Server({ hostKeys: [key], banner: nastyText }, (client) => {
    client.on('authentication', (context) => answer(context, () => context.accept()))
    client.on('error', () => {})
  })
  return (socket) => server.injectSocket(socket)
}
function askForEver(context: ssh2.KeyboardAuthContext): void {
  const again = () => context.prompt([{ prompt: 'Password: ', echo: true }], again)
  again()
}
const banner = (context: ssh2.AuthContext) => void context

const mdnsFlood = () =>
  Array.from({ length: 50 }, (_, n) =>
    encode({
      type: 'response',
      id: 0,
      answers: Array.from({ length: 20 }, (_, i) => ({
        type: 'PTR' as const,
        name: '_services._dns-sd._udp.local',
        data: `_${'x'.repeat(30)}${n}-${i}._tcp.local`,
      })),
    }),
  )
const ssdpFlood = () =>
  Array.from({ length: 50 }, (_, n) =>
    Buffer.from(
      `HTTP/1.1 200 OK${crlf}ST: ${'urn:x'.repeat(50)}${n}${crlf}USN: uuid:${n}${crlf}LOCATION: http://127.0.0.1:80/${n}${crlf}SERVER: ${nastyText}${crlf}${crlf}`,
    ),
  )
function blockFlood(packet: Buffer): Buffer[] {
  try {
    const asked = coapRead(packet)
    return [
      coapPacket({
        code: '2.05',
        ack: true,
        messageId: asked.messageId,
        token: asked.token,
        options: [{ name: 'Block2', value: Buffer.from([0xff]) }],
        payload: Buffer.alloc(1_024, '</a>,'),
      }),
    ]
  } catch {
    return [packet]
  }
}

/** Somebody else on the network, who has to be left alone. */
function neighbour(host: string): void {
  for (const port of [80, 8080, 443])
    createServer((s) => {
      console.log('neighbour')
      s.destroy()
    }).listen(port, host)
}

const evil = evils[process.argv[2] ?? '']?.()
if (evil === undefined) throw new Error(`no such device; there are: ${Object.keys(evils).join(' ')}`)
process.on('uncaughtException', (error) => console.error(`device: ${error}`))
const tcp: Promise<unknown>[] = Object.entries(evil.tcp ?? {}).map(
  ([port, act]) =>
    new Promise<void>((done) =>
      createServer((socket) => {
        heard()
        socket.on('error', () => {})
        socket.on('data', heard)
        act(socket)
      }).listen(Number(port), '127.0.0.1', done),
    ),
)
const web = Object.entries(evil.web ?? {}).map(
  ([port, answer]) =>
    new Promise<void>((done) =>
      createHttp((request, response) => {
        heard()
        let body = ''
        request.on('data', (chunk) => (body += chunk))
        request.on('error', () => {})
        response.on('error', () => {})
        request.on('end', () => answer(request, response, body))
      })
        .on('clientError', (_error, socket) => socket.destroy())
        .listen(Number(port), '127.0.0.1', done),
    ),
)
const udp = Object.entries(evil.udp ?? {}).map(
  ([port, act]) =>
    new Promise<void>((done) => {
      const socket: Datagrams = createSocket({ type: 'udp4', reuseAddr: true })
      socket.on('message', (packet, from) => {
        heard()
        act(packet, (answer) => socket.send(answer, from.port, from.address, () => {}))
      })
      socket.bind(Number(port), '127.0.0.1', done)
    }),
)
evil.also?.()
await Promise.all([...tcp, ...web, ...udp])
console.log('ready')
