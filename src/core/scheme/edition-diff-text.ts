import { fill, type Language, type Text } from '../kernel/text.ts'
import type { Difference, DiffField, EditionDiff } from './edition-diff.ts'
import type { TermDifference, TermKind } from './edition-diff-terms.ts'

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

/** What each kind of term is called in a sentence about a change. */
export const termText: Record<TermKind, Text> = {
  nature: { ja: '制度の性質', en: 'what kind of scheme it is' },
  scope: { ja: '対象になる製品', en: 'which products are covered' },
  question: { ja: '対象かどうかを確かめる質問', en: 'a question about whether the product is covered' },
  class: { ja: '製品の区分', en: 'a class of products' },
  route: { ja: '適合を示す方法', en: 'a way to show conformity' },
  level: { ja: 'レベルの扱い', en: 'how a level is run' },
  demand: { ja: 'レベルが求める規格', en: 'a standard that a level asks for' },
  need: { ja: '証拠のほかに要るもの', en: 'what is needed besides evidence' },
  fee: { ja: '手数料', en: 'a fee' },
  duty: { ja: '事業者の義務', en: 'a duty' },
  category: { ja: '製品の種類', en: 'a product category' },
  reason: { ja: '停止・取消しの理由', en: 'a reason for suspension or withdrawal' },
}

const termSentence = {
  added: { ja: '{term}（{id}）が加わりました。', en: 'New: {term} ({id}).' },
  removed: { ja: '{term}（{id}）がなくなりました。', en: 'No longer there: {term} ({id}).' },
  changed: { ja: '{term}（{id}）が変わりました。', en: 'Changed: {term} ({id}).' },
} as const satisfies Record<TermDifference['kind'], Text>

/** What changed besides the criteria, as a sentence. */
export function termDifferenceText({ term, kind, id }: TermDifference): Text {
  const say = (lang: Language) => fill(termSentence[kind], { term: termText[term][lang], id })[lang]
  return { ja: say('ja'), en: say('en') }
}
