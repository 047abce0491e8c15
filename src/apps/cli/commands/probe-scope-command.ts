import { writeFile } from 'node:fs/promises'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { scopeSchema } from '../../../lab/scope.ts'
import { signScope } from '../../../lab/scope-file.ts'
import { benchSigner } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

const written: Text = {
  ja: '{file} に範囲を書き、この試験台の鍵で署名しました。持ち主の同意は、別に書面で残してください。',
  en: '{file} holds the scope, signed with the key of this bench. Keep the consent of the owner in writing besides.',
}

/** `probe scope`: allows one device outside private and link-local ranges, in the name of who answers for it. */
export const probeScopeCommand: Command = {
  name: 'probe scope',
  usage: 'probe scope FILE --target ADDRESS --owner NAME --reason TEXT --from DATE --until DATE',
  summary: {
    ja: '試験台のネットワークの外の機器を、持ち主の同意のもとで試験するための、署名付きの範囲をつくります。',
    en: 'Makes a signed scope for a device outside the bench, tested with the consent of its owner.',
  },
  async run(args, terminal) {
    const option = { type: 'string' } as const
    const read = readOptions(args, { target: option, owner: option, reason: option, from: option, until: option })
    if (!read.ok) return printFault(terminal, read.fault)
    const [file] = read.value.positionals
    const scope = scopeSchema.safeParse({ ...read.value.values })
    if (file === undefined || !scope.success)
      return printFault(terminal, { code: 'option-wrong', reason: probeScopeCommand.usage } as Fault)
    const signer = await benchSigner(homeFolder())
    if (!signer.ok) return printFault(terminal, signer.fault)
    await writeFile(file, await signScope(scope.data, signer.value), { flag: 'wx' })
    terminal.out(fill(written, { file })[terminal.language])
    return 0
  },
}
