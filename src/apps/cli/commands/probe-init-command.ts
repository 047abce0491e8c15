import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { instruments } from '../../../lab/instruments/all.ts'
import { alive } from '../../../lab/instruments/liveness/alive.ts'
import type { Observation } from '../../../lab/observation.ts'
import { draftIxit } from '../../../lab/run/draft-ixit.ts'
import { run } from '../../../lab/run/run.ts'
import { openBench, prepareWith } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { ixitYaml } from './import-ixit.ts'
import { runDisplay } from './probe-display.ts'
import { probeOptions, readProbeOptions } from './probe-options.ts'
import { stageText } from './probe-plan.ts'

const words = {
  written: {
    ja: '{folder}/ixit に下書きを {count} 表書きました。',
    en: '{count} tables were drafted into {folder}/ixit.',
  },
  next: {
    ja: '下書きは宣言ではありません。gap のある欄を確かめて書き直し、gap の行を消すと、試験で比べられるようになります。',
    en: 'A draft declares nothing. Check every field that has a gap, correct it and delete the line `gap`: then it can be compared.',
  },
} as const satisfies Record<string, Text>

const gentle = ['discover', 'scan', 'identify', 'passive']

/** `probe init`: drafts an IXIT from a first look, without any log-in being tried. */
export const probeInitCommand: Command = {
  name: 'probe init',
  usage: 'probe init DIR --target ADDRESS [--target ADDRESS6] [--gentle]',
  summary: {
    ja: '機器をひと通り見て、製造業者が直すための IXIT の下書きをつくります。ログインは試しません。',
    en: 'Looks at a device once and drafts an IXIT for its maker to correct. No log-in is tried.',
  },
  async run(args, terminal) {
    const read = readOptions(args, probeOptions)
    if (!read.ok) return printFault(terminal, read.fault)
    const folder = read.value.positionals[0]
    if (folder === undefined) return printFault(terminal, { code: 'option-wrong', reason: 'DIR' } as Fault)
    const request = readProbeOptions({ ...read.value.values, ixit: folder, consent: 'none' })
    if (!request.ok) return printFault(terminal, request.fault)
    const existing: readonly string[] = await readdir(join(folder, 'ixit')).catch(() => [])
    if (existing.some((name) => name.endsWith('.yaml')))
      return printFault(terminal, { code: 'ixit-draft-exists', folder } as Fault)

    const use = instruments.filter(({ stage }) => gentle.includes(stage))
    const prepared = await prepareWith(request.value, [], use)
    if (!prepared.ok) return printFault(terminal, prepared.fault)
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    const { language: lang } = terminal
    const display = runDisplay(terminal, prepared.value.plan, (stage) => stageText[stage][lang])
    const { bench } = await openBench(prepared.value, stop)
    const { observations } = await run({
      instruments: use,
      consent: prepared.value.plan.consent,
      bench,
      stop,
      alive,
      tell: display.tell,
    })
    display.close()
    await writeDraft(folder, observations)
    const count = draftIxit(observations).length
    terminal.out([fill(words.written, { folder, count })[lang], words.next[lang]].join('\n'))
    return count > 0 ? 0 : 1
  },
}

async function writeDraft(folder: string, observations: readonly Observation[]): Promise<void> {
  await mkdir(join(folder, 'ixit'), { recursive: true })
  for (const table of draftIxit(observations))
    await writeFile(join(folder, 'ixit', `${table.table}.yaml`), ixitYaml(table), { flag: 'wx' })
}
