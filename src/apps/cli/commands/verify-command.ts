import type { Fault } from '../../../core/kernel/fault.ts'
import { nodeCrypto } from '../../../core/verifier/crypto-node.ts'
import { openPublished, readText } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { verifyLabel } from './verify.ts'

/** `verify`: one label, one verdict; 0 only for valid. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE|LABEL --trust FILE [--from URL|DIR] [--now T] [--json]',
  summary: {
    ja: 'ラベルの証明を検証します。ファイルなら、ネットワークなしで確かめられます。',
    en: 'Verifies a label. With a file no network is needed.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      trust: { type: 'string' },
      from: { type: 'string' },
      now: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const what = positionals[0]
    const wrong = (reason: string) => printFault(terminal, { code: 'option-wrong', reason } as Fault)
    if (!what) return wrong('FILE|LABEL')
    const trust = values.trust ? await readText(values.trust) : undefined
    if (trust === undefined) return wrong(`--trust ${values.trust ?? ''}`)
    const now = values.now === undefined ? Date.now() : Date.parse(values.now)
    if (Number.isNaN(now)) return wrong(`--now ${values.now}`)
    const bundle = await readText(what)
    const outcome = await verifyLabel(
      {
        what,
        trust,
        ...(bundle === undefined ? {} : { bundle }),
        ...(values.from ? { read: openPublished(values.from) } : {}),
      },
      { lang: terminal.language, now: new Date(now).toISOString(), crypto: nodeCrypto },
    )
    ;(outcome.exit === 2 && !values.json ? terminal.err : terminal.out)(
      values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text,
    )
    return outcome.exit
  },
}
