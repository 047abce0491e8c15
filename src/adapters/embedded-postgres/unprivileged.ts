import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { chownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** How a command is run so that PostgreSQL, which refuses to run as root, does not see root. */
export interface Unprivileged {
  readonly prefix: readonly string[]
  readonly options: { readonly uid?: number; readonly gid?: number }
  /** Hands a folder over to the user the server runs as. */
  own(folder: string): void
}

const nobody = 65534
const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000']

function chownAll(path: string): void {
  chownSync(path, nobody, nobody)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) chownAll(join(path, name))
}

let known: Unprivileged | undefined

/**
 * As an ordinary user: nothing. As root: a user name space in which root's files belong to user 1000, so that even a
 * private home works; where name spaces are refused, the user nobody, who then owns the data. No user is created.
 */
export function unprivileged(): Unprivileged {
  if (known !== undefined) return known
  const plain: Unprivileged = { prefix: [], options: {}, own: () => undefined }
  if (process.getuid?.() !== 0) known = plain
  else if (spawnSync(namespace[0]!, [...namespace.slice(1), 'true'], { stdio: 'ignore' }).status === 0)
    known = { ...plain, prefix: namespace }
  else known = { prefix: [], options: { uid: nobody, gid: nobody }, own: chownAll }
  return known
}

/** Runs a command to its end as that user. */
export function runUnprivileged(command: readonly string[], env: NodeJS.ProcessEnv): SpawnSyncReturns<string> {
  const { prefix, options } = unprivileged()
  const [program, ...rest] = [...prefix, ...command]
  return spawnSync(program!, rest, { ...options, env, encoding: 'utf8', cwd: '/' })
}
