import type { RecognitionEffect } from '../../../../core/scheme/recognition.ts'
import type { Duty, Level, NeedKind, Scheme, SchemeState, ScopeRule } from '../../../../core/scheme/scheme.ts'
import type { Standard } from '../../../../core/scheme/standard.ts'

// Words that every page about schemes uses: one word a state, a kind, a country.

const statesJa: Record<SchemeState, string> = {
  planned: '予定',
  'in-operation': '運用中',
  stalled: '停滞中',
  closed: '終了',
}
const statesEn: Record<SchemeState, string> = {
  planned: 'Planned',
  'in-operation': 'In operation',
  stalled: 'Stalled',
  closed: 'Closed',
}
const kindsJa: Record<Scheme['kind'], string> = { label: 'ラベル', certification: '認証', law: '法律' }
const kindsEn: Record<Scheme['kind'], string> = { label: 'Label', certification: 'Certification', law: 'Law' }
const needsJa: Record<NeedKind, string> = {
  laboratory: '試験所',
  'certification-body': '認証機関',
  fee: '手数料',
  'local-language': '現地の言語',
  'local-representative': '現地の代理人',
  registration: '登録',
  marking: '表示',
  document: '文書',
}
const needsEn: Record<NeedKind, string> = {
  laboratory: 'Laboratory',
  'certification-body': 'Certification body',
  fee: 'Fee',
  'local-language': 'Local language',
  'local-representative': 'Local representative',
  registration: 'Registration',
  marking: 'Marking',
  document: 'Document',
}
const dutiesJa: Record<Duty['of'], string> = {
  manufacturer: '製造業者',
  importer: '輸入業者',
  distributor: '販売業者',
  'authorised-representative': '認定代理人',
}
const dutiesEn: Record<Duty['of'], string> = {
  manufacturer: 'Manufacturer',
  importer: 'Importer',
  distributor: 'Distributor',
  'authorised-representative': 'Authorised representative',
}
const verdictsJa: Record<ScopeRule['verdict'], string> = { in: '対象', out: '対象外', unclear: 'はっきりしない' }
const verdictsEn: Record<ScopeRule['verdict'], string> = { in: 'In scope', out: 'Out of scope', unclear: 'Unclear' }
const standardsJa: Record<Standard['kind'], string> = {
  standard: '規格',
  law: '法律',
  guideline: 'ガイドライン',
  'test-method': '試験の方法',
  'certification-criteria': '認証の基準',
}
const standardsEn: Record<Standard['kind'], string> = {
  standard: 'Standards',
  law: 'Laws',
  guideline: 'Guidelines',
  'test-method': 'Test methods',
  'certification-criteria': 'Certification criteria',
}
const effectsJa: Record<RecognitionEffect['kind'], string> = {
  'deemed-compliant': '適合しているものとみなされます',
  'equals-level': 'つぎのレベルと同じものとして扱われます',
  'criteria-accepted': 'つぎの基準は、あらためて示さなくてもよくなります',
  'simplified-application': '簡略な申請で足ります',
  'terms-unknown': '承認の取り決めがあることだけが分かっていて、何が認められるのかは分かっていません',
}
const effectsEn: Record<RecognitionEffect['kind'], string> = {
  'deemed-compliant': 'Counts as compliant',
  'equals-level': 'Counts as this level',
  'criteria-accepted': 'These criteria need not be shown again',
  'simplified-application': 'A simplified application is enough',
  'terms-unknown': 'All that is known is that recognition exists; what it accepts is not known',
}
const assessorsJa: Record<Level['assessor'], string> = { self: '自己宣言', 'third-party': '第三者評価' }
const assessorsEn: Record<Level['assessor'], string> = { self: 'Self-declared', 'third-party': 'Third party' }
const placesJa: Record<string, string> = {
  JP: '日本',
  EU: 'EU',
  GB: '英国',
  US: '米国',
  'US-CA': '米国カリフォルニア州',
  'US-OR': '米国オレゴン州',
  SG: 'シンガポール',
  KR: '韓国',
  AU: 'オーストラリア',
  DE: 'ドイツ',
  FI: 'フィンランド',
  INT: '国際',
}
const placesEn: Record<string, string> = {
  JP: 'Japan',
  EU: 'European Union',
  GB: 'United Kingdom',
  US: 'United States',
  'US-CA': 'California, United States',
  'US-OR': 'Oregon, United States',
  SG: 'Singapore',
  KR: 'Korea',
  AU: 'Australia',
  DE: 'Germany',
  FI: 'Finland',
  INT: 'International',
}

export const ja = {
  lawInForce: '施行中',
  states: statesJa,
  kinds: kindsJa,
  needs: needsJa,
  duties: dutiesJa,
  verdicts: verdictsJa,
  standards: standardsJa,
  effects: effectsJa,
  assessors: assessorsJa,
  places: placesJa,
  mandatory: '義務',
  voluntary: '任意',
  since: (date: string) => `${date}から`,
  until: (date: string) => `${date}まで`,
  both: '自己宣言と第三者評価',
  byClass: '製品の区分による',
  level: (code: string) => `レベル${code}`,
  levelSymbol: (code: string, symbol: string) => `レベル${code}（${symbol}）`,
  validity: (months: number) => (months % 12 === 0 ? `最長${months / 12}年` : `最長${months}か月`),
  noValidity: '期間の定めは不明',
  noTerm: '期間の定めなし',
  sample: '見本',
  and: 'で、かつ',
  or: 'か、または',
  comma: '、',
  is: (name: string, values: string) => `${name}：${values}`,
  not: (inner: string) => `「${inner}」ではない`,
  group: (inner: string) => `（${inner}）`,
  yes: 'はい',
  no: 'いいえ',
  valueOr: 'または',
  when: '条件',
}

export const en = {
  lawInForce: 'In force',
  states: statesEn,
  kinds: kindsEn,
  needs: needsEn,
  duties: dutiesEn,
  verdicts: verdictsEn,
  standards: standardsEn,
  effects: effectsEn,
  assessors: assessorsEn,
  places: placesEn,
  mandatory: 'Mandatory',
  voluntary: 'Voluntary',
  since: (date: string) => `since ${date}`,
  until: (date: string) => `until ${date}`,
  both: 'Self-declared or third party',
  byClass: 'Depends on the class of the product',
  level: (code: string) => `Level ${code}`,
  levelSymbol: (code: string, symbol: string) => `Level ${code} (${symbol})`,
  validity: (months: number) =>
    months === 12 ? 'up to one year' : months % 12 === 0 ? `up to ${months / 12} years` : `up to ${months} months`,
  noValidity: 'not known',
  noTerm: 'no term',
  sample: 'Sample',
  and: ', and ',
  or: ', or ',
  comma: ', ',
  is: (name: string, values: string) => `${name}: ${values}`,
  not: (inner: string) => `not “${inner}”`,
  group: (inner: string) => `(${inner})`,
  yes: 'yes',
  no: 'no',
  valueOr: ' or ',
  when: 'When',
} satisfies typeof ja
