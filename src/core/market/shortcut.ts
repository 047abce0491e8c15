import type { IsoDate } from '../kernel/date.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import type { NodeId } from '../scheme/node.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Work } from './market-plan.ts'
import { onlyToConfirm, recognise } from './recognise.ts'
import { endedBy, settles } from './recognition-into.ts'
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
): { readonly usable: readonly Shortcut[]; readonly withheld: Work['withheld'] } {
  const usable: Shortcut[] = []
  const withheld: Work['withheld'][number][] = []
  const granted = open.filter(({ scheme, level, plan }) => {
    return scheme.state.is === 'in-operation' && level.status === 'in-operation' && plan.scope.verdict === 'in'
  })
  for (const from of granted)
    for (const to of open)
      for (const rule of catalogue.recognition) {
        if (rule.from.scheme !== from.scheme.id || rule.to.scheme !== to.scheme.id || endedBy(rule, asOf)) continue
        const { documentNumber } = from.scheme.edition
        const holding = { scheme: from.scheme.id, level: from.level.code, documentNumber, validFrom: asOf }
        const targetDocument = to.scheme.edition.documentNumber
        const answer = recognise(rule, { holding, facts, day: asOf, targetDocument, vocabulary: catalogue.facts })
        const settled = settles(rule.effects, to, to.plan.left)
        const named = { rule: rule.id, title: rule.title }
        const open = answer.checks.filter(({ outcome }) => outcome !== 'met')
        if (!onlyToConfirm(answer)) withheld.push({ ...named, from: from.target, to: to.target, because: open })
        else if (settled.whole || settled.accepted.length > 0)
          usable.push({ ...named, from, to, ...settled, toConfirm: open.map(({ text }) => text), adds: rule.adds })
      }
  return { usable, withheld }
}
