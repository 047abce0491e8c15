import { setTimeout as sleep } from 'node:timers/promises'
import { type AppProcess, startApp } from './app-process.ts'

// App servers of one installation behind the smallest balancer there is: each request goes to the next server that is up, one
// whose connection broke because its server was killed goes to another. Every answer is counted.

/** One answer, as the balancer passed it on. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly server: number
}

export interface Asking {
  readonly method?: 'GET' | 'POST'
  readonly body?: object
  readonly token?: string
  /** Under what name its time is kept. */
  readonly as: string
  /** Only this server is asked. */
  readonly server?: number
}

export interface BalancedServers {
  /** Asks the next server; undefined where the connection broke before the answer, so that nobody knows what became of it. */
  once(path: string, asking: Asking): Promise<Answer | undefined>
  /** Asks until there is an answer: for what may be asked twice. */
  ask(path: string, asking: Asking): Promise<Answer>
  /** kill -9, a pause, and a new start in its place. */
  killAndStart(server: number, pauseMs?: number): Promise<void>
  readonly running: () => readonly (AppProcess | undefined)[]
  readonly seen: {
    readonly answers: () => number
    readonly cut: () => number
    readonly kills: () => number
    /** Answers that blame the server, with what was asked. */
    readonly broken: () => readonly string[]
    /** In milliseconds, by the name of the asking. */
    readonly times: ReadonlyMap<string, readonly number[]>
  }
  stop(): Promise<void>
}

export async function balancedServers(
  home: string,
  environment: Readonly<Record<string, string>>,
  count = 2,
): Promise<BalancedServers> {
  const start = () => startApp(home, environment)
  const running: (AppProcess | undefined)[] = await Promise.all(Array.from({ length: count }, start))
  const killedAt = Array<number>(count).fill(Number.NEGATIVE_INFINITY)
  const times = new Map<string, number[]>()
  const broken: string[] = []
  let [answers, cut, kills, turn] = [0, 0, 0, 0]

  async function choose(wanted: number | undefined): Promise<number> {
    for (;;) {
      const at = wanted ?? turn++ % count
      if (running[at]) return at
      if (wanted !== undefined || running.every((one) => one === undefined)) await sleep(20)
    }
  }

  async function once(path: string, asking: Asking): Promise<Answer | undefined> {
    const at = await choose(asking.server)
    const n = answers + cut
    const began = performance.now()
    try {
      const response = await fetch(running[at]!.address + path, {
        method: asking.method ?? 'GET',
        redirect: 'manual',
        headers: {
          'X-Forwarded-For': `10.${(n >> 8) % 200}.${n % 250}.${Math.floor(n / 51_200) % 250}`,
          'Accept-Language': 'ja',
          ...(asking.token === undefined ? {} : { Authorization: `Bearer ${asking.token}` }),
          ...(asking.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
        signal: AbortSignal.timeout(60_000),
      })
      const text = await response.text()
      answers++
      const kept = times.get(asking.as)
      const took = performance.now() - began
      if (kept) kept.push(took)
      else times.set(asking.as, [took])
      if (response.status >= 500 || response.status === 429)
        broken.push(`${response.status} ${asking.as} ${path}: ${text.slice(0, 300)}`)
      return { status: response.status, text, server: at }
    } catch (error) {
      // A connection may break where its server was killed after the request had begun, and nowhere else.
      if (killedAt[at]! < began - 50)
        broken.push(`connection ${asking.as} ${path}: ${(error as Error).cause ?? error} (server ${at} was not killed)`)
      cut++
      return undefined
    }
  }

  return {
    once,
    ask: async (path, asking) => {
      for (;;) {
        const answer = await once(path, asking)
        if (answer) return answer
        await sleep(5)
      }
    },
    killAndStart: async (server, pauseMs = 500) => {
      const victim = running[server]
      if (!victim) return
      killedAt[server] = Number.POSITIVE_INFINITY // from now until it is gone
      await victim.kill()
      running[server] = undefined
      killedAt[server] = performance.now()
      kills++
      await sleep(pauseMs)
      running[server] = await start()
    },
    running: () => running,
    seen: {
      answers: () => answers,
      cut: () => cut,
      kills: () => kills,
      broken: () => broken,
      times,
    },
    stop: async () => {
      await Promise.all(running.map((one) => one?.stop()))
    },
  }
}
