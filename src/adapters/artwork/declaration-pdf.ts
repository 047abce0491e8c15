import { dateInJapan, type Instant, type IsoDate } from '../../core/kernel/date.ts'
import type { Text } from '../../core/kernel/text.ts'
import type { Claim } from '../../core/selection/ics.ts'
import { declarationTemplate } from './declaration-template.ts'
import { typeset } from './typst.ts'

type Name = { readonly ja: string; readonly en?: string }

/** What the paper shows: a preview while it is being written, the record once it was declared. */
export interface DeclarationRecord {
  readonly number?: string // of the application
  readonly sample: boolean
  readonly tested?: boolean // on the device, by a registered evaluator
  readonly at: Instant // of the declaration, or of the preview: the same record gives the same file
  readonly declared?: { readonly name: string; readonly position: string; readonly digest: string }
  readonly scheme: { readonly name: Text; readonly title: Text; readonly documentNumber: string; readonly notice: Text }
  readonly level: { readonly symbol: string; readonly name: Text }
  readonly maker: {
    readonly name: Name
    readonly address?: string
    readonly corporateNumber?: string
    readonly contact: string
  }
  readonly product: {
    readonly name: Name
    readonly models: readonly string[]
    readonly minimumSoftware: string
    readonly services: readonly string[]
    readonly supportUntil: IsoDate | null
  }
  readonly items: readonly {
    readonly criterion: string
    readonly title: Text
    readonly claim: Claim
    readonly reason: string
  }[]
}

const claimText: Record<Claim, Text> = {
  fulfilled: { ja: '満たす', en: 'Fulfilled' },
  accepted: { ja: '他制度で証明', en: 'Shown elsewhere' },
  'not-applicable': { ja: '対象外', en: 'Not applicable' },
  'not-fulfilled': { ja: '満たさない', en: 'Not fulfilled' },
  unanswered: { ja: '未回答', en: 'Not answered' },
}

const headings = {
  record: { ja: 'セキュリティ適合の自己宣言', en: 'Self-declaration of conformity' },
  statement: { ja: '宣言', en: 'Declaration' },
  product: { ja: '対象の製品', en: 'Object of the declaration' },
  items: { ja: '適合基準ごとの回答', en: 'Answers, criterion by criterion' },
  declarer: { ja: '宣言した人', en: 'Declared by' },
}

const same = (text: string): Text => ({ ja: text, en: text })
const row = (ja: string, en: string, value: Name) => ({ term: { ja, en }, value })

/** Sets the record as PDF/A-2b. Nothing in it is drawn by chance or by the clock. */
export function declarationPdf(record: DeclarationRecord): Uint8Array {
  return typeset(declarationTemplate, inputOf(record)).pdf({ createdAt: new Date(record.at) })
}

function inputOf(record: DeclarationRecord) {
  const { maker, scheme, declared } = record
  return {
    title: `${headings.record.ja} ${record.product.name.ja}`,
    heading: headings.record,
    sections: headings,
    notices: noticesOf(record),
    footer: [record.number, declared?.digest].filter(Boolean).join('　'),
    head: [
      ...(record.number ? [row('申請番号', 'Application', same(record.number))] : []),
      row('事業者', 'Issuer of the declaration', maker.name),
      ...(maker.corporateNumber ? [row('法人番号', 'Corporate number', same(maker.corporateNumber))] : []),
      ...(maker.address ? [row('所在地', 'Address', same(maker.address))] : []),
      row('連絡先', 'Contact', same(maker.contact)),
      row('制度', 'Scheme', scheme.name),
      row('適合基準の版', 'Criteria, edition', {
        ja: `${scheme.title.ja}（${scheme.documentNumber}）`,
        en: `${scheme.title.en} (${scheme.documentNumber})`,
      }),
      row('水準', 'Level', {
        ja: `${record.level.symbol} ${record.level.name.ja}`,
        en: `${record.level.symbol} ${record.level.name.en}`,
      }),
    ],
    maker,
    statement: statementOf(record),
    product: productRows(record.product),
    columns: [
      { ja: '番号', en: 'No.' },
      { ja: '適合基準', en: 'Criterion' },
      { ja: '回答', en: 'Answer' },
      { ja: '説明または理由', en: 'Explanation or reason' },
    ],
    items: record.items.map((item) => ({ ...item, claim: claimText[item.claim] })),
    declarer: declared
      ? [
          row('氏名', 'Name', same(declared.name)),
          row('役職', 'Function', same(declared.position)),
          row('宣言日', 'Date', same(dateInJapan(record.at))),
          row('内容のダイジェスト', 'Digest of what was declared', same(declared.digest)),
        ]
      : [row('宣言日', 'Date', { ja: 'まだ宣言していません', en: 'Not declared yet' })],
  }
}

// Nobody may take a draft or an invented product for a declaration.
const noticesOf = (record: DeclarationRecord): Text[] => [
  ...(record.sample
    ? [{ ja: '【見本】事業者も製品も架空のものです。', en: '[SAMPLE] Maker and product are invented.' }]
    : []),
  ...(record.declared
    ? []
    : [
        {
          ja: '【下書き】確認用の写しです。まだ宣言していません。',
          en: '[DRAFT] A copy for checking. Nothing has been declared yet.',
        },
      ]),
  record.scheme.notice,
]

const statementOf = ({ maker, scheme, level, tested }: DeclarationRecord): Text => ({
  ja: `${maker.name.ja}は、下に示す製品が、${scheme.title.ja}（${scheme.documentNumber}）の${level.symbol}の適合基準のうち、この製品に当てはまるものをすべて満たすことを、自らの責任で宣言します。${tested ? '機器の試験は、資格を登録した評価者が行いました。' : '第三者による試験の結果ではありません。'}`,
  en: `${maker.name.en ?? maker.name.ja} declares under its sole responsibility that the product described below fulfils every criterion of ${level.symbol} in ${scheme.title.en} (${scheme.documentNumber}) that applies to it. ${tested ? 'The device was tested by an evaluator with a registered qualification.' : 'This is not the result of a test by a third party.'}`,
})

const productRows = (product: DeclarationRecord['product']) => [
  row('製品名', 'Product', product.name),
  row(`型番（${product.models.length}件）`, `Models (${product.models.length})`, same(product.models.join('、'))),
  row('対象ソフトウェア', 'Software', {
    ja: `${product.minimumSoftware} 以上`,
    en: `${product.minimumSoftware} or later`,
  }),
  ...(product.services.length > 0
    ? [row('関連サービス', 'Associated services', same(product.services.join('、')))]
    : []),
  row(
    'セキュリティ更新の終了日',
    'Security updates until',
    product.supportUntil === null ? { ja: '更新しません', en: 'No updates' } : same(product.supportUntil),
  ),
]
