// After a build: the scripts of /check/local, each one file without imports, so that the page loads nothing later and can be saved
// whole. The core asks node:crypto for digests; a browser gets them from the file beside the page.
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const local = join(root, 'src/apps/web/pages/check/local')

for (const [name, entry] of [
  ['page-script', 'page-script.ts'],
  ['engine', 'engine.tsx'],
])
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
    resolve: { alias: { 'node:crypto': join(local, 'node-crypto.ts') } },
    build: {
      outDir: join(root, 'dist/local-check'),
      emptyOutDir: false,
      target: 'es2024',
      lib: { entry: join(local, entry), formats: ['iife'], name: 'hoshirushi', fileName: () => `${name}.js` },
    },
  })
