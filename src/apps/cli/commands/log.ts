import type { Follower } from '../../../adapters/log/follow.ts'
import type { FsckResult } from '../../../adapters/log/fsck.ts'
import type { LogFinding, SeenLeaf } from '../../../adapters/log/monitor.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { CommandOutcome } from './assess.ts'

const findingText: Record<LogFinding['code'], Text> = {
  'trust-unreadable': {
    ja: '信頼の起点ファイルを読めません（{fault}）。',
    en: 'The trust anchor cannot be read ({fault}).',
  },
  'checkpoint-untrusted': {
    ja: 'チェックポイントを信頼できません（{fault}）。',
    en: 'The checkpoint is not trusted ({fault}).',
  },
  'file-missing': { ja: 'ファイルがありません: {path}', en: 'Missing file: {path}' },
  'file-unreadable': { ja: 'ファイルを読み取れません: {path}', en: 'Unreadable file: {path}' },
  'tile-differs': {
    ja: 'タイルが記録の中身と一致しません: {path}',
    en: 'A tile does not follow from the entries: {path}',
  },
  'root-differs': {
    ja: '{size}件の記録から、署名された根が得られません。',
    en: 'The {size} entries do not lead to the signed root.',
  },
  'log-shrank': { ja: '記録が{from}件から{to}件に減りました。', en: 'The log shrank from {from} to {to} entries.' },
  'log-forked': {
    ja: '{size}件の時点の記録が、以前に見たものと違います。',
    en: 'The first {size} entries are not those seen before.',
  },
  'leaf-unreadable': { ja: '{index}番の記録を読み取れません。', en: 'Entry {index} cannot be read.' },
  'leaf-kind-unknown': {
    ja: '{index}番の記録の種類が不明です（{typ}）。',
    en: 'Entry {index} is of an unknown kind ({typ}).',
  },
  'leaf-signature': { ja: '{index}番の記録の署名が正しくありません。', en: 'Entry {index} has a bad signature.' },
  'leaf-key-unknown': {
    ja: '{index}番の記録は、その時点で有効な鍵の署名ではありません（{kid}）。',
    en: 'Entry {index} is not signed by a key in use there ({kid}).',
  },
  'credential-malformed': {
    ja: '{index}番の証明に必要な項目がありません。',
    en: 'The credential in entry {index} lacks what it must say.',
  },
  'status-index-reused': {
    ja: '{index}番の証明が、使用済みの状態番号{statusIndex}を使っています。',
    en: 'Entry {index} uses the status index {statusIndex} a second time.',
  },
  'credential-after-end': {
    ja: '終了したラベル{label}に、新しい証明が出ています（{index}番）。',
    en: 'Entry {index} issues label {label} after its end.',
  },
  'credential-not-superseded': {
    ja: 'ラベル{label}の前の証明（{index}番）が、置換えの記録なしに残っています。',
    en: 'Label {label} has a newer credential, but entry {index} was never superseded.',
  },
  'event-malformed': {
    ja: '{index}番の出来事の形が正しくありません。',
    en: 'The event in entry {index} is malformed.',
  },
  'event-of-unknown-credential': {
    ja: '{index}番の出来事は、記録にない証明を指しています（{label}）。',
    en: 'Entry {index} is about a credential that is not in the log ({label}).',
  },
  'event-after-end': {
    ja: '{index}番の出来事は、終了したあとのものです（{label}）。',
    en: 'Entry {index} comes after the end of its credential ({label}).',
  },
  'event-out-of-turn': {
    ja: '{index}番の出来事は、順序が合いません（{label}）。',
    en: 'Entry {index} is out of turn ({label}).',
  },
  'snapshot-malformed': {
    ja: '{index}番の状態リストの記録の形が正しくありません。',
    en: 'The list snapshot in entry {index} is malformed.',
  },
  'list-missing': { ja: '状態リストがありません: {path}', en: 'Missing status list: {path}' },
  'list-unreadable': { ja: '状態リストを読み取れません: {path}', en: 'Unreadable status list: {path}' },
  'list-not-as-logged': {
    ja: '状態リストが、記録されたものと違います: {path}',
    en: 'The status list is not the one that was logged: {path}',
  },
  'list-not-of-log': {
    ja: '状態リストが、記録から導いた内容と違います: {path}',
    en: 'The status list does not follow from the log: {path}',
  },
}

const words = {
  sound: { ja: '異常はありません', en: 'sound' },
  found: { ja: '{n}件の異常があります', en: '{n} findings' },
  fsck: {
    ja: '記録 {size}件、タイル {tiles}個、状態リスト {lists}本',
    en: '{size} entries, {tiles} tiles, {lists} status lists',
  },
  look: { ja: '記録 {size}件、新着 {n}件', en: '{size} entries, {n} new' },
} as const satisfies Record<string, Text>

const say = (text: Text, values: Readonly<Record<string, unknown>>, lang: Language): string => fill(text, values)[lang]

function outcome(
  head: string,
  lines: readonly string[],
  findings: readonly LogFinding[],
  lang: Language,
  json: unknown,
) {
  const verdict = findings.length === 0 ? words.sound[lang] : say(words.found, { n: findings.length }, lang)
  const told = findings.map((f) => `× ${say(findingText[f.code], { ...f }, lang)} [${f.code}]`)
  const text = [`${head}: ${verdict}`, ...lines, ...told].join('\n')
  return { exit: findings.length === 0 ? 0 : 1, text, json } satisfies CommandOutcome
}

/** `log fsck`: prints what the check of a published log found; exit 0 only when it is sound. */
export const describeFsck = (result: FsckResult, lang: Language): CommandOutcome =>
  outcome(say(words.fsck, { ...result }, lang), [], result.findings, lang, result)

const seenLine = ({ index, leaf: { typ, payload } }: SeenLeaf): string => {
  const subject = payload.credentialSubject as { readonly id?: unknown } | undefined
  const about = typeof subject?.id === 'string' ? subject.id : [payload.event, payload.label].filter(Boolean).join(' ')
  return `${index} ${typ} ${about}`.trimEnd()
}

/** `log follow`: one look at a log; prints what is new and what is wrong. */
export async function followOnce(follower: Follower, lang: Language): Promise<CommandOutcome> {
  const { size, seen, findings } = await follower.look()
  const json = {
    size,
    findings,
    seen: seen.map(({ index, leaf }) => ({ index, typ: leaf.typ, payload: leaf.payload })),
  }
  return outcome(say(words.look, { size, n: seen.length }, lang), seen.map(seenLine), findings, lang, json)
}

/** `log follow` without `--once`: looks again and again until told to stop; the worst exit code is the answer. */
export async function followOn(
  follower: Follower,
  options: {
    readonly lang: Language
    readonly print: (outcome: CommandOutcome) => void
    readonly pause: () => Promise<void>
    readonly isOver: () => boolean
  },
): Promise<0 | 1> {
  let worst: 0 | 1 = 0
  while (!options.isOver()) {
    const told = await followOnce(follower, options.lang)
    const { seen, findings } = told.json as { seen: readonly unknown[]; findings: readonly unknown[] }
    if (seen.length > 0 || findings.length > 0) options.print(told)
    if (told.exit !== 0) worst = 1
    await options.pause()
  }
  return worst
}
