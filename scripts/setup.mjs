// Installs what the lock file names and compiles the sources, each only when something changed. Node 18 syntax, no dependencies.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from './pinned.mjs'

const say = (ja, en) => console.error(`${ja} / ${en}`)
const stop = (ja, en) => {
  say(ja, en)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(
    `Node.js 20 以上が必要です（いまは ${process.version}）`,
    `Node.js 20 or newer is needed (this is ${process.version})`,
  )

// One at a time: two commands begun together would each clear what the other installs. A gate whose keeper died is opened.
const gate = join(tmpdir(), `hoshirushi-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.setup`)
const keeper = () => {
  try {
    return Number(readFileSync(join(gate, 'pid'), 'utf8'))
  } catch {
    return 0 // just being written, or just gone
  }
}
const isAlive = (pid) => {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
for (let waited = 0; ; waited++) {
  try {
    mkdirSync(gate)
    writeFileSync(join(gate, 'pid'), String(process.pid))
    break
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (waited === 0) say('ほかのコマンドの準備を待っています', 'Waiting for another command to finish setting up')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  if (waited % 5 === 4 && !isAlive(keeper())) rmSync(gate, { recursive: true, force: true })
}
process.on('exit', () => rmSync(gate, { recursive: true, force: true }))

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = join(root, 'node_modules', '.hoshirushi-lock')
const nodeThere = () => ['node', 'node.exe'].some((n) => existsSync(join(root, 'node_modules', 'node', 'bin', n)))
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock || !nodeThere()) {
  say('ライブラリを入れています（1分ほど）', 'Installing libraries (about a minute)')
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) stop('npm ci が失敗しました。上の表示を見てください', 'npm ci failed; see above')
  if (!nodeThere())
    stop(
      'Node 24 が入りませんでした。npm の設定 ignore-scripts が true なら false にして、もう一度実行してください',
      'Node 24 was not installed. If npm is set to ignore-scripts=true, set it to false and run this again',
    )
  writeFileSync(installed, lock)
}

// A stamp over names, sizes and times of the sources says whether dist/ is up to date.
const stamp = createHash('sha256')
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) walk(path)
    else if (!/\.test\.tsx?$/.test(entry.name)) {
      const { size, mtimeMs } = statSync(path)
      stamp.update(`${path}\0${size}\0${mtimeMs}\n`)
    }
  }
}
walk(join(root, 'src'))
stamp.update(lock).update(readFileSync(join(root, 'tsconfig.json')))
const digest = stamp.digest('hex')
const built = join(root, 'dist', '.stamp')
if (!existsSync(built) || readFileSync(built, 'utf8') !== digest) {
  say('組み立てています', 'Building')
  mkdirSync(join(root, 'dist'), { recursive: true })
  const { node } = await import(`./pinned.mjs?installed`)
  const { code } = await run(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'])
  const judging = code === 0 ? await run(node, [join(root, 'scripts', 'judging.mjs')]) : { code }
  const local = judging.code === 0 ? await run(node, [join(root, 'scripts', 'local-check.mjs')]) : judging
  const kept = local.code === 0 ? await run(node, [join(root, 'dist', 'adapters', 'keep-check-rules.js')]) : local
  if (kept.code !== 0) stop('組み立てが失敗しました', 'The build failed')
  writeFileSync(built, digest)
}
