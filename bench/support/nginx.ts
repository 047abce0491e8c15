import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, until } from '../../tests/support/app-process.ts'

/** A web server beside ours. */
export interface Peer {
  readonly address: string
  stop(): Promise<void>
}

/** One page as a file for any address; undefined where nginx is not installed (`apt-get install nginx-light`). */
export function startNginx(folder: string, bytes: Uint8Array, type: string): Promise<Peer | undefined> {
  const files = join(folder, 'files')
  mkdirSync(files, { recursive: true })
  writeFileSync(join(files, 'page'), bytes)
  return serveByNginx(
    folder,
    `root ${files};
default_type "${type}";
add_header Content-Encoding gzip;
location / { try_files /page =404; }`,
  )
}

/**
 * nginx with a configuration of its own in a temporary folder, on the loopback address: `places` are the directives of its only
 * server, `before` those of all. Undefined where it is not installed.
 */
export async function serveByNginx(folder: string, places: string, before = ''): Promise<Peer | undefined> {
  if (spawnSync('nginx', ['-v']).error !== undefined) return undefined
  mkdirSync(folder, { recursive: true })
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
  ${before}
  server {
    listen 127.0.0.1:${port};
    ${places}
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
        () => true,
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
