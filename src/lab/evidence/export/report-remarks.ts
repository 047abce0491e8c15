import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import { disagreements, disagreementTexts } from '../../imports/disagreements.ts'
import type { Evidence } from '../open-evidence.ts'
import type { EvidenceResult } from '../verify-evidence.ts'
import { endingText, noOpinions, notices, reportWords as words } from './test-report-words.ts'

type Facts = Readonly<Record<string, unknown>>

/** What has to stand at the head of a report, so that nobody takes it for more than it is. */
export function noticesOf({ record }: Evidence, result: EvidenceResult, language: Language): readonly string[] {
  const say = (text: Text, facts: Facts = {}) => fill(text, facts)[language]
  return [
    ...(result === 'broken' ? [say(notices['not-verified'])] : []),
    ...(result === 'verified-unknown-key' ? [say(notices['unknown-key'])] : []),
    ...(record.ending === 'finished' ? [] : [say(notices.partial, { ending: endingText[record.ending][language] })]),
    ...(record.laboratory ? [] : [say(notices['no-laboratory'])]),
  ]
}

/** What was done otherwise than planned, as typed at the bench and as the record shows it. */
export function deviationsOf({ record, assessment }: Evidence, language: Language): readonly string[] {
  const say = (text: Text, facts: Facts = {}) => fill(text, facts)[language]
  const leftOut = assessment.units.filter(({ verdict }) => verdict === 'not-evaluated').length
  const all = [
    ...record.deviations.map(({ what, procedure }) => (procedure ? `${procedure}: ${what}` : what)),
    ...record.instruments
      .filter(({ outcome }) => outcome !== 'complete')
      .map(({ id, trouble, outcome }) => say(words.unfinished, { instrument: id, trouble: trouble ?? outcome })),
    ...(leftOut > 0 ? [say(words.leftOut, { count: leftOut })] : []),
  ]
  return all.length > 0 ? all : [say(words.none)]
}

/** Opinions, each with who holds it; they are no results (ISO/IEC 17025 7.8.7). */
export const opinionsOf = ({ record }: Evidence, language: Language): readonly string[] =>
  record.opinions && record.opinions.length > 0
    ? record.opinions.map(({ what, by }) => (language === 'ja' ? `${what}（${by}）` : `${what} (${by})`))
    : [noOpinions[language]]

/** Tools whose results were taken in beside our own. */
export function externalTools({ observations }: Evidence): readonly string[] {
  const tools = observations.flatMap((o) => {
    const { tool, version } = o.seen as { readonly tool?: unknown; readonly version?: unknown }
    return o.seen.kind.startsWith('imported') && typeof tool === 'string' ? [`${tool} ${version ?? ''}`.trim()] : []
  })
  return [...new Set(tools)].toSorted()
}

/** Where another tool saw something else than this run did; that nothing differs is told, too. */
export function differencesIn({ observations }: Evidence, language: Language): readonly string[] {
  const differing = disagreements(observations).map((one) => fill(disagreementTexts[one.code], { ...one })[language])
  return differing.length > 0 ? [words.differ[language], ...differing] : [words.agree[language]]
}
