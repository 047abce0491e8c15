import type { Scheme } from '../../../../core/scheme/scheme.ts'
import { schemeKinds, schemeStates } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { en, ja } from '../public/schemes.texts.ts'
import { placeOf, words } from './scheme-words.tsx'

type P = PageContext<unknown>
const texts = { ja, en }

/** What the list of schemes was narrowed to; an empty word narrows nothing. */
export interface Wish {
  readonly place: string
  readonly kind: string
  readonly obligation: string
  readonly state: string
}
type Facet = keyof Wish

const facets = ['state', 'obligation', 'kind', 'place'] as const satisfies readonly Facet[]

// In the order in which readers here ask; places the list does not know come after, by their code.
const order = ['JP', 'EU', 'DE', 'FI', 'GB', 'US', 'US-CA', 'US-OR', 'SG', 'KR', 'AU', 'INT']
const rank = (place: string): number => (order.includes(place) ? order.indexOf(place) : order.length)

/** Schemes in the order they are shown: by place, then by name. */
export const inOrder = (schemes: readonly Scheme[]): readonly Scheme[] =>
  [...schemes].sort((a, b) => rank(a.jurisdiction) - rank(b.jurisdiction) || a.id.localeCompare(b.id))

const wordOf = (scheme: Scheme, facet: Facet): string =>
  ({
    place: scheme.jurisdiction,
    kind: scheme.kind,
    obligation: scheme.mandatory ? 'mandatory' : 'voluntary',
    state: scheme.state.is,
  })[facet]

/** What the address asks for; a word that no scheme answers to narrows nothing. */
export function readWish(p: P, schemes: readonly Scheme[]): Wish {
  const read = (facet: Facet): string => {
    const asked = p.query(facet)
    return schemes.some((scheme) => wordOf(scheme, facet) === asked) ? asked : ''
  }
  return { place: read('place'), kind: read('kind'), obligation: read('obligation'), state: read('state') }
}

/** Whether a scheme is what was asked for; `but` is left out of account, to count what else could be chosen. */
export const fits = (scheme: Scheme, wish: Wish, but?: Facet): boolean =>
  facets.every((facet) => facet === but || wish[facet] === '' || wish[facet] === wordOf(scheme, facet))

const address = (p: P, wish: Wish): string => {
  const query = new URLSearchParams(facets.flatMap((facet) => (wish[facet] === '' ? [] : [[facet, wish[facet]]])))
  return p.href(`/schemes${query.size > 0 ? `?${query}` : ''}`)
}

const valuesOf = (facet: Facet, schemes: readonly Scheme[]): readonly string[] => {
  const present = new Set(schemes.map((scheme) => wordOf(scheme, facet)))
  const known: Record<Facet, readonly string[]> = {
    state: schemeStates,
    kind: schemeKinds,
    obligation: ['mandatory', 'voluntary'],
    place: inOrder(schemes).map(({ jurisdiction }) => jurisdiction),
  }
  return [...new Set(known[facet])].filter((value) => present.has(value))
}

/** Links that narrow the list, with how many each would show. Plain addresses: they can be kept and sent. */
export const Facets = ({ p, schemes, wish }: { p: P; schemes: readonly Scheme[]; wish: Wish }) => {
  const t = texts[p.lang].list.facets
  const w = words(p.lang)
  const nameOf: Record<Facet, (value: string) => string> = {
    place: (value) => placeOf(p, value),
    kind: (value) => (Object.entries(w.kinds) as [string, string][]).find(([kind]) => kind === value)?.[1] ?? value,
    obligation: (value) => (value === 'mandatory' ? w.mandatory : w.voluntary),
    state: (value) => (Object.entries(w.states) as [string, string][]).find(([state]) => state === value)?.[1] ?? value,
  }
  const Choice = ({ facet, value, text }: { facet: Facet; value: string; text: string }) => {
    const n = schemes.filter((scheme) => fits(scheme, { ...wish, [facet]: value })).length
    if (wish[facet] === value)
      return (
        <span class="chosen" aria-current="true">
          {`${text}${t.count(n)}`}
        </span>
      )
    if (n === 0) return <span class="mut">{`${text}${t.count(0)}`}</span>
    return (
      <span class="nw">
        <a href={address(p, { ...wish, [facet]: value })}>{text}</a>
        {t.count(n)}
      </span>
    )
  }
  return (
    <nav aria-label={t.label}>
      <dl class="choices no-print">
        {facets.map((facet) => (
          <div>
            <dt>{t[facet]}</dt>
            <dd>
              <Choice facet={facet} value="" text={t.all} />
              {valuesOf(facet, schemes).map((value) => (
                <Choice facet={facet} value={value} text={nameOf[facet](value)} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  )
}
