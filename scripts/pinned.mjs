// Finds the pinned Node of this checkout and runs programs under it. Node 18 syntax: this runs before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'node_modules', 'node', 'bin')
export const node = [join(bin, 'node'), join(bin, 'node.exe')].find(existsSync)

/** Runs a command in the checkout and answers its exit code; with `capture` also what it printed. */
export function run(command, args, { capture = false, env = {} } = {}) {
  return new Promise((done, fail) => {
    const path = node
      ? `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`
      : process.env.PATH
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: path, ...env },
      stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    })
    let out = ''
    if (capture) child.stdout.on('data', (data) => (out += data))
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    child.on('error', fail)
    child.on('close', (code, signal) => done({ code: code ?? (signal ? 1 : 0), out }))
  })
}

/** The JavaScript file behind a package's command. */
export const tool = (name, file) => join(root, 'node_modules', name, file)
