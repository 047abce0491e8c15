import type { ApplicableDocument, ProductType } from '../../../../core/scheme/product-type.ts'

const sectorsJa: Record<ProductType['sector'], string> = {
  consumer: '家庭・個人向け',
  'enterprise-and-government': '企業・官公庁向け',
  industry: '産業向け',
}
const sectorsEn: Record<ProductType['sector'], string> = {
  consumer: 'For consumers',
  'enterprise-and-government': 'For enterprises and government',
  industry: 'For industry',
}
const kindsJa: Record<ApplicableDocument['kind'], string> = {
  'product-guideline': '製品のガイドライン',
  'product-rule': '製品の規則',
  certification: '認証・認定',
  'high-level-certification': '高い水準の認証',
  'system-guideline': 'システムのガイドライン',
}
const kindsEn: Record<ApplicableDocument['kind'], string> = {
  'product-guideline': 'Product guideline',
  'product-rule': 'Product rule',
  certification: 'Certification',
  'high-level-certification': 'Certification at a high level',
  'system-guideline': 'System guideline',
}

export const ja = {
  crumb: '基準と制度',
  title: '製品の種類ごとのガイドラインと認証',
  lead: '経済産業省の資料（2023年）にある表をもとに、どの種類の製品に何が⟦あてはまるか⟧をまとめました。',
  count: (n: number) => `${n}種類`,
  sectors: sectorsJa,
  kinds: kindsJa,
  type: '製品の種類',
  rules: '規則と認証',
  guidelines: 'ガイドライン',
  mandatory: '義務',
  none: '—',
  key: '印の見方',
  keyText: '四角の印と「義務」の文字があるものは、法令などで義務になっています。印のないものは任意です。',
  limited: (to: string) => `${to}に限る`,
  known: '根拠',
  knownText:
    '表の文字は資料で確かめました。色分けが失われているため、どの列のものか、どの種類にあてはまるかは、多くが推定です。それぞれの行に、根拠のしるしを付けています。',
  sources: '出典',
}

export const en = {
  crumb: 'Criteria and schemes',
  title: 'Guidelines and certifications by product type',
  lead: 'What applies to which type of product, after the table in the slides of the Ministry of Economy, Trade and Industry (2023).',
  count: (n: number) => (n === 1 ? 'one type' : `${n} types`),
  sectors: sectorsEn,
  kinds: kindsEn,
  type: 'Type of product',
  rules: 'Rules and certifications',
  guidelines: 'Guidelines',
  mandatory: 'Obligatory',
  none: '–',
  key: 'How to read it',
  keyText: 'A square and the word “Obligatory” mark what is required by law or the like. Everything else is voluntary.',
  limited: (to: string) => `only for: ${to}`,
  known: 'How it is known',
  knownText:
    'The words of the table were read in the slides. Its colours are lost, so which column a document stands in and which type it applies to is often inferred. Every row says how it is known.',
  sources: 'Source',
} satisfies typeof ja
