import { join } from 'node:path'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { planDigest } from '../../../lab/run/plan.ts'
import { beginRunFolder, prepareBench, readOrder } from '../../compose-probe.ts'
import { type Command, printFault, type Terminal } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { probeOptions, readProbeOptions } from './probe-options.ts'
import { probePlan } from './probe-plan.ts'
import { askConsent, probeRun } from './probe-run.ts'
import { exitOf, verdictLines } from './probe-summary.ts'

const words = {
  person: { ja: '試験する人の氏名', en: 'Name of the person at the bench' },
  label: { ja: '試料に書かれた番号（製造番号など）', en: 'What is written on the sample (serial number)' },
  start: { ja: 'この計画で始めますか [y/N]', en: 'Start with this plan? [y/N]' },
  done: { ja: '署名した証拠：{path}（{seconds} 秒、{ended}）', en: 'Signed evidence: {path} ({seconds} s, {ended})' },
  guide: {
    ja: '人の手が要る手順は、hoshirushi probe guide {folder} で続けられます。',
    en: 'Steps that need a person go on with: hoshirushi probe guide {folder}',
  },
  finished: { ja: '最後まで実施', en: 'finished' },
  stopped: { ja: '途中で停止', en: 'stopped' },
  'device-in-distress': { ja: '機器が応答しなくなり中止', en: 'ended because the device stopped answering' },
  cap: { ja: '上限に達して中止', en: 'ended at a limit' },
} as const satisfies Record<string, Text>

/** `probe run`: carries out a confirmed plan and leaves signed evidence. */
export const probeRunCommand: Command = {
  name: 'probe run',
  usage:
    'probe run --target ADDRESS [--target ADDRESS6] --ixit DIR [--run DIR] [--yes PLAN] [--consent …] [--order FILE] [--logins FILE] [--person NAME] [--label TEXT] [--gentle] [--sample N] [--json]',
  summary: {
    ja: '計画どおりに機器を調べ、署名した証拠を残します。q か Ctrl-C でいつでも停止できます。',
    en: 'Looks at a device as planned and leaves signed evidence. It stops at once on q or Ctrl-C.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      ...probeOptions,
      run: { type: 'string' },
      yes: { type: 'string' },
      order: { type: 'string' },
      person: { type: 'string' },
      role: { type: 'string' },
      label: { type: 'string' },
      condition: { type: 'string' },
      laboratory: { type: 'string' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { values } = read.value
    const request = readProbeOptions(values)
    if (!request.ok) return printFault(terminal, request.fault)
    const order = values.order === undefined ? undefined : await readOrder(values.order)
    if (order?.ok === false) return printFault(terminal, order.fault)

    const asked = request.value.consentGiven || values.yes !== undefined ? undefined : await askConsent(terminal)
    const prepared = await prepareBench({ ...request.value, ...(asked === undefined ? {} : { consent: asked }) })
    if (!prepared.ok) return printFault(terminal, prepared.fault)
    const { plan, declared } = prepared.value
    const digest = planDigest(plan)
    if (values.yes === undefined) {
      terminal.err(probePlan({ plan, gaps: declared.gaps }, terminal.language).text)
      const go = await terminal.ask(words.start[terminal.language])
      if (!/^(y|yes|はい)$/i.test(go ?? ''))
        return printFault(terminal, { code: 'plan-not-confirmed', digest } as Fault)
    } else if (values.yes !== digest)
      return printFault(terminal, { code: 'plan-differs', expected: values.yes.slice(0, 80), found: digest } as Fault)

    const person = values.person ?? (await terminal.ask(words.person[terminal.language])) ?? '-'
    const label = values.label ?? (await terminal.ask(words.label[terminal.language])) ?? '-'
    const folder = values.run ?? join('runs', new Date().toISOString().slice(0, 19).replaceAll(':', ''))
    const begun = await beginRunFolder(folder)
    if (!begun.ok) return printFault(terminal, begun.fault)
    const done = await probeRun(
      {
        prepared: prepared.value,
        folder: begun.value,
        home: homeFolder(),
        atTheBench: {
          person: { name: person, role: values.role ?? 'evaluator' },
          sampleLabel: label,
          ...(values.condition === undefined ? {} : { condition: values.condition }),
          ...(values.laboratory === undefined ? {} : { laboratory: values.laboratory }),
        },
        ...(order === undefined ? {} : { order: order.value }),
      },
      terminal,
    )
    if (!done.ok) return printFault(terminal, done.fault)
    const { assessment, evidence, ended, seconds } = done.value
    if (values.json) terminal.out(JSON.stringify({ evidence, ended, seconds, ...assessment }, null, 2))
    else tellEnd(terminal, done.value, folder)
    return ended === 'finished' ? exitOf(assessment) : 1
  },
}

function tellEnd(
  terminal: Terminal,
  done: { assessment: Parameters<typeof verdictLines>[0]; evidence: string; ended: string; seconds: number },
  folder: string,
): void {
  const { language: lang } = terminal
  const ended = words[done.ended as 'finished'][lang]
  terminal.out(
    [
      '',
      ...verdictLines(done.assessment, lang),
      fill(words.done, { path: done.evidence, seconds: done.seconds.toFixed(1), ended })[lang],
      fill(words.guide, { folder })[lang],
    ].join('\n'),
  )
}
