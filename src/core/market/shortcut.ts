import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import type { NodeId } from '../scheme/node.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { ProductFacts } from '../selection/product.ts'
import { onlyToConfirm, recognise } from './recognise.ts'
import { settles } from './recognition-into.ts'
import type { OpenTarget } from './target.ts'

/** A rule by which reaching one target settles another, or a part of it. */
export interface Shortcut {
  readonly rule: string
  readonly title: Text
  readonly from: OpenTarget
  readonly to: OpenTarget
  readonly whole: boolean
  readonly accepted: readonly NodeId[]
  readonly toConfirm: readonly Text[] // what has to be seen to before the rule applies
  readonly adds: Recognition['adds']
}

/**
 * Recognition between the targets themselves, as it would be if each were obtained on that day. Only what is granted today can be
 * recognised, and only for a product that is certainly in scope; a rule that waits for a fact is not counted on.
 */
export function shortcutsBetween(
  catalogue: Pick<Catalogue, 'recognition' | 'facts'>,
  open: readonly OpenTarget[],
  { facts, asOf }: { readonly facts: ProductFacts; readonly asOf: IsoDate },
): readonly Shortcut[] {
  return open
    .filter(({ scheme, level, plan }) => {
      return scheme.state.is === 'in-operation' && level.status === 'in-operation' && plan.scope.verdict === 'in'
    })
    .flatMap((from) =>
      open
        .filter((to) => to.scheme.id !== from.scheme.id)
        .flatMap((to) =>
          catalogue.recognition
            .filter((rule) => rule.from.scheme === from.scheme.id && rule.to.scheme === to.scheme.id)
            .flatMap((rule) => shortcut(rule, from, to, facts, asOf)),
        ),
    )
}

function shortcut(
  rule: Recognition,
  from: OpenTarget,
  to: OpenTarget,
  facts: ProductFacts,
  asOf: IsoDate,
): readonly Shortcut[] {
  const { documentNumber } = from.scheme.edition
  const holding = { scheme: from.scheme.id, level: from.level.code, documentNumber, validFrom: asOf }
  const answer = recognise(rule, { holding, facts, day: asOf, targetDocument: to.scheme.edition.documentNumber })
  if (answer.verdict === 'does-not-apply' || !onlyToConfirm(answer)) return []
  const { whole, accepted } = settles(rule.effects, to, to.plan.left)
  if (!whole && accepted.length === 0) return []
  const toConfirm = answer.checks.filter(({ code }) => code === 'to-confirm').map(({ text }) => text)
  return [{ rule: rule.id, title: rule.title, from, to, whole, accepted, toConfirm, adds: rule.adds }]
}
