import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'vitest'

// DESIGN §2: who may import whom is data (floors.json); this test reads the import lines and says which floor was climbed.
interface Floors {
  readonly core: Record<string, readonly string[]>
  readonly composer: string
  readonly exports: readonly string[]
  readonly pureForbids: readonly string[]
}

const root = resolve(import.meta.dirname, '../..')
const floors: Floors = JSON.parse(readFileSync(join(root, 'floors.json'), 'utf8'))
const rank: Record<string, number> = { core: 0, casework: 1, lab: 1, adapters: 2, apps: 3 }

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name))
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found: Import[] = []
  for (const m of text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'"\n;]*?(?:\{[^}]*\})?[^'"\n;]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )) {
    const target = m[2] ?? m[3] ?? m[4] ?? ''
    const to = target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target
    found.push({ from: file, to, typeOnly: m[1] !== undefined })
  }
  return found
}

const all = files.flatMap(importsOf)
const inside = all.filter((i) => i.to.startsWith('src/'))
const floorOf = (file: string) => file.split('/')[1] ?? ''
const roomOf = (file: string) => file.split('/')[2] ?? ''

test('there are files to look at', () => assert.ok(files.length > 10 && inside.length > 10))

test('nobody imports a higher floor, and casework and lab do not know each other', () => {
  const climbed = inside
    .filter((i) => floorOf(i.from) !== floorOf(i.to))
    .filter((i) => rank[floorOf(i.to)]! >= rank[floorOf(i.from)]!)
    .map((i) => `${i.from} (${floorOf(i.from)}) climbs to ${i.to} (${floorOf(i.to)})`)
  assert.deepEqual(climbed, [])
})

test('only apps/compose names adapters', () => {
  const named = inside
    .filter(
      (i) =>
        floorOf(i.to) === 'adapters' &&
        floorOf(i.from) === 'apps' &&
        !i.from.startsWith(floors.composer) &&
        !i.typeOnly,
    )
    .map((i) => `${i.from} names the adapter ${i.to}; only ${floors.composer}*.ts may`)
  assert.deepEqual(named, [])
})

test('inside the core data flows one way', () => {
  const wrong = inside
    .filter((i) => floorOf(i.from) === 'core' && floorOf(i.to) === 'core' && roomOf(i.from) !== roomOf(i.to))
    .filter((i) => i.from.split('/').length > 3)
    .filter((i) => !floors.core[roomOf(i.from)]?.includes(roomOf(i.to)))
    .map((i) => `${i.from}: the room ${roomOf(i.from)} may not know ${roomOf(i.to)} (${i.to})`)
  assert.deepEqual(wrong, [])
})

test('the core is pure', () => {
  const impure = all
    .filter((i) => floorOf(i.from) === 'core' && floors.pureForbids.includes(i.to))
    .map((i) => `${i.from} imports ${i.to}; the core has no files, net or database`)
  assert.deepEqual(impure, [])
})

test('in the lab only the wire opens sockets: scope, caps and the cancel token are held there', () => {
  const sockets = all
    .filter((i) => floorOf(i.from) === 'lab' && roomOf(i.from) !== 'wire' && !i.typeOnly)
    .filter((i) => ['node:net', 'node:dgram', 'node:http', 'node:https'].includes(i.to))
    .map((i) => `${i.from} imports ${i.to}; instruments speak through bench.dial`)
  assert.deepEqual(sockets, [])
})

test('inside the house one imports files, not barrels', () => {
  const barrels = inside
    .filter((i) => /\/index(-web)?\.tsx?$/.test(i.to) && !floors.exports.includes(i.from))
    .map((i) => `${i.from} imports the barrel ${i.to}`)
  const stray = files.filter((f) => /\/index(-web)?\.tsx?$/.test(f) && !floors.exports.includes(f))
  assert.deepEqual([...barrels, ...stray.map((f) => `${f} is a barrel nobody exports`)], [])
})

test('no import cycles, at file level', () => {
  const edges = new Map<string, string[]>()
  for (const i of inside) edges.set(i.from, [...(edges.get(i.from) ?? []), i.to])
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  assert.deepEqual(cycles, [])
})
