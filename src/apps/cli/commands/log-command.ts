import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../../../core/kernel/fault.ts'
import { readTrust } from '../../../core/verifier/trust.ts'
import { checkLog, openLogFollower, openPublished, readText } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { describeFsck, followOn, followOnce } from './log.ts'

/** `log fsck`: derives everything again from the entries of a published folder. */
export const logFsck: Command = {
  name: 'log fsck',
  usage: 'log fsck DIR|URL [--trust FILE] [--json]',
  summary: {
    ja: '公開ファイルのフォルダーを、記録そのものから計算しなおして点検します。',
    en: 'Checks a folder of published files by deriving everything again from its entries.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { trust: { type: 'string' }, json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const folder = read.value.positionals[0]
    if (!folder) return printFault(terminal, { code: 'option-wrong', reason: 'DIR' } as Fault)
    const text = read.value.values.trust ? await readText(read.value.values.trust) : undefined
    const trust = text === undefined ? undefined : readTrust(text)
    if (trust && !trust.ok) return printFault(terminal, trust.fault)
    const outcome = describeFsck(await checkLog(openPublished(folder), trust?.value), terminal.language)
    terminal.out(read.value.values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}

/** `log follow`: watches a log from its public files alone. */
export const logFollow: Command = {
  name: 'log follow',
  usage: 'log follow URL|DIR [--trust FILE] [--state FILE] [--once] [--every SECONDS]',
  summary: {
    ja: '公開された記録を見守ります。前に見たものと食い違えば知らせます。--trust がなければ、最初に見た公開先の信頼の起点を使います。',
    en: 'Watches a published log and tells when it contradicts what was seen before. Without --trust the anchor published there is used.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      trust: { type: 'string' },
      state: { type: 'string', default: '.hoshirushi-log-state.json' },
      once: { type: 'boolean' },
      every: { type: 'string', default: '10' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const from = positionals[0]
    const every = Number(values.every)
    if (!from || !(every >= 1))
      return printFault(terminal, { code: 'option-wrong', reason: from ? '--every' : 'URL' } as Fault)
    const published = openPublished(from)
    const anchor = values.trust ? await readText(values.trust) : await published('labels', 'trust/root.json')
    const trust = readTrust(typeof anchor === 'string' ? anchor : new TextDecoder().decode(anchor))
    if (!trust.ok) return printFault(terminal, trust.fault)
    const follower = openLogFollower(published, trust.value, values.state)
    if (values.once) {
      const outcome = await followOnce(follower, terminal.language)
      terminal.out(outcome.text)
      return outcome.exit
    }
    let over = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        over = true
      })
    return followOn(follower, {
      lang: terminal.language,
      print: (outcome) => terminal.out(outcome.text),
      pause: () => sleep(every * 1000).then(() => undefined),
      isOver: () => over,
    })
  },
}
