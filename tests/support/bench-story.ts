import type { BrokenEvidence, DeviceRuns, RunReading } from '../../src/casework/device-runs.ts'
import { registerEvaluator } from '../../src/casework/evaluator-desk.ts'
import type { Evaluator } from '../../src/casework/evaluators.ts'
import { currentRuns } from '../../src/casework/runs.ts'
import type { TestedUnit } from '../../src/core/determination/device-findings.ts'
import type { Verdict } from '../../src/core/determination/verdict.ts'
import { type Digest, digestOf } from '../../src/core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../src/core/kernel/result.ts'
import { filled, people, type Story, story } from './application.ts'
import { catalogueSchemes } from './catalogue.ts'
import { type MemoryPorts, memoryPorts } from './memory-ports.ts'

// Stories at a ☆2-type level: a bench whose evidence files say what the story wants, and an application that uses them.

export const benchPolicy = digestOf('policy of the stories')
export const benchIxit = digestOf('declaration of the stories')
/** The key of the stories' evaluator, and one that nobody registered. */
export const evaluatorKey = 'A'.repeat(43)
export const strangerKey = 'B'.repeat(43)

/** A bench one can write evidence with: `leaves` stores a file and says what reading it gives. */
export interface StoryBench {
  readonly runs: DeviceRuns
  readonly leaves: (file: Digest, says: Awaited<ReturnType<DeviceRuns['read']>>) => void
}

export function storyBench(): StoryBench {
  const known = new Map<Digest, Awaited<ReturnType<DeviceRuns['read']>>>()
  const nothing: BrokenEvidence = {
    code: 'evidence-broken',
    reason: 'evidence-not-a-zip',
    why: { ja: 'これは証拠ではありません。', en: 'This is no evidence.' },
  }
  return {
    leaves: (file, says) => void known.set(file, says),
    runs: { policies: new Set([benchPolicy]), read: async (file) => known.get(file) ?? refuse(nothing) },
  }
}

export const broken = (reason: string): Result<RunReading, BrokenEvidence> =>
  refuse({ code: 'evidence-broken', reason, why: { ja: '署名が正しくありません。', en: 'The signature is wrong.' } })

const sample = catalogueSchemes.find(({ id }) => id === 'star-two-sample')!

/** Every test that shows something of the sample scheme. */
export const allTests = [...new Set((sample.shows ?? []).flatMap(({ tests }) => tests))]

const textOf: Record<Verdict, { ja: string; en: string }> = {
  pass: { ja: '申告どおりでした。', en: 'It was as declared.' },
  fail: { ja: '申告されていない通信口 tcp/39527 が開いています。', en: 'The undeclared port tcp/39527 is open.' },
  inconclusive: {
    ja: '応答が遅く、最後まで調べられませんでした。',
    en: 'It answered too slowly to be looked at to the end.',
  },
  'not-applicable': { ja: '該当する機能がありません。', en: 'There is no such function.' },
  'not-evaluated': { ja: '試験していません。', en: 'It was not tested.' },
}

export const unitsWith = (odd: Readonly<Record<string, Verdict>> = {}): readonly TestedUnit[] =>
  allTests.map((unit) => {
    const verdict = odd[unit] ?? 'pass'
    return {
      unit,
      verdict,
      reasons: [{ about: verdict === 'fail' ? 'tcp/39527' : 'device', verdict, code: 'seen', text: textOf[verdict] }],
    }
  })

let count = 0

/** A reading of a run that everything is right with; what is given replaces what it has. */
export function readingOf(s: Story, change: Partial<RunReading> = {}): RunReading {
  const at = s.ports.clock.now()
  const units = change.units ?? unitsWith()
  return {
    run: `run-${++count}`,
    began: at,
    ended: at,
    ending: 'finished',
    nonce: s.now().runOrders.at(-1)?.nonce ?? 'none',
    key: evaluatorKey,
    person: '評価 する子（架空）',
    device: { id: digestOf('device 1'), label: 'HR-200 / 0001' },
    plan: digestOf('plan'),
    ixit: benchIxit,
    policy: benchPolicy,
    verdicts: digestOf(units),
    minutes: allTests.map((unit) => ({ procedure: unit.slice(0, -1), kind: 'automatic' as const, minutes: 2 })),
    ...change,
    units,
  }
}

/** What `attach-run` is sent for a run that the bench left behind. */
export async function evidenceOf(s: BenchStory, change: Partial<RunReading> = {}): Promise<Record<string, unknown>> {
  const reading = readingOf(s, change)
  const content = `evidence of ${reading.run}`
  const digest = await s.store(content)
  s.bench.leaves(digest, ok(reading))
  return { digest, name: 'evidence.zip', size: content.length }
}

export interface BenchStory extends Story {
  readonly bench: StoryBench
  readonly evaluator: Evaluator
}

export const qualification = {
  name: '評価 する子（架空）',
  organisation: '見本試験所（架空）',
  title: '登録検証士（見本）',
  issuedBy: '見本協会（架空）',
  validFrom: '2026-04-01',
  validUntil: '2027-03-31',
  key: evaluatorKey,
}

/** A story with a bench, and one evaluator in the register. */
export async function benchStory(change: Readonly<Record<string, unknown>> = {}): Promise<BenchStory> {
  const bench = storyBench()
  const ports: MemoryPorts = memoryPorts({ schemes: catalogueSchemes, runs: bench.runs })
  const entered = await registerEvaluator(ports.ports, people.administrator, { ...qualification, ...change })
  if (!entered.ok) throw new Error(JSON.stringify(entered.fault))
  return { ...story(ports), bench, evaluator: entered.value }
}

/** A router's application at the ☆2-type level, filled in but for the run. */
export async function filledForRouter(s: Story): Promise<void> {
  await filled(s, { scheme: 'star-two-sample', level: '2-router' })
  await s.does(people.applicant, 'save-eligibility', { facts: { 'product-kind': 'router' } })
}

/** The same with a run that was ordered, made and attached. */
export async function testedRouter(s: BenchStory, change: Partial<RunReading> = {}): Promise<void> {
  await filledForRouter(s)
  await s.does(people.applicant, 'order-run', { ixit: benchIxit })
  await s.does(people.applicant, 'attach-run', await evidenceOf(s, change))
}

/** The reviewer judges every run that counts again. */
export async function replayed(s: Story): Promise<void> {
  for (const { run } of currentRuns(s.now())) await s.does(people.reviewer, 'replay-run', { run })
}
