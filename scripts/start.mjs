// `npm start`: the demonstration, with an embedded database, on the loopback address only.
import { node, root, run } from './pinned.mjs'

const { code } = await run(node, [
  `${root}/dist/apps/cli/main.js`,
  'serve',
  '--demonstration',
  ...process.argv.slice(2),
])
process.exit(code)
