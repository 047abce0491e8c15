import { fill, type Language, type Text } from '../kernel/text.ts'
import type { Difference, DiffField, EditionDiff } from './edition-diff.ts'

/** What each field is called in a sentence about a change. */
export const diffFieldText: Record<DiffField, Text> = {
  demand: { ja: '求める内容', en: 'what is demanded' },
  procedures: { ja: '評価の方法', en: 'how it is evaluated' },
  'not-applicable': { ja: '「該当しない」を認める条件', en: 'when it may be answered as not applicable' },
  status: { ja: '必須か推奨か', en: 'whether it is mandatory or recommended' },
  conditions: { ja: '適用される条件', en: 'the conditions under which it applies' },
  subject: { ja: '要点', en: 'its subject' },
  title: { ja: '見出し', en: 'the title' },
  explanation: { ja: '説明と証拠の例', en: 'the explanation and the examples of evidence' },
  theme: { ja: '分類', en: 'the theme it belongs to' },
}

const sentence = {
  added: { ja: '{id}「{title}」が加わりました。', en: '{id} “{title}” is new.' },
  removed: { ja: '{id}「{title}」がなくなりました。', en: '{id} “{title}” is no longer there.' },
  changed: { ja: '{id}「{title}」は、{fields}が変わりました。', en: '{id} “{title}”: {fields} changed.' },
} as const satisfies Record<Difference['kind'], Text>

/** One difference as a sentence. */
export function differenceText(difference: Difference): Text {
  const fields = (lang: Language) =>
    difference.kind === 'changed'
      ? difference.changes.map(({ field }) => diffFieldText[field][lang]).join(lang === 'ja' ? '、' : ' and ')
      : ''
  const say = (lang: Language) =>
    fill(sentence[difference.kind], {
      id: difference.id,
      title: difference.title[lang],
      fields: fields(lang),
    })[lang]
  return { ja: say('ja'), en: say('en') }
}

/** How many rows are the same, changed, new and gone, in one sentence. */
export function diffSummary(diff: EditionDiff): Text {
  const count = (kind: Difference['kind']) => diff.rows.filter((row) => row.kind === kind).length
  return fill(
    {
      ja: '同じもの{same}件、変わったもの{changed}件、加わったもの{added}件、なくなったもの{removed}件。',
      en: '{same} are the same, {changed} changed, {added} are new, {removed} are gone.',
    },
    { same: diff.same, changed: count('changed'), added: count('added'), removed: count('removed') },
  )
}
