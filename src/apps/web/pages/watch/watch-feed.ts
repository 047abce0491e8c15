import type { Watch } from '../../../../casework/watches.ts'
import { escapeXml } from '../../../../core/attestation/mark-svg.ts'
import { digestBytes } from '../../../../core/kernel/digest.ts'
import { type LabelId, writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { Language } from '../../../../core/kernel/text.ts'
import { type StandingCode, standingText } from '../../../../core/surveillance/standing.ts'

export interface WatchFeedInput {
  readonly watch: Watch
  readonly language: Language
  readonly title: string
  readonly author: string
  readonly page: string
  readonly self: string
  readonly notYet: string
  readonly pageOf: (label: LabelId) => string
  readonly host: string // names the permanent ids
  readonly key: string // tells this watch from others; only its digest is written
}

/** What has changed of one watch, newest first, as Atom 1.0 (RFC 4287). */
export function watchFeed(input: WatchFeedInput): string {
  const { watch, language, title, author, page, self } = input
  const id = `tag:${input.host},2026-01-01:watch/${digestBytes(`feed ${input.key}`).slice(7, 39)}`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${escapeXml(id)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${watch.changes[0]?.at ?? watch.createdAt}</updated>`,
    `<author><name>${escapeXml(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...watch.changes.map((change) => entryOf(input, id, change)),
    '</feed>\n',
  ].join('\n')
}

function entryOf({ watch, language, notYet, pageOf }: WatchFeedInput, id: string, change: Watch['changes'][number]) {
  const { label, at, was, became } = change
  const state = (code: StandingCode | undefined) => (code === undefined ? notYet : standingText[code][language])
  const of = watch.labels.find((one) => one.label === label)
  const name = of === undefined ? '' : (language === 'en' && of.product.en) || of.product.ja
  const colon = language === 'ja' ? '：' : ': '
  return [
    '<entry>',
    `<id>${escapeXml(`${id}/${label}/${at}`)}</id>`,
    `<title>${escapeXml(`${state(became)}${colon}${name || writeLabelId(label)}`)}</title>`,
    `<updated>${at}</updated>`,
    `<category term="${became ?? 'not-yet'}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(pageOf(label))}"/>`,
    `<summary>${escapeXml(`${writeLabelId(label)}${language === 'ja' ? '　' : ' · '}${state(was)} → ${state(became)}`)}</summary>`,
    '</entry>',
  ].join('\n')
}
