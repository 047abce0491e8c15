import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { PinnedScheme } from '../scheme/scheme.ts'
import { type Importance, importances, importanceText, methodText } from './demand.ts'
import { type Ladder, ladderOn } from './ladder.ts'
import type { PinnedPolicy, PolicyDemand } from './policy.ts'
import { isProfile, type PinnedProfile } from './profile.ts'

/** What a tender text is made of. */
export interface TenderInput {
  readonly against: PinnedPolicy | PinnedProfile
  readonly schemes: readonly PinnedScheme[]
  readonly day: IsoDate
  readonly importance?: Importance | undefined // without it, all rows of the policy are written
  readonly delivery?: IsoDate | undefined
  readonly contractEnd?: IsoDate | undefined
}

/** A text for a specification or a call for tenders; each clause in both languages, to be numbered by whoever prints it. */
export interface TenderText {
  readonly title: Text
  readonly clauses: readonly Text[]
  readonly basis: Text // which version of what it was made from
}

/** Writes the conditions of a policy or profile as clauses for suppliers. */
export function tenderText(input: TenderInput): TenderText {
  const { against, schemes, day, delivery, contractEnd } = input
  const ladder = ladderOn(schemes, day)
  const { conditions, notes = [], title, id, version, digest } = against
  const when = delivery === undefined ? texts.atDelivery : put(texts.onDelivery, { delivery })
  return {
    title: put(texts.title, { title }),
    clauses: [
      texts.scope,
      ...(isProfile(against) ? roleClauses(against, ladder, delivery ?? day) : demandClauses(against, input, ladder)),
      ...(conditions.recognition === 'accepted' ? [texts.recognised] : []),
      ...methodClauses(conditions.methods),
      put(texts.valid, { when }),
      ...(conditions.validityMonths === undefined ? [] : [put(texts.validity, { months: conditions.validityMonths })]),
      ...supportClauses(input, contractEnd),
      texts.submit,
      ...notes,
      texts.tell,
      texts.limits,
    ],
    basis: put(texts.basis, { title, id, version, day, digest }),
  }
}

function demandClauses(policy: PinnedPolicy, { importance, schemes }: TenderInput, ladder: Ladder): readonly Text[] {
  const rows = policy.demands.filter(
    (row) => importance === undefined || row.importance === undefined || row.importance.includes(importance),
  )
  return rows.map((row) => put(texts.demand, { of: subjectOf(row, schemes), level: ladder.namesOf(row) }))
}

function subjectOf({ importance, categories }: PolicyDemand, schemes: readonly PinnedScheme[]): Text {
  const all = schemes.flatMap(({ operation }) => operation?.categories ?? [])
  const products =
    categories === undefined
      ? texts.devices
      : join(
          categories.map((id) => all.find((category) => category.id === id)?.name ?? { ja: id, en: id }),
          '、',
          ', ',
        )
  if (importance === undefined || importance.length === importances.length) return products
  const of = join(
    importance.map((one) => importanceText[one]),
    '・',
    ' or ',
  )
  return put(texts.ofImportance, { importance: of, products })
}

const roleClauses = (profile: PinnedProfile, ladder: Ladder, day: IsoDate): readonly Text[] =>
  profile.roles.map((role) => {
    const facts = { of: role.name, level: ladder.namesOf(role), reason: role.reason }
    return role.from !== undefined && day < role.from
      ? put(texts.roleFrom, { ...facts, from: role.from })
      : put(texts.role, facts)
  })

const methodClauses = (methods: readonly ('self' | 'third-party')[] | undefined): readonly Text[] =>
  methods === undefined
    ? []
    : [
        put(texts.methods, {
          methods: join(
            methods.map((one) => methodText[one]),
            '・',
            ' or ',
          ),
        }),
      ]

function supportClauses({ against }: TenderInput, contractEnd: IsoDate | undefined): readonly Text[] {
  const { support } = against.conditions
  if (support === undefined) return []
  const clauses: Text[] = []
  if (support.untilContractEnd)
    clauses.push(
      put(texts.supportContract, {
        end: contractEnd === undefined ? texts.contractEnd : put(texts.contractEndOn, { contractEnd }),
      }),
    )
  if (support.months !== undefined) clauses.push(put(texts.supportMonths, { months: support.months }))
  return clauses
}

/** A letter to a maker whose product is not in the register; to be copied. */
export const requestText = (
  product: { readonly maker?: string | undefined; readonly model: string },
  needed: Text,
): Text => put(texts.request, { ...product, maker: product.maker ?? texts.sirs, needed })

const join = (all: readonly Text[], ja: string, en: string): Text => ({
  ja: all.map((one) => one.ja).join(ja),
  en: all.map((one) => one.en).join(en),
})

