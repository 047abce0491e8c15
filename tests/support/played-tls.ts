import { type AddressInfo, createServer, type Socket } from 'node:net'
import { suiteNames } from '../../src/lab/instruments/tls/suites.ts'
import { type TlsVersion, wireVersion } from '../../src/lab/instruments/tls/versions.ts'
import { Cursor } from '../../src/lab/wire/cursor.ts'

// A server that only begins to speak TLS: it answers the first message as a server of its time would, with suites and versions that no
// library of today can be built with. Nothing after the first answer works.

export interface PlayedTls {
  readonly versions: Readonly<Partial<Record<Exclude<TlsVersion, 'SSLv2'>, readonly string[]>>>
  readonly ssl2?: readonly number[] // cipher kinds
  readonly refuses?: 'alert' | 'close' | 'hang' // how it says no
  /** Closes on a message that has extensions, as servers of before 2003. */
  readonly extensionIntolerant?: boolean
  /** Refuses a message of TLS 1.3 that has no key. */
  readonly wantsKey?: boolean
  readonly compresses?: boolean
  readonly certificate?: Uint8Array
  readonly primeBits?: number
  /** Before anything is read: true answers, false closes at once. */
  readonly admits?: (connection: number) => boolean
}

const idOf = (name: string): number => [...suiteNames].find(([, n]) => n === name)![0]
const u16 = (n: number) => [n >> 8, n & 0xff]
const u24 = (n: number) => [n >> 16, (n >> 8) & 0xff, n & 0xff]
const vector = (bytes: readonly number[], lengthBytes: 1 | 2 | 3): number[] => [
  ...(lengthBytes === 1 ? [bytes.length] : lengthBytes === 2 ? u16(bytes.length) : u24(bytes.length)),
  ...bytes,
]
const message = (type: number, body: readonly number[]) => [type, ...vector(body, 3)]
const record = (version: number, type: number, body: readonly number[]) =>
  Buffer.from([type, ...u16(version), ...vector(body, 2)])
const alert = (description: number) => record(0x0301, 21, [2, description])

/** What the server says to a first message; undefined: it says nothing and closes, or hangs, as it refuses. */
export function playedAnswer(server: PlayedTls, bytes: Buffer): Buffer | undefined {
  if (bytes[0]! & 0x80) return server.ssl2 && ssl2Answer(server.ssl2, server.certificate)
  const cursor = new Cursor(bytes.subarray(9))
  const top = cursor.number(2)
  cursor.take(32)
  cursor.vector(1)
  const suites = new Cursor(cursor.vector(2))
  const offered: number[] = []
  while (suites.left > 0) offered.push(suites.number(2))
  const compressions = [...cursor.vector(1)]
  const extensions = new Map<number, Uint8Array>()
  if (cursor.left > 0) {
    if (server.extensionIntolerant) return undefined
    const all = new Cursor(cursor.vector(2))
    while (all.left > 0) extensions.set(all.number(2), all.vector(2))
  }
  const no = server.refuses === undefined || server.refuses === 'alert' ? alert(40) : undefined
  const is13 = extensions.has(43)
  const version = is13
    ? 'TLS1.3'
    : (['TLS1.2', 'TLS1.1', 'TLS1.0', 'SSLv3'] as const).find((v) => wireVersion[v] <= top && server.versions[v])
  if (version === undefined) return no && alert(70)
  const chosen = (server.versions[version] ?? []).map(idOf).find((id) => offered.includes(id))
  if (chosen === undefined) return no
  const hasKey = (extensions.get(51)?.length ?? 0) > 2
  if (is13 && server.wantsKey && !hasKey) return no && alert(47)
  const hello = [
    ...u16(is13 ? 0x0303 : wireVersion[version]),
    ...(is13 && !hasKey ? retryRandom : Buffer.alloc(32, 5)),
    0,
    ...u16(chosen),
    server.compresses && compressions.includes(1) ? 1 : 0,
    ...(is13
      ? vector(
          [
            ...u16(43),
            0,
            2,
            3,
            4,
            ...u16(51),
            ...vector(hasKey ? [0, 29, ...vector(Array(32).fill(9), 2)] : [0, 23], 2),
          ],
          2,
        )
      : []),
  ]
  const rest = is13
    ? []
    : [
        ...(server.certificate ? message(11, vector(vector([...server.certificate], 3), 3)) : []),
        ...(server.primeBits ? message(12, vector(Array(server.primeBits / 8).fill(255), 2)) : []),
        ...message(14, []),
      ]
  return record(wireVersion[version], 22, [...message(2, hello), ...rest])
}

const retryRandom = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex')

function ssl2Answer(ciphers: readonly number[], certificate: Uint8Array = new Uint8Array()): Buffer {
  const specs = ciphers.flatMap((kind) => [kind >> 16, (kind >> 8) & 0xff, kind & 0xff])
  const body = [
    4,
    0,
    1,
    0,
    2,
    ...u16(certificate.length),
    ...u16(specs.length),
    ...u16(16),
    ...certificate,
    ...specs,
    ...Array(16).fill(3),
  ]
  return Buffer.from([0x80 | (body.length >> 8), body.length & 0xff, ...body])
}

export interface Played {
  readonly port: number
  readonly connections: () => number
  close(): void
}

/** Listens on a free port of the loopback. */
export function playing(onConnection: (socket: Socket, connection: number) => void): Promise<Played> {
  let connections = 0
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined).on('close', () => open.delete(socket))
    onConnection(socket, ++connections)
  })
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () =>
      done({
        port: (server.address() as AddressInfo).port,
        connections: () => connections,
        close: () => {
          for (const socket of open) socket.destroy()
          server.close()
        },
      }),
    ),
  )
}

/** A played server, listening. */
export const playTls = (server: PlayedTls): Promise<Played> =>
  playing((socket, connection) => {
    if (server.admits?.(connection) === false) return socket.destroy()
    socket.once('data', (bytes: Buffer) => {
      const answer = playedAnswer(server, bytes)
      if (answer) socket.write(answer)
      else if (server.refuses !== 'hang') socket.destroy()
    })
  })
