import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, until } from '../../tests/support/app-process.ts'

/** A web server that serves one file, as the peer of a page. */
export interface Peer {
  readonly address: string
  stop(): Promise<void>
}

/** nginx with a configuration of its own in a temporary folder, on the loopback address; undefined where it is not installed. */
export async function startNginx(folder: string, bytes: Uint8Array, type: string): Promise<Peer | undefined> {
  if (spawnSync('nginx', ['-v']).error !== undefined) return undefined
  const files = join(folder, 'files')
  mkdirSync(files, { recursive: true })
  writeFileSync(join(files, 'page'), bytes)
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n  ')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
error_log stderr crit;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  ${temporary}
  server {
    listen 127.0.0.1:${port};
    root ${files};
    default_type "${type}";
    add_header Content-Encoding gzip;
    location / { try_files /page =404; }
  }
}
`,
  )
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const last = () => void child.kill('SIGKILL')
  process.once('exit', last)
  const address = `http://127.0.0.1:${port}`
  await until(
    'nginx answers',
    () =>
      fetch(address).then(
        (a) => a.ok,
        () => false,
      ),
    10_000,
  )
  return {
    address,
    stop: async () => {
      process.off('exit', last)
      child.kill('SIGTERM')
      await ended
    },
  }
}
