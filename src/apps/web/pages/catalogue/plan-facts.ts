import type { ChosenTarget } from '../../../../core/market/target.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import type { Condition, FactId } from '../../../../core/scheme/condition.ts'
import type { FactDefinition } from '../../../../core/scheme/fact.ts'

/** The facts a condition speaks of. */
function factsIn(condition: Condition): readonly FactId[] {
  if ('fact' in condition) return [condition.fact]
  if ('not' in condition) return factsIn(condition.not)
  return ('any' in condition ? condition.any : condition.all).flatMap(factsIn)
}

/** Everything that can depend on the product where these targets are concerned: scope, class, route, needs, fees, recognition. */
function conditionsOf({ recognition }: Catalogue, { scheme, level }: ChosenTarget): readonly Condition[] {
  const rules = recognition.filter(({ to }) => to.scheme === scheme.id)
  return [
    ...scheme.scope,
    ...(scheme.classes ?? []),
    ...(scheme.routes ?? []),
    ...(level.needs ?? []),
    ...level.fees,
    ...rules.flatMap(({ conditions, products, fee }) => [...conditions, { when: products }, { when: fee?.when }]),
  ].flatMap(({ when }) => (when === undefined ? [] : [when]))
}

/** What has to be known of the product for these targets, in the order of the vocabulary; nothing else is asked. */
export function factsAsked(catalogue: Catalogue, targets: readonly ChosenTarget[]): readonly FactDefinition[] {
  const asked = new Set(targets.flatMap((target) => conditionsOf(catalogue, target)).flatMap(factsIn))
  return catalogue.facts.filter(({ id }) => asked.has(id))
}
