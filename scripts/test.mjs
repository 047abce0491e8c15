// `npm test`: types, lint, floors, catalogue, vectors, unit, store, interop, faults, devices, journeys; last line `N passed, N failed`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { node, root, run, tool } from './pinned.mjs'

let passed = 0
let failed = 0
let skipped = 0
const failures = [] // said once more at the end, where nobody has to look for them
const only = process.argv.slice(2)
const wanted = (name) => only.length === 0 || only.includes(name)

async function step(name, command, args, count) {
  if (!wanted(name)) return
  const began = Date.now()
  console.log(`\n── ${name}`)
  const { code } = await run(command, args)
  const counts = count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  if (counts.failed > 0) failures.push(...(counts.names?.length > 0 ? counts.names : [name]))
  passed += counts.passed
  failed += counts.failed
  skipped += counts.skipped
  console.log(
    `── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  )
}

const cache = join(root, '.cache')
mkdirSync(cache, { recursive: true })
const playwrightReport = join(cache, 'playwright.json')
rmSync(playwrightReport, { force: true })
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const oneLine = (text) => stripVTControlCharacters(text).trim().split('\n')[0]

/** Names and reasons of a test file's failed tests. */
function failedTests({ name, status, message, assertionResults }) {
  const file = relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0 && status === 'failed') return [`${file}: ${oneLine(message)}`]
  return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}: ${oneLine(failureMessages.join(''))}`)
}

/** The same of journeys. */
function failedJourneys({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok)
  const reason = ({ tests }) =>
    tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? '')).join('')
  return [
    ...failed.map((spec) => `${spec.file}:${spec.line} › ${spec.title}: ${oneLine(reason(spec))}`),
    ...suites.flatMap(failedJourneys),
  ]
}

await step('types', node, [tool('typescript', 'bin/tsc'), '-p', 'tsconfig.check.json'])
await step('lint', node, [tool('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings'])
await step('catalogue', node, [join(root, 'dist/apps/cli/main.js'), 'catalogue', 'lint'])
const vitest = (name, ...args) => {
  const file = join(cache, `${name}.json`)
  rmSync(file, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  return step(name, node, [tool('vitest', 'vitest.mjs'), 'run', ...reporters, ...args], () => {
    const report = read(file)
    return (
      report && {
        passed: report.numPassedTests,
        failed: report.numFailedTests + (report.numFailedTestSuites && !report.numFailedTests ? 1 : 0),
        skipped: report.numPendingTests,
        names: report.testResults.flatMap(failedTests),
      }
    )
  })
}
await vitest('units', '--exclude', 'tests/lab/**')
// Whole devices on the bench, one file at a time: how quickly a device answers is part of what is tested.
await vitest('devices', 'tests/lab', '--maxWorkers=1')
await step('journeys', node, [tool('@playwright/test', 'cli.js'), 'test'], () => {
  const report = read(playwrightReport)
  return (
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
      names: report.suites.flatMap(failedJourneys),
    }
  )
})

if (failures.length > 0) console.log(`\n── failed\n${failures.join('\n')}`)
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
