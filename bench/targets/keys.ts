import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

// Throw-away keys and certificates of the devices. They are made once and kept in a folder that is not part of the source; after a
// month they are made anew, so that none has run out.

const run = promisify(execFile)
const responders = join(import.meta.dirname, 'responders/run.ts')
const monthMs = 30 * 86_400_000

interface Certificate {
  readonly key: readonly string[] // arguments of `openssl … -newkey`
  readonly days: number
  readonly name: string // common name
  readonly names?: string // subject alternative names
  readonly digest?: string
  readonly signedBy?: string // name of a certificate here; else by itself
  readonly extensions?: readonly string[]
}

const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
const rsa = (bits: number) => ['-newkey', `rsa:${bits}`]

const certificates: Readonly<Record<string, Certificate>> = {
  'bad-cam': { key: rsa(1024), days: 7_300, name: 'IPC-2017', digest: 'sha1' },
  'maker-ca': {
    key: p256,
    days: 3_600,
    name: 'Hoshi Devices Bench CA',
    extensions: ['basicConstraints=critical,CA:true', 'keyUsage=critical,keyCertSign,cRLSign'],
  },
  'maker-site': lan('maker site of the bench', 'maker-site', 9),
  'good-cam': lan('GC-200', 'good-cam', 11),
  'mid-hub': { key: rsa(2048), days: 7_300, name: 'MidHub MH-20' },
  'drop-host': lan('DH-1', 'drop-host', 13),
  'six-only': lan('SX-6', 'six-only', 14),
  locker: lan('LK-9', 'locker', 15),
  router: lan('HR-500', 'router', 20),
}

/** A certificate as a device in a local network should have it: P-256, by the maker, for its names and addresses, ten years. */
function lan(model: string, name: string, host: number): Certificate {
  const addresses = [host, host + 100].flatMap((n) => [`IP:198.18.0.${n}`, `IP:fdc6:198:18::${n}`])
  return {
    key: p256,
    days: 3_600,
    name: model,
    names: [`DNS:${name}.local`, `DNS:${name}.home.arpa`, ...addresses].join(','),
    signedBy: 'maker-ca',
    extensions: ['basicConstraints=critical,CA:false', 'extendedKeyUsage=serverAuth'],
  }
}

const sshKeys: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'ssh-rsa-1024': ['ssh-keygen', '-q', '-t', 'rsa', '-b', '1024', '-N', '', '-C', 'bench', '-f'],
  'ssh-ed25519': ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'bench', '-f'],
  'dropbear-rsa-1024': ['dropbearkey', '-t', 'rsa', '-s', '1024', '-f'],
  'dropbear-rsa-2048': ['dropbearkey', '-t', 'rsa', '-s', '2048', '-f'],
}

// The second unit of a sound product has keys of its own, `<name>-2`; the bad camera has the same in every unit.
const ofEveryUnit = ['bad-cam', 'maker-ca', 'ssh-rsa-1024', 'dropbear-rsa-1024']
const twice = <T>(all: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(all).flatMap(([name, made]) =>
    ofEveryUnit.includes(name) ? [[name, made] as const] : [[name, made] as const, [`${name}-2`, made] as const],
  )

/** The folder with the throw-away keys, made where they are missing, and with them the responders’ compiled form. */
export async function keysFolder(cache: string): Promise<string> {
  const recipe = createHash('sha256')
    .update(JSON.stringify([certificates, sshKeys, statSync(dirname(responders)).mtimeMs]))
    .digest('hex')
    .slice(0, 12)
  const folder = join(cache, `keys-${recipe}`)
  if (existsSync(folder) && Date.now() - statSync(folder).mtimeMs < monthMs) return folder
  mkdirSync(cache, { recursive: true })
  const fresh = `${folder}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(
    join(fresh, 'README'),
    'Throw-away keys of the bench, made by bench/targets/keys.ts. They protect nothing.\n',
  )
  const none = join(fresh, 'none.json')
  writeFileSync(none, '[]')
  const issuers = twice(certificates).filter(([, c]) => c.signedBy === undefined)
  const others = twice(certificates).filter(([, c]) => c.signedBy !== undefined)
  await Promise.all([
    ...issuers.map(([name, certificate]) => make(fresh, name, certificate)),
    ...twice(sshKeys).map(([name, [program, ...args]]) => run(program, [...args, join(fresh, name)])),
    // Devices cannot write to the disk, so Node’s cache of compiled code is filled beforehand: it halves the start of a responder.
    run(process.execPath, [responders, none], {
      env: { ...process.env, NODE_COMPILE_CACHE: join(fresh, 'compiled') },
    }),
    run('openssl', ['dhparam', '-dsaparam', '-out', join(fresh, 'dh-1024.pem'), '1024']),
  ])
  await Promise.all(others.map(([name, certificate]) => make(fresh, name, certificate)))
  // Two that start together do not disturb each other: whoever comes second takes what the first has made.
  const old = `${fresh}.old`
  if (existsSync(folder) && Date.now() - statSync(folder).mtimeMs >= monthMs) renameSync(folder, old)
  try {
    renameSync(fresh, folder)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  rmSync(old, { recursive: true, force: true })
  return folder
}

async function make(folder: string, name: string, certificate: Certificate): Promise<void> {
  const { key, days, digest = 'sha256', signedBy, extensions = [] } = certificate
  const file = (of: string, kind: 'key' | 'crt') => join(folder, `${of}.${kind}`)
  const added = [...extensions, ...(certificate.names === undefined ? [] : [`subjectAltName=${certificate.names}`])]
  await run('openssl', [
    'req',
    '-x509',
    ...key,
    '-nodes',
    `-${digest}`,
    '-days',
    String(days),
    '-subj',
    `/CN=${certificate.name}`,
    ...added.flatMap((extension) => ['-addext', extension]),
    ...(signedBy === undefined ? [] : ['-CA', file(signedBy, 'crt'), '-CAkey', file(signedBy, 'key')]),
    '-keyout',
    file(name, 'key'),
    '-out',
    file(name, 'crt'),
  ])
}
