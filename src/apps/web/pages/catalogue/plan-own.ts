import type { Case } from '../../../../casework/case.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import type { Catalogue } from '../../../../core/scheme/catalogue.ts'
import type { FactDefinition } from '../../../../core/scheme/fact.ts'
import { valuesOf } from '../../../../core/scheme/fact.ts'
import { nodeOf } from '../../../../core/scheme/node.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import type { ProductFacts } from '../../../../core/selection/product.ts'
import { lastDayOf } from '../../../../core/surveillance/hints.ts'
import type { PlanQuestion } from './plan-question.ts'

type Own = Pick<Case, 'scheme' | 'edition' | 'level' | 'eligibility' | 'product' | 'answers'>

/** What a maker has said of a product, as far as the vocabulary of today knows it. */
export function factsOfCase(vocabulary: readonly FactDefinition[], { eligibility, product }: Own): ProductFacts {
  const said: ProductFacts = { ...eligibility, ...product.facts }
  return Object.fromEntries(
    vocabulary.flatMap((fact) => {
      const value = Object.hasOwn(said, fact.id) ? said[fact.id] : undefined
      return value !== undefined && valuesOf(fact).includes(value) ? [[fact.id, value]] : []
    }),
  )
}

/**
 * The beginning of a plan for a product of one's own. Only a label that is valid is held, and only what was declared for it as
 * fulfilled was shown; what a draft claims has been shown to nobody.
 */
export function planOfCase(catalogue: Catalogue, own: Own, label: Entry | undefined): PlanQuestion {
  const scheme = catalogue.schemes.find(
    ({ id, edition }) => id === own.scheme && edition.documentNumber === own.edition,
  )
  const level = scheme?.levels.find(({ code }) => code === own.level)
  const facts = factsOfCase(catalogue.facts, own)
  const begun = { targets: [], facts, factsGiven: true, proves: [], confirmed: [] }
  if (label === undefined || scheme === undefined || level === undefined) return { ...begun, holdings: [], nodes: [] }
  const of = { target: { scheme: editionKey(scheme), level: level.code }, scheme, level }
  const shown = level.criteria.filter((id) => own.answers[id]?.claim === 'fulfilled')
  const all = shown.length > 0 && shown.length === level.criteria.length
  return {
    ...begun,
    holdings: [{ of, until: lastDayOf(label.validity) }],
    proves: all ? [of] : [],
    nodes: all ? [] : shown.map((id) => nodeOf(editionKey(scheme), id)),
  }
}
