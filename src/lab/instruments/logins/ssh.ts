import { Client, type ConnectConfig } from 'ssh2'
import { DialError } from '../../wire/dial.ts'
import { type Attempt, type Door, guarded, type Login, type LoginWay, portOf, type Tried, tryMs } from './login.ts'

// Old devices speak what nobody should: how good it is, is for the SSH instrument to see; here it only has to work.
const algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group14-sha1',
    'diffie-hellman-group-exchange-sha1',
    'diffie-hellman-group1-sha1',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
  ].concat(['rsa-sha2-256', 'ssh-rsa', 'ssh-dss']),
  cipher: { append: [/.*/], prepend: [], remove: [] },
  hmac: { append: [/.*/], prepend: [], remove: [] },
  compress: ['none', 'zlib@openssh.com', 'zlib'],
} as unknown as ConnectConfig['algorithms']

/** What a server says one may log in with, for one user: 'password', 'keyboard-interactive', 'publickey' … */
export interface SshOffer {
  readonly methods: readonly string[]
  readonly admittedWithout: boolean // nothing was asked at all
}

const connectMs = 12_000
const connectionsAtOnce = 4 // dropbear: five that have not logged in, from one address
const triesPerConnection = 3 // below MaxAuthTries of OpenSSH (6) and dropbear (10), and few connections are opened

type Turn = { readonly methods: readonly string[] } | 'in' | { readonly ended: string; readonly heard: boolean }
interface Session {
  readonly user: string
  readonly methods: readonly string[]
  readonly admitted: boolean // the request `none` was enough
  tries: number
  submit(password: string): Promise<Turn>
  close(): void
}

/** Asks what a user may log in with, by the request `none` (RFC 4252, 5.2). */
export async function sshOffer(door: Door, way: LoginWay, user: string): Promise<SshOffer | 'unanswered'> {
  const session = await open(door, way, user)
  if ('trouble' in session) return 'unanswered'
  session.close()
  return { methods: session.methods, admittedWithout: session.admitted }
}

/** SSH by password or keyboard-interactive. A connection serves several tries for the same user, as servers allow it. */
export function sshLogin(door: Door, way: LoginWay): Login {
  const idle = new Set<Session>()
  let busy = 0
  const close = () => {
    for (const session of idle) session.close()
    idle.clear()
  }
  const counted = async (attempt: Attempt) => {
    busy++
    try {
      return await tryOnce(attempt)
    } finally {
      busy--
    }
  }
  return {
    try: (attempt) => guarded(door, () => counted(attempt)),
    readyFor: (user) => [...idle].some((session) => session.user === user),
    lanesAtMost: connectionsAtOnce,
    close,
  }

  async function tryOnce({ user, password }: Attempt): Promise<Tried> {
    const kept = [...idle].find((s) => s.user === user)
    if (kept) idle.delete(kept)
    for (const other of [...idle].slice(0, Math.max(0, idle.size + busy - connectionsAtOnce))) {
      idle.delete(other)
      other.close()
    }
    const session = kept ?? (await open(door, way, user))
    if ('trouble' in session) return session.trouble
    if (session.admitted) {
      session.close()
      return { answer: 'accepted', ms: 0, status: 'none' }
    }
    if (!session.methods.some((m) => m === 'password' || m === 'keyboard-interactive')) {
      session.close()
      return { answer: 'rejected', ms: 0, status: session.methods.join(',').slice(0, 40) }
    }
    const began = performance.now()
    const turn = await session.submit(password)
    const ms = Math.round(performance.now() - began)
    session.tries++
    if (turn === 'in') {
      session.close()
      return { answer: 'accepted', ms, status: 'success' }
    }
    if ('methods' in turn) {
      // A server that now wants something else after a right password (RFC 4252, partial success) is told apart in `open`.
      if (session.tries < triesPerConnection && !door.signal.aborted) idle.add(session)
      else session.close()
      return { answer: 'rejected', ms, status: 'failure' }
    }
    session.close()
    // A kept connection may have been closed while it waited; a fresh one shows which it was.
    if (kept !== undefined && !turn.heard) return tryOnce({ user, password })
    if (/too many/i.test(turn.ended)) return { answer: 'rejected', ms, status: 'too-many-failures' }
    return { answer: turn.ended === 'time' ? 'no-answer' : 'unclear', ms, status: turn.ended.slice(0, 40) }
  }
}

