import { labelUrl } from '../attestation/credential.ts'
import { escapeXml } from '../attestation/mark-svg.ts'
import { dateInJapan, type Instant } from '../kernel/date.ts'
import { writeLabelId } from '../kernel/label-id.ts'
import type { Language, Text } from '../kernel/text.ts'
import { labelEventText } from '../surveillance/label-event-text.ts'
import type { Entry } from './entry.ts'

export interface FeedInput {
  readonly title: Text
  readonly author: Text // who runs the register
  readonly labelsUrl: string // names the feed's ids, for ever
  readonly pagesUrl?: string // where the pages are read, when that is elsewhere
  readonly self: string // the feed's own URL
  readonly since: string // a day on which the register's domain was its own, `YYYY-MM-DD`: part of every permanent id
  readonly now: Instant // for an empty feed
  readonly items: readonly { readonly entry: Entry; readonly index: number }[] // index into entry.events, newest first
  readonly language: Language
}

/** The latest events of labels as an Atom 1.0 feed. Ids are `tag:` URIs: they survive a move to another address. */
export function feed(input: FeedInput): string {
  const { language } = input
  const updated = input.items.map(({ entry, index }) => entry.events[index]!.at).sort(byTime)[0] ?? input.now
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${escapeXml(tag(input, `feed/${language}`))}</id>`,
    `<title>${escapeXml(input.title[language])}</title>`,
    `<updated>${updated}</updated>`,
    `<author><name>${escapeXml(input.author[language])}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(input.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(input.pagesUrl ?? input.labelsUrl)}/"/>`,
    ...input.items.map((item) => itemXml(input, item)),
    '</feed>\n',
  ].join('\n')
}

function itemXml(input: FeedInput, { entry, index }: FeedInput['items'][number]): string {
  const { language } = input
  const event = entry.events[index]!
  const inLanguage = (text: { readonly ja: string; readonly en?: string }) => (language === 'en' && text.en) || text.ja
  const sample = entry.sample ? { ja: '【見本】', en: '[SAMPLE] ' }[language] : ''
  const word = labelEventText[event.event][language]
  const colon = language === 'ja' ? '：' : ': '
  const title = `${sample}${word}${colon}${inLanguage(entry.product.name)} ${entry.levelSymbol} ${inLanguage(entry.maker.name)}`
  const from = { ja: `${dateInJapan(event.effectiveFrom)}から`, en: `From ${dateInJapan(event.effectiveFrom)}` }[
    language
  ]
  const models =
    event.models === undefined ? '' : { ja: `対象の型番 ${event.models}件`, en: `${event.models} models` }[language]
  const summary = [writeLabelId(entry.label), from, models, event.publicText ? inLanguage(event.publicText) : '']
  return [
    '<entry>',
    `<id>${escapeXml(tag(input, `label/${entry.label}/${index}`))}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${event.at}</updated>`,
    `<category term="${event.event}" label="${escapeXml(word)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(labelUrl(input.pagesUrl ?? input.labelsUrl, entry.label))}"/>`,
    `<summary>${escapeXml(summary.filter(Boolean).join(language === 'ja' ? '　' : ' · '))}</summary>`,
    '</entry>',
  ].join('\n')
}

const byTime = (a: Instant, b: Instant): number => Date.parse(b) - Date.parse(a)

const tag = ({ labelsUrl, since }: FeedInput, path: string): string =>
  `tag:${new URL(labelsUrl).hostname},${since}:${path}`
