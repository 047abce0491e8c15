import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { packageRoot } from '../../../adapters/package-root.ts'
import type { MarketPlan, TargetPlan } from '../../../core/market/market-plan.ts'
import type { Terminal } from '../command.ts'
import { gapCommand } from './gap-command.ts'

const example = (name: string) => join(packageRoot, 'examples', name)

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    language: args.includes('in Japanese') ? 'ja' : 'en',
    interactive: false,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    ask: async () => undefined,
  }
  const exit = await gapCommand.run(
    args.filter((arg) => arg !== 'in Japanese'),
    terminal,
  )
  return { exit, out: out.join('\n'), err: err.join('\n') }
}

async function plan(name: string, ...args: string[]): Promise<MarketPlan> {
  const { out } = await run(example(name), '--as-of', '2026-11-24', '--json', ...args)
  return JSON.parse(out) as MarketPlan
}
const target = (of: MarketPlan, scheme: string): TargetPlan => {
  const found = of.targets.find((one) => one.target.scheme === scheme)
  assert.ok(found, scheme)
  return found
}

test('the invented sensor conforms abroad by recognition of its label, and not before the rule was in force', async () => {
  const now = await plan('hoshi-sensor', '--to', 'jc-star,uk-psti')
  assert.deepEqual(
    now.targets.map(({ outcome }) => outcome),
    ['held', 'recognised'],
  )
  assert.equal(target(now, 'uk-psti').recognition.decisive?.rule, 'jc-star-1--uk-psti')
  const { out } = await run(example('hoshi-sensor'), '--to', 'uk-psti', '--as-of', '2025-12-01', '--json')
  const before = JSON.parse(out) as MarketPlan
  assert.equal(before.targets[0]?.outcome, 'work-left')
  assert.ok(before.targets[0]?.recognition.answers.every(({ verdict }) => verdict === 'does-not-apply'))
})

test('the invented lock shows everything the law demands, which is not recognition', async () => {
  const made = await plan('kawari-lock', '--to', 'uk-psti')
  const law = target(made, 'uk-psti')
  assert.deepEqual([law.outcome, law.coverage.whole, law.recognition.answers], ['covered', 3, []])
  assert.deepEqual(made.work.steps, [])
})

test('all three examples can be planned for all markets, and nobody is asked to work where nothing is open', async () => {
  for (const name of ['hoshi-sensor', 'kawari-lock', 'ruuvi-gateway']) {
    const made = await plan(name)
    assert.equal(new Set(made.targets.map((one) => one.target.scheme)).size, made.targets.length)
    assert.ok(made.targets.length >= 18, `${made.targets.length}`)
    assert.equal(made.work.optimal, true)
    for (const { outcome, left, scope, state } of made.targets) {
      if (scope.verdict === 'out') assert.equal(outcome, 'not-covered')
      if (state.is === 'closed' || state.is === 'stalled') assert.deepEqual(left, [])
      assert.equal(left.length > 0, outcome === 'work-left')
    }
    const reached = made.work.arrivals.map((one) => one.target.scheme)
    for (const { target: to, outcome } of made.targets)
      if (outcome === 'work-left') assert.ok(reached.includes(to.scheme), to.scheme)
  }
})

