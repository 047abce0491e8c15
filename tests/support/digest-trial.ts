import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLogin } from '../../src/lab/instruments/logins/open-login.ts'
import { benchAt } from './lab-bench.ts'

// Run in a network of its own: lighttpd with Digest, in MD5 and in SHA-256; writes how it answered a right and a wrong password.

const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-digest-'))
const realm = 'IP Camera'
const hashed = (algorithm: string) => createHash(algorithm).update(`admin:${realm}:right`).digest('hex')
writeFileSync(join(folder, 'md5'), `admin:${realm}:${hashed('md5')}\n`)
writeFileSync(join(folder, 'sha256'), `admin:${realm}:${hashed('sha256')}\n`)
writeFileSync(join(folder, 'index.html'), 'in')
const server = (port: number, file: string, algorithm: string) => `$SERVER["socket"] == "127.0.0.1:${port}" {
  auth.backend = "htdigest"
  auth.backend.htdigest.userfile = "${join(folder, file)}"
  auth.require = ("/" => ("method" => "digest", "algorithm" => "${algorithm}", "realm" => "${realm}", "require" => "valid-user"))
}`
writeFileSync(
  join(folder, 'lighttpd.conf'),
  `server.modules = ("mod_auth", "mod_authn_file")
server.document-root = "${folder}"
server.bind = "127.0.0.1"
server.port = 8080
index-file.names = ("index.html")
mimetype.assign = ("" => "text/html")
${server(8081, 'md5', 'MD5')}
${server(8082, 'sha256', 'SHA-256')}
`,
)
const daemon = spawn('/usr/sbin/lighttpd', ['-D', '-f', join(folder, 'lighttpd.conf')], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
try {
  const bench = benchAt({ ipv4: '127.0.0.1' })
  const answers: Record<string, string> = {}
  for (const [name, port] of [
    ['MD5', 8081],
    ['SHA-256', 8082],
  ] as const) {
    const login = openLogin(
      bench,
      { login: 'http-digest', endpoint: `tcp/${port}`, tls: false, place: '/' },
      bench.declared,
    )!
    for (const password of ['right', 'wrong']) {
      let tried = await login.try({ user: 'admin', password })
      for (let i = 0; i < 40 && tried.answer === 'refused-connection'; i++) {
        await bench.pause(100) // it is starting
        tried = await login.try({ user: 'admin', password })
      }
      answers[`${name} ${password}`] = tried.answer
    }
  }
  process.stdout.write(`${JSON.stringify(answers)}\n`)
} finally {
  daemon.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
