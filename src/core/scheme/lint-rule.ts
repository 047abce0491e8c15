import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from './catalogue.ts'
import type { Scheme } from './scheme.ts'

/** What lint looks at: everything that was loaded, and the day if editions may have ended by it. */
export interface LintInput extends Omit<Catalogue, 'schemes' | 'glossary'> {
  readonly schemes: readonly Scheme[]
  readonly today?: IsoDate
  /** The test units that the bench knows; without them those that are named cannot be looked up. */
  readonly benchUnits?: readonly string[]
  /** Documents of other rooms that lie in the same folders: held to the rules on names, texts and sources. */
  readonly others?: readonly { readonly file: string; readonly value: unknown }[]
  /** Where documents lie, beside where their ids say they lie; only the loader knows. */
  readonly places?: readonly { readonly file: string; readonly expected: string }[]
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
  readonly id: keyof typeof lintText
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
  'file-name-differs': {
    ja: '中の識別子に従えば、このファイルは「{expected}」です。名前か識別子を直してください。',
    en: 'By the id inside, this file is {expected}. Correct the name or the id.',
  },
  'id-characters': {
    ja: '識別子「{id}」に使えない文字があります（{found}）。半角の英数字と記号、かな、漢字だけを使ってください。',
    en: 'The identifier "{id}" has characters that must not be used ({found}). Use plain ASCII, kana and kanji.',
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
    ja: '下の公開済みのレベル（{below}）にある「{id}」が含まれていません。',
    en: 'The published level {below} below has "{id}", which is missing here.',
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
    ja: '「{document}」は {endsOn} に終わり、これに代わる版がありません。',
    en: '{document} ended on {endsOn}, and nothing here takes its place.',
  },
  'edition-differs': {
    ja: '「{found}」の「{document}」を指していますが、読み込まれているのは「{loaded}」です。版を混ぜることはできません。',
    en: 'This speaks of {document} as {found}, but {loaded} is loaded. Editions must not be mixed.',
  },
  'period-empty': {
    ja: '終わりの日（{until}）が、始まりの日（{from}）より前です。',
    en: 'The last day ({until}) comes before the first ({from}).',
  },
  'number-missing': {
    ja: '番号「{id}」がありません。原典も飛ばしているときは、edition.yaml の numbering に原典の番号を書いてください。',
    en: 'The number {id} is missing. If the edition skips it, too, list its numbers under numbering in edition.yaml.',
  },
  'number-unknown': {
    ja: '番号「{id}」は、この版にありません（numbering）。古い草案の番号ではありませんか。',
    en: 'The edition has no number {id} (numbering). Is it from an older draft?',
  },
  'requirement-unites-nothing': {
    ja: '要求事項「{id}」が、どの規定もまとめていません。',
    en: 'The requirement {id} unites no provision.',
  },
  'provision-not-united': {
    ja: '出典にある規定「{id}」が、どの要求事項にもまとめられていません。',
    en: 'No requirement unites {id}, although it is of a source of the list.',
  },
  'criterion-not-in-long-list': {
    ja: '適合要件「{id}」は、ロングリストのどの要求事項ともつながっていません。',
    en: 'The criterion {id} is not connected with any requirement of the long list.',
  },
  'published-edition-changed': {
    ja: '{date}に公表した版「{edition}」が、公表したときと違います（{problem}）。公表した版は元に戻し、変更は新しい版として加えてください。',
    en: 'The edition "{edition}", published on {date}, is not what it was then ({problem}). Put it back and make the change a new edition.',
  },
  'bench-unit-unknown': {
    ja: '試験台に「{test}」という試験項目はありません。ETSI TS 103 701の番号か、試験台の独自の番号を確かめてください。',
    en: 'The bench has no test unit {test}. Check the number, of ETSI TS 103 701 or of the bench itself.',
  },
  'bench-shows-paper': {
    ja: '「{unit}」は文書で評価する試験項目です。試験台の結果では示せません。',
    en: '{unit} is evaluated on paper. What is seen on the bench cannot show it.',
  },
  'evaluator-without-test': {
    ja: '「{unit}」は資格のある評価者が実機で示しますが、示す試験がひとつもありません（device-tests/shows.yaml）。',
    en: '{unit} is shown on the device by a qualified evaluator, but no test shows it (device-tests/shows.yaml).',
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
  'text-too-long-for-protected': {
    ja: '権利者のいる規格の規定にしては、文章が長すぎます（{length}文字、上限{limit}文字）。自分の言葉で短く書いてください。',
    en: 'The text is long for a provision of a protected standard ({length} characters, limit {limit}). Use few words of your own.',
  },
  'relation-too-strong': {
    ja: '「{relation}」は、印「{mark}」には強すぎます。「{most}」までにするか、公式の資料を示してください。',
    en: '"{relation}" is too strong for the mark "{mark}". Use at most "{most}", or name an official source.',
  },
  'reason-missing': {
    ja: '「{from}」と「{to}」を「{relation}」とする理由がありません。',
    en: 'There is no reason why {from} is {relation} {to}.',
  },
  'row-repeated': {
    ja: '「{from}」と「{to}」の行が、{other} にもあります。どちらかを取り除いてください。',
    en: '{from} and {to} are compared in {other}, too. Remove one of the two rows.',
  },
  'inverse-missing': {
    ja: '「{from} {relation} {to}」に対応する行（{to} {inverse} {from}）が、逆向きの {other} にありません。',
    en: '{from} {relation} {to}: the inverse table {other} lacks the row {to} {inverse} {from}.',
  },
  'relation-differs': {
    ja: '「{from} {relation} {to}」は、{other} の「{from} {otherRelation} {to}」と食い違っています。',
    en: '{from} {relation} {to} disagrees with {other}, where {from} is {otherRelation} {to}.',
  },
  'relation-contradicts': {
    ja: '「{from}」と「{to}」は無関係とされていますが、次の行をたどると関係があります：{path}',
    en: '{from} and {to} are said to have no relationship, but these rows show one: {path}',
  },
  'subset-cycle': {
    ja: '「{from} {relation} {to}」ですが、次の行をたどると逆も成り立ちます：{path}。そのとおりなら、すべて同じ内容になるので、そう書いてください。違うなら、どれかの行が誤りです。',
    en: '{from} {relation} {to}, but these rows show the opposite as well: {path}. If all are right, all of them demand the same: then say so. Otherwise one row is wrong.',
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
    ja: 'この規則で決まる製品が見つかりません。前の規則がすべて先に決めているか、条件が成り立たないか、条件が入り組みすぎています。',
    en: 'No product was found that this rule decides: earlier rules come first, its condition cannot hold, or the conditions are too tangled to tell.',
  },
} as const satisfies Record<string, Text>

/** What the rules of other rooms say, on documents that lie in the same folders. */
export const roomLintText = {
  'demand-unreachable': {
    ja: 'この行が使われることはありません。前の行「{before}」が、重要度も製品類型もすべて先に決めています。',
    en: 'This row never applies: the row {before} before it decides every importance and category it speaks of.',
  },
  'demand-illustrative': {
    ja: '「{scheme}」は見本の制度です。見本の制度を求められるのは、例（status: example）だけです。',
    en: '{scheme} is an illustration. Only an example (status: example) may ask for it.',
  },
  'published-policy-changed': {
    ja: '{date}に公表した版「{version}」が、公表したときと違います（{problem}）。公表した版は元に戻し、変更は新しい版として加えてください。',
    en: 'The version {version}, published on {date}, is not what it was then ({problem}). Put it back and make the change a new version.',
  },
} as const satisfies Record<string, Text>

export type LintCode = keyof typeof lintText | keyof typeof roomLintText

/**
 * What is unfinished or out of date, but makes no answer wrong. Nothing with such a finding is published; a library that
 * somebody brings is read all the same.
 */
export const tolerable: ReadonlySet<LintCode> = new Set<LintCode>([
  'criterion-not-in-long-list',
  'criterion-without-procedure',
  'edition-ended',
  'file-name-differs',
  'inverse-missing',
  'number-missing',
  'procedure-without-unit',
  'provision-not-united',
  'reason-missing',
  'requirement-unites-nothing',
  'row-repeated',
  'scope-rule-unreachable',
  'text-missing',
  'text-untranslated',
])
