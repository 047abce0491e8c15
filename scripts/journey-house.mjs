// Starts a demonstration house in a fresh folder for the journeys, its clock set to a fixed Tuesday morning.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node, root, run } from './pinned.mjs'

const home = mkdtempSync(join(tmpdir(), 'hoshirushi-journey-'))
const { code } = await run(node, [join(root, 'dist/apps/cli/main.js'), 'serve', '--demonstration'], {
  env: { PORT: process.argv[2] ?? '4310', HOSHIRUSHI_HOME: home, HOSHIRUSHI_NOW: '2026-11-24T10:00:00+09:00' },
})
rmSync(home, { recursive: true, force: true })
process.exit(code)
