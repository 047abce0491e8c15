import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Measured, Measurement } from './measured.ts'

// `npm run bench [name …]`: every figure stands beside a limit or a peer measured in the same run; bench/RESULTS.md keeps the last run.
const names = [
  'verify',
  'bulk',
  'append',
  'catalogue',
  'coverage',
  'start',
  'pages',
  'planner',
  'device-bench',
  'check-bench',
  'search-bench',
  'register-reads',
  'snapshot-bench',
  'slow-clients',
  'capacity',
  'load',
] as const
const wanted = process.argv.slice(2)
const results: Measurement[] = []
for (const name of names) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`… ${name}`)
  const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<Measurement> }
  results.push(await run())
}

const number = (n: number) => (Math.abs(n) >= 100 ? Math.round(n).toLocaleString('en') : n.toPrecision(3))
const held = (row: Measured) => {
  if (row.goal === undefined) return ''
  const value = row.ratio ?? row.value
  return (row.goal.atLeast !== undefined ? value >= row.goal.atLeast : value <= (row.goal.atMost ?? Infinity))
    ? 'yes'
    : '**no**'
}
const goal = (row: Measured) =>
  row.goal === undefined ? '' : row.goal.atLeast !== undefined ? `≥ ${row.goal.atLeast}` : `≤ ${row.goal.atMost}`

const text = [
  '# Measured',
  '',
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}. The machine is shared and noisy: read the ratios, not the absolute figures.`,
  'Renew with `npm run bench`.',
  ...results.flatMap((r) => [
    '',
    `## ${r.name}`,
    '',
    r.how,
    '',
    '| What | Value | Beside it, same run | Ratio | Goal | Held |',
    '|---|---|---|---|---|---|',
    ...r.rows.map(
      (row) =>
        `| ${row.what} | ${number(row.value)} ${row.unit} | ${row.limit ? `${row.limit.what}: ${number(row.limit.value)} ${row.unit}` : ''} | ${row.ratio === undefined ? '' : row.ratio.toFixed(2)} | ${goal(row)} | ${held(row)} |`,
    ),
  ]),
  '',
].join('\n')
console.log(text)
if (wanted.length === 0) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text)
