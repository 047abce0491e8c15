import { connect, type Socket } from 'node:net'

/**
 * What one TCP port answers. `silent`: nothing came in time; `unreachable`: the network or a firewall said so, not the port;
 * `failed`: this machine could not ask, which says nothing about the device.
 */
export const portAnswers = ['open', 'refused', 'silent', 'unreachable', 'failed'] as const
export type PortAnswer = (typeof portAnswers)[number]

interface Pending {
  readonly deadline: number
  settle(answer: PortAnswer): void
}

/** How often deadlines are looked at, in ms: one timer for thousands of sockets. */
const sweepEvery = 20

/** Asks ports whether they are open, with as little as a socket needs: 65,535 of them in seconds, nothing left behind. */
export interface Prober {
  ask(host: string, port: number, timeoutMs: number, tell: (answer: PortAnswer) => void): void
  /** Lets go of everything that is under way: those questions end as `failed`. */
  stop(): void
}

export function prober(): Prober {
  const pending = new Set<Pending>()
  let sweep: NodeJS.Timeout | undefined
  // A loop that is late fires timers before it looks at sockets, and an open port would be taken for a silent one (lab.md §4.1).
  // So whoever is overdue is only named here; the verdict falls after the sockets were looked at twice.
  const lookAtDeadlines = () => {
    const now = performance.now()
    const overdue: Pending[] = []
    for (const one of pending) if (one.deadline <= now) overdue.push(one)
    if (overdue.length === 0) return
    setImmediate(() =>
      setImmediate(() => {
        for (const one of overdue) one.settle('silent')
      }),
    )
  }

  return {
    ask(host, port, timeoutMs, tell) {
      const socket = connect({ host, port, autoSelectFamily: false })
      const one: Pending = {
        deadline: performance.now() + timeoutMs,
        settle(answer) {
          if (!pending.delete(one)) return
          if (pending.size === 0) {
            clearInterval(sweep)
            sweep = undefined
          }
          socket.destroy()
          tell(answer)
        },
      }
      pending.add(one)
      sweep ??= setInterval(lookAtDeadlines, sweepEvery)
      socket.once('connect', () => one.settle(metItself(socket) ? 'refused' : 'open'))
      socket.on('error', (error: NodeJS.ErrnoException) => one.settle(answerOf(error.code)))
    },
    stop() {
      for (const one of [...pending]) one.settle('failed')
    },
  }
}

/** A socket that dials the port it was given for itself meets itself (simultaneous open): nothing listens there. */
const metItself = (socket: Socket): boolean =>
  socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress

function answerOf(code: string | undefined): PortAnswer {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'refused'
    case 'ETIMEDOUT':
      return 'silent'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'unreachable'
    default:
      return 'failed' // EMFILE, EADDRNOTAVAIL, a firewall on this machine …
  }
}
