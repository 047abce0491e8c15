import { join } from 'node:path'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { benchSigner } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { wrapped } from '../text-layout.ts'
import { probeHelp } from './probe-help.ts'

const words = {
  key: { ja: 'この試験台の公開鍵（Ed25519）：', en: 'Public key of this bench (Ed25519):' },
  next: {
    ja: '評価者の登録のときに、この文字列を認証機関に伝えてください。証拠を受け取る人は、この出力をファイルにして probe verify --key で使えます。秘密鍵は {file} にあり、外に出しません。',
    en: 'Give this to the certification body when you register as an evaluator. Whoever receives evidence can keep this output as a file for probe verify --key. The private key stays in {file}.',
  },
} as const satisfies Record<string, Text>

/** `probe key`: the public key that evidence of this bench is signed with. */
export const probeKeyCommand: Command = {
  name: 'probe key',
  usage: 'probe key [--json]',
  summary: {
    ja: 'この試験台の公開鍵を示します。証拠の署名を確かめる人に渡します。',
    en: 'Shows the public key of this bench, for whoever verifies its evidence.',
  },
  options: probeHelp.key,
  examples: ['probe key > bench.pub'],
  async run(args, terminal) {
    const read = readOptions(args, { json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const signer = await benchSigner(homeFolder())
    if (!signer.ok) return printFault(terminal, signer.fault)
    const { x = '' } = signer.value.publicJwk
    const { language: lang, columns } = terminal
    terminal.out(
      read.value.values.json
        ? JSON.stringify({ kid: signer.value.kid, algorithm: 'Ed25519', publicKey: x })
        : [
            words.key[lang],
            x,
            ...wrapped('', fill(words.next, { file: join(homeFolder(), 'keys', 'bench.json') })[lang], columns),
          ].join('\n'),
    )
    return 0
  },
}