test('the text keeps law and technique apart, in both languages', async () => {
  const english = await run(example('hoshi-sensor'), '--to', 'uk-psti,sg-cls:1', '--as-of', '2026-11-24')
  assert.equal(english.exit, 1)
  const law = english.out.indexOf('Recognition (by law or agreement)')
  const technique = english.out.indexOf('Technical comparison (this is not recognition)')
  const left = english.out.indexOf('Left:')
  const all = english.out.indexOf('The plan for all of them')
  assert.ok(law > 0 && law < technique && technique < left && left < all)
  assert.match(english.out, /No plan takes less/)
  const japanese = await run(
    'in Japanese',
    example('hoshi-sensor'),
    '--to',
    'uk-psti,sg-cls:1',
    '--as-of',
    '2026-11-24',
  )
  assert.match(japanese.out, /技術的な照合（承認ではありません）/)
  for (const { out } of [english, japanese]) assert.doesNotMatch(out, /\{\w+\}|undefined|\[object|NaN/)
})

test('recorded effort goes before estimates', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'effort-'))
  try {
    await writeFile(join(folder, 'ledger.csv'), 'node,hours,who\njc-star:S1.1-08,1.5,a\njc-star:S1.1-08,2.5,b\n')
    const made = await plan('kawari-lock', '--to', 'jc-star', '--effort', join(folder, 'ledger.csv'))
    assert.deepEqual(
      made.work.steps.map(({ node, hours, estimate }) => [node, hours, estimate]),
      [['jc-star:S1.1-08', 2, 'ledger']],
    )
    await writeFile(join(folder, 'ledger.csv'), 'node,hours\njc-star:S1.1-08,long\n')
    const broken = await run(example('kawari-lock'), '--effort', join(folder, 'ledger.csv'))
    assert.equal(broken.exit, 2)
    assert.match(broken.err, /ledger\.csv[\s\S]*Line 2: hours: long[\s\S]*\[effort-ledger-malformed\]/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('what cannot be meant is refused with its code', async () => {
  const cases: readonly [readonly string[], string][] = [
    [[], 'option-wrong'],
    [['--surely', example('hoshi-sensor')], 'option-wrong'],
    [[example('hoshi-sensor'), '--to', 'atlantis'], 'target-unknown'],
    [[example('hoshi-sensor'), '--to', 'sg-cls:9'], 'target-level-unknown'],
    [[example('hoshi-sensor'), '--as-of', 'tomorrow'], 'as-of-malformed'],
    [[example('hoshi-sensor'), '--effort', 'no-such.csv'], 'file-missing'],
    [[join(packageRoot, 'examples', 'none')], 'file-missing'],
  ]
  for (const [args, code] of cases) {
    const { exit, err } = await run(...args)
    assert.equal(exit, 2)
    assert.ok(err.endsWith(`[${code}]`), `${code}: ${err}`)
    assert.doesNotMatch(err, /\{\w+\}/)
  }
  const { out } = await run(example('hoshi-sensor'), '--to', 'atlantis', '--json')
  assert.equal((JSON.parse(out) as { fault: { code: string } }).fault.code, 'target-unknown')
})

test('a criterion that was accepted, not shown, is no evidence anywhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accepted-'))
  try {
    await cp(example('kawari-lock'), folder, { recursive: true })
    const [ics, product] = [join(folder, 'ics.yaml'), join(folder, 'product.yaml')]
    const answers = await readFile(ics, 'utf8')
    const accepted = answers.replace(/(criterion: S1\.1-05,? *\n? *)claim: fulfilled/, '$1claim: accepted')
    assert.notEqual(accepted, answers)
    await writeFile(ics, accepted)
    await writeFile(product, (await readFile(product, 'utf8')).replace('psti-compliant: false', 'psti-compliant: true'))
    const { out, err } = await run(folder, '--to', 'uk-psti', '--as-of', '2026-11-24', '--json')
    assert.equal(err, '')
    const made = JSON.parse(out) as MarketPlan
    assert.ok(!made.evidence.proven.includes('jc-star:S1.1-05'))
    assert.ok(made.evidence.proven.includes('jc-star:S1.1-02'))
    assert.equal(made.targets[0]?.coverage.whole, 2)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a finding about a test unit that does not exist is refused in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hoshirushi-gap-'))
  try {
    await cp(example('hoshi-sensor'), folder, { recursive: true })
    const findings = await readFile(join(folder, 'findings.yaml'), 'utf8')
    await writeFile(join(folder, 'findings.yaml'), findings.replace('unit: S1.1-01/', 'unit: S9.9-01/'))
    const { exit, err } = await run(folder, '--as-of', '2026-11-24')
    assert.equal(exit, 2)
    assert.match(err, /There is no test unit S9\.9-01\//)
  } finally {
    await rm(folder, { recursive: true })
  }
})
