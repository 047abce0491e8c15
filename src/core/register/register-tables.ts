import type { Instant } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { ModelGtin } from '../selection/product.ts'
import { standingText } from '../surveillance/standing.ts'
import { standingAt } from '../surveillance/standing-at.ts'
import type { Entry } from './entry.ts'
import { normalise } from './search.ts'

export const cellTypes = ['text', 'code', 'integer', 'boolean', 'date', 'date-time', 'uri-or-mail', 'sha-256'] as const
export type CellType = (typeof cellTypes)[number]

/** One column of a table of the register: its heading, what stands in its cells, and what that means. */
export interface TableColumn<Row> {
  readonly name: string
  readonly type: CellType
  readonly means: Text
  readonly cell: (row: Row, asOf: Instant) => string
}

export type EntryColumn = TableColumn<Entry>
export type ModelColumn = TableColumn<{ readonly entry: Entry; readonly model: string }>
export type GtinColumn = TableColumn<{ readonly entry: Entry; readonly of: ModelGtin }>

const standing = ({ validity, events }: Entry, asOf: Instant) => standingAt(validity, events, asOf)

const column = (name: string, type: CellType, ja: string, en: string, cell: EntryColumn['cell']): EntryColumn => ({
  name,
  type,
  means: { ja, en },
  cell,
})

/** `labels.csv`: one row a label. An empty cell means that there is nothing to say, never that it is not known. */
export const labelColumns: readonly EntryColumn[] = [
  column(
    'label_id',
    'code',
    'ラベル番号（10文字、ハイフンなし）',
    'Label number, ten characters, no hyphens',
    (e) => e.label,
  ),
  column('as_of', 'date-time', 'この行がいつの時点の事実か', 'The moment of which this row speaks', (_, asOf) => asOf),
  column(
    'status',
    'code',
    '状態：valid、suspended、withdrawn、expired、ended',
    'State: valid, suspended, withdrawn, expired, ended',
    (e, asOf) => standing(e, asOf)?.code ?? '',
  ),
  column('status_ja', 'text', '状態（日本語）', 'State in Japanese', (e, asOf) => word(e, asOf, 'ja')),
  column('status_en', 'text', '状態（英語）', 'State in English', (e, asOf) => word(e, asOf, 'en')),
  column(
    'status_since',
    'date-time',
    'その状態になった時点',
    'Since when it stands so',
    (e, asOf) => standing(e, asOf)?.since ?? '',
  ),
  column(
    'status_reason',
    'code',
    '停止や取消しの理由のコード',
    'Code of the reason of a suspension or revocation',
    (e, asOf) => standing(e, asOf)?.reasonCode ?? '',
  ),
  column('sample', 'boolean', '架空の見本なら true', 'true for an invented sample', (e) => String(e.sample)),
  column('scheme', 'code', '制度', 'Scheme', (e) => e.scheme),
  column('edition', 'code', '制度の版（文書番号）', 'Edition of the scheme (document number)', (e) => e.edition),
  column('level', 'code', 'レベル', 'Level', (e) => e.level),
  column('level_symbol', 'text', 'レベルの記号', 'Symbol of the level', (e) => e.levelSymbol),
  column(
    'assessor',
    'code',
    'だれが評価したか：self（自己宣言）、third-party（第三者評価）',
    'Who assessed: self (self-declared), third-party',
    (e) => e.assessor,
  ),
  column('product_name_ja', 'text', '製品名', 'Product name', (e) => e.product.name.ja),
  column('product_name_en', 'text', '製品名（英語）', 'Product name in English', (e) => e.product.name.en ?? ''),
  column('category', 'code', '製品の種類', 'Product type', (e) => e.product.category),
  column('product_page', 'uri-or-mail', '製品のページ', 'Page of the product', (e) => e.product.page ?? ''),
  column(
    'models',
    'integer',
    '対象の型番の数（型番は models.csv）',
    'How many models it covers; they are in models.csv',
    (e) => String(new Set(e.product.models).size),
  ),
  column(
    'software_minimum',
    'text',
    '対象となるソフトウェアの最小の版',
    'Lowest software version it covers',
    (e) => e.product.software.minimum,
  ),
  column(
    'update_mode',
    'code',
    '更新のしかた：automatic、automatic-off、manual、none',
    'How updates arrive: automatic, automatic-off, manual, none',
    (e) => e.product.updates.mode,
  ),
  column(
    'updates_until',
    'date',
    'セキュリティ更新を続ける最後の日（日本の暦日）。空なら約束なし',
    'Last day of security updates, in Japan; empty where none are promised',
    (e) => e.product.updates.supportUntil ?? '',
  ),
  column(
    'sbom',
    'code',
    'SBOM：kept（保管）、published（公開）、none',
    'SBOM: kept, published, none',
    (e) => e.product.sbom,
  ),
  column('maker_id', 'code', '事業者の記号', 'Id of the maker', (e) => e.maker.id),
  column('maker_name_ja', 'text', '事業者名', 'Name of the maker', (e) => e.maker.name.ja),
  column('maker_name_en', 'text', '事業者名（英語）', 'Name of the maker in English', (e) => e.maker.name.en ?? ''),
  column(
    'corporate_number',
    'code',
    '法人番号（13桁）',
    'Japanese corporate number, 13 digits',
    (e) => e.maker.corporateNumber ?? '',
  ),
  column(
    'maker_role',
    'code',
    '事業者の立場：manufacturer、importer、proxy',
    'Role of the maker: manufacturer, importer, proxy',
    (e) => e.maker.role,
  ),
  column('maker_contact', 'uri-or-mail', '事業者の公開の連絡先', 'Public contact of the maker', (e) => e.maker.contact),
  column(
    'vulnerability_contact',
    'uri-or-mail',
    '脆弱性の連絡先',
    'Where vulnerabilities are reported',
    (e) => e.product.vulnerability.contact,
  ),
  column(
    'vulnerability_policy',
    'uri-or-mail',
    '脆弱性開示の方針',
    'Vulnerability disclosure policy',
    (e) => e.product.vulnerability.policyUrl,
  ),
  column('body_ja', 'text', '交付した機関', 'Body that issued it', (e) => e.body.name.ja),
  column('body_en', 'text', '交付した機関（英語）', 'Body that issued it, in English', (e) => e.body.name.en),
  column('declared_on', 'date', '適合を宣言した日', 'Day of the declaration', (e) => e.declaredOn),
  column('tested_on', 'date', '機器を最後に試験した日', 'Day of the last test on the device', (e) => e.testedOn ?? ''),
  column('issued_at', 'date-time', '交付した時点', 'When it was issued', (e) => e.issuedAt),
  column('valid_from', 'date-time', '有効期間の初め', 'When validity begins', (e) => e.validity.validFrom),
  column(
    'valid_until',
    'date-time',
    '有効期間の終わり（この時点からは有効でない）',
    'When validity ends: the first moment at which it is no longer valid',
    (e) => e.validity.validUntil,
  ),
  column('open_advisories', 'integer', '解決していない注意情報の数', 'How many security notices are open', (e) =>
    String(e.advisories.filter((a) => a.open).length),
  ),
  column('credential_sha256', 'sha-256', '署名された証明のSHA-256', 'SHA-256 of the signed credential', (e) =>
    e.credential.digest.replace(/^sha256:/, ''),
  ),
  column('status_index', 'integer', '状態リストでの位置', 'Position in the status lists', (e) =>
    String(e.credential.statusIndex),
  ),
  column('leaf_index', 'integer', '公開の記録簿での位置', 'Position in the transparency log', (e) =>
    e.credential.leafIndex === null ? '' : String(e.credential.leafIndex),
  ),
]

