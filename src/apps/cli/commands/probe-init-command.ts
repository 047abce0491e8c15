import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { IxitTable } from '../../../core/selection/ixit.ts'
import { instruments } from '../../../lab/instruments/all.ts'
import { alive } from '../../../lab/instruments/liveness/alive.ts'
import { draftIxit } from '../../../lab/run/draft-ixit.ts'
import { run } from '../../../lab/run/run.ts'
import { everAnswered } from '../../../lab/run/sign-of-life.ts'
import { openBench, prepareWith } from '../../compose-probe.ts'
import { type Command, printFault, type Terminal } from '../command.ts'
import { readOptions } from '../options.ts'
import { wrapped } from '../text-layout.ts'
import { draftYaml } from './draft-yaml.ts'
import { runDisplay } from './probe-display.ts'
import { probeHelp } from './probe-help.ts'
import { probeOptions, readProbeOptions } from './probe-options.ts'
import { stopsOn } from './probe-run.ts'

const words = {
  written: {
    ja: '申告の下書きを {folder}/ixit に {count} 表つくりました。',
    en: 'A declaration was drafted in {folder}/ixit ({count} tables).',
  },
  found: { ja: '見つけた通信口：', en: 'Found open: ' },
  nothing: {
    ja: '機器は応答しましたが、開いている通信口は見つかりませんでした。',
    en: 'The device answered, and nothing was found open.',
  },
  notYet: {
    ja: '下書きは申告ではありません。製造業者が確かめて text を直し、gap の行を消した欄だけを、機器と比べます。書き方は、ファイルの中の # のあとにあります。',
    en: 'A draft declares nothing. Only fields that the maker has checked, corrected and freed of their line `gap` are compared with the device. How each is written stands behind the # in the files.',
  },
  next: { ja: '次に：', en: 'Next:' },
  stopped: {
    ja: '途中で停止したため、下書きはつくっていません。',
    en: 'Stopped before its end, so nothing was drafted.',
  },
} as const satisfies Record<string, Text>

const gentle = ['discover', 'scan', 'identify', 'passive']

/** `probe init`: drafts an IXIT from a first look, without any login being tried. */
export const probeInitCommand: Command = {
  name: 'probe init',
  usage: 'probe init DIR --target ADDRESS [--target ADDRESS6] [--gentle]',
  summary: {
    ja: '機器をひと通り見て、製造業者が直すための申告（IXIT）の下書きをつくります。ログインは試しません。',
    en: 'Looks at a device once and drafts its declaration (IXIT) for the maker to correct. No login is tried.',
  },
  options: probeHelp.init,
  examples: ['probe init my-camera --target 192.168.1.20'],
  async run(args, terminal) {
    const read = readOptions(args, probeOptions)
    if (!read.ok) return printFault(terminal, read.fault)
    const folder = read.value.positionals[0]
    if (folder === undefined) return printFault(terminal, { code: 'option-wrong', reason: noFolder } as Fault)
    const request = readProbeOptions({ ...read.value.values, ixit: folder, consent: 'none' })
    if (!request.ok) return printFault(terminal, request.fault)
    const existing: readonly string[] = await readdir(join(folder, 'ixit')).catch(() => [])
    if (existing.some((name) => name.endsWith('.yaml')))
      return printFault(terminal, { code: 'ixit-draft-exists', folder } as Fault)
    try {
      await mkdir(join(folder, 'ixit'), { recursive: true })
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? error.code : undefined
      if (typeof reason !== 'string') throw error
      return printFault(terminal, { code: 'exchange-not-written', file: folder, reason } as Fault)
    }

    const use = instruments.filter(({ stage }) => gentle.includes(stage))
    const prepared = await prepareWith(request.value, [], use)
    if (!prepared.ok) return printFault(terminal, prepared.fault)
    const stop = new AbortController()
    const { language: lang, columns } = terminal
    const display = runDisplay(terminal, prepared.value.plan, use)
    const released = stopsOn(stop, display.stopping)
    const look = async () => {
      try {
        const { bench } = await openBench(prepared.value, stop)
        const { consent } = prepared.value.plan
        return await run({ instruments: use, consent, bench, stop, alive, tell: display.tell })
      } finally {
        stop.abort()
        display.close()
        released()
      }
    }
    const { observations, ended } = await look()
    const address = request.value.targets.join(', ')
    if (ended !== 'stopped' && !everAnswered(observations))
      return printFault(terminal, { code: 'device-not-found', address } as Fault)
    if (ended === 'stopped') {
      terminal.out(words.stopped[lang])
      return 1
    }
    const tables = draftIxit(observations)
    for (const table of tables)
      await writeFile(join(folder, 'ixit', `${table.table}.yaml`), draftYaml(table, lang), { flag: 'wx' })
    tellDrafted(terminal, tables, folder, request.value.targets)
    return 0

    function tellDrafted(
      { out }: Terminal,
      drafted: readonly IxitTable[],
      at: string,
      targets: readonly string[],
    ): void {
      const open = openIn(drafted, lang)
      out(fill(words.written, { folder: at, count: drafted.length })[lang], 'strong')
      out(wrapped('', open === '' ? words.nothing[lang] : words.found[lang] + open, columns).join('\n'))
      out(wrapped('', words.notYet[lang], columns).join('\n'))
      const target = targets.map((one) => `--target ${one}`).join(' ')
      out(['', words.next[lang], `  hoshirushi probe plan ${target} --ixit ${at}`].join('\n'))
    }
  },
}

const noFolder: Text = {
  ja: '下書きを置くフォルダー（DIR）がありません。',
  en: 'There is no folder (DIR) for the draft.',
}

/** What was found open, as the drafted interfaces name it. */
const openIn = (tables: readonly IxitTable[], lang: Language): string =>
  tables
    .filter(({ table }) => table === '28-LogIntf')
    .flatMap(({ entries }) => entries)
    .map(
      ({ fields }) =>
        `${fields.endpoint?.text}${{ ja: '（', en: ' (' }[lang]}${fields.protocol?.text}${{ ja: '）', en: ')' }[lang]}`,
    )
    .join({ ja: '、', en: ', ' }[lang])
