import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'

/** Why no network namespace of one's own can be had here; undefined: it can. */
export const noOwnNetwork: string | undefined = (() => {
  try {
    execFileSync('unshare', ['-rn', 'sh', '-c', 'ip link set lo up && nft list ruleset'], { stdio: 'pipe' })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error)
  }
})()
if (noOwnNetwork !== undefined)
  console.warn(`SKIPPED: tests that scan need a network of their own (unshare -rn, ip, nft): ${noOwnNetwork}`)

export interface OwnNetwork {
  /** Commands before it, as root of the namespace: addresses, firewall rules. */
  readonly before?: string
  readonly env?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

/** Runs a file beside this one in a network namespace that has nothing but a loopback, and gives the last line it wrote as JSON. */
export function inOwnNetwork<T>(
  file: string,
  { before = 'true', env = {}, timeoutMs = 150_000 }: OwnNetwork = {},
): Promise<T> {
  const script = `ip link set lo up && { ${before}
} && exec "$0" "$1"`
  const child = spawn('unshare', ['-rn', 'sh', '-c', script, process.execPath, join(import.meta.dirname, file)], {
    env: { ...process.env, ...env, NODE_OPTIONS: '' },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const last = out.trim().split('\n').at(-1) ?? ''
      if (code === 0 && last !== '') resolve(JSON.parse(last))
      else reject(new Error(`${file} ended with ${code}: ${err.slice(-800)}${out.slice(-200)}`))
    })
  })
}

/** Firewall rules that let packets to these TCP ports in and drop what else would open a connection. */
export const droppingAllBut = (ports: readonly number[]): string => `nft -f - <<'RULES'
table inet bench {
  chain in {
    type filter hook input priority 0; policy accept;
    tcp flags & (syn|ack) == syn tcp dport != { ${ports.join(', ')} } drop
  }
}
RULES`
