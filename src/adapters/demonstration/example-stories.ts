import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EvidenceRef } from '../../core/selection/ics.ts'
import { loadProductFolder } from '../example-files.ts'
import type { SampleExample } from './data.ts'
import { dayOf, momentOf, type Stage, type Step, type Story } from './step.ts'

/** A file to put away before the steps that cite it. */
export interface Stored {
  readonly content: Uint8Array
}

/** A product folder of examples/ as a private draft. Only evidence that lies in the folder is taken along. */
export async function exampleStory(
  stage: Stage,
  folder: string,
  sample: SampleExample,
): Promise<{ readonly story: Story; readonly stored: readonly Stored[] }> {
  const path = join(folder, sample.folder)
  const loaded = await loadProductFolder(path)
  if (!loaded.ok) throw new Error(`examples/${sample.folder}: ${JSON.stringify(loaded.fault)}`)
  const { product, facts, ics } = loaded.value
  const who = stage.applicant(sample.maker)
  const organisation = stage.data.people.organisations.find((o) => o.id === sample.maker)

  const cited = ics.answers.flatMap((a) => a.restsOn).filter((ref) => ref.kind === 'file' && inFolder(ref))
  const files = new Map(cited.map((ref) => [ref.kind === 'file' ? ref.digest : '', ref]))
  const stored: Stored[] = []
  const evidence: [Step['act'], unknown][] = []
  for (const ref of files.values()) {
    if (ref.kind !== 'file') continue
    const content = await readFile(join(path, ref.name))
    stored.push({ content })
    const name = ref.name.slice('evidence/'.length)
    const type = 'text/plain' // what the intake tells of Markdown, the only kind of evidence the examples have
    evidence.push([
      'add-evidence',
      { digest: ref.digest, name, type, size: content.length, shows: ref.shows ?? 'document' },
    ])
  }
  const { mode, howToTurnOff, howToSeeVersion, supportUntil } = product.updates
  const { use, defaultPassword, vulnerability } = product
  const sent: [Step['act'], unknown][] = [
    ['start', { scheme: stage.scheme.id, level: ics.level, ...(sample.example ? { example: true } : {}) }],
    ['save-eligibility', { facts }],
    // Of a real product nobody here is the maker: the part about the organisation stays empty.
    ...(sample.example
      ? []
      : ([
          ['save-organisation', { name: organisation?.name, role: 'manufacturer' }],
          ['save-contact', { contact: `support@${sample.maker}.example`, vulnerability }],
        ] satisfies [Step['act'], unknown][])),
    [
      'save-product',
      { name: product.name, category: product.category, page: product.page, intendedUse: product.intendedUse },
    ],
    ['save-models', { text: product.models.join('\n') }],
    ['save-software', { ...product.software, sbom: product.sbom }],
    ['save-updates', { mode, howToTurnOff, howToSeeVersion, supportUntil, use, defaultPassword }],
    ...evidence,
    ...ics.answers.map((answer): [Step['act'], unknown] => [
      'answer',
      { ...answer, restsOn: answer.restsOn.filter((ref) => ref.kind === 'ixit' || inFolder(ref)) },
    ]),
  ]
  const day = dayOf(stage, sample.begun)
  const steps = sent.map(([act, data], i): Step => ({ at: momentOf(day, 9 * 60 + 4 * i), who, act, data }))
  return { story: { key: sample.key, steps }, stored }
}

const inFolder = (ref: EvidenceRef): boolean => ref.kind === 'file' && /^evidence\/[^/\\]+$/.test(ref.name)