function put(text: Text, facts: Readonly<Record<string, string | number | Text>>): Text {
  const tell = (language: 'ja' | 'en') =>
    text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
      return fact === undefined ? whole : typeof fact === 'object' ? fact[language] : String(fact)
    })
  return { ja: tell('ja'), en: tell('en') }
}

const texts = {
  title: {
    ja: 'IoT製品のセキュリティに関する条件（{title}）',
    en: 'Conditions on the security of IoT products ({title})',
  },
  scope: {
    ja: '納入する製品のうち、IPで通信し、利用者がセキュリティ対策を自由に追加できない機器（以下「IoT製品」）は、次の条件を満たすこと。',
    en: 'Of the products supplied, devices that communicate over IP and to which users cannot freely add security (“IoT products”) shall meet the following conditions.',
  },
  demand: {
    ja: '{of}は、{level}以上のラベルを取得していること。',
    en: '{of} shall hold a label of {level} or above.',
  },
  devices: { ja: 'すべてのIoT製品', en: 'All IoT products' },
  ofImportance: {
    ja: '重要度「{importance}」の情報システムに使う{products}',
    en: '{products} for information systems of {importance} importance',
  },
  role: {
    ja: '{of}は、{level}以上のラベルを取得していること（理由：{reason}）。',
    en: '{of}: a label of {level} or above is required. Reason: {reason}',
  },
  roleFrom: {
    ja: '{of}は、{from}以降に適用する条件として、{level}以上のラベルを取得していること（理由：{reason}）。',
    en: '{of}: from {from} on, a label of {level} or above is required. Reason: {reason}',
  },
  recognised: {
    ja: '相互承認などの規則により上のラベルの代わりになるとされた、ほかの制度の有効なラベルも認める。その場合は、根拠となる規則を示すこと。',
    en: 'A valid label of another scheme is accepted where a rule of recognition lets it stand for the one above; the supplier names that rule.',
  },
  methods: { ja: 'ラベルは、{methods}によるものであること。', en: 'The label shall rest on {methods}.' },
  valid: {
    ja: 'ラベルは、提案の日と{when}に有効であること。停止中、取消し、期限切れ、終了のものは認めない。',
    en: 'The label shall be valid on the day of the offer and {when}. Labels that are suspended, revoked, expired or ended are not accepted.',
  },
  atDelivery: { ja: '納入の日', en: 'on the day of delivery' },
  onDelivery: { ja: '納入予定日（{delivery}）', en: 'on the planned day of delivery, {delivery}' },
  validity: {
    ja: 'ラベルの有効期間は、納入の日から{months}か月以上残っていること。',
    en: 'At least {months} months of validity shall remain on the day of delivery.',
  },
  supportContract: {
    ja: 'セキュリティ更新の提供は、{end}まで続くこと。',
    en: 'Security updates shall be provided until {end}.',
  },
  contractEnd: { ja: '契約の終了', en: 'the end of the contract' },
  contractEndOn: { ja: '契約終了日（{contractEnd}）', en: 'the end of the contract on {contractEnd}' },
  supportMonths: {
    ja: 'セキュリティ更新の提供は、納入の日から{months}か月以上続くこと。',
    en: 'Security updates shall be provided for at least {months} months from delivery.',
  },
  submit: {
    ja: '提案にあたっては、製品ごとに、メーカー、型番、ソフトウェアの版、ラベルの番号、有効期限を示すこと。',
    en: 'For each product the offer names maker, model, software version, number of the label and its last day.',
  },
  tell: {
    ja: '契約の期間中にラベルが停止、取消し、終了となったときは、速やかに届け出て、対応を示すこと。',
    en: 'If a label is suspended, revoked or ended during the contract, the supplier says so without delay and proposes what to do.',
  },
  limits: {
    ja: 'ラベルは、想定した脅威に対する最低限の備えを示すもので、完全な安全を示すものではない。必要な追加の確認は、別に行う。',
    en: 'A label shows a minimum against the threats it assumes, not complete security. Further checks may be made where needed.',
  },
  basis: {
    ja: '「{title}」{id} 版{version}（{digest}）をもとに、{day}に作成',
    en: 'Made on {day} from “{title}”, {id} version {version} ({digest})',
  },
  sirs: { ja: 'ご担当者', en: 'Sir or Madam' },
  request: {
    ja: '{maker} 様\n\n貴社の製品「{model}」の調達を検討しています。{needed}以上のラベルの登録を確認できませんでした。次のことをお知らせください。\n・ラベルを取得している場合は、その番号\n・取得の予定がある場合は、その時期\n・セキュリティ更新を提供する期間',
    en: 'To {maker}:\n\nWe are considering your product {model}. We found no registration of a label of {needed} or above. Please tell us\n- the number of its label, if it has one;\n- when you expect to have one, if you have applied;\n- until when you provide security updates.',
  },
} as const satisfies Record<string, Text>
