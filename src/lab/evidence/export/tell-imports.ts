import type { Tellings } from './telling.ts'

/** What other tools say they saw. */
export const tellImports: Tellings<
  'imported' | 'imported-ports' | 'imported-tls' | 'imported-ssh' | 'imported-traffic'
> = {
  imported: ({ tool, finding, severity, says }, { say }) =>
    say(
      `${tool}の結果 ${finding}${severity ? `（${severity}）` : ''}：「${says}」`,
      `${tool} says ${finding}${severity ? ` (${severity})` : ''}: “${says}”`,
    ),
  'imported-ports': ({ tool, transport, open }, { say, list }) =>
    open.length === 0
      ? say(
          `${tool}は、開いている${transport.toUpperCase()}の口を見つけなかった`,
          `${tool} found no open ${transport.toUpperCase()} port`,
        )
      : say(
          `${tool}が見つけた${transport.toUpperCase()}の口：${list(open.map(String), 12)}`,
          `${tool} found ${transport.toUpperCase()} ports open: ${list(open.map(String), 12)}`,
        ),
  'imported-tls': ({ tool, versions, notOffered }, { say, list, sentences }) =>
    sentences(
      say(
        `${tool}が見た版：${list(versions.map(({ version }) => version)) || 'なし'}`,
        `${tool} saw ${list(versions.map(({ version }) => version)) || 'no version'}`,
      ),
      notOffered.length > 0 && say(`拒まれた版：${list(notOffered)}`, `refused: ${list(notOffered)}`),
    ),
  'imported-ssh': ({ tool, keyExchange, hostKeys, encryption }, { say, list, sentences }) =>
    sentences(
      say(`${tool}が見た鍵交換：${list(keyExchange, 3)}`, `${tool} saw key exchange ${list(keyExchange, 3)}`),
      hostKeys.length > 0 && say(`ホスト鍵：${list(hostKeys, 3)}`, `host keys ${list(hostKeys, 3)}`),
      encryption.length > 0 && say(`暗号：${list(encryption, 3)}`, `ciphers ${list(encryption, 3)}`),
    ),
  'imported-traffic': ({ tool, packets, seconds, destinations, plaintext }, { say, list, sentences }) =>
    sentences(
      say(
        `${tool}の記録：${Math.round(seconds)}秒で${packets}パケット`,
        `${tool}: ${packets} packets in ${Math.round(seconds)} s`,
      ),
      destinations.length > 0 &&
        say(
          `通信の相手：${list(
            destinations.map(({ peer, port }) => `${peer}:${port}`),
            4,
          )}`,
          `it spoke to ${list(
            destinations.map(({ peer, port }) => `${peer}:${port}`),
            4,
          )}`,
        ),
      plaintext.length > 0 &&
        say(
          `暗号なしの通信：${list([...new Set(plaintext.map(({ protocol }) => protocol))])}`,
          `not encrypted: ${list([...new Set(plaintext.map(({ protocol }) => protocol))])}`,
        ),
    ),
}
