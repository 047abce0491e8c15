import { glance, linesOf } from '../pages/html.ts'
import type { Policy } from '../policy.ts'
import { datesIn } from './dates.ts'

// What a published page says, found by words and forms. A page may say the same in words nobody thought of: what is not found here is
// never held against the maker, a person reads the page (lab.md §4).

/** How near a date stands to words on the support period. */
export const nearness = ['same-line', 'line-before', 'not-near'] as const

/** A sentence that speaks of something, and the time it names. */
export interface Mention {
  readonly said: string
  readonly time?: string
}

export const topics = ['acknowledgement', 'statusUpdates', 'supportPeriod', 'noUpdates', 'replacement'] as const
export type Topic = (typeof topics)[number]

export interface PageFacts {
  readonly title?: string
  /** Script makes the page, or there is hardly a word in it: nothing can be concluded from what is missing. */
  readonly bare: boolean
  /** A password is asked for, and there is hardly anything to read beside it. */
  readonly loginOnly: boolean
  readonly contacts: readonly { readonly kind: 'mail' | 'telephone' | 'form'; readonly said: string }[]
  readonly mentions: Readonly<Record<Topic, readonly Mention[]>>
  readonly dates: readonly {
    readonly value: string
    readonly said: string
    readonly besideModel: boolean // in the same line: a row of a table, a paragraph
    readonly support: (typeof nearness)[number] // where the support period is spoken of
  }[]
  readonly modelOnPage: boolean
  readonly modelInTitle: boolean
}

const most = { excerpt: 200, mentions: 5, dates: 60, contacts: 10, lines: 4_000 }

/** Reads a page in HTML or in plain text. */
export function readPage(
  text: string,
  about: { readonly model?: string; readonly phrases: Policy['published'] },
): PageFacts {
  const { model, phrases } = about
  const { title, scripted, passwordField, words } = glance(text)
  const lines = linesOf(text).slice(0, most.lines)
  const sentences = lines.flatMap(sentencesOf)
  const names = (line: string) => model !== undefined && namesModel(line, model)
  const speaks = (line: string, topic: Topic) => phrases[topic].some((phrase) => line.toLowerCase().includes(phrase))
  const mentions = Object.fromEntries(
    topics.map((topic) => [topic, mentionsOf(sentences, topic, phrases)]),
  ) as unknown as PageFacts['mentions']
  const dates = lines.flatMap((line, i) =>
    datesIn(line).map(({ value, at }): PageFacts['dates'][number] => ({
      value,
      said: excerpt(line.slice(Math.max(0, at - 80))),
      besideModel: names(line),
      support: speaks(line, 'supportPeriod')
        ? 'same-line'
        : speaks(lines[i - 1] ?? '', 'supportPeriod')
          ? 'line-before'
          : 'not-near',
    })),
  )
  return {
    ...(title !== undefined && { title: excerpt(title) }),
    bare: scripted || words.length < 40,
    loginOnly:
      passwordField && words.length < 800 && phrases.login.some((phrase) => words.toLowerCase().includes(phrase)),
    contacts: contactsIn(text, lines),
    mentions,
    dates: dates.slice(0, most.dates),
    modelOnPage: lines.some(names),
    modelInTitle: names(title ?? '') || (/^./.test(headingOf(text)) && names(headingOf(text))),
  }
}

const excerpt = (text: string) => text.slice(0, most.excerpt)
const headingOf = (html: string) =>
  linesOf(/<h1\b[^<>]{0,300}>(.{0,500}?)<\/h1>/is.exec(html.slice(0, 262_144))?.[1] ?? '').join(' ')

/** Whether a text names this model: the whole designation, whatever the case, blanks and hyphens. X20 is not named by X200. */
export function namesModel(text: string, model: string): boolean {
  const parts = model
    .normalize('NFKC')
    .split(/[\s_-]+/)
    .filter((part) => part !== '')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  if (parts.length === 0) return false
  return new RegExp(
    `(?<![\\p{Script=Latin}\\p{N}])(?<![\\p{Script=Latin}\\p{N}][-_])${parts.join('[\\s_-]{0,2}')}(?![\\p{Script=Latin}\\p{N}]|[-_][\\p{Script=Latin}\\p{N}])`,
    'iu',
  ).test(text.normalize('NFKC'))
}

