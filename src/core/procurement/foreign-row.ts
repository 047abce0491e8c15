import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import { type Attested, attestedElsewhere } from './attested.ts'
import type { Terms } from './demand.ts'
import type { ForeignIndex, ForeignLabel, PinnedForeignList } from './foreign-list.ts'
import { conclude, findingsOn, type JudgeContext, type Judgement, versionFindings } from './judge.ts'
import type { Line } from './line.ts'
import { makerKey, withoutForm } from './maker-name.ts'
import { classKey } from './model-key.ts'
import type { Finding } from './reason.ts'
import type { ReportRow } from './report.ts'
import type { TermsOf } from './row-terms.ts'
import { showLabel } from './show-label.ts'
import { wayTo } from './way.ts'

export type ForeignOutcome = Judgement & Pick<ReportRow, 'match' | 'label'>

/**
 * Gives the function that answers for a label issued elsewhere. A label on a list somebody vouches for is judged like any
 * other; what is only stated is never more than 要確認 – and 不適 where no rule would accept it even if it were true.
 */
export function openForeign(lists: ForeignIndex, context: JudgeContext): (line: Line, of: TermsOf) => ForeignOutcome {
  return (line, of) => {
    const { scheme, number } = line.foreign!
    const found = lists.find(scheme, number)
    if (found === undefined) return onlyStated(line, of(undefined), texts.onNoList, context)
    const { list, label } = found
    const { asOf } = context.days
    if (asOf > list.usableUntil) return onlyStated(line, of(label.category), stale(list.usableUntil), context)
    const attested = attestedElsewhere(list, label)
    const shown = { label: showLabel(attested, context) }
    const other = otherProduct(line, label)
    if (other === 'model') {
      const facts = { label: label.number, model: line.asked.model!, covered: label.models.slice(0, 5).join(', ') }
      return { ...conclude([{ code: 'MODEL_NOT_COVERED', weight: 'fails', facts }]), ...shown }
    }
    if (other === 'maker') return { ...onlyStated(line, of(label.category), texts.otherMaker, context), ...shown }
    const findings = [
      ...findingsOn(attested, of(label.category), context),
      ...versionFindings(attested, line.asked.firmware),
      ...listed(list, context),
    ]
    return { ...conclude(findings), match: 'foreign-label', ...shown }
  }
}

function otherProduct({ asked }: Line, label: ForeignLabel): 'model' | 'maker' | undefined {
  const { model, maker } = asked
  if (model !== undefined && !label.models.some((one) => one === model || classKey(one) === classKey(model)))
    return 'model'
  if (maker === undefined || makerKey(maker) === makerKey(label.maker)) return undefined
  const [a, b] = [maker, label.maker].map((name) => withoutForm(name) ?? makerKey(name))
  return a === b ? undefined : 'maker'
}

// A list tells how things stood when it was taken: whether a label was valid before, it can say by its dates alone.
const listed = ({ takenOn }: PinnedForeignList, { days }: JudgeContext): readonly Finding[] =>
  days.asOf < takenOn ? [{ code: 'CHANGED_SINCE', weight: 'asks', facts: { changedOn: takenOn } }] : []

/** Nobody vouches for it: whether a rule would accept such a label is all that can be said. */
function onlyStated(line: Line, terms: Terms, why: Text, context: JudgeContext): ForeignOutcome {
  if (terms.demands.length === 0) return conclude([{ code: 'NOT_DEMANDED', weight: 'meets', facts: {} }])
  const stated = line.foreign!
  const levels = statedLevels(stated, context.schemes)
  const findings = terms.demands.map((demand): Finding => {
    const ways = levels.map((level) =>
      wayTo(asStated(stated, level, context), demand, terms.conditions.recognition, {
        ...context,
        days: [context.days.asOf],
      }),
    )
    const needed = context.ladder.namesOf(demand)
    const held = heldText(stated, context)
    const refused = ways.find((way) => way.kind === 'not-recognised')
    if (refused !== undefined && ways.every(({ kind }) => kind === 'not-recognised'))
      return { code: 'NOT_RECOGNISED', weight: 'fails', facts: { held, needed, why: refused.why } }
    if (ways.every(({ kind }) => kind === 'too-low' || kind === 'not-recognised'))
      return { code: 'LEVEL_TOO_LOW', weight: 'fails', facts: { held, needed } }
    return { code: 'RECOGNITION_UNPROVEN', weight: 'asks', facts: { held, number: stated.number, why } }
  })
  return conclude(findings)
}

type Stated = NonNullable<Line['foreign']>

/** The level as stated, by its code or symbol; where it is not stated or not known, any may be meant. */
function statedLevels({ scheme, level }: Stated, schemes: JudgeContext['schemes']): readonly string[] {
  const all = schemes.filter(({ id }) => id === scheme).flatMap(({ levels }) => levels)
  const meant = all.filter(({ code, symbol }) => level !== undefined && [code, symbol].includes(level))
  return [...new Set((meant.length > 0 ? meant : all).map(({ code }) => code))]
}

/** A label as somebody states it: valid, of that level, judged by a document nobody has named. */
const asStated = ({ scheme, number }: Stated, level: string, { days }: JudgeContext): Attested => ({
  number,
  scheme,
  level,
  edition: undefined,
  assessor: undefined,
  category: undefined,
  models: [],
  maker: { ja: '' },
  firstDay: days.asOf,
  lastDay: undefined,
  supportUntil: undefined,
  minimumVersion: undefined,
  facts: {},
  confirmed: [],
  sample: false,
  elsewhere: true,
  standingOn: (day: IsoDate) => ({ code: 'valid', since: day }),
  changedAfter: () => undefined,
  openAdvisory: () => false,
})

function heldText(stated: Stated, { ladder, schemes }: JudgeContext): Text {
  const levels = statedLevels(stated, schemes)
  if (levels.length === 1) return ladder.nameOf({ scheme: stated.scheme, level: levels[0]! })
  return schemes.find(({ id }) => id === stated.scheme)?.shortName ?? { ja: stated.scheme, en: stated.scheme }
}

const texts = {
  onNoList: {
    ja: 'この番号は、確認に使う海外ラベルの一覧にありません。',
    en: 'The number is on no list of labels that this check relies on.',
  },
  otherMaker: { ja: '一覧では、別のメーカーのラベルです。', en: 'On the list, the label belongs to another maker.' },
} as const satisfies Record<string, Text>

const stale = (day: IsoDate): Text => ({
  ja: `確認に使う一覧は、${day}までしか使えません。`,
  en: `The list that this check relies on is good until ${day} only.`,
})
