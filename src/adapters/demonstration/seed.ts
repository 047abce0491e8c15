import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Input } from '../../casework/act-data.ts'
import type { Case } from '../../casework/case.ts'
import { fold } from '../../casework/fold.ts'
import { perform } from '../../casework/perform.ts'
import type { Ports } from '../../casework/ports.ts'
import type { Viewer } from '../../casework/roles.ts'
import type { Instant } from '../../core/kernel/date.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { packageRoot } from '../package-root.ts'
import { applicationStory } from './application-stories.ts'
import { readDemonstration, readPeople } from './data.ts'
import { deviceTestStory, testedScheme } from './device-test-stories.ts'
import { registerEvaluators } from './evaluators.ts'
import { exampleStory } from './example-stories.ts'
import { labelIdBytes } from './label-bytes.ts'
import { labelStories, storyOfLabel } from './label-stories.ts'
import { type SampleCost, sampleCosts } from './sample-costs.ts'
import { type Stage, type Step, type Story, stageOf } from './step.ts'

export interface SeedOptions {
  readonly ports: Ports
  /** Takes people and organisations in before the first act, so that letters find their addresses. */
  readonly seedPeople?: (people: unknown, at: Instant) => Promise<void>
  /** Keeps what makers answered about the cost of a case. */
  readonly tellCosts?: (caseId: string, cost: SampleCost) => Promise<void>
  /** The day the demonstration is told on; otherwise the clock of the ports. */
  readonly now?: Instant
  /** The folder that holds demonstration/ and the product folders; otherwise examples/ of the package. */
  readonly folder?: string
}

/**
 * Fills a register with invented makers, products, labels and applications, through the same acts people use, each at its
 * own time. The same day gives the same data. Begun again after an interruption, it goes on where it stopped.
 */
export async function seedDemonstration(
  options: SeedOptions,
): Promise<{ readonly stories: number; readonly acts: number }> {
  const { ports } = options
  const now = options.now ?? ports.clock.now()
  const examples = options.folder ?? join(packageRoot, 'examples')
  const folder = join(examples, 'demonstration')
  const data = readDemonstration(folder)
  const scheme = ports.schemes.find('jc-star')
  if (scheme === undefined) throw new Error('the demonstration needs the scheme jc-star in the catalogue')
  const stage = stageOf(data, scheme, now)

  const taken = await Promise.all(data.examples.map((sample) => exampleStory(stage, examples, sample)))
  const contents = [
    ...data.answers.evidence.map((file) => new TextEncoder().encode(file.text)),
    ...taken.flatMap((t) => t.stored.map((s) => s.content)),
  ]
  for (const content of contents) await ports.files.put(Readable.from([content]), content.length)
  await options.seedPeople?.(readPeople(folder), now)

  await registerEvaluators(stage, ports)

  const stories = [
    ...data.products.products.flatMap((sample) => labelStories(stage, sample)),
    ...data.applications.map((sample) => applicationStory(stage, sample)),
    ...taken.map((t) => t.story),
    ...(ports.schemes.find(testedScheme) === undefined ? [] : data.deviceTests).map((s) => deviceTestStory(stage, s)),
  ]
  await bring(ports, stories)
  const acts = await tell(stage, ports, stories)
  for (const cost of sampleCosts(folder, stories)) await options.tellCosts?.(caseIdOf(cost.story), cost)
  return { stories: stories.length, acts }
}

/** Notes the evidence of the stories as brought by the organisations that cite it. */
async function bring(ports: Ports, stories: readonly Story[]): Promise<void> {
  const brought = new Map<string, { readonly who: Viewer; readonly digests: Set<Digest> }>()
  for (const { who, act, data } of stories.flatMap((story) => story.steps)) {
    if (act !== 'add-evidence') continue
    const of = brought.get(who.organisation) ?? { who, digests: new Set<Digest>() }
    of.digests.add((data as Input<'add-evidence'>).digest)
    brought.set(who.organisation, of)
  }
  for (const { who, digests } of brought.values())
    await ports.store.transact(who, async (tx) => {
      for (const digest of digests) await tx.noteIntake(who.organisation, digest)
    })
}

/** Everything that happens, in the order in which it happened, so that numbers and the log run as they would have. */
async function tell(stage: Stage, ports: Ports, stories: readonly Story[]): Promise<number> {
  const all: { readonly story: Story; readonly step: Step; readonly n: number }[] = []
  for (const story of stories) {
    const [first] = story.steps
    const done = first === undefined ? undefined : await caseOf(ports, first.who, story.key)
    all.push(...story.steps.map((step, n) => ({ story, step, n })).filter(({ n }) => n >= (done?.seq ?? 0)))
  }
  all.sort((a, b) => Date.parse(a.step.at) - Date.parse(b.step.at) || a.n - b.n)
  for (const { story, step } of all) {
    if (Date.parse(step.at) > Date.parse(stage.now)) throw new Error(`${story.key}: ${step.act} lies in the future`)
    await act(stage, ports, story, step)
  }
  return all.length
}

/** The case of a story as it stands, undefined before its start. */
async function caseOf(ports: Ports, who: Viewer, key: string): Promise<Case | undefined> {
  const events = await ports.store.transact(who, (tx) => tx.readEvents(caseIdOf(key)))
  return events.length === 0 ? undefined : fold(events)
}

async function act(stage: Stage, ports: Ports, story: Story, step: Step): Promise<void> {
  const caseId = caseIdOf(story.key)
  const c = typeof step.data === 'function' ? await caseOf(ports, step.who, story.key) : undefined
  const data = typeof step.data === 'function' ? step.data(c, stage.scheme) : await withLabel(ports, step)
  const then: Ports = { ...ports, clock: { now: () => step.at }, chance: chanceOf(story, step, ports) }
  const request = step.act === 'start' ? { act: step.act, data } : { act: step.act, caseId, data }
  const done = await perform(then, step.who, request)
  if (!done.ok) throw new Error(`${story.key}: ${step.act} at ${step.at}: ${JSON.stringify(done.fault)}`)
}

// A renewal names the label that another story of the same maker has brought about.
async function withLabel(ports: Ports, { data, who }: Step): Promise<unknown> {
  if (typeof data !== 'object' || data === null || !('renews' in data)) return data
  return { ...data, renews: (await caseOf(ports, who, storyOfLabel(String(data.renews))))?.label }
}

const hash = (text: string, length: number): Buffer =>
  createHash('shake256', { outputLength: length }).update(`demonstration ${text}`).digest()

/** The same for the same story, whatever the day: a second run finds what the first one did. RFC 9562 version 8. */
function caseIdOf(key: string): string {
  const bytes = hash(key, 16)
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// Chance that draws the number a label is to have, and the nonce a run was made for. Only in a demonstration, whose labels are all marked 見本.
function chanceOf(story: Story, step: Step, ports: Ports): Ports['chance'] {
  const bytes = (n: number): Uint8Array => {
    if (step.act === 'order-run' && story.nonce !== undefined) return Buffer.from(story.nonce, 'base64url')
    if (n !== 18) return ports.chance.bytes(n)
    return story.label === undefined ? new Uint8Array(hash(`label ${story.key}`, n)) : labelIdBytes(story.label)
  }
  return { bytes, uuid: () => (step.act === 'start' ? caseIdOf(story.key) : ports.chance.uuid()) }
}
