import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

const mostOutput = 64_000_000 // characters kept of what a command says

/** A command that was run where the tester is. */
export interface Finished {
  readonly code: number | null // null: ended by a signal
  readonly timedOut: boolean
  readonly stdout: string
  readonly stderr: string
  readonly ms: number
}

export interface ExecOptions {
  readonly timeoutMs?: number // 60 s
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

export type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** The place beside the devices, from which nothing but them is seen. */
export interface Tester {
  /** Runs a command where the tester is. It is ended after its time, with everything it started. */
  exec(command: string, args?: readonly string[], options?: ExecOptions): Promise<Finished>
  /** The same for a script that Node runs. */
  node(script: string, args?: readonly string[], options?: ExecOptions): Promise<Finished>
  /** Starts a command where the tester is and leaves it to the caller. */
  spawn(command: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Child
}

/** Runs commands in a network namespace, from a folder; `endAll` ends those that still run. */
export function testerIn(namespace: string, folder: string): Tester & { endAll(): void } {
  const children = new Set<ChildProcess>()
  const start = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child => {
    const child = spawn('nsenter', [`--net=/run/netns/${namespace}`, '--', command, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: 'pipe',
      detached: true, // a group of its own, which can be ended as a whole
    })
    children.add(child)
    child.once('close', () => children.delete(child))
    child.stdin.on('error', () => {})
    return child
  }
  const exec: Tester['exec'] = async (command, args = [], { timeoutMs = 60_000, input = '', env } = {}) => {
    const startedAt = performance.now()
    const child = start(command, args, env)
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    child.stdin.end(input)
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      killGroup(child)
    }, timeoutMs)
    const code = await new Promise<number | null>((done, fail) => {
      child.once('error', fail)
      child.once('close', done)
    }).finally(() => clearTimeout(timer))
    return { code, timedOut, stdout: stdout(), stderr: stderr(), ms: performance.now() - startedAt }
  }
  return {
    exec,
    node: (script, args = [], options = {}) => exec(process.execPath, [script, ...args], options),
    spawn: start,
    endAll: () => {
      for (const child of children) killGroup(child)
    },
  }
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL')
  } catch {
    // ended meanwhile
  }
}

function collect(stream: Readable): () => string {
  const parts: Buffer[] = []
  let size = 0
  stream.on('data', (part: Buffer) => {
    size += part.length
    if (size <= mostOutput) parts.push(part)
  })
  return () => Buffer.concat(parts).toString('utf8')
}
