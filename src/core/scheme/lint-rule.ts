import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from './catalogue.ts'
import type { Scheme } from './scheme.ts'

/** What lint looks at: everything that was loaded, and the day if editions may have ended by it. */
export interface LintInput extends Omit<Catalogue, 'schemes' | 'glossary'> {
  readonly schemes: readonly Scheme[]
  readonly today?: IsoDate
}

/** Something in the catalogue that has the right shape and is wrong all the same. */
export interface LintFinding {
  readonly code: LintCode
  readonly file?: string // relative to the catalogue, by its naming rule
  readonly row: string // e.g. 'procedures[S1.1-02/d].units[S1.1-02/d1].question.en'
  readonly message: Text
}

/** What a rule reports; `values` fill its message. */
export interface Found {
  readonly file: string
  readonly row: string
  readonly values?: Readonly<Record<string, unknown>>
}

/** One rule: what it is called and how it is checked. */
export interface LintRule {
  readonly id: LintCode
  readonly check: (input: LintInput) => Iterable<Found>
}

/** What each rule says to the person who keeps the catalogue; the keys are the list of rules. */
export const lintText = {
  'duplicate-id': {
    ja: '「{id}」が2回以上使われています。識別子はひとつのものにひとつだけ付けてください。',
    en: '"{id}" is used more than once. An identifier belongs to one thing only.',
  },
  'dangling-id': {
    ja: '「{id}」が見つかりません。つづりを直すか、対象を追加してください。',
    en: '"{id}" does not exist. Correct the spelling or add what it names.',
  },
  'foreign-id': {
    ja: '「{id}」は「{parent}」で始まっていません。親の識別子を前に付けてください。',
    en: '"{id}" does not begin with "{parent}". Put the identifier it belongs to in front.',
  },
  'criterion-without-procedure': {
    ja: '評価の方法がありません。方法がない適合要件は、だれも示せません。',
    en: 'There is no procedure. A criterion without one can never be shown.',
  },
  'procedure-without-unit': {
    ja: '評価の問いがありません。問いを少なくともひとつ書いてください。',
    en: 'There is no test unit. Write at least one.',
  },
  'level-not-cumulative': {
    ja: 'ひとつ下の公開済みのレベルにある「{id}」が含まれていません。',
    en: 'The published level below has "{id}", which is missing here.',
  },
  'level-status-differs': {
    ja: 'レベルの状態（{status}）と、適合要件の数（{count}）が合っていません。',
    en: 'The status of the level ({status}) does not agree with its number of criteria ({count}).',
  },
  'count-differs': {
    ja: '版にある数（{expected}）と、ここにある数（{found}）が違います。',
    en: 'The edition has {expected}, but there are {found} here.',
  },
  'validity-over-limit': {
    ja: '有効期間（{months}か月）が、この版の上限（{limit}か月）を超えています。',
    en: 'The validity of {months} months exceeds the limit of this edition ({limit} months).',
  },
  'number-template-invalid': {
    ja: '番号の書式「{template}」が正しくありません（{reason}）。',
    en: 'The number template "{template}" is wrong ({reason}).',
  },
  'edition-ended': {
    ja: 'この版は {endsOn} に終わっています。',
    en: 'This edition ended on {endsOn}.',
  },
  'not-applicable-contradicts': {
    ja: '「該当しない」を認めるかどうかと、条件の有無が合っていません。',
    en: 'Whether "not applicable" is allowed does not agree with the conditions given.',
  },
  'text-missing': { ja: '文章がありません。', en: 'The text is empty.' },
  'text-untranslated': {
    ja: '翻訳されていない文章のようです。',
    en: 'The text does not seem to be in this language.',
  },
  'provenance-without-source': {
    ja: '「{mark}」の印には、読んだ資料の名前かURLが必要です。',
    en: 'The mark "{mark}" needs the name or address of what was read.',
  },
  'relation-too-strong': {
    ja: '「same」は、法令や公式の資料で確認したときだけ使えます（印：{mark}）。「related」にしてください。',
    en: '"same" needs a legal or official source (mark: {mark}). Use "related".',
  },
  'fact-unknown': {
    ja: '「{fact}」は、facts.yaml にない事実です。',
    en: '"{fact}" is not a fact of facts.yaml.',
  },
  'fact-value-unknown': {
    ja: '「{fact}」は「{value}」という値をとりません。',
    en: '"{fact}" never has the value "{value}".',
  },
  'scope-rule-unreachable': {
    ja: 'この規則で決まる製品がありません。前の規則がすべて先に決めているか、条件が成り立ちません。',
    en: 'No product is ever decided by this rule: earlier rules come first, or its condition cannot hold.',
  },
} as const satisfies Record<string, Text>

export type LintCode = keyof typeof lintText
