import { randomBytes, randomUUID } from 'node:crypto'
import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import type { Hands } from '../../../lab/guided/hands.ts'
import { steps } from '../../../lab/guided/steps.ts'
import type { Observation } from '../../../lab/observation.ts'
import { readText } from '../../compose-commands.ts'
import { type GuidedRun, openGuidedRun, openHands, readAnswers, readLogins, sealAgain } from '../../compose-guide.ts'
import { type Command, type Exit, Interrupted, printFault, type Terminal } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { wrapped } from '../text-layout.ts'
import { type GuideGiven, guide, sessionNow, takeIn } from './probe-guide.ts'
import { takeSecondUnit, takeUpdateFile } from './probe-guide-files.ts'
import { listSteps } from './probe-guide-list.ts'
import { probeHelp } from './probe-help.ts'
import { headline, printLines, verdictLines } from './probe-summary.ts'

const words = {
  noRun: {
    ja: '試験のフォルダー（probe run がつくったもの）がありません。',
    en: 'The folder of a run (made by probe run) is not named.',
  },
  person: { ja: '試験する人の氏名：', en: 'Name of the person at the bench:' },
  taken: {
    ja: '{file}: 新しい記録 {added} 件、食い違い {conflicts} 件、新しい写真 {pictures} 枚',
    en: '{file}: {added} new records, {conflicts} in conflict, {pictures} new pictures',
  },
  offline: {
    ja: '機器には接続しません（{code}）。代わりにお尋ねします。',
    en: 'The device is not spoken to ({code}); you will be asked instead.',
  },
  sealed: { ja: '証拠に署名し直しました。', en: 'The evidence was signed anew.' },
  left: {
    ja: 'まだ手順が残っています。ここまでの答えは、すべて残してあります。続きは：hoshirushi probe guide {folder}',
    en: 'Some steps are left. Every answer so far is kept. To go on: hoshirushi probe guide {folder}',
  },
} as const satisfies Record<string, Text>

