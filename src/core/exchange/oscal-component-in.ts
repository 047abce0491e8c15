import type { Digest } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { claims, type EvidenceRef, type Ics, type IcsAnswer } from '../selection/ics.ts'
import { parseIcs } from '../selection/parse.ts'
import { readJson } from './bounded-json.ts'
import type { ExchangeFault } from './faults.ts'
import { type Carried, type Lost, lost, merged, shown } from './lost.ts'
import { type OscalComponents, type OscalProp, oscalComponents } from './oscal.ts'
import { plainOf } from './oscal-markup.ts'
import { idOf } from './oscal-token.ts'
import { valueIn } from './oscal-words.ts'
import { defined } from './present.ts'
import { readShape } from './read-shape.ts'

/** Which level a component definition from elsewhere answers; one of ours says it itself. */
export type Answers = Pick<Ics, 'scheme' | 'edition' | 'level'>

type Requirement = NonNullable<
  NonNullable<OscalComponents['component-definition']['components']>[number]['control-implementations']
>[number]['implemented-requirements'][number]

/** The checklist of a product from an OSCAL component definition. A claim is never made stronger than it was. */
export function icsFromOscal(name: string, data: unknown, answers?: Answers): Result<Carried<Ics>, ExchangeFault> {
  const read = readShape(oscalComponents, name, data)
  if (!read.ok) return read
  const components = read.value.value['component-definition'].components ?? []
  const implementations = components.flatMap((component) => component['control-implementations'] ?? [])
  const [first, ...others] = implementations
  if (!first) return refuse({ code: 'exchange-nothing-to-write', name, format: 'ICS' })
  const said = {
    scheme: valueIn(first.props, 'scheme') ?? answers?.scheme,
    edition: valueIn(first.props, 'edition') ?? answers?.edition,
    level: valueIn(first.props, 'level') ?? answers?.level,
  }
  if (said.scheme === undefined || said.edition === undefined || said.level === undefined)
    return refuse({
      code: 'exchange-detail-missing',
      name,
      option: 'scheme, edition, level',
      detail: { ja: 'どの制度・版・レベルへの回答か', en: 'which scheme, edition and level it answers' },
    })
  const report: Lost[] = [...read.value.lost]
  for (const other of others)
    report.push(lost('components[*].control-implementations', shown(other.description), oneOnly))
  const checked = parseIcs(name, {
    ...said,
    answers: first['implemented-requirements'].map((requirement, i) => answerOf(requirement, i, report)),
  })
  if (checked.ok) return ok({ document: checked.value, lost: merged(report) })
  return refuse({ code: 'exchange-document-invalid', name, row: checked.fault.path, reason: checked.fault.problem })
}

function answerOf(requirement: Requirement, position: number, report: Lost[]): IcsAnswer {
  const where = `implemented-requirements[${position}]`
  const { props } = requirement
  const own = claims.find((claim) => claim === valueIn(props, 'claim'))
  const status = props?.find((prop) => prop.ns === undefined && prop.name === 'implementation-status')?.value
  if (own === undefined && (status === undefined || !(status in claimFor)))
    report.push(lost(`${where}.props`, shown(status ?? '-'), noClaim))
  else if (own === undefined && status !== 'implemented' && status !== 'not-applicable')
    report.push(lost(`${where}.props`, shown(status), weakened))
  const written = plainOf(requirement.description).trim()
  if (written.length > longest) report.push(lost(`${where}.description`, shown(written), shortened))
  const verdict = valueIn(props, 'verdict')
  if (verdict !== undefined) report.push(lost(`${where}.verdict`, shown(verdict), noVerdict))
  return defined({
    criterion: idOf(requirement['control-id']),
    claim: own ?? (status === undefined ? undefined : claimFor[status]) ?? 'unanswered',
    reason: written.slice(0, longest),
    condition: valueIn(props, 'condition'),
    restsOn: (props ?? []).flatMap(evidenceOf),
  })
}

const longest = 600

// What is only partly there or only planned is not fulfilled; whether an alternative will do, a person has to say.
const claimFor: Readonly<Record<string, IcsAnswer['claim']>> = {
  implemented: 'fulfilled',
  'not-applicable': 'not-applicable',
  partial: 'not-fulfilled',
  planned: 'not-fulfilled',
  alternative: 'unanswered',
}

function evidenceOf(prop: OscalProp): readonly EvidenceRef[] {
  const written = valueIn([prop], 'rests-on')
  if (written === undefined) return []
  const read = readJson('', written)
  if (!read.ok || !Array.isArray(read.value) || !read.value.every((part) => typeof part === 'string')) return []
  const [one = '', two = '', three] = read.value
  if (prop.class === 'ixit') return [defined({ kind: 'ixit', table: one, entry: two, field: three })]
  return [
    defined({
      kind: 'file',
      digest: one as Digest, // the door of the checklist checks it
      name: two,
      shows: three === 'document' || three === 'real-device' ? three : undefined,
    }),
  ]
}

const oneOnly: Text = {
  ja: 'チェックリストは、1つの製品と1つのレベルについてのものです。最初のものだけを読みました。',
  en: 'A checklist is about one product and one level; the first was read.',
}
const noClaim: Text = {
  ja: '適合しているかどうかが書かれていません。「未回答」としました。',
  en: 'It does not say whether it is fulfilled; it is unanswered here.',
}
const weakened: Text = {
  ja: '一部だけ・計画中は「適合していない」、代替策は「未回答」としました。',
  en: 'Partial or planned counts as not fulfilled here, an alternative as unanswered.',
}
const shortened: Text = {
  ja: '説明は600文字までです。続きは添付の文書に移してください。',
  en: 'An explanation has at most 600 characters; put the rest into an attached document.',
}
const noVerdict: Text = {
  ja: '判定は、評価をし直して決まるものです。取り込みません。',
  en: 'A verdict comes from an evaluation and is not taken from a file.',
}