const sentencesOf = (line: string) => line.split(/(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z"'(])/).map((s) => s.trim())

/** Sentences on a topic. A short one may be a heading, and the time stands in the next. */
function mentionsOf(sentences: readonly string[], topic: Topic, phrases: Policy['published']): readonly Mention[] {
  const found = sentences.flatMap((said, i): Mention[] => {
    if (firstOf(said, phrases[topic]) < 0) return []
    const next = sentences[i + 1] ?? ''
    const heads = said.length < 60 && timed.every((other) => other === topic || firstOf(next, phrases[other]) < 0)
    const time = timeOf(said, topic, phrases) ?? (heads ? timesIn(next)[0] : undefined)
    return [{ said: excerpt(said), ...(time !== undefined && { time }) }]
  })
  return [...found.filter((m) => m.time !== undefined), ...found.filter((m) => m.time === undefined)].slice(
    0,
    most.mentions,
  )
}

const firstOf = (sentence: string, phrases: readonly string[]): number => {
  const small = sentence.toLowerCase()
  const places = phrases.map((phrase) => small.indexOf(phrase)).filter((at) => at >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

/** Topics for which a time has to be named; where a sentence speaks of both, a time serves the one in its own clause. */
const timed = ['acknowledgement', 'statusUpdates'] as const

function timeOf(sentence: string, topic: Topic, phrases: Policy['published']): string | undefined {
  const both = timed.every((of) => firstOf(sentence, phrases[of]) >= 0)
  const clauses = both ? sentence.split(/[,、;；]|\band\b/) : [sentence]
  return clauses.filter((clause) => firstOf(clause, phrases[topic]) >= 0).flatMap(timesIn)[0]
}

const number = '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|thirty|sixty|ninety)'
const times: readonly RegExp[] = [
  new RegExp(
    `\\b${number}(?:\\s*\\(\\d{1,3}\\))?[\\s-]+(?:(?:business|working|calendar|full)[\\s-]+)?(?:hour|day|week|fortnight|month)s?\\b`,
    'gi',
  ),
  /\b(?:every|each)\s+(?:other\s+|second\s+)?(?:day|week|fortnight|month)\b|\b(?:daily|weekly|bi-?weekly|fortnightly|monthly)\b/gi,
  /[0-9０-９一二三四五六七八九十]{1,3}\s*(?:営業日|就業日|日間?|時間|週間?|[かヶカケ箇]月)(?:以内|ごと|毎|に一度|に1度|に１度)?/g,
  /毎(?:日|週|月)|隔週/g,
]

/** Times that a sentence sets, in order: '3 business days', 'weekly', '5営業日以内'. A calendar date is none. */
export function timesIn(sentence: string): readonly string[] {
  const dates = /[0-9０-９]{1,4}\s*年|[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日/g
  const undated = sentence.slice(0, 5_000).replace(dates, (date) => ' '.repeat(date.length))
  return times
    .flatMap((pattern) => [...undated.matchAll(pattern)])
    .toSorted((one, other) => one.index - other.index)
    .map(([time]) => time.slice(0, 40))
}

function contactsIn(html: string, lines: readonly string[]): PageFacts['contacts'] {
  const page = html.slice(0, 262_144)
  const linked = [...page.matchAll(/href\s*=\s*["']?(mailto|tel):([^"'<>\s?]{3,100})/gi)].map(
    ([, scheme, to = '']) => ({
      kind: scheme!.toLowerCase() === 'mailto' ? ('mail' as const) : ('telephone' as const),
      said: to,
    }),
  )
  const address = /[\w.+-]{1,64}(?:@|\s?[[(]\s?at\s?[\])]\s?|＠)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gi
  const written = lines.flatMap((line) =>
    [...line.slice(0, 5_000).matchAll(address)].map(([said]) => ({ kind: 'mail' as const, said })),
  )
  const form = /<textarea\b/i.test(page) ? [{ kind: 'form' as const, said: 'textarea' }] : []
  const seen = new Set<string>()
  return [...linked, ...written, ...form]
    .filter(({ said }) => !seen.has(said.toLowerCase()) && seen.add(said.toLowerCase()))
    .slice(0, most.contacts)
    .map(({ kind, said }) => ({ kind, said: said.slice(0, 120) }))
}
