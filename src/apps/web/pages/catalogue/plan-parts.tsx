import type { ChosenTarget } from '../../../../core/market/target.ts'
import type { PageContext } from '../../page.tsx'
import { Hidden } from '../../parts/form.tsx'
import { levelName } from './scheme-words.tsx'

type P = PageContext<unknown>

/** A target as it is called here: the scheme, and its level where there are several. */
export const targetTitle = (p: P, { scheme, level }: Pick<ChosenTarget, 'scheme' | 'level'>): string =>
  scheme.levels.length === 1 ? p.say(scheme.shortName) : `${p.say(scheme.shortName)} ${levelName(p, scheme, level)}`

/** Everything of the question that this page does not ask itself goes along unseen. */
export const Carry = ({ query, but }: { query: URLSearchParams; but: (name: string, value: string) => boolean }) => (
  <>
    {[...query]
      .filter(([name, value]) => !but(name, value))
      .map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
  </>
)

export const steps = ['/plan', '/plan/product', '/plan/evidence', '/plan/result'] as const

/** A step of the planner with the whole question in its address; without the language. */
export const planPath = (step: (typeof steps)[number], query: URLSearchParams): string =>
  query.size === 0 ? step : `${step}?${query}`
