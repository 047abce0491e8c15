import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Holding } from '../market/holding.ts'
import { type RecognitionAnswer, recognise } from '../market/recognise.ts'
import { settles } from '../market/recognition-into.ts'
import { editionOn } from '../scheme/edition.ts'
import type { FactDefinition } from '../scheme/fact.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { PinnedScheme } from '../scheme/scheme.ts'
import type { Attested } from './attested.ts'
import type { Demand, LevelDemand } from './demand.ts'
import type { Ladder } from './ladder.ts'

/** How a label meets a demand, or why it does not. */
export type Way =
  | { readonly kind: 'direct' }
  | { readonly kind: 'recognised'; readonly rule: string; readonly title: Text; readonly adds: readonly Text[] }
  | { readonly kind: 'unclear'; readonly why: Text } // a rule may apply; what is not known decides
  | { readonly kind: 'too-low' } // a label of the scheme, of a lower level
  | { readonly kind: 'not-recognised'; readonly why: Text }

/** What ways are looked for by. */
export interface WayContext {
  readonly ladder: Ladder
  readonly schemes: readonly PinnedScheme[]
  readonly recognition: readonly Recognition[]
  readonly vocabulary: readonly FactDefinition[]
  readonly days: readonly IsoDate[] // a rule has to apply on every one of them
}

const order: Record<Way['kind'], number> = { direct: 0, recognised: 1, unclear: 2, 'too-low': 3, 'not-recognised': 4 }

/** The best way in which a label meets any of the levels that a demand names. */
export const wayTo = (
  label: Attested,
  demand: Demand,
  recognition: 'accepted' | 'not-accepted',
  context: WayContext,
): Way => demand.anyOf.map((level) => wayToLevel(label, level, recognition, context)).reduce(better)

function wayToLevel(
  label: Attested,
  demand: LevelDemand,
  recognition: 'accepted' | 'not-accepted',
  context: WayContext,
): Way {
  if (label.scheme === demand.scheme)
    return context.ladder.reaches({ ...label, edition: label.edition ?? '' }, demand)
      ? { kind: 'direct' }
      : { kind: 'too-low' }
  if (recognition === 'not-accepted') return { kind: 'not-recognised', why: texts.notAccepted }
  const target = context.ladder.levelOf(demand)
  const rules = context.recognition.filter(
    (rule) => rule.from.scheme === label.scheme && rule.to.scheme === demand.scheme,
  )
  if (target === undefined || rules.length === 0) return { kind: 'not-recognised', why: texts.noRule }
  // One rule may follow another: on each day the best counts, and of the days the worst.
  return context.days
    .map((day) => rules.map((rule) => wayByRule(label, target, rule, day, context)).reduce(better))
    .reduce((worst, way) => (order[way.kind] > order[worst.kind] ? way : worst))
}

const better = (best: Way, way: Way): Way => (order[way.kind] < order[best.kind] ? way : best)

type Target = NonNullable<ReturnType<Ladder['levelOf']>>

function wayByRule(label: Attested, target: Target, rule: Recognition, day: IsoDate, context: WayContext): Way {
  const { scheme, level } = target
  const answer = answerOn(label, rule, scheme.id, day, context)
  if (answer.verdict === 'does-not-apply') return { kind: 'not-recognised', why: reasonsOf(answer, 'unmet') }
  const unknown = rule.effects.some(({ kind }) => kind === 'terms-unknown')
  const chosen = { target: { scheme: scheme.id, level: level.code }, scheme, level }
  if (!unknown && !settles(rule.effects, chosen, []).whole) return { kind: 'not-recognised', why: texts.inPart }
  if (answer.verdict === 'unclear') return { kind: 'unclear', why: reasonsOf(answer, 'open') }
  return { kind: 'recognised', rule: rule.id, title: rule.title, adds: rule.adds.map(({ text }) => text) }
}

function answerOn(
  label: Attested,
  rule: Recognition,
  target: string,
  day: IsoDate,
  { schemes, vocabulary }: WayContext,
): RecognitionAnswer {
  const targetDocument = editionOn(schemes, target, day)?.edition.documentNumber
  return recognise(rule, {
    holding: holdingOf(label),
    facts: label.facts,
    day,
    vocabulary,
    ...(targetDocument === undefined ? {} : { targetDocument }),
  })
}

const holdingOf = (label: Attested): Holding => ({
  scheme: label.scheme,
  level: label.level,
  validFrom: label.firstDay,
  labelId: label.number,
  confirmed: label.confirmed,
  ...(label.edition === undefined ? {} : { documentNumber: label.edition }),
  ...(label.lastDay === undefined ? {} : { validUntil: label.lastDay }),
})

const reasonsOf = ({ checks }: RecognitionAnswer, outcome: 'unmet' | 'open'): Text => {
  const said = checks.filter((check) => check.outcome === outcome).map(({ text }) => text)
  return { ja: said.map(({ ja }) => ja).join(' '), en: said.map(({ en }) => en).join(' ') }
}

const texts = {
  notAccepted: {
    ja: 'この方針は、ほかの制度のラベルを認めません。',
    en: 'The policy does not accept labels of other schemes.',
  },
  noRule: { ja: '承認の規則がありません。', en: 'There is no rule of recognition.' },
  inPart: {
    ja: '承認の規則はありますが、レベル全体の代わりにはなりません。',
    en: 'A rule of recognition exists, but it does not stand for the whole level.',
  },
} as const satisfies Record<string, Text>
