import { Client } from 'ssh2'
import type { Bench } from '../../bench.ts'
import { DialError } from '../../wire/dial.ts'

/** Ways to log in that a server offers to whoever comes. */
export interface Methods {
  readonly methods: readonly string[]
  readonly openToAll: boolean // it let in without any proof
}

// The types of ssh2 know names only; it takes expressions, and adds what matches to what it offers by itself.
// What takes long to reckon stands last, and groups of the server's choice are left out: ssh2 would hold everything up for seconds.
const exchanges = [
  ...['curve25519-sha256', 'curve25519-sha256@libssh.org'],
  ...['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521'],
  ...['diffie-hellman-group14-sha256', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  ...['diffie-hellman-group15-sha512', 'diffie-hellman-group16-sha512'],
] as never
const everything = { append: [/./], prepend: [], remove: [] } as never

/**
 * Asks a server for its ways to log in, by asking to be let in by none (RFC 4252 5.2), as a user that nobody has; no password is
 * tried. Undefined where that could not be found out, for instance because nothing is shared with an old server.
 */
export async function methodsOf(
  bench: Pick<Bench, 'dial' | 'signal' | 'random'>,
  port: number,
  timeoutMs = 10_000,
): Promise<Methods | undefined> {
  const socket = await bench.dial.tcp(port)
  const answer = await new Promise<Methods | undefined>((resolve) => {
    const client = new Client()
    const settle = (methods: Methods | undefined) => {
      clearTimeout(timer)
      resolve(methods)
      client.destroy()
      socket.destroy()
    }
    const timer = setTimeout(() => settle(undefined), timeoutMs)
    client.on('ready', () => settle({ methods: ['none'], openToAll: true }))
    client.on('error', () => settle(undefined))
    client.on('close', () => settle(undefined))
    socket.once('close', () => settle(undefined))
    try {
      client.connect({
        sock: socket,
        username: `h${Buffer.from(bench.random(6)).toString('hex')}`,
        readyTimeout: timeoutMs,
        hostVerifier: () => true,
        algorithms: {
          kex: exchanges,
          serverHostKey: everything,
          cipher: everything,
          hmac: everything,
          compress: ['none'],
        },
        authHandler: (left, _partial, next) => {
          // Asked first with nothing known; then with what is left.
          if (left === null) return next('none' as never)
          settle({
            methods: left.map((name) => name.replace(/[^\x21-\x7e]/g, '?').slice(0, 40)).slice(0, 20),
            openToAll: false,
          })
          next(false as never)
        },
      })
    } catch {
      settle(undefined)
    }
  })
  if (bench.signal.aborted) throw new DialError('stopped')
  return answer
}
