import { dateInJapan, type Instant } from '../core/kernel/date.ts'
import { writeLabelId } from '../core/kernel/label-id.ts'
import { fill, type Text } from '../core/kernel/text.ts'
import type { OperatedScheme } from '../core/scheme/scheme.ts'
import { levelOf } from './assessment.ts'
import type { Case } from './case.ts'
import { missingIn } from './completeness.ts'
import { contactPoint, httpsUrl } from './fields.ts'
import type { CaseTransaction } from './ports.ts'

/** What the machine noticed by itself: advice with a time on it, never a verdict. */
export interface AutomaticCheck {
  readonly id:
    | 'organisation-complete'
    | 'contact-well-formed'
    | 'policy-url-https'
    | 'support-in-future'
    | 'models-elsewhere'
    | 'evidence-present'
  readonly title: Text
  readonly outcome: 'fine' | 'look' // look: someone should
  readonly detail: Text
  readonly at: Instant
}

type Clashes = Awaited<ReturnType<CaseTransaction['labelsWithModels']>>
type Noticed = Pick<AutomaticCheck, 'outcome' | 'detail'>

const t = (ja: string, en: string): Text => ({ ja, en })
const fine = (ja: string, en: string): Noticed => ({ outcome: 'fine', detail: t(ja, en) })
const look = (ja: string, en: string, values: Readonly<Record<string, unknown>> = {}): Noticed => ({
  outcome: 'look',
  detail: fill(t(ja, en), values),
})

const organisation = (c: Case): Noticed => {
  if (missingIn(c, 'organisation').length > 0)
    return look('組織の情報に空欄があります。', 'Something about the organisation is missing.')
  return c.maker.corporateNumber === undefined
    ? look(
        '法人番号がありません。実在を確かめる書類が必要です。',
        'There is no corporate number; a document has to show that the organisation exists.',
      )
    : fine(
        '組織の情報がそろい、法人番号の検査数字も合っています。',
        'It is complete, and the check digit of the corporate number fits.',
      )
}

const contact = (c: Case): Noticed => {
  const points = [c.maker.contact, c.product.vulnerability?.contact]
  return points.every((point) => contactPoint.safeParse(point).success)
    ? fine(
        '連絡先と脆弱性の窓口は、正しい形です。届くかどうかは確かめていません。',
        'Both contacts are well formed. Whether mail arrives was not tried.',
      )
    : look('連絡先か脆弱性の窓口が、正しい形ではありません。', 'A contact is missing or not well formed.')
}

const policy = (c: Case): Noticed =>
  httpsUrl.safeParse(c.product.vulnerability?.policyUrl).success
    ? fine(
        '開示ポリシーはhttpsのURLです。中身は確かめていません。',
        'The policy has an https URL. The page itself was not read.',
      )
    : look('開示ポリシーのURLが、httpsの形ではありません。', 'The policy has no https URL.')

const support = (c: Case, now: Instant): Noticed => {
  const until = c.product.updates?.supportUntil
  if (until === undefined) return look('更新の終わりの日がありません。', 'No end of updates is given.')
  if (until === null) return look('更新を約束していません。', 'No updates are promised.')
  return until > dateInJapan(now)
    ? fine(`更新の終わりの日（${until}）は、これからです。`, `Updates end on ${until}, in the future.`)
    : look('更新の終わりの日（{until}）が過ぎています。', 'Updates ended on {until}.', { until })
}

const models = (clashes: Clashes): Noticed => {
  const first = clashes[0]
  if (first === undefined)
    return fine(
      'ほかの事業者の同じ型番は、登録簿にありません。',
      'No other maker has one of these models in the register.',
    )
  return look(
    '{count}件の型番が、ほかの事業者のラベルにもあります（例：{model}、{maker}、{label}）。',
    '{count} models are covered by labels of other makers too (e.g. {model}, {maker}, {label}).',
    { count: clashes.length, model: first.model, maker: first.maker, label: writeLabelId(first.label) },
  )
}

const evidence = (c: Case, scheme: OperatedScheme): Noticed => {
  const bare = levelOf(c, scheme).criteria.filter((id) => {
    const answer = c.answers[id]
    return answer?.claim === 'fulfilled' && answer.restsOn.length === 0
  })
  return bare.length === 0
    ? fine('「適合」と答えた要件には、すべて根拠があります。', 'Every criterion answered as fulfilled cites evidence.')
    : look('根拠のない回答があります：{bare}', 'Answers without evidence: {bare}', { bare: bare.join(', ') })
}

/** The checks a machine can make from what is in the case and the register; nothing is fetched from the network. */
export const automaticChecks = (
  c: Case,
  scheme: OperatedScheme,
  clashes: Clashes,
  at: Instant,
): readonly AutomaticCheck[] => [
  { id: 'organisation-complete', title: t('組織の情報', 'Organisation'), ...organisation(c), at },
  { id: 'contact-well-formed', title: t('連絡先の形', 'Contacts'), ...contact(c), at },
  { id: 'policy-url-https', title: t('脆弱性開示ポリシーのURL', 'Disclosure policy'), ...policy(c), at },
  { id: 'support-in-future', title: t('更新の終わりの日', 'End of updates'), ...support(c, at), at },
  { id: 'models-elsewhere', title: t('型番の重なり', 'Models registered elsewhere'), ...models(clashes), at },
  { id: 'evidence-present', title: t('根拠の有無', 'Evidence'), ...evidence(c, scheme), at },
]
