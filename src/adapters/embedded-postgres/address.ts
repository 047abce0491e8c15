import { createHash, randomBytes } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unprivileged } from './unprivileged.ts'

/** Where the server listens. On Unix only a socket in a private folder: nothing is open to the network. */
export interface Address {
  readonly host: string // socket folder, or 127.0.0.1 on Windows
  readonly port: number
  readonly password?: string // Windows only
}

const windows = process.platform === 'win32'
const longestSocketPath = 100 // the kernel's limit is 104 on macOS and 108 on Linux
export const socketPort = 5432 // names the socket file; no port is opened

/** The folder of the socket: inside the data folder, or a private one under the temporary folder where the path would be too long. */
function socketFolder(data: string): string {
  if (Buffer.byteLength(join(data, `.s.PGSQL.${socketPort}.lock`)) <= longestSocketPath) return data
  const short = join(tmpdir(), `hoshirushi-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  unprivileged().own(short)
  const seen = lstatSync(short)
  const owner = unprivileged().options.uid ?? process.getuid?.()
  // The temporary folder is shared: someone else may have made this one first, to listen in our place.
  if (!seen.isDirectory() || seen.uid !== owner || (seen.mode & 0o077) !== 0)
    throw new Error(`${short} must be a private folder of the user who runs the server; remove it and start again`)
  return short
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const passwordFile = (data: string): string => `${data}.password`

/** The password of the embedded server on Windows, where there is no private socket. */
export function embeddedPassword(data: string): string | undefined {
  if (!windows) return undefined
  if (!existsSync(passwordFile(data)))
    writeFileSync(passwordFile(data), randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(passwordFile(data), 'utf8')
}

/** Options of initdb that say who may come in. */
export const accessOptions = (data: string): readonly string[] =>
  windows ? ['-A', 'scram-sha-256', `--pwfile=${passwordFile(data)}`] : ['-A', 'trust']

export async function chooseAddress(data: string): Promise<Address> {
  const password = embeddedPassword(data)
  return password === undefined
    ? { host: socketFolder(data), port: socketPort }
    : { host: '127.0.0.1', port: await freePort(), password }
}

/** The address as settings of the server. */
export const listenOptions = (address: Address): readonly string[] =>
  windows
    ? ['-c', `listen_addresses=${address.host}`, '-c', `port=${address.port}`]
    : [
        ...['-c', 'listen_addresses=', '-c', `port=${address.port}`, '-c', 'unix_socket_permissions=0700'],
        ...['-c', `unix_socket_directories="${address.host.replaceAll('"', '""')}"`],
      ]
