import type { IsoDate } from '../kernel/date.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import { type NodeId, splitNode } from '../scheme/node.ts'
import type { Recognition, RecognitionEffect } from '../scheme/recognition.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Holding } from './holding.ts'
import type { TargetRecognition } from './market-plan.ts'
import { onlyToConfirm, type RecognitionAnswer, recognise } from './recognise.ts'
import type { ChosenTarget } from './target.ts'

/** What an answer settles of a target: all of it, some demands, or nothing. */
export interface Settled {
  readonly whole: boolean
  readonly accepted: readonly NodeId[]
}

/** What the effects of a rule mean for a level and its demands. */
export function settles(
  effects: readonly RecognitionEffect[],
  { scheme, level }: ChosenTarget,
  demands: readonly NodeId[],
): Settled {
  const rankOf = (code: string) => scheme.levels.find((candidate) => candidate.code === code)?.rank ?? 0
  const named = new Set(effects.flatMap((effect) => (effect.kind === 'criteria-accepted' ? effect.criteria : [])))
  return {
    whole: effects.some(
      (effect) =>
        effect.kind === 'deemed-compliant' || (effect.kind === 'equals-level' && rankOf(effect.level) >= level.rank),
    ),
    accepted: demands.filter((node) => named.has(node) || named.has(splitNode(node).id)),
  }
}

/** Everything that rules say about a target for the holdings there are. */
export function recognitionInto(
  catalogue: Pick<Catalogue, 'recognition' | 'facts'>,
  chosen: ChosenTarget,
  demands: readonly NodeId[],
  asked: { readonly holdings: readonly Holding[]; readonly facts: ProductFacts; readonly day: IsoDate },
): TargetRecognition {
  const rules = catalogue.recognition.filter(({ to }) => to.scheme === chosen.scheme.id)
  const found = rules.flatMap((rule) =>
    asked.holdings
      .filter(({ scheme }) => scheme === rule.from.scheme)
      .map((holding) => {
        const { documentNumber: targetDocument } = chosen.scheme.edition
        const question = { holding, facts: asked.facts, day: asked.day, targetDocument, vocabulary: catalogue.facts }
        const answer = recognise(rule, question)
        return { answer, holding, settled: settles(answer.effects, chosen, demands) }
      }),
  )
  const applying = found.filter(({ answer }) => answer.verdict === 'applies')
  const soon = found.filter(({ answer }) => answer.verdict === 'unclear' && onlyToConfirm(answer))
  const decisive = [...applying, ...soon].find(({ settled }) => settled.whole)
  const accepted = new Map(
    applying.flatMap(({ answer, settled }) => settled.accepted.map((node) => [node, answer.rule] as const)),
  )
  return {
    answers: found.map(({ answer }) => answer),
    ...(decisive === undefined ? {} : { decisive: decided(decisive.answer, decisive.holding) }),
    accepted: [...accepted].map(([node, rule]) => ({ node, rule })),
    others: rules
      .filter((rule) => !found.some(({ answer }) => answer.rule === rule.id) && !endedBy(rule, asked.day))
      .map(({ id, title, from, effects }) => ({
        rule: id,
        title,
        from: from.scheme,
        levels: from.levels,
        effects,
      })),
  }
}

/** A rule that has ended is history; nobody need be told that it will not help. */
export const endedBy = ({ until }: Recognition, day: IsoDate): boolean => until !== undefined && until < day

const decided = ({ rule, verdict }: RecognitionAnswer, holding: Holding) => ({
  rule,
  holding,
  toConfirm: verdict !== 'applies',
})
