import { isIP } from 'node:net'
import type { Fault } from '../../../core/kernel/fault.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { scopeSchema } from '../../../lab/scope.ts'
import { signScope } from '../../../lab/scope-file.ts'
import { writeNew } from '../../compose-evidence.ts'
import { benchSigner } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { wrapped } from '../text-layout.ts'
import { probeHelp } from './probe-help.ts'

const words = {
  written: {
    ja: '{file} に範囲を書き、この試験台の鍵で署名しました。probe plan と probe run に --scope {file} で渡します。持ち主の同意は、別に書面で残してください。',
    en: '{file} holds the scope, signed with the key of this bench. Hand it to probe plan and probe run with --scope {file}. Keep the consent of the owner in writing besides.',
  },
  noFile: { ja: 'つくるファイルの名前がありません。', en: 'The file to make is not named.' },
  wrong: {
    ja: '次の指定がないか、正しくありません：{names}（日付は 2026-11-23 の形）',
    en: 'Missing or wrong: {names} (a day is written as 2026-11-23)',
  },
  backwards: { ja: '--until が --from より前の日です。', en: '--until lies before --from.' },
} as const satisfies Record<string, Text>

/** `probe scope`: allows one device outside private and link-local ranges, in the name of who answers for it. */
export const probeScopeCommand: Command = {
  name: 'probe scope',
  usage: 'probe scope FILE --target ADDRESS --owner NAME --reason TEXT --from DATE --until DATE',
  summary: {
    ja: '試験台のネットワークの外の機器を、持ち主の同意のもとで試験するための、署名付きの範囲をつくります。',
    en: 'Makes a signed scope for a device outside the bench, tested with the consent of its owner.',
  },
  options: probeHelp.scope,
  examples: [
    'probe scope scope.json --target 203.0.113.7 --owner "Example Ltd" --reason "remote sample" --from 2026-12-01 --until 2026-12-05',
  ],
  async run(args, terminal) {
    const option = { type: 'string' } as const
    const read = readOptions(args, { target: option, owner: option, reason: option, from: option, until: option })
    if (!read.ok) return printFault(terminal, read.fault)
    const [file] = read.value.positionals
    const wrong = (reason: Text) => printFault(terminal, { code: 'option-wrong', reason } as Fault)
    if (file === undefined) return wrong(words.noFile)
    const scope = scopeSchema.safeParse({ ...read.value.values })
    if (!scope.success) {
      const names = [...new Set(scope.error.issues.map(({ path }) => `--${String(path[0])}`))]
      return wrong(fill(words.wrong, { names: names.join(', ') }))
    }
    if (isIP(scope.data.target) === 0)
      return printFault(terminal, { code: 'target-not-an-address', found: scope.data.target } as Fault)
    if (scope.data.until < scope.data.from) return wrong(words.backwards)
    const signer = await benchSigner(homeFolder())
    if (!signer.ok) return printFault(terminal, signer.fault)
    const made = await writeNew(file, await signScope(scope.data, signer.value))
    if (!made.ok) return printFault(terminal, made.fault)
    terminal.out(wrapped('', fill(words.written, { file })[terminal.language], terminal.columns).join('\n'))
    return 0
  },
}
