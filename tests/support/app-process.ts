import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './program.ts'

// The program as it is installed, and a house that issues labels, each in a process of its own: to be killed.

export const checkout = join(import.meta.dirname, '../..')
const compileCache = join(checkout, '.cache/compile')
const limitMs = 60_000

/** Waits until a condition holds, and says what did not come to pass. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  withinMs = limitMs,
): Promise<number> {
  const began = performance.now()
  for (;;) {
    if (await holds()) return performance.now() - began
    if (performance.now() - began > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`)
    await sleep(50)
  }
}

export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

type Environment = Readonly<Record<string, string>>

/** A process of ours. What it printed stays readable after its end. */
interface Child {
  readonly process: ChildProcess
  readonly output: () => string
  /** Ends it by a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>
}

function start(args: readonly string[], environment: Environment): Child {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const child = spawn(process.execPath, args, {
    cwd: checkout,
    // Compiled once, not at each of the many starts.
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const parts: Buffer[] = []
  const words: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stderr.on('data', (part: Buffer) => words.push(part))
  const closed = new Promise<void>((done) => child.once('close', () => done()))
  // Whoever runs the tests may stop them: nothing is left running.
  const last = () => void child.kill('SIGKILL')
  process.once('exit', last)
  void closed.then(() => process.off('exit', last))
  return {
    process: child,
    output: () => Buffer.concat(parts).toString('utf8') + (child.exitCode ? Buffer.concat(words).toString('utf8') : ''),
    end: async (signal) => {
      child.kill(signal)
      await closed
    },
  }
}

/** The server, as `hoshirushi serve` starts it; as a demonstration where nothing was set up. */
export interface AppProcess {
  readonly home: string
  readonly address: string
  readonly pid: number
  /** How long it took until the first answer. */
  readonly startMs: number
  get(path: string, headers?: Environment): Promise<Response>
  health(): Promise<{ database: boolean; log_size: number; published_size: number; oldest_pending_ms: number }>
  isRunning(): boolean
  /** kill -9. */
  kill(): Promise<void>
  /** As an operator stops it. */
  stop(): Promise<void>
}

/** Starts the compiled program in a folder and waits for its first answer. */
export async function startApp(home: string, environment: Environment = {}): Promise<AppProcess> {
  const port = await freePort()
  const began = performance.now()
  const mode = existsSync(join(home, 'operator.json')) ? [] : ['--demonstration']
  const child = start([...program, 'serve', ...mode], {
    HOSHIRUSHI_HOME: home,
    PORT: String(port),
    ...environment,
  })
  const address = `http://127.0.0.1:${port}`
  const isRunning = () => child.process.exitCode === null && child.process.signalCode === null
  const get = (path: string, headers: Environment = {}) => fetch(address + path, { headers, redirect: 'manual' })
  await until('the server answers', async () => {
    if (!isRunning()) throw new Error(`the server ended:\n${child.output()}`)
    return get('/api/v1/health').then(
      (answer) => answer.ok,
      () => false,
    )
  })
  return {
    home,
    address,
    pid: child.process.pid!,
    startMs: performance.now() - began,
    get,
    health: async () => (await get('/api/v1/health')).json() as ReturnType<AppProcess['health']>,
    isRunning,
    kill: () => child.end('SIGKILL'),
    stop: () => child.end('SIGTERM'),
  }
}

/** An act as it was acknowledged. */
export interface Acknowledged {
  readonly case: string
  readonly seq: number
  readonly act: string
  readonly label?: string
}

/** A house that issues labels until it is killed. */
export interface LoadProcess {
  acknowledged(): readonly Acknowledged[]
  /** Codes of what could not be done. */
  refused(): readonly string[]
  kill(): Promise<void>
}

export async function startLoad(home: string, environment: Environment = {}): Promise<LoadProcess> {
  const child = start([join(checkout, 'tests/support/issue-load.ts')], { HOSHIRUSHI_HOME: home, ...environment })
  // A line that was not finished was not told; the kill came first.
  const lines = () =>
    child
      .output()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Acknowledged & { ready?: true; refused?: string; error?: string })
  await until('the house is open', () => {
    if (child.process.exitCode !== null) throw new Error(`the house ended:\n${child.output()}`)
    return child.output().includes('\n')
  })
  return {
    acknowledged: () => lines().filter((line) => line.case !== undefined),
    refused: () => lines().flatMap((line) => (line.refused === undefined ? [] : [`${line.refused} ${line.error}`])),
    kill: () => child.end('SIGKILL'),
  }
}

/** Memory in use, in bytes; `undefined` where the system does not tell. */
export function residentMemory(pid: number): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
  } catch {
    return undefined
  }
}