/** `probe guide`: the steps that need a person; 0 nothing is left, 1 something is, 2 bad input. */
export const probeGuideCommand: Command = {
  name: 'probe guide',
  usage:
    'probe guide RUN [--list] [--answers FILE]… [--person NAME] [--step STEP] [--update FILE [--mechanism ID] [--key FILE]] [--second RUN] [--logins FILE] [--offline]',
  summary: {
    ja: '人の手が要る試験を、順に案内します。途中でやめて、続きからできます。電話の画面の記録も取り込みます。',
    en: 'Guides through the tests that need a person. It can be broken off and gone on with, and takes in what a telephone recorded.',
  },
  options: probeHelp.guide,
  examples: ['probe guide runs/1 --list', 'probe guide runs/1', 'probe guide runs/1 --step outage-power'],
  async run(args, terminal) {
    const read = readOptions(args, {
      list: { type: 'boolean' },
      answers: { type: 'string', multiple: true },
      person: { type: 'string' },
      step: { type: 'string' },
      update: { type: 'string' },
      mechanism: { type: 'string' },
      key: { type: 'string' },
      second: { type: 'string' },
      logins: { type: 'string' },
      offline: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const folder = positionals[0]
    if (!folder) return printFault(terminal, { code: 'option-wrong', reason: words.noRun } as Fault)
    if (values.step !== undefined && !steps.some((s) => s.id === values.step))
      return printFault(terminal, { code: 'guided-step-unknown', step: values.step.slice(0, 60) } as Fault)
    const opened = await openGuidedRun(folder)
    if (!opened.ok) return printFault(terminal, opened.fault)
    const run = opened.value
    const brought = await bringIn(run, values, terminal)
    if (!brought.ok) return printFault(terminal, brought.fault)
    const logins = values.logins === undefined ? { ok: true as const, value: [] } : await readLogins(values.logins)
    if (!logins.ok) return printFault(terminal, logins.fault)

    const stop = new AbortController()
    const hands = values.list || values.offline ? undefined : handsFor(run, stop, terminal)
    const given = givenFor(run, {
      logins: logins.value,
      person: values.person,
      only: values.step,
      ...(hands && { hands }),
    })
    if (values.list) {
      const session = await sessionNow(given)
      printLines(terminal, listSteps(session, terminal.language, terminal.columns))
      const sealed = brought.value === 0 ? undefined : await sealAgain(folder, homeFolder())
      if (sealed?.ok === false) return printFault(terminal, sealed.fault)
      return session.remaining.length === 0 ? 0 : 1
    }
    const interrupt = () => stop.abort()
    process.once('SIGINT', interrupt)
    try {
      const finished = await untilStopped(async () => {
        const known = run.files.record.person.name
        const asked =
          values.person ?? (await terminal.ask(words.person[terminal.language], known === '-' ? undefined : known))
        return guide({ ...given, person: (asked ?? known).slice(0, 80) || '-' }, terminal)
      })
      return await finish(folder, finished, terminal)
    } finally {
      process.off('SIGINT', interrupt)
      hands?.close()
      stop.abort()
    }
  },
}

type Values = {
  readonly answers?: readonly string[] | undefined
  readonly update?: string | undefined
  readonly mechanism?: string | undefined
  readonly key?: string | undefined
  readonly second?: string | undefined
}

/** Takes in what was named on the command line: how much came in. */
async function bringIn(run: GuidedRun, values: Values, terminal: Terminal): Promise<Result<number, Fault>> {
  let count = 0
  for (const file of values.answers ?? []) {
    const brought = await readAnswers(file)
    if (!brought.ok) return brought
    if (!run.hasRoomFor(brought.value)) return refuse({ code: 'answers-too-large', file } as Fault)
    const taken = await takeIn(run, brought.value.records)
    if (taken === undefined) return refuse({ code: 'answers-malformed', file } as Fault)
    const pictures = await run.attachBrought(brought.value)
    count += taken.added + pictures
    terminal.out(fill(words.taken, { file, ...taken, pictures })[terminal.language])
  }
  const { files, declared } = run
  const [device] = files.record.devices
  const sample = device?.sample ?? 1
  const seen: Observation[] = []
  if (values.update !== undefined) {
    const key = values.key === undefined ? undefined : await readText(values.key)
    if (values.key !== undefined && key === undefined) return refuse({ code: 'maker-key-unreadable' } as Fault)
    const took = await takeUpdateFile(
      {
        path: values.update,
        declared,
        sample,
        copiesTo: await run.copies(),
        clock: () => Math.max(0, Date.now() - Date.parse(files.record.began)),
        ...(values.mechanism !== undefined && { mechanism: values.mechanism }),
        ...(key !== undefined && { key }),
      },
      terminal,
    )
    if (!took.ok) return took
    seen.push(took.value)
  }
  if (values.second !== undefined) {
    const other = await openGuidedRun(values.second)
    if (!other.ok) return other
    const [unit] = other.value.files.record.devices
    const of = (observations: typeof files.observations, one: typeof device) => ({
      observations,
      sample: one?.sample ?? 1,
      ...(one?.identity.mac !== undefined && { mac: one.identity.mac }),
    })
    const second = of(other.value.files.observations, unit)
    // Two runs that both call their unit «1» are still two units.
    const apart = second.sample === sample ? { ...second, sample: sample === 1 ? 2 : 1 } : second
    const renumbered = { ...apart, observations: apart.observations.map((o) => ({ ...o, sample: apart.sample })) }
    const first = of(files.observations, device)
    seen.push(...(await takeSecondUnit({ declared, first, second: renumbered }, terminal)))
  }
  if (seen.length > 0) await keep(run, seen)
  return ok(count + seen.length)
}

/** Adds observations to the run; one that is there already under its id is put in the place of the old. */
async function keep({ files, door }: GuidedRun, added: readonly Observation[]): Promise<void> {
  const ids = new Set(added.map((o) => o.id))
  await door.keepObservations([...files.observations.filter((o) => !ids.has(o.id)), ...added])
}

function handsFor(run: GuidedRun, stop: AbortController, terminal: Terminal): Hands | undefined {
  const opened = openHands(run, stop)
  if (opened.ok) return opened.value
  terminal.err(fill(words.offline, { code: opened.fault.code })[terminal.language])
  return undefined
}

function givenFor(
  { files, declared, read, write, attach }: GuidedRun,
  more: {
    readonly logins: GuideGiven['with']['logins']
    readonly person?: string | undefined
    readonly only?: string | undefined
    readonly hands?: Hands
  },
): GuideGiven {
  const { everySeconds, steadySeconds, patienceSeconds } = files.policy.outage
  const declaredPatience = declared.recoverySeconds === undefined ? 0 : declared.recoverySeconds * 2 + 60
  return {
    declared,
    sample: files.record.devices[0]?.sample ?? 1,
    person: more.person ?? '-',
    port: { read, write },
    ...(more.only !== undefined && { only: more.only }),
    now: () => new Date().toISOString(),
    id: () => randomUUID(),
    with: {
      ...(more.hands && { hands: more.hands }),
      logins: more.logins,
      attach,
      nonsense: () => randomBytes(9).toString('base64url'),
      times: {
        everySeconds,
        steadySeconds,
        patienceSeconds: Math.max(patienceSeconds, declaredPatience),
        mostSeconds: 3_600,
      },
    },
  }
}

/** Ctrl-C at a question is a pause like any other: what was answered is kept and sealed. */
const untilStopped = (work: () => Promise<boolean>): Promise<boolean> =>
  work().catch((error: unknown) => {
    if (error instanceof Interrupted) return false
    throw error
  })

/** Seals what there is now: guided steps change verdicts, and old evidence would say less. */
async function finish(folder: string, finished: boolean, terminal: Terminal): Promise<Exit> {
  const sealed = await sealAgain(folder, homeFolder())
  if (!sealed.ok) return printFault(terminal, sealed.fault)
  const { language: lang, columns } = terminal
  const { assessment, evidence: path, ended } = sealed.value
  terminal.out('')
  if (!finished) terminal.out(wrapped('', fill(words.left, { folder })[lang], columns).join('\n'), 'wait')
  terminal.out(words.sealed[lang])
  const { text, tone } = headline({ assessment, path, ended }, lang)
  for (const line of wrapped('', text, columns)) terminal.out(line, tone)
  printLines(terminal, verdictLines(assessment, { lang, columns }))
  return finished ? 0 : 1
}
