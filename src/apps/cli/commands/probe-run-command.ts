import { join } from 'node:path'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { planDigest } from '../../../lab/run/plan.ts'
import { beginRunFolder, holdsRun, prepareBench, readOrder } from '../../compose-probe.ts'
import { type Command, printFault, type Terminal } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { wrapped } from '../text-layout.ts'
import { askConsent, everyConsent } from './ask-consent.ts'
import { askYesNo } from './ask-yes-no.ts'
import { probeHelp } from './probe-help.ts'
import { probeOptions, readProbeOptions } from './probe-options.ts'
import { planTotals, probePlan } from './probe-plan.ts'
import { probeRun, type RunDone } from './probe-run.ts'
import { exitOf, headline, printLines, verdictLines } from './probe-summary.ts'

const words = {
  person: { ja: '試験する人の氏名：', en: 'Name of the person at the bench:' },
  label: {
    ja: '試料に書かれた番号（製造番号など。なければ Enter）：',
    en: 'What is written on the sample (a serial number; Enter if nothing):',
  },
  start: { ja: 'この計画で始めますか（{totals}）', en: 'Start with this plan? ({totals})' },
  notStarted: {
    ja: '始めませんでした。機器には何も送っていません。',
    en: 'Not started. Nothing was sent to the device.',
  },
  silent: {
    ja: '{address} は、一度も応答しませんでした。電源、ケーブル、アドレス、あいだのファイアウォールを確かめて、もう一度試験してください。',
    en: '{address} did not answer once. Check its power, its cable, the address and what may filter in between, then test again.',
  },
  next: { ja: '次に：', en: 'Next:' },
  all: { ja: '合格も含めて、すべての理由を見る', en: 'see every reason, of what passed too' },
  guide: { ja: '人が行う手順を続ける', en: 'go on with the steps for a person' },
  report: { ja: '報告書を印刷する', en: 'print a report' },
} as const satisfies Record<string, Text>

/** `probe run`: carries out a confirmed plan and leaves signed evidence. */
export const probeRunCommand: Command = {
  name: 'probe run',
  usage:
    'probe run --target ADDRESS [--target ADDRESS6] --ixit DIR [--run DIR] [--yes PLAN] [--consent LIST] [--order FILE] [--logins FILE] [--person NAME] [--role ROLE] [--label TEXT] [--condition TEXT] [--laboratory NAME] [--gentle] [--sample N] [--scope FILE] [--json]',
  summary: {
    ja: '計画どおりに機器を調べ、署名した証拠を残します。q か Ctrl-C でいつでも停止できます。',
    en: 'Looks at a device as planned and leaves signed evidence. It stops at once on q or Ctrl-C.',
  },
  options: probeHelp.run,
  examples: [
    'probe run --target 192.168.1.20 --ixit my-camera --run runs/1',
    'probe run --target 192.168.1.20 --ixit my-camera --consent wrong-tries --yes sha256:…',
  ],
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
    // Whatever can be wrong is found before a person has answered a single question.
    const folder = values.run ?? join('runs', new Date().toISOString().slice(0, 19).replaceAll(':', ''))
    if (await holdsRun(folder)) return printFault(terminal, { code: 'run-folder-taken', folder } as Fault)
    const toAsk = !request.value.consentGiven && values.yes === undefined
    const most = await prepareBench(toAsk ? { ...request.value, consent: everyConsent } : request.value)
    if (!most.ok) return printFault(terminal, most.fault)

    const asked = toAsk ? await askConsent(terminal, most.value.plan) : undefined
    const prepared = toAsk ? await prepareBench({ ...request.value, ...(asked && { consent: asked }) }) : most
    if (!prepared.ok) return printFault(terminal, prepared.fault)
    const { plan, declared } = prepared.value
    const digest = planDigest(plan)
    if (values.yes !== undefined && values.yes !== digest)
      return printFault(terminal, { code: 'plan-differs', expected: values.yes.slice(0, 80), found: digest } as Fault)
    const person = values.person ?? (await askPerson(terminal)) ?? '-'
    const label = values.label ?? (await terminal.ask(words.label[terminal.language])) ?? '-'
    if (values.yes === undefined) {
      terminal.err(
        `\n${probePlan({ plan, gaps: declared.gaps, columns: terminal.columns, asking: terminal.interactive }, terminal.language).text}\n`,
      )
      if (!terminal.interactive) return printFault(terminal, { code: 'plan-not-confirmed', digest } as Fault)
      const totals = planTotals(plan, terminal.language).replace(/[。.]$/, '')
      if (!(await askYesNo(terminal, fill(words.start, { totals })[terminal.language]))) {
        terminal.out(words.notStarted[terminal.language])
        return 1
      }
    }
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
    else tellEnd(terminal, done.value, folder, Object.values(plan.target.addresses).join(', '))
    return ended === 'finished' ? exitOf(assessment) : 1
  },
}

/** Who stands at the bench: evidence without a name is worth little, so it is asked more than once. */
async function askPerson(terminal: Terminal): Promise<string | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    const said = await terminal.ask(words.person[terminal.language])
    if (said !== undefined || !terminal.interactive) return said
  }
  return undefined
}

function tellEnd(terminal: Terminal, done: RunDone, folder: string, address: string): void {
  const { language: lang, columns } = terminal
  const { assessment, evidence: path, ended } = done
  terminal.out('')
  const { text, tone } = headline({ assessment, path, ended }, lang)
  for (const line of wrapped('', text, columns)) terminal.out(line, tone)
  if (!done.answered)
    for (const line of wrapped('', fill(words.silent, { address })[lang], columns)) terminal.out(line, 'stop')
  printLines(terminal, verdictLines(assessment, { lang, columns }))
  const next = [
    [words.guide, `probe guide ${folder}`],
    [words.all, `probe show ${folder} --all`],
    [words.report, `probe export ${path} --format report --out report.pdf`],
  ] as const
  terminal.out(
    ['', words.next[lang], ...next.flatMap(([what, how]) => [`  ${what[lang]}`, `    hoshirushi ${how}`])].join('\n'),
  )
}
