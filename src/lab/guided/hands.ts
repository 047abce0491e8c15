import type { Bench } from '../bench.ts'
import type { LoginAnswer } from '../instruments/logins/kinds.ts'
import type { Attempt, Login, LoginWay } from '../instruments/logins/login.ts'
import { nonsenseAttempt } from '../instruments/logins/login.ts'
import { openLogin } from '../instruments/logins/open-login.ts'
import { loginGroups } from '../instruments/logins/ways.ts'
import { DialError } from '../wire/dial.ts'
import { portToWatch } from './port-to-watch.ts'
import type { LoginOutcome } from './seen.ts'
import type { PollAnswer, WatchHands } from './watch-outage.ts'

/** What the bench can do while a person acts: watch one port, and try to log in. A telephone has no hands. */
export interface Hands {
  readonly watch?: WatchHands
  /** Tries one login; `not-tried` where no login of that IXIT entry was seen or described. */
  login(authentication: string, attempt: Attempt): Promise<LoginOutcome>
  close(): void
}

type GuideBench = Pick<Bench, 'dial' | 'target' | 'signal' | 'pause' | 'random' | 'clock' | 'declared' | 'observed'>

/** The hands of a bench before its device. */
export function handsOf(bench: GuideBench): Hands {
  const endpoint = portToWatch(bench.observed, bench.declared)
  const open = new Map<string, Login | undefined>()

  async function loginAt(authentication: string): Promise<Login | undefined> {
    if (open.has(authentication)) return open.get(authentication)
    const way = wayTo(bench, authentication)
    const login = way && openLogin(bench, way, bench.declared)
    // A form has no word of its own for “refused”: what it answers to nonsense is taken for it.
    await login?.calibrate?.(nonsenseAttempt(bench))
    open.set(authentication, login)
    return login
  }

  return {
    ...(endpoint !== undefined && {
      watch: {
        endpoint,
        clock: () => bench.clock(),
        pause: (ms) => bench.pause(ms),
        signal: bench.signal,
        poll: () => poll(bench, Number(endpoint.slice(4))),
      },
    }),
    async login(authentication, attempt) {
      try {
        const login = await loginAt(authentication)
        return login === undefined ? 'not-tried' : outcomes[(await login.try(attempt)).answer]
      } catch (error) {
        if (error instanceof DialError && error.trouble !== 'stopped') return 'no-answer'
        throw error
      }
    },
    close() {
      for (const login of open.values()) login?.close()
      open.clear()
    },
  }
}

const outcomes: Record<LoginAnswer, LoginOutcome> = {
  accepted: 'accepted',
  rejected: 'refused',
  throttled: 'throttled',
  locked: 'throttled',
  'refused-connection': 'no-answer',
  'no-answer': 'no-answer',
  unclear: 'no-answer',
}

/** A login that was seen on the device; else as the maker describes it. */
function wayTo({ observed, declared }: GuideBench, authentication: string): LoginWay | undefined {
  const seen = loginGroups({ observed, declared, logins: [] })
    .flat()
    .filter((way) => way.declared.some((a) => a.id === authentication))
  const own = declared.authentication.find((a) => a.id === authentication)
  const endpoint = own?.endpoints.find((e) => e.startsWith('tcp/'))
  const recipe = seen.find((way) => way.login === 'recipe') ?? seen[0]
  if (recipe || !own?.recipe || endpoint === undefined) return recipe
  const protocol = declared.interfaces.find((i) => i.endpoints.includes(endpoint))?.protocol
  return { login: 'recipe', endpoint, tls: protocol === 'https' || endpoint === 'tcp/443', authentication }
}

/** Asks one port once: connects, says nothing, leaves. */
async function poll({ dial }: GuideBench, port: number): Promise<PollAnswer> {
  try {
    const socket = await dial.tcp(port, { timeoutMs: 900 })
    socket.on('error', () => {})
    socket.end()
    socket.destroySoon()
    return 'answered'
  } catch (error) {
    if (!(error instanceof DialError) || error.trouble === 'stopped' || error.trouble === 'spent') throw error
    return error.trouble === 'refused' ? 'refused' : 'silent'
  }
}
