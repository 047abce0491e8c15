import type { Text } from '../../../core/kernel/text.ts'
import { benchSigner } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

const words = {
  key: { ja: 'この試験台の公開鍵（Ed25519）：', en: 'Public key of this bench (Ed25519):' },
  next: {
    ja: '評価者の登録のときに、この文字列を認証機関に伝えてください。秘密鍵は keys/bench.json にあり、外に出しません。',
    en: 'Give this to the certification body when you register as an evaluator. The private key stays in keys/bench.json.',
  },
} as const satisfies Record<string, Text>

/** `probe key`: the public key that evidence of this bench is signed with. */
export const probeKeyCommand: Command = {
  name: 'probe key',
  usage: 'probe key [--json]',
  summary: { ja: 'この試験台の公開鍵を示します。', en: 'Shows the public key of this bench.' },
  async run(args, terminal) {
    const read = readOptions(args, { json: { type: 'boolean' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const signer = await benchSigner(homeFolder())
    if (!signer.ok) return printFault(terminal, signer.fault)
    const { x = '' } = signer.value.publicJwk
    const { language: lang } = terminal
    terminal.out(
      read.value.values.json
        ? JSON.stringify({ kid: signer.value.kid, algorithm: 'Ed25519', publicKey: x })
        : [words.key[lang], x, words.next[lang]].join('\n'),
    )
    return 0
  },
}