async function open(door: Door, way: LoginWay, user: string): Promise<Session | { readonly trouble: Tried }> {
  const socket = await door.dial.tcp(portOf(way.endpoint), { ...(way.address && { address: way.address }) })
  const client = new Client()
  let greeted = false
  let partial = false
  let wake: ((turn: Turn) => void) | undefined
  let early: Turn | undefined
  let next: ((auth: unknown) => void) | undefined
  let answered = false // something was said about the last password
  const turn = (what: Turn) => {
    if (wake) wake(what)
    else early ??= what
    wake = undefined
  }
  const listen = (ms: number) =>
    new Promise<Turn>((resolve) => {
      const timer = setTimeout(
        () => setImmediate(() => setImmediate(() => turn({ ended: 'time', heard: answered }))),
        ms,
      )
      wake = (what) => {
        clearTimeout(timer)
        resolve(what)
      }
      if (early) wake(early)
      early = undefined
    })
  const close = () => {
    client.end()
    socket.destroy()
  }
  let lastWords = ''
  client.on('handshake', () => {
    greeted = true
  })
  client.on('ready', () => turn('in'))
  client.on('error', (error) => {
    lastWords ||= error.message
  })
  const ended = () => turn({ ended: lastWords || 'closed', heard: answered })
  client.on('close', ended)
  socket.once('close', ended)
  const first = listen(connectMs)
  try {
    client.connect({
      sock: socket,
      username: user,
      algorithms,
      readyTimeout: 0,
      keepaliveInterval: 0,
      hostVerifier: () => true,
      authHandler: ((methods: string[] | null, partially: boolean | null, callback: (auth: unknown) => void) => {
        if (methods === null) return callback({ type: 'none', username: user })
        partial ||= partially === true
        next = callback
        // A password that was right and is not enough (RFC 4252, 5.1) is a right password all the same.
        turn(partial ? 'in' : { methods })
        return undefined
      }) as unknown as NonNullable<ConnectConfig['authHandler']>,
    })
  } catch (error) {
    socket.destroy()
    throw error
  }
  const opening = await first
  if (door.signal.aborted) throw new DialError('stopped')
  if (opening !== 'in' && !('methods' in opening)) {
    close()
    return { trouble: troubleOf(opening.ended, greeted) }
  }
  const methods = opening === 'in' ? [] : [...opening.methods]
  return {
    user,
    methods,
    admitted: opening === 'in',
    tries: 0,
    close,
    submit: async (password) => {
      if (early !== undefined || next === undefined) return early ?? { ended: 'closed', heard: false }
      const awaited = listen(tryMs)
      answered = false
      const type = methods.includes('password') ? 'password' : 'keyboard-interactive'
      let asked = 0
      next(
        type === 'password'
          ? { type, username: user, password }
          : {
              type,
              username: user,
              prompt: (
                _name: string,
                _instructions: string,
                _language: string,
                prompts: readonly { prompt: string }[],
                finish: (answers: string[]) => void,
              ) => {
                answered = true
                // A server that goes on asking is not answered for ever.
                if (++asked > 4) return close()
                finish(prompts.map(() => password))
              },
            },
      )
      return awaited
    },
  }
}

function troubleOf(ended: string, greeted: boolean): Tried {
  if (ended === 'time') return { answer: 'no-answer', ms: 0, status: greeted ? 'silent-after-keys' : 'silent' }
  if (/no matching|unsupported/i.test(ended)) return { answer: 'unclear', ms: 0, status: 'no-common-algorithm' }
  // MaxStartups and PerSourcePenalties of OpenSSH close before or at the greeting.
  if (!greeted) return { answer: 'refused-connection', ms: 0, status: 'closed-at-greeting' }
  return { answer: 'unclear', ms: 0, status: ended.slice(0, 40) }
}
