import type { Text } from '../kernel/text.ts'
import { type CellType, gtinColumns, labelColumns, modelColumns } from './register-tables.ts'

/** What one field of a file of the register means. `[]` in a path stands for each member of a list. */
export interface DictionaryRow {
  readonly file: string
  readonly field: string
  readonly type: CellType | 'text-or-null' | 'integer-or-null' | 'date-or-null'
  readonly means: Text
}

const lines = 'register.jsonl.zst'
const line = (field: string, type: DictionaryRow['type'], ja: string, en: string): DictionaryRow => ({
  file: lines,
  field,
  type,
  means: { ja, en },
})

/** Fields of the JSON lines: the first line is the head, every other one a label. */
const lineFields: readonly DictionaryRow[] = [
  line('format', 'code', '1行目：形式の名前', 'First line: name of the format'),
  line('takenAt', 'date-time', '1行目：いつの登録簿か', 'First line: the moment of which the register speaks'),
  line('entries', 'integer', '1行目：続く行の数', 'First line: how many lines follow'),
  line('label', 'code', 'ラベル番号（10文字）', 'Label number, ten characters'),
  line('scheme', 'code', '制度', 'Scheme'),
  line('edition', 'code', '制度の版（文書番号）', 'Edition of the scheme (document number)'),
  line('level', 'code', 'レベル', 'Level'),
  line('levelSymbol', 'text', 'レベルの記号', 'Symbol of the level'),
  line('assessor', 'code', 'self（自己宣言）、third-party（第三者評価）', 'self (self-declared), third-party'),
  line('product.name.ja', 'text', '製品名', 'Product name'),
  line('product.name.en', 'text', '製品名（英語）', 'Product name in English'),
  line('product.category', 'code', '製品の種類', 'Product type'),
  line('product.page', 'uri-or-mail', '製品のページ', 'Page of the product'),
  line('product.intendedUse', 'text', '用途', 'Intended use'),
  line('product.models[]', 'text', '対象の型番', 'Model numbers it covers'),
  line(
    'product.gtins[].gtin',
    'code',
    'JANコード（GTIN、14桁）。ない製品もある',
    'GTIN, fourteen digits; not every product has one',
  ),
  line('product.gtins[].model', 'text', 'そのJANコードの型番', 'The model that has it'),
  line('product.software.minimum', 'text', '対象となる最小の版', 'Lowest software version it covers'),
  line('product.software.services[]', 'text', '欠かせない関連サービス', 'Associated services it cannot do without'),
  line('product.updates.mode', 'code', '更新のしかた', 'How updates arrive'),
  line('product.updates.howToTurnOff', 'text', '自動更新の止め方', 'How automatic updates are turned off'),
  line('product.updates.howToSeeVersion', 'text', '版の確かめ方', 'How the version is seen'),
  line(
    'product.updates.supportUntil',
    'date-or-null',
    '更新を続ける最後の日。nullなら約束なし',
    'Last day of updates; null: none are promised',
  ),
  line('product.use.setUp', 'text', '使い始めるとき', 'When setting up'),
  line('product.use.daily', 'text', '使うとき', 'In daily use'),
  line('product.use.disposal', 'text', '手放すとき', 'On disposal'),
  line('product.defaultPassword', 'code', '初期パスワード', 'Default password'),
  line('product.vulnerability.contact', 'uri-or-mail', '脆弱性の連絡先', 'Where vulnerabilities are reported'),
  line('product.vulnerability.policyUrl', 'uri-or-mail', '脆弱性開示の方針', 'Vulnerability disclosure policy'),
  line('product.sbom', 'code', 'SBOM：kept、published、none', 'SBOM: kept, published, none'),
  line('maker.id', 'code', '事業者の記号', 'Id of the maker'),
  line('maker.name.ja', 'text', '事業者名', 'Name of the maker'),
  line('maker.name.en', 'text', '事業者名（英語）', 'Name of the maker in English'),
  line('maker.corporateNumber', 'code', '法人番号（13桁）', 'Japanese corporate number, 13 digits'),
  line('maker.role', 'code', '事業者の立場', 'Role of the maker'),
  line('maker.address', 'text', '事業者の住所', 'Address of the maker'),
  line('maker.contact', 'uri-or-mail', '事業者の公開の連絡先', 'Public contact of the maker'),
  line('body.name.ja', 'text', '交付した機関', 'Body that issued it'),
  line('body.name.en', 'text', '交付した機関（英語）', 'Body that issued it, in English'),
  line('declaredOn', 'date', '適合を宣言した日', 'Day of the declaration'),
  line('testedOn', 'date', '機器を最後に試験した日', 'Day of the last test on the device'),
  line('issuedAt', 'date-time', '交付した時点', 'When it was issued'),
  line('validity.validFrom', 'date-time', '有効期間の初め', 'When validity begins'),
  line(
    'validity.validUntil',
    'date-time',
    '有効期間の終わり（この時点からは有効でない）',
    'The first moment at which it is no longer valid',
  ),
  line(
    'events[].event',
    'code',
    '出来事：issued、suspended、restored、withdrawn、ended、superseded',
    'What happened: issued, suspended, restored, withdrawn, ended, superseded',
  ),
  line('events[].at', 'date-time', '記録した時点', 'When it was recorded'),
  line('events[].effectiveFrom', 'date-time', '効力が生じる時点', 'From when it counts'),
  line('events[].reasonCode', 'code', '理由のコード', 'Code of the reason'),
  line('events[].publicText.ja', 'text', '公開の説明', 'Public explanation'),
  line('events[].publicText.en', 'text', '公開の説明（英語）', 'Public explanation in English'),
  line('events[].actorRole', 'code', '行った人の役割（個人名ではない）', 'Role of who acted, never a person'),
  line('events[].credential', 'text', '関係する証明のダイジェスト', 'Digest of the credential concerned'),
  line('events[].models', 'integer', 'その時からの型番の数', 'How many models it covers from then on'),
  line('advisories[].id', 'code', '注意情報の記号', 'Id of a security notice'),
  line('advisories[].at', 'date-time', '注意情報を出した時点', 'When the notice was published'),
  line('advisories[].open', 'boolean', '解決していなければ true', 'true while it is not resolved'),
  line('advisories[].text.ja', 'text', '注意情報', 'The notice'),
  line('advisories[].text.en', 'text', '注意情報（英語）', 'The notice in English'),
  line('advisories[].url', 'uri-or-mail', '注意情報のページ', 'Page of the notice'),
  line('sample', 'boolean', '架空の見本なら true', 'true for an invented sample'),
  line(
    'credential.digest',
    'text',
    '署名された証明のダイジェスト（sha256:…）',
    'Digest of the signed credential (sha256:…)',
  ),
  line('credential.statusIndex', 'integer', '状態リストでの位置', 'Position in the status lists'),
  line('credential.leafIndex', 'integer-or-null', '公開の記録簿での位置', 'Position in the transparency log'),
]

/** A table has the same columns as CSV and as Parquet. */
function tableFields(
  table: string,
  columns: readonly { readonly name: string; readonly type: CellType; readonly means: Text }[],
): readonly DictionaryRow[] {
  return ['csv', 'parquet'].flatMap((form) =>
    columns.map(({ name, type, means }) => ({ file: `${table}.${form}`, field: name, type, means })),
  )
}

/** Every field of every file of a snapshot, in its order. */
export const dictionary: readonly DictionaryRow[] = [
  ...lineFields,
  ...tableFields('labels', labelColumns),
  ...tableFields('models', modelColumns),
  ...tableFields('gtins', gtinColumns),
]
