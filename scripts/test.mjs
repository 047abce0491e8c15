// `npm test`: types, lint, floors, catalogue, vectors, unit, store, interop, faults, journeys; last line `N passed, N failed`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { node, root, run, tool } from './pinned.mjs'

let passed = 0
let failed = 0
let skipped = 0
const only = process.argv.slice(2)
const wanted = (name) => only.length === 0 || only.includes(name)

async function step(name, command, args, count) {
  if (!wanted(name)) return
  const began = Date.now()
  console.log(`\n── ${name}`)
  const { code } = await run(command, args)
  const counts = count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  passed += counts.passed
  failed += counts.failed
  skipped += counts.skipped
  console.log(
    `── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  )
}

const cache = join(root, '.cache')
mkdirSync(cache, { recursive: true })
const vitestReport = join(cache, 'vitest.json')
const playwrightReport = join(cache, 'playwright.json')
for (const file of [vitestReport, playwrightReport]) rmSync(file, { force: true })
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

await step('types', node, [tool('typescript', 'bin/tsc'), '-p', 'tsconfig.check.json'])
await step('lint', node, [tool('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings'])
await step('catalogue', node, [join(root, 'dist/apps/cli/main.js'), 'catalogue', 'lint'])
await step(
  'units',
  node,
  [tool('vitest', 'vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`],
  () => {
    const report = read(vitestReport)
    return (
      report && {
        passed: report.numPassedTests,
        failed: report.numFailedTests + (report.numFailedTestSuites && !report.numFailedTests ? 1 : 0),
        skipped: report.numPendingTests,
      }
    )
  },
)
await step('journeys', node, [tool('@playwright/test', 'cli.js'), 'test'], () => {
  const report = read(playwrightReport)
  return (
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    }
  )
})

console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
