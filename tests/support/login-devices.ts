import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { load } from 'js-yaml'
import { afterEach } from 'vitest'
import type { Bench, KnownLogin } from '../../src/lab/bench.ts'
import { parseCorpus } from '../../src/lab/corpus.ts'
import type { LoginKind } from '../../src/lab/instruments/logins/kinds.ts'
import type { Login, LoginWay } from '../../src/lab/instruments/logins/login.ts'
import { openLogin } from '../../src/lab/instruments/logins/open-login.ts'
import type { Observation } from '../../src/lab/observation.ts'
import { type BenchOptions, benchAt, nothingDeclared } from './lab-bench.ts'

// Devices that behave well and badly at a login, on the loopback of the test itself.

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A TCP service that treats every connection so; gives its port. It ends with the test. */
export async function tcpDevice(act: (socket: Socket, count: number) => void): Promise<number> {
  const sockets = new Set<Socket>()
  let count = 0
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    act(socket, ++count)
  })
  return listening(server, () => {
    for (const socket of sockets) socket.destroy()
  })
}

/** What a web service is asked, and what it says. `undefined` closes the connection without a word. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  readonly count: number // requests so far, this one included
}
export interface Told {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  readonly afterMs?: number
}

/** A web service; gives its port. */
export async function webDevice(answer: (asked: Asked) => Told | undefined): Promise<number> {
  let count = 0
  const server = createHttp((request, response) => {
    const parts: Buffer[] = []
    request.on('error', () => {})
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const told = answer({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers as Record<string, string | undefined>,
        body: Buffer.concat(parts).toString('utf8'),
        count: ++count,
      })
      if (!told) return void request.socket.destroy()
      const { status = 200, headers = {}, body = '', afterMs = 0 } = told
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'text/html', ...headers } as Record<string, string>)
        response.end(body)
      }, afterMs)
    })
  })
  return listening(server, () => server.closeAllConnections())
}

/** A UDP service; gives its port. */
export async function udpDevice(answer: (packet: Buffer) => Uint8Array | undefined): Promise<number> {
  const socket = createSocket('udp4')
  socket.on('message', (packet, from) => {
    const said = answer(packet)
    if (said) socket.send(said, from.port, from.address)
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  open.push(() => socket.close())
  return socket.address().port
}

async function listening(server: Server, closeAll: () => void): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push(() => {
    closeAll()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** The list of pairs as it is delivered. */
export const benchCorpus = parseCorpus(
  load(readFileSync(new URL('../../catalogue/device-tests/credentials.yaml', import.meta.url), 'utf8')),
)

/** A bench before the loopback. */
export const loginBench = (
  options: BenchOptions & {
    readonly corpus?: Bench['corpus']
    readonly logins?: readonly KnownLogin[]
    readonly consent?: Partial<Bench['consent']>
  } = {},
): Bench => {
  const bench = benchAt({ ipv4: '127.0.0.1' }, options)
  return {
    ...bench,
    corpus: options.corpus ?? benchCorpus,
    logins: options.logins ?? [],
    consent: { ...bench.consent, ...options.consent },
  }
}

/** One login at a port of the loopback. */
export function loginAt(
  login: LoginKind,
  port: number,
  way: Partial<LoginWay> = {},
  bench: Bench = loginBench(),
): Login {
  const endpoint = `${login === 'snmp' ? 'udp' : 'tcp'}/${port}`
  const opened = openLogin(bench, { login, endpoint, tls: false, ...way }, bench.declared)
  if (!opened) throw new Error(`no login ${login}`)
  return opened
}

export const serviceSeen = (endpoint: string, protocol: string, tls = false): Observation => ({
  id: `identify/${endpoint}`,
  sample: 1,
  address: 'ipv4',
  endpoint,
  began: 0,
  took: 0,
  completeness: 'complete',
  seen: { kind: 'service', protocol: protocol as 'http', tls },
})

export { nothingDeclared }
