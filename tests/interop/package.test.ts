import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'

// The package as others get it: packed by npm, unpacked into an empty folder, with nothing else installed.

const root = resolve(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'hoshirushi-package-'))
const installed = join(home, 'node_modules', 'hoshirushi')
let packed: readonly string[] = []

/** A Node that is not ours, where the machine has one of the versions the package promises. */
function otherNodes(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((f) => !resolve(f).startsWith(root))
  const found = folders.map((f) => join(f, 'node')).filter(existsSync)
  return found.filter((node) => {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' })
    const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
    return major > 20 || (major === 20 && minor >= 12)
  })
}
const nodes = [...new Set([process.execPath, ...otherNodes().slice(0, 1)])]
if (nodes.length === 1) console.warn('⚠ Only the pinned Node was tried: no other Node ≥ 20.12 is in PATH.')

const runIn = (node: string, program: string, file = 'try.mjs'): string => {
  writeFileSync(join(home, file), program)
  return execFileSync(node, [join(home, file)], { cwd: home, encoding: 'utf8', env: { PATH: process.env.PATH } })
}

beforeAll(() => {
  assert.ok(existsSync(join(root, 'dist/core/verifier/index.js')), 'nothing is built: npm run build')
  const said = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', home],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  const [pack] = JSON.parse(said) as { filename: string; files: { path: string }[] }[]
  assert.ok(pack)
  packed = pack.files.map((f) => f.path)
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(home, pack.filename), '-C', installed, '--strip-components=1'])
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

for (const node of nodes)
  test(`the verifier works with nothing else installed, under ${node === process.execPath ? 'the pinned Node' : 'another Node'}`, () => {
    const told = runIn(
      node,
      `import { readFileSync } from 'node:fs'
       import { crypto, readBundle, readTrust, verify } from 'hoshirushi/verifier'
       const { trust, cases } = JSON.parse(readFileSync(${JSON.stringify(join(root, 'vectors/verifier/verdicts.json'))}, 'utf8'))
       const anchor = readTrust(JSON.stringify(trust))
       const wrong = []
       for (const { name, given, expect } of cases) {
         const { bundle, now, lastCheckpoint } = given
         const read = readBundle(JSON.stringify(bundle))
         const { verdict } = await verify(read.value, anchor.value, { now, crypto, ...(lastCheckpoint && { lastCheckpoint }) })
         if (verdict !== expect.verdict) wrong.push(name)
       }
       console.log(JSON.stringify({ cases: cases.length, wrong }))`,
    )
    const { cases, wrong } = JSON.parse(told)
    assert.deepEqual(wrong, [])
    assert.ok(cases > 10)
  })

test('every way in that package.json promises leads to a file of the package', () => {
  const { exports, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const paths = Object.values(exports).flatMap((e) => (typeof e === 'string' ? [e] : Object.values(e as object)))
  for (const path of [...paths, ...Object.values(bin)])
    assert.ok(existsSync(join(installed, String(path))), `${path} is promised and not there`)
})

test('the package holds what the program reads, and nothing that is ours alone', () => {
  const of = (folder: string) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  const needed = [
    ...of('catalogue').map((f) => `catalogue/${f}`),
    ...of('examples').map((f) => `examples/${f}`),
    ...of('src/adapters/store/migrations').map((f) => `src/adapters/store/migrations/${f}`),
    ...of('src/apps/web').map((f) => `src/apps/web/${f}`),
  ].filter((f) => /\.(yaml|md|sql|css|js)$/.test(f) && !f.startsWith('src/apps/web/README'))
  assert.ok(needed.length > 40)
  const files = new Set(packed)
  assert.deepEqual(
    needed.filter((f) => !files.has(f)),
    [],
  )
  for (const file of [
    'hoshirushi',
    'scripts/pinned.mjs',
    'dist/apps/cli/main.js',
    'LICENSE',
    'README.md',
    'README.ja.md',
  ])
    assert.ok(files.has(file), file)
  const strangers = packed.filter(
    (f) =>
      /\.test\.|^(tests|data|vectors|bench|docs|node_modules)\/|\.tsx?$|\.tsbuildinfo|\.stamp/.test(f) &&
      !f.endsWith('.d.ts'),
  )
  assert.deepEqual(strangers, [])
})
