// `npm run build` and `npm run bench`: set up, then run the named thing under the pinned Node.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './pinned.mjs'

const what = process.argv[2]
const setup = await run(process.execPath, [join(root, 'scripts', 'setup.mjs')])
if (setup.code !== 0 || what === 'build') process.exit(setup.code)
const { node } = await import('./pinned.mjs?installed')
const file = join(root, what ?? '', 'run.ts')
if (!existsSync(file)) throw new Error(`nothing is called ${what}`)
process.exit((await run(node, [file, ...process.argv.slice(3)])).code)
