import type { Instant } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { ShownUnit } from '../scheme/device-tests.ts'
import type { EvidenceRef } from '../selection/ics.ts'
import type { Plan } from '../selection/plan.ts'
import type { BenchRun, Finding } from './finding.ts'
import { combine, type Verdict } from './verdict.ts'

/** What a run on the bench said of one test unit, with the reasons in words. */
export interface TestedUnit {
  readonly unit: string // of ETSI TS 103 701, '5.6-1-2a'
  readonly verdict: Verdict
  readonly reasons: readonly {
    readonly about: string // 'tcp/443'
    readonly verdict: Verdict
    readonly code: string
    readonly text: Text
  }[]
}

/** A run as it counts in a case. */
export interface DeviceRun {
  readonly run: BenchRun
  readonly units: readonly TestedUnit[]
  readonly evidence: EvidenceRef
  readonly by: string
  readonly at: Instant
  /** Why it shows nothing any more, e.g. because the device was compared with another declaration; what it found wrong stays. */
  readonly outdated?: Text
}

/**
 * What runs on the bench found for the test units of a plan: one finding a unit and run. A run that did not look leaves the word
 * to the others; what no run looked at is said once, so that it is not passed over.
 */
export function deviceFindings(
  plan: Plan,
  shows: readonly ShownUnit[],
  runs: readonly DeviceRun[],
): readonly Finding[] {
  if (runs.length === 0) return []
  const units = new Set(plan.items.flatMap((i) => i.procedures.flatMap((p) => p.units.map((u) => u.id))))
  return shows.filter(({ unit }) => units.has(unit)).flatMap((shown) => findingsOf(shown, runs))
}

function findingsOf(shown: ShownUnit, runs: readonly DeviceRun[]): readonly Finding[] {
  const looked = (run: DeviceRun) =>
    run.units.filter(({ unit, verdict }) => shown.tests.includes(unit) && verdict !== 'not-evaluated')
  const tested = new Set(runs.flatMap((run) => looked(run).map(({ unit }) => unit)))
  const found = runs.flatMap((run) => {
    const said = looked(run)
    return said.length === 0 ? [] : [findingOf(shown, run, said)]
  })
  const untested = shown.tests.filter((test) => !tested.has(test))
  const last = runs.at(-1)
  if (untested.length === 0 || last === undefined) return found
  const list = untested.join(', ')
  return [
    ...found,
    {
      ...from(shown, last),
      verdict: 'not-evaluated',
      reason: `試験項目 ${list} は、試験されていません / Not tested: ${list}`,
    },
  ]
}

const from = (shown: ShownUnit, { run, evidence, by, at }: DeviceRun) =>
  ({ unit: shown.unit, means: 'device-test', restsOn: [evidence], by, at, run }) as const

function findingOf(shown: ShownUnit, run: DeviceRun, said: readonly TestedUnit[]): Finding {
  const verdict = combine(said.map((s) => s.verdict))
  const weaker = verdict === 'pass' || verdict === 'not-applicable'
  if (weaker && run.outdated !== undefined)
    return { ...from(shown, run), verdict: 'inconclusive', reason: `${run.outdated.ja} / ${run.outdated.en}` }
  return { ...from(shown, run), verdict, reason: reasonOf(verdict, said) }
}

const mostReasons = 4

/** Why the tests came to their verdict: the reasons that weigh, each with its test and the part of the device it is about. */
function reasonOf(verdict: Verdict, said: readonly TestedUnit[]): string {
  const all = said
    .filter((s) => s.verdict === verdict)
    .flatMap(({ unit, reasons }) => reasons.filter((r) => r.verdict === verdict).map((reason) => ({ unit, ...reason })))
  const shown = all.slice(0, mostReasons)
  const more = all.length - shown.length
  const place = (unit: string, about: string) => (about === 'device' ? unit : `${unit} ${about}`)
  const ja = shown.map(({ unit, about, text }) => `${text.ja.replace(/。$/u, '')}（${place(unit, about)}）`)
  const en = shown.map(({ unit, about, text }) => `${text.en.replace(/\.$/, '')} (${place(unit, about)})`)
  const tests = said.map(({ unit }) => unit).join(', ')
  if (shown.length === 0) return `試験 ${tests} の結果 / Result of ${tests}`
  return `${ja.join('、')}${more > 0 ? `、ほか${more}件` : ''} / ${en.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}
