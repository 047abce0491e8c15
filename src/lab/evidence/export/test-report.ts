import { type Verdict, verdicts, verdictText } from '../../../core/determination/verdict.ts'
import type { Instant } from '../../../core/kernel/date.ts'
import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { Evidence } from '../open-evidence.ts'
import type { RunDevice } from '../run-record.ts'
import { deviationsOf, differencesIn, externalTools, noticesOf, opinionsOf } from './report-remarks.ts'
import { leftOutIn, type ReportedCheck, type ReportGiven, resultsIn, type UnitLeftOut } from './reported-results.ts'
import {
  consentTexts,
  endingText,
  ruleText,
  statementTexts,
  verdictMeaning,
  reportWords as words,
} from './test-report-words.ts'

interface Row {
  readonly term: string
  readonly value: string
}
interface Section {
  readonly heading: string
  readonly rows: readonly Row[]
  readonly paragraphs: readonly string[]
}

/** A printed report in one language, shaped by ISO/IEC 17025:2017, 7.8; setting it needs to know nothing but these words. */
export interface TestReport {
  readonly language: Language
  readonly issued: Instant // the same evidence gives the same report
  readonly title: string
  readonly subtitle: string
  readonly tester: string
  readonly number: string // on every page, so that a page is known to be part of the whole
  readonly notices: readonly string[]
  readonly head: readonly Row[]
  readonly summary: {
    readonly heading: string
    readonly counts: readonly {
      readonly verdict: Verdict
      readonly name: string
      readonly meaning: string
      readonly count: number
    }[]
  }
  readonly samples: Section
  readonly results: {
    readonly heading: string
    readonly none: string
    readonly columns: readonly string[]
    readonly checks: readonly ReportedCheck[]
  }
  readonly leftOut: {
    readonly heading: string
    readonly columns: readonly string[]
    readonly units: readonly UnitLeftOut[]
  }
  readonly after: readonly Section[]
  readonly end: string
}

