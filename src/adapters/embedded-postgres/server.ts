import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, accessOptions, chooseAddress, embeddedPassword, listenOptions, socketPort } from './address.ts'
import { commandLine, identityOf, isAlive, isSameProcess } from './process-identity.ts'
import { runUnprivileged, unprivileged } from './unprivileged.ts'

/** One PostgreSQL cluster on disk and the programs that run it. */
export interface Cluster {
  readonly folder: string // data/, log, turn/, users/
  readonly binaries: string
  readonly settings: readonly string[] // further `name=value` settings of the server
}

export interface Running {
  readonly pid: number
  readonly address: Address
}

export const superuser = 'hoshirushi'
const data = (cluster: Cluster): string => join(cluster.folder, 'data')
const logFile = (cluster: Cluster): string => join(cluster.folder, 'log')
const program = (cluster: Cluster, name: string): string =>
  join(cluster.binaries, process.platform === 'win32' ? `${name}.exe` : name)
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

const majorVersion = (cluster: Cluster): number =>
  Number(/(\d+)/.exec(runUnprivileged([program(cluster, 'postgres'), '--version'], environment).stdout)?.[1])

/** Makes the cluster when there is none. It is made beside its place and moved there whole: a half-made one is never started. */
export function initialise(cluster: Cluster): void {
  mkdirSync(cluster.folder, { recursive: true, mode: 0o700 })
  unprivileged().own(cluster.folder)
  if (existsSync(join(data(cluster), 'PG_VERSION'))) return
  const making = `${data(cluster)}.new`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  unprivileged().own(making)
  embeddedPassword(data(cluster))
  // The builtin locale sorts by code point on every platform alike; it came with version 17.
  const locale =
    majorVersion(cluster) >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8']
      : ['--lc-collate=C', '--lc-ctype=C.UTF-8']
  const made = runUnprivileged(
    [
      ...[program(cluster, 'initdb'), '-D', making, '-U', superuser, '-E', 'UTF8', '--lc-messages=C', ...locale],
      ...accessOptions(data(cluster)),
    ],
    environment,
  )
  if (made.status !== 0)
    throw new Error(
      `initdb could not make the database in ${making}: ${made.stderr || made.error}${
        unprivileged().options.uid === undefined
          ? ''
          : 'PostgreSQL cannot run as root and user name spaces are refused here, so it runs as the user nobody, who must be able to reach this folder. Put HOSHIRUSHI_HOME below /var/lib, or start as an ordinary user.'
      }`,
    )
  renameSync(making, data(cluster))
}

/** What postmaster.pid says: number of the process, port, socket folder, whether it takes connections. */
function readPidFile(cluster: Cluster): { pid: number; port: number; socket: string; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(data(cluster), 'postmaster.pid'), 'utf8').split('\n')
    const [pid, , , port, socket, , , status] = lines
    return { pid: Number(pid), port: Number(port), socket: socket ?? '', ready: status?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

const isPostgres = (cluster: Cluster, pid: number): boolean => {
  const command = commandLine(pid)
  return isAlive(pid) && (command === undefined || command.includes(data(cluster)))
}

/** The server of this cluster, if one runs and takes connections or soon will. */
export async function findRunning(cluster: Cluster): Promise<Running | undefined> {
  for (let seen = readPidFile(cluster); seen !== undefined && isPostgres(cluster, seen.pid); ) {
    if (seen.ready) return { pid: seen.pid, address: addressOf(cluster, seen) }
    await sleep(10)
    seen = readPidFile(cluster)
  }
  return undefined
}

const addressOf = (cluster: Cluster, seen: { port: number; socket: string }): Address => {
  const password = embeddedPassword(data(cluster))
  return password === undefined
    ? { host: seen.socket, port: seen.port }
    : { host: '127.0.0.1', port: seen.port, password }
}

/**
 * PostgreSQL itself overwrites the lock of a dead server. It cannot where the number lives on: as a zombie or, after a
 * restart of the machine, as another program. Backends that outlive their server are still found by the shared memory.
 */
function clearStaleLocks(cluster: Cluster, address: Address): void {
  for (const lock of [join(data(cluster), 'postmaster.pid'), join(address.host, `.s.PGSQL.${socketPort}.lock`)]) {
    if (!existsSync(lock)) continue
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10)
    if (!Number.isInteger(pid) || !isPostgres(cluster, pid)) rmSync(lock, { force: true })
  }
}

const passing = /lock file|shared memory block|could not bind|Address already in use|is in use/
const largestLog = 20_000_000

/** Starts the server and waits until it takes connections. */
export async function launch(cluster: Cluster): Promise<Running> {
  const address = await chooseAddress(data(cluster))
  const log = logFile(cluster)
  if (existsSync(log) && statSync(log).size > largestLog) truncateSync(log)
  const { prefix, options } = unprivileged()
  const [command, ...rest] = [
    ...[...prefix, program(cluster, 'postgres'), '-D', data(cluster), ...listenOptions(address)],
    ...cluster.settings.flatMap((setting) => ['-c', setting]),
  ]
  for (let attempt = 1; ; attempt++) {
    clearStaleLocks(cluster, address)
    const before = existsSync(log) ? statSync(log).size : 0
    const fd = openSync(log, 'a', 0o600)
    // Detached: Ctrl-C goes to the web server, which ends its work and then stops the database.
    const child = spawn(command!, rest, {
      ...options,
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['ignore', fd, fd],
    })
    closeSync(fd)
    let ended: string | undefined
    child.once('error', (error) => {
      ended = error.message
    })
    child.once('exit', (code, signal) => {
      ended = `it ended with ${code ?? signal}`
    })
    child.unref()
    while (ended === undefined) {
      const seen = readPidFile(cluster)
      if (seen !== undefined && seen.pid === child.pid && seen.ready)
        return { pid: child.pid, address: addressOf(cluster, seen) }
      await sleep(5)
    }
    const words = readFileSync(log, 'utf8').slice(before)
    // Backends of a killed server need a moment to notice; until then its locks and its memory are in use.
    if (attempt > 200 || !passing.test(words))
      throw new Error(`The database server did not start: ${ended}. Its log, ${log}, says:\n${words.slice(-2000)}`)
    await sleep(50)
  }
}

/** Stops the server in order: no new connections, open transactions rolled back, everything written. */
export async function shutDown(cluster: Cluster, running: Running): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    if (process.platform === 'win32')
      runUnprivileged([program(cluster, 'pg_ctl'), 'stop', '-D', data(cluster), '-m', 'fast'], environment)
    else if (isPostgres(cluster, running.pid)) process.kill(running.pid, name)
  }
  const who = identityOf(running.pid) // its command line is gone before it is
  signal('SIGINT')
  for (let waited = 0; isSameProcess(who); waited += 10) {
    if (waited === 30_000) signal('SIGQUIT') // crash recovery at the next start loses nothing that was acknowledged
    await sleep(10)
  }
  const { host } = running.address
  if (host.startsWith(tmpdir()) && host !== data(cluster)) rmSync(host, { recursive: true, force: true })
}
