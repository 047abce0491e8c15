import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import { deviceRuns } from '../../src/adapters/bench/device-runs.ts'
import { registerEvaluator } from '../../src/casework/evaluator-desk.ts'
import type { EvidenceFiles } from '../../src/casework/ports.ts'
import { digestBytes, digestOf } from '../../src/core/kernel/digest.ts'
import { parseIxitTable } from '../../src/core/selection/parse.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import { steps } from '../../src/lab/guided/steps.ts'
import { people } from './application.ts'
import { filledForRouter, qualification } from './bench-story.ts'
import { catalogueSchemes } from './catalogue.ts'
import { demonstrationEvaluator, recordedRun, sealedFor } from './device-test-runs.ts'
import { wellDone } from './guided-answers.ts'
import { makerDesk } from './maker-house.ts'

const { applicant, administrator } = people

/** Tables of a declaration of the bench, as files that somebody uploads. */
export const tablesOf = (device: string): readonly File[] => {
  const folder = join(import.meta.dirname, '../../bench/targets', device, 'ixit')
  return readdirSync(folder).map((name) => new File([readFileSync(join(folder, name))], name))
}

const declarationOf = (device: string) => {
  const folder = join(import.meta.dirname, '../../bench/targets', device, 'ixit')
  return readdirSync(folder).map((name) => {
    const table = parseIxitTable(name, load(readFileSync(join(folder, name), 'utf8')))
    if (!table.ok) throw new Error(JSON.stringify(table.fault))
    return table.value
  })
}

/** A maker's desk whose bench reads real evidence. */
export async function laboratoryDesk() {
  let files: Pick<EvidenceFiles, 'get' | 'size'> | undefined
  const later: Pick<EvidenceFiles, 'get' | 'size'> = {
    get: async (digest) => files?.get(digest),
    size: async (digest) => files?.size(digest),
  }
  const runs = deviceRuns({ files: later, policies: new Set([benchRules().digests.policy]) })
  const desk = makerDesk({ schemes: catalogueSchemes, runs, now: '2026-11-24T01:00:00.000Z' })
  files = desk.story.ports.files
  const { publicJwk } = demonstrationEvaluator()
  const entered = await registerEvaluator(desk.story.ports, administrator, {
    ...qualification,
    name: '試験 ためす（見本）',
    key: publicJwk['x'],
  })
  if (!entered.ok) throw new Error(JSON.stringify(entered.fault))
  return desk
}
export type LaboratoryDesk = Awaited<ReturnType<typeof laboratoryDesk>>

/** A router's application at the ☆2-type level, with a test that was ordered with its declaration. */
export async function orderedRouter({ story }: LaboratoryDesk): Promise<string> {
  await filledForRouter(story)
  const tables = declarationOf('router').toSorted((a, b) => Number.parseInt(a.table, 10) - Number.parseInt(b.table, 10))
  const declared = readIxit(tables)
  await story.does(applicant, 'order-run', {
    ixit: digestOf(tables),
    note: '2台めの試料は宅配便で送ります。',
    steps: steps.flatMap((step) => step.about(declared).map(({ id }) => ({ step: step.id, about: id }))),
  })
  return story.now().runOrders.at(-1)!.id
}

/** Attaches evidence of a recorded run, made for the last order. */
export async function attachRecorded({ story }: LaboratoryDesk, device: 'router' | 'router-telnet'): Promise<void> {
  const order = story.now().runOrders.at(-1)!
  const wanted = order.steps ?? []
  const file = await sealedFor(recordedRun(device), {
    order: { ...order, issuedBy: 'https://label.example.jp' },
    guided: wellDone(wanted, { person: '試験 ためす（見本）', at: '2026-11-24T01:20:00.000Z' }),
    at: order.at,
  })
  const digest = await story.store(file)
  if (digest !== digestBytes(file)) throw new Error('another file was stored')
  await story.does(applicant, 'attach-run', { digest, name: 'evidence.zip', size: file.length })
}

export interface Shot {
  readonly name: string
  readonly person: keyof typeof people
  readonly path: string
  readonly form?: {
    readonly button: string
    readonly files?: string
    readonly fields?: Readonly<Record<string, string>>
  }
}

/** The pages about device tests in the states people meet them in. */
export async function laboratoryGallery() {
  const desk = await laboratoryDesk()
  const shots: Shot[] = []
  const see = (name: string, path: string, person: Shot['person'] = 'applicant', form?: Shot['form']) => {
    for (const lang of ['ja', 'en']) {
      const button = form && { ...form, button: lang === 'ja' ? form.button : (english[form.button] ?? form.button) }
      shots.push({ name: `${name}-${lang}`, person, path: `/${lang}${path}`, ...(button ? { form: button } : {}) })
    }
  }
  see('home-empty', '/desk', 'stranger')
  const order = await orderedRouter(desk)
  const at = `/desk/applications/${desk.story.now().id}/runs`
  see('home', '/desk', 'evaluator')
  see('runs-ordered', at)
  see('runs-evaluator', at, 'evaluator')
  see('plan', `${at}/plan`)
  see('plan-error', `${at}/plan`, 'applicant', { button: '計画を見る' })
  see('plan-result', `${at}/plan`, 'applicant', { button: '計画を見る', files: 'router' })
  see('plan-gaps', `${at}/plan`, 'applicant', { button: '計画を見る', files: 'gaps' })
  see('steps', `${at}/${order}/steps`)
  const screens: Readonly<Record<string, string>> = {
    intro: 'step=outage-power&about=device',
    do: 'step=physical-ports&about=device&at=1',
    picture: 'step=physical-ports&about=device&at=2',
    cut: 'step=outage-network&about=device&at=1-cut',
    restore: 'step=outage-network&about=device&at=1-restore',
    'yes-no': 'step=password-change&about=AuthMech-WebApi&at=2',
    number: 'step=outage-network&about=device&at=3',
    text: 'step=update-tampering&about=UpdMech-Online&at=2-older-release-1',
    cannot: 'step=sensors&about=device&at=cannot',
    finish: 'step=sensors&about=device&at=finish',
  }
  for (const [name, query] of Object.entries(screens)) see(`screen-${name}`, `${at}/${order}/steps?${query}`)

  await orderedRouter(desk)
  await attachRecorded(desk, 'router-telnet')
  const failed = `/desk/applications/${desk.story.now().id}/runs`
  see('runs-failed', failed)
  see('run-failed', `${failed}/${desk.story.now().runs[0]!.run}`)
  await desk.story.does(applicant, 'order-run', { steps: desk.story.now().runOrders[0]!.steps })
  await attachRecorded(desk, 'router')
  see('runs-passed', failed)
  see('run-passed', `${failed}/${desk.story.now().runs.at(-1)!.run}`)
  return { app: desk.app, shots }
}

const english: Readonly<Record<string, string>> = { 計画を見る: 'Show the plan' }