/** `models.csv`: one row a model of a label. */
export const modelColumns: readonly ModelColumn[] = [
  {
    name: 'label_id',
    type: 'code',
    means: { ja: 'ラベル番号。labels.csv の label_id', en: 'Label number, label_id of labels.csv' },
    cell: ({ entry }) => entry.label,
  },
  {
    name: 'model',
    type: 'text',
    means: { ja: '型番（事業者の書き方のまま）', en: 'Model number as the maker writes it' },
    cell: ({ model }) => model,
  },
  {
    name: 'model_normalised',
    type: 'text',
    means: {
      ja: '検索に使う形（全角・半角、大文字・小文字、ハイフン、空白の違いをなくしたもの）',
      en: 'The form used for search: width, case, hyphens and spaces folded',
    },
    cell: ({ model }) => normalise(model),
  },
  {
    name: 'maker_id',
    type: 'code',
    means: { ja: '事業者の記号。labels.csv の maker_id', en: 'Id of the maker, maker_id of labels.csv' },
    cell: ({ entry }) => entry.maker.id,
  },
]

/** `gtins.csv`: one row a bar code number of a model. A label without any has no row. */
export const gtinColumns: readonly GtinColumn[] = [
  {
    name: 'label_id',
    type: 'code',
    means: { ja: 'ラベル番号。labels.csv の label_id', en: 'Label number, label_id of labels.csv' },
    cell: ({ entry }) => entry.label,
  },
  {
    name: 'gtin',
    type: 'code',
    means: {
      ja: 'JANコード（GTIN、14桁。13桁や8桁のものは前に0）',
      en: 'GTIN, fourteen digits; one of thirteen or eight digits has zeros in front',
    },
    cell: ({ of }) => of.gtin,
  },
  {
    name: 'model',
    type: 'text',
    means: { ja: '型番。models.csv の model', en: 'Model number, model of models.csv' },
    cell: ({ of }) => of.model,
  },
  {
    name: 'maker_id',
    type: 'code',
    means: { ja: '事業者の記号。labels.csv の maker_id', en: 'Id of the maker, maker_id of labels.csv' },
    cell: ({ entry }) => entry.maker.id,
  },
]

function word(entry: Entry, asOf: Instant, language: 'ja' | 'en'): string {
  const found = standing(entry, asOf)
  return found === undefined ? '' : standingText[found.code][language]
}
