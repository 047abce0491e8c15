import type { Text } from '../kernel/text.ts'
import { type Mark, marks, type Provenance } from '../scheme/provenance.ts'
import { ns, type OscalPart, type OscalProp } from './oscal.ts'
import { markupLineOf, markupOf, plainOf } from './oscal-markup.ts'
import { present } from './present.ts'

// How what every row of ours has – words in two languages, and where it comes from – is written in OSCAL's properties.

const asValue = /^\S(.*\S)?$/
const elsewhere = 'see-remarks'

/** One of our own properties. A value that OSCAL's one-line strings cannot hold stands in the remarks. */
export const ours = (name: string, value: string, kind?: string): OscalProp =>
  present({
    name,
    ns,
    value: asValue.test(value) && value !== elsewhere ? value : elsewhere,
    class: kind,
    remarks: asValue.test(value) && value !== elsewhere ? undefined : value,
  })

/** A property of ours where there is something to say. */
export const maybe = (name: string, value: string | number | undefined, kind?: string): OscalProp[] =>
  value === undefined ? [] : [ours(name, String(value), kind)]

/** A text of ours as two properties. */
export const textProps = (name: string, text: Text): OscalProp[] => [
  ours(name, text.ja, 'ja'),
  ours(name, text.en, 'en'),
]

export const provenanceProps = (provenance: Provenance, name = 'provenance'): OscalProp[] => [
  ours(name, provenance.mark),
  ...maybe(`${name}-source`, provenance.source),
  ...maybe(`${name}-note`, provenance.note),
]

/** A text of ours as prose in English with its translation inside. */
export const textPart = (name: string, text: Text, more: Partial<OscalPart> = {}): OscalPart => ({
  ...present({ ...more, name }),
  prose: markupOf(text.en),
  parts: [{ name: 'translation', ns, class: 'ja', prose: markupOf(text.ja) }, ...(more.parts ?? [])],
})

/** A title, and what it could not say: the other language, and the exact words where a title may not have them. */
export function titled(text: Text, otherwise: string): { readonly title: string; readonly props: OscalProp[] } {
  const title = markupLineOf(text.en) ?? markupLineOf(otherwise) ?? '-'
  return {
    title,
    props: [ours('title', text.ja, 'ja'), ...(plainOf(title) === text.en ? [] : [ours('title', text.en, 'en')])],
  }
}

/** The value of one of our own properties. */
export function valueIn(props: readonly OscalProp[] | undefined, name: string, kind?: string): string | undefined {
  const found = props?.find((p) => p.ns === ns && p.name === name && (kind === undefined || p.class === kind))
  return found && written(found)
}

/** All values of one of our own properties, in their order. */
export const valuesIn = (props: readonly OscalProp[] | undefined, name: string): readonly string[] =>
  (props ?? []).filter((p) => p.ns === ns && p.name === name).map(written)

const written = (prop: OscalProp): string =>
  prop.value === elsewhere && prop.remarks !== undefined ? prop.remarks : prop.value

export function textOf(props: readonly OscalProp[] | undefined, name: string): Text | undefined {
  const ja = valueIn(props, name, 'ja')
  const en = valueIn(props, name, 'en')
  return ja === undefined || en === undefined ? undefined : { ja, en }
}

export function provenanceOf(props: readonly OscalProp[] | undefined, name = 'provenance'): Provenance | undefined {
  const mark = valueIn(props, name)
  if (!marks.includes(mark as Mark)) return undefined
  return present({
    mark: mark as Mark,
    source: valueIn(props, `${name}-source`),
    note: valueIn(props, `${name}-note`),
  })
}

/** What a part says in both languages; what has no translation says the same in both. */
export function wordsOf(part: OscalPart): Text {
  const en = plainOf(part.prose ?? '')
  const ja = part.parts?.find((p) => p.name === 'translation' && p.ns === ns && p.class === 'ja')?.prose
  return { ja: ja === undefined ? en : plainOf(ja), en }
}

/** What a title and its properties say in both languages. */
export function titleOf(thing: { readonly title: string; readonly props?: readonly OscalProp[] | undefined }): Text {
  const en = valueIn(thing.props, 'title', 'en') ?? plainOf(thing.title)
  return { ja: valueIn(thing.props, 'title', 'ja') ?? en, en }
}

/** A day of ours as OSCAL's moment: midnight in Japan, which reads back as the same day. */
export const momentOf = (day: string): string => `${day}T00:00:00+09:00`
export const dayOf = (moment: string): string => moment.slice(0, 10)
