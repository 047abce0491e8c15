import { fill, type Text } from '../kernel/text.ts'

// What the checks of a recognition rule say: first where they are met, then where they are not.
const texts = {
  from: { ja: '{date}から有効な規則です。', en: 'The rule has been in force since {date}.' },
  until: { ja: '{date}まで有効な規則です。', en: 'The rule is in force until {date}.' },
  level: { ja: 'このレベルは承認の対象です。', en: 'This level is one the rule recognises.' },
  document: { ja: '規則が指定する文書で評価されています。', en: 'It was judged by a document the rule names.' },
  'target-document': { ja: '規則が指定する版の制度です。', en: 'The target is an edition the rule names.' },
  holding: { ja: 'この日に有効です。', en: 'It is valid on that day.' },
  products: { ja: '承認の対象となる製品です。', en: 'The rule recognises such products.' },
  'not-in-force-yet': { ja: 'この規則は{date}に始まります。', en: 'The rule is not in force before {date}.' },
  ended: { ja: 'この規則は{date}で終わりました。', en: 'The rule ended on {date}.' },
  'level-not-recognised': {
    ja: 'レベル{level}は承認の対象ではありません（対象：{levels}）。',
    en: 'Level {level} is not recognised; these are: {levels}.',
  },
  'other-document': {
    ja: '「{found}」で評価されていますが、規則は「{documents}」による評価だけを認めます。',
    en: 'It was judged by {found}; the rule recognises {documents} only.',
  },
  'document-unknown': {
    ja: 'どの文書で評価されたか分かりません。規則は「{documents}」による評価だけを認めます。',
    en: 'It is not known which document it was judged by; the rule recognises {documents} only.',
  },
  'other-target-document': {
    ja: '規則が定めるのは「{documents}」についてで、「{found}」についてではありません。',
    en: 'The rule speaks of {documents}, not of {found}.',
  },
  'holding-not-valid-yet': { ja: '有効になるのは{date}からです。', en: 'It is not valid before {date}.' },
  'holding-expired': { ja: '{date}に有効期間が終わりました。', en: 'It was valid until {date}.' },
  'terms-unknown': {
    ja: '承認があることだけが分かっています。内容は分かっていません。',
    en: 'Only that recognition exists is known, not what it does.',
  },
  'product-excluded': { ja: '承認の対象とならない製品です。', en: 'The rule does not recognise such products.' },
} as const satisfies Record<string, Text>

/** The sentence for a check, with its dates and names filled in. */
export const checkText = (key: keyof typeof texts, values: Readonly<Record<string, unknown>>): Text =>
  fill(texts[key], values)

/** The beginning (Japanese: the end) of the sentence for a rule that depends on what is not known of the product. */
export const openText: Text = {
  ja: 'この規則が当てはまるかどうかは決まりません',
  en: 'Whether the rule applies stays open',
}
