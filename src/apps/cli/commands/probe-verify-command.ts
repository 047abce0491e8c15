import type { Fault } from '../../../core/kernel/fault.ts'
import type { Text } from '../../../core/kernel/text.ts'
import { readBytes, verifyFile } from '../../compose-evidence.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { probeHelp } from './probe-help.ts'
import { probeVerify } from './probe-verify.ts'

/** `probe verify`: whether evidence is what was sealed, and whether its verdicts follow from what was seen. */
export const probeVerifyCommand: Command = {
  name: 'probe verify',
  usage: 'probe verify FILE [--key FILE …] [--nonce VALUE] [--order ID] [--json]',
  summary: {
    ja: '試験の証拠を検証します。1バイトでも変わっていないか、署名は正しいか、観測から判定をやり直して同じ結果になるかを確かめます。',
    en: 'Verifies evidence of a run: that not a byte was changed, that the signature is right, and that judging again gives the same verdicts.',
  },
  options: probeHelp.verify,
  examples: ['probe verify runs/1/evidence.zip --key bench.pub'],
  async run(args, terminal) {
    const read = readOptions(args, {
      key: { type: 'string', multiple: true },
      nonce: { type: 'string' },
      order: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const [file] = positionals
    if (file === undefined) return printFault(terminal, { code: 'option-wrong', reason: noFile } as Fault)
    const bytes = await readBytes(file)
    if (!bytes.ok) return printFault(terminal, bytes.fault)
    const { nonce, order } = values
    const expected = { ...(nonce === undefined ? {} : { nonce }), ...(order === undefined ? {} : { order }) }
    const asked = Object.keys(expected).length > 0 ? expected : undefined
    const verified = await verifyFile(bytes.value, values.key ?? [], asked)
    if (!verified.ok) {
      const exit = printFault(terminal, verified.fault)
      return verified.fault.code === 'evidence-too-costly' ? 1 : exit
    }
    const outcome = probeVerify(verified.value.report, terminal.language, terminal.columns)
    ;(outcome.exit === 2 && !values.json ? terminal.err : terminal.out)(
      values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text,
    )
    return outcome.exit
  },
}

const noFile: Text = { ja: '証拠のファイルがありません。', en: 'The evidence file is not named.' }
