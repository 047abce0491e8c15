import type { Fault } from '../../../core/kernel/fault.ts'
import { nodeCrypto } from '../../../core/verifier/crypto-node.ts'
import { openPublished, openState, readText } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { verifyLabel } from './verify.ts'

/** `verify`: one label, one verdict; 0 only for valid. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE|LABEL --trust FILE [--from URL|DIR] [--state FILE] [--now T] [--json]',
  summary: {
    ja: 'ラベルの証明を検証します。ファイルなら、ネットワークなしで確かめられます。--state に、確認した記録の最新の状態を覚え、次からは古い状態や枝分かれを見分けます。',
    en: 'Verifies a label. With a file no network is needed. --state remembers the newest log seen, to notice an older or a forked one.',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      trust: { type: 'string' },
      from: { type: 'string' },
      state: { type: 'string' },
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
    const state = values.state === undefined ? undefined : openState(values.state)
    const last = await state?.load().catch(() => null)
    if (last === null) return wrong(`--state ${values.state}`)
    const outcome = await verifyLabel(
      {
        what,
        trust,
        ...(bundle === undefined ? {} : { bundle }),
        ...(values.from ? { read: openPublished(values.from) } : {}),
        ...(state && { memory: { ...(last && { last }), save: state.save } }),
      },
      { lang: terminal.language, now: new Date(now).toISOString(), crypto: nodeCrypto },
    )
    ;(outcome.exit === 2 && !values.json ? terminal.err : terminal.out)(
      values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text,
    )
    return outcome.exit
  },
}
