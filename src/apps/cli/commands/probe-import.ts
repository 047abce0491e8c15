import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import { seenText } from '../../../lab/evidence/export/seen-text.ts'
import { type Disagreement, disagreementTexts } from '../../../lab/imports/disagreements.ts'
import type { Imported } from '../../../lab/imports/imported.ts'
import type { ImportedTraffic } from '../../../lab/imports/seen.ts'
import type { Observation } from '../../../lab/observation.ts'
import { wrapped } from '../text-layout.ts'
import type { CommandOutcome } from './assess.ts'

const words = {
  taken: { ja: '{tool} の結果を {count} 件読み込みました。', en: '{count} results of {tool} were taken in.' },
  leftOut: {
    ja: 'ほかの機器についての {count} 件は読み込んでいません。',
    en: '{count} about other devices were left out.',
  },
  partial: {
    ja: '途中までの結果です（{trouble}）。ないものは、ないと示されたことになりません。',
    en: 'The result is not complete ({trouble}). What is missing in it was not shown to be missing.',
  },
  differ: {
    ja: 'この試験と {tool} の結果が違うところ（{count} 件）。どちらかが見落としています。審査する人が確かめてください。',
    en: 'Where this run and {tool} differ ({count}). One of the two missed something; the reviewer has to look.',
  },
  agree: { ja: 'この試験の結果と違うところはありません。', en: 'Nothing differs from what this run saw.' },
  plaintext: { ja: '誰でも読める通信：', en: 'Readable by everybody on the line:' },
  login: { ja: 'ログインを含む', en: 'with a login' },
  hellos: { ja: '機器が求めたTLS：', en: 'TLS as the device asked for it:' },
  destinations: { ja: '機器が話しかけた相手：', en: 'Spoken to by the device:' },
  names: { ja: '機器が調べた名前：', en: 'Names it asked for:' },
  sealed: { ja: '証拠に加え、署名し直しました：{path}', en: 'Added to the evidence and signed anew: {path}' },
} as const satisfies Record<string, Text>

/** What an import came to. */
export interface ImportDone {
  readonly imported: Imported
  readonly disagreements?: readonly Disagreement[] // where there is a run to compare with
  readonly evidence?: string // where the evidence lies that it was added to
}

/** Takes imported observations in beside those of a run; the same tool taken in again replaces what it said before. */
export function withImported(
  before: readonly Observation[],
  { tool, observations }: Pick<Imported, 'tool' | 'observations'>,
): readonly Observation[] {
  const sample = observations[0]?.sample
  const isOfTool = (one: Observation) =>
    one.sample === sample && one.id.startsWith(`imported/${tool}/`) && one.seen.kind.startsWith('imported')
  return [...before.filter((one) => !isOfTool(one)), ...observations]
}

/** What `probe import` tells. */
export function probeImport(
  { imported, disagreements, evidence }: ImportDone,
  lang: Language,
  columns?: number,
): CommandOutcome {
  const { tool, observations, leftOut } = imported
  const say = (text: Text, facts: Readonly<Record<string, unknown>>) => fill(text, facts)[lang]
  const troubles = [...new Set(observations.flatMap(({ trouble }) => trouble ?? []))]
  const lines = [
    say(words.taken, { tool, count: observations.length }),
    ...(leftOut > 0 ? [say(words.leftOut, { count: leftOut })] : []),
    ...troubles.map((trouble) => say(words.partial, { trouble })),
    ...observations.flatMap((one) => toldLines(one, lang)).flatMap((line) => hung(line, columns)),
    ...(disagreements === undefined
      ? []
      : disagreements.length === 0
        ? ['', say(words.agree, {})]
        : [
            '',
            say(words.differ, { tool, count: disagreements.length }),
            ...disagreements.flatMap((one) =>
              wrapped('  ', `${say(disagreementTexts[one.code], { ...one })} [${one.code}]`, columns),
            ),
          ]),
    ...(evidence === undefined ? [] : ['', say(words.sealed, { path: evidence })]),
  ]
  return { exit: 0, text: lines.join('\n'), json: { ...imported, disagreements, evidence } }
}

/** A line that is too long goes on below where its text begins. */
const hung = (line: string, columns: number | undefined): readonly string[] => {
  const head = /^ */.exec(line)?.[0] ?? ''
  return wrapped(head, line.slice(head.length), columns)
}

function toldLines(one: Observation, lang: Language): readonly string[] {
  const { endpoint = '–', seen } = one
  if (seen.kind === 'imported-traffic') return trafficLines(seen, lang)
  if (seen.kind !== 'imported') return [`  ${endpoint.padEnd(10)} ${''.padEnd(9)} ${seenText(one, lang)}`]
  const short = seen.says.length > 100 ? `${seen.says.slice(0, 99)}…` : seen.says
  return [`  ${endpoint.padEnd(10)} ${(seen.severity ?? '').padEnd(9)} ${seen.finding}  ${short}`]
}

function trafficLines({ plaintext, hellos, destinations, names }: ImportedTraffic, lang: Language): readonly string[] {
  const login = (credentials: boolean) => (credentials ? ` – ${words.login[lang]}` : '')
  const list = (heading: Text, rows: readonly string[]) =>
    rows.length === 0 ? [] : [`  ${heading[lang]}`, ...rows.map((row) => `    ${row}`)]
  return [
    ...list(
      words.plaintext,
      plaintext.map(
        ({ protocol, peer, port, asks, credentials }) =>
          `${protocol} ${asks === 'device' ? '→' : '←'} ${peer} ${port}${login(credentials)}`,
      ),
    ),
    ...list(
      words.hellos,
      hellos.map(({ peer, port, versions, name = '–' }) => `→ ${peer} ${port} ${name}: ${versions.join(', ')}`),
    ),
    ...list(
      words.destinations,
      destinations.map(({ peer, transport, port, packets }) => `→ ${peer} ${transport}/${port} (${packets})`),
    ),
    ...list(words.names, names),
  ]
}