/** Makes the report of a run from its evidence, and from nothing else. */
export function testReport(evidence: Evidence, given: ReportGiven): TestReport {
  const { record, assessment } = evidence
  const { language } = given
  const say = (text: Text, facts: Readonly<Record<string, unknown>> = {}) => fill(text, facts)[language]
  const row = (name: keyof typeof words, value: string | undefined): readonly Row[] =>
    value === undefined || value === '' ? [] : [{ term: say(words[name]), value }]
  const section = (name: keyof typeof words, rows: readonly Row[], paragraphs: readonly string[] = []): Section => ({
    heading: say(words[name]),
    rows,
    paragraphs,
  })
  const { product, digests, environment } = record
  const editions = [...new Set(evidence.ixit.map(({ edition }) => edition))]
  const count = (verdict: Verdict) => assessment.units.filter((unit) => unit.verdict === verdict).length
  const list = (all: readonly string[]) => all.join(language === 'ja' ? '、' : ', ')
  const organisation = (of: typeof record.laboratory) =>
    of && [of.name, of.address, of.contact].filter(Boolean).join('\n')
  const sampleRows = ({ sample, label, condition, addresses, identity }: RunDevice): readonly Row[] => [
    { term: `${say(words.sample)} ${sample}`, value: label },
    ...row('condition', condition),
    ...row('serial', identity.serial),
    ...row('mac', identity.mac),
    ...row('addresses', Object.values(addresses).join(', ')),
    ...row('sshHostKeys', identity.sshHostKeys.join('\n')),
    ...row('tlsCertificates', identity.tlsCertificates.join('\n')),
    ...row('firmwareImage', identity.firmware),
  ]
  return {
    language,
    issued: record.ended,
    title: say(words.title),
    subtitle: say(words.subtitle),
    tester: record.person.name,
    number: record.id,
    notices: noticesOf(evidence, given.result, language),
    head: [
      ...row('number', record.id),
      ...row('laboratory', organisation(record.laboratory)),
      ...row('customer', organisation(record.customer)),
      ...row('order', record.order && `${record.order.id} (${record.order.issuedBy})`),
      ...row('product', [product.name, product.model].filter(Boolean).join(' ')),
      ...row('maker', product.maker),
      ...row('firmware', product.firmwareVersion),
      ...row('method', list(editions.length > 0 ? editions : ['ETSI TS 103 701'])),
      ...row('policy', `${evidence.policy.id} ${evidence.policy.version}`),
      ...row('began', inJapan(record.began)),
      ...row('ended', `${inJapan(record.ended)} (${secondsText(record.elapsedMs, language)})`),
      ...row('ending', say(endingText[record.ending])),
      ...row('issued', inJapan(record.ended)),
    ],
    summary: {
      heading: say(words.summary, { count: assessment.units.length }),
      counts: verdicts.map((verdict) => ({
        verdict,
        name: say(verdictText[verdict]),
        meaning: say(verdictMeaning[verdict]),
        count: count(verdict),
      })),
    },
    samples: section('sample', [...record.devices.flatMap(sampleRows), ...row('deviceDigest', digests.device)]),
    results: {
      heading: say(words.results),
      none: say(words.noResults),
      columns: (['about', 'declared', 'seen', 'verdict', 'reason'] as const).map((name) => say(words[name])),
      checks: resultsIn(evidence, given),
    },
    leftOut: {
      heading: say(words.notLookedAt),
      columns: (['unit', 'question', 'verdict', 'reason'] as const).map((name) => say(words[name])),
      units: leftOutIn(evidence, given),
    },
    after: [
      section('environment', [
        ...row('tool', `${record.tool.name} ${record.tool.version}`),
        ...row('os', environment.os),
        ...row('benchAddresses', environment.addresses.join(', ')),
        ...row('conditions', environment.conditions),
        ...row(
          'options',
          Object.entries(environment.options)
            .map(([name, value]) => `${name}: ${value}`)
            .join(', '),
        ),
        ...row(
          'consent',
          record.consent
            .map(({ what, at, by }) => `${consentTexts[what]?.[language] ?? what} – ${by}, ${inJapan(at)}`)
            .join('\n'),
        ),
        ...row('minutes', minutesTaken(record.minutes, language)),
        ...row('nonce', `${record.nonce.value} (${record.nonce.issuedBy})`),
        ...row('plan', digests.plan),
        ...row('ixit', digests.ixit),
        ...row('policy', digests.policy),
        ...row('checks', digests.checks),
        ...row('corpus', digests.corpus),
        ...row('observations', digests.observations),
        ...row('verdicts', digests.verdicts),
      ]),
      ...(externalTools(evidence).length > 0
        ? [
            section(
              'external',
              [{ term: say(words.externalTools), value: externalTools(evidence).join(', ') }],
              differencesIn(evidence, language),
            ),
          ]
        : []),
      section('deviations', [], deviationsOf(evidence, language)),
      section('rule', [], [say(ruleText)]),
      section('opinions', [], opinionsOf(evidence, language)),
      section(
        'statements',
        [],
        statementTexts.map((text) => say(text)),
      ),
      section('authorised', [
        ...row(
          'person',
          `${record.person.name}${language === 'ja' ? '（' : ' ('}${record.person.role}${language === 'ja' ? '）' : ')'}`,
        ),
        ...row('key', record.signedBy.kid),
        ...row('publicKey', record.signedBy.publicKey),
        ...row('evidence', given.digest),
      ]),
    ],
    end: say(words.end),
  }
}

const inJapan = (at: Instant): string =>
  `${new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} JST`

const secondsText = (ms: number, language: Language): string => {
  const [minutes, seconds] = [Math.floor(ms / 60_000), ((ms % 60_000) / 1000).toFixed(1)]
  if (language === 'ja') return minutes > 0 ? `${minutes}分${seconds}秒` : `${seconds}秒`
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`
}

/** One test case after the other: what took the bench and a person their time is added up in sight. */
const minutesTaken = (
  all: readonly { readonly procedure: string; readonly minutes: number }[],
  language: Language,
): string =>
  [...Map.groupBy(all, ({ procedure }) => procedure)]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([procedure, own]) => `${procedure}: ${own.map(({ minutes }) => minutesText(minutes, language)).join(' + ')}`)
    .join(', ')

const minutesText = (minutes: number, language: Language): string => {
  if (minutes >= 1) return `${Number(minutes.toFixed(1))}${language === 'ja' ? '分' : ' min'}`
  const seconds = (minutes * 60).toFixed(1)
  if (seconds === '0.0') return language === 'ja' ? '0.1秒未満' : 'under 0.1 s'
  return `${seconds}${language === 'ja' ? '秒' : ' s'}`
}
