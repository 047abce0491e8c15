import type { Language } from '../../../../core/kernel/text.ts'
import { editionOn } from '../../../../core/scheme/edition.ts'
import { editionKey, type Level, type Scheme, type SchemeState } from '../../../../core/scheme/scheme.ts'
import type { House } from '../../../house.ts'
import type { PageContext } from '../../page.tsx'
import { Mark, type Shape, type Tone } from '../../parts/mark.tsx'
import { en, ja } from './scheme-words.texts.ts'

type P = PageContext<unknown>

/** The words of the catalogue's pages in one language. */
export const words = (lang: Language): typeof ja => ({ ja, en })[lang]

/** Shape and tone of a scheme's state: what was stopped never looks like what runs. */
export const stateLook: Record<SchemeState, { readonly shape: Shape; readonly tone: Tone }> = {
  'in-operation': { shape: 'disc', tone: 'ok' },
  planned: { shape: 'ring', tone: 'off' },
  stalled: { shape: 'bars', tone: 'wait' },
  closed: { shape: 'square', tone: 'off' },
}

/** A scheme's state, as it is shown everywhere: a scheme runs, a law is in force. */
export const StateMark = ({ p, state, law }: { p: P; state: SchemeState; law?: boolean }) => (
  <Mark {...stateLook[state]}>
    {law && state === 'in-operation' ? words(p.lang).lawInForce : words(p.lang).states[state]}
  </Mark>
)

/** Whether a law asks for it: a filled square and 義務, or the plain word 任意. */
export const Obligation = ({ p, mandatory }: { p: P; mandatory: boolean }) =>
  mandatory ? (
    <span class="st">
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d="M.5.5h9v9h-9z" />
      </svg>
      {words(p.lang).mandatory}
    </span>
  ) : (
    <span class="nw">{words(p.lang).voluntary}</span>
  )

/** Where a scheme holds. A code without a name in our words stays what it is. */
export const placeOf = (p: P, jurisdiction: string): string => words(p.lang).places[jurisdiction] ?? jurisdiction

/** How a level is called: by number and symbol, by its own name where it has no number, by nothing but the name where it is the only one. */
export function levelName(p: P, scheme: Pick<Scheme, 'levels'>, { code, symbol, name }: Level): string {
  if (scheme.levels.length === 1) return p.say(name)
  if (!/^\d+$/.test(code)) return symbol === '' ? p.say(name) : symbol
  return symbol === '' ? words(p.lang).level(code) : words(p.lang).levelSymbol(code, symbol)
}

/** How long what a level gives is valid; that nothing is known is said. */
export function validityOf(p: P, scheme: Pick<Scheme, 'kind'>, { validityMonths }: Level): string {
  if (validityMonths !== undefined) return words(p.lang).validity(validityMonths)
  return scheme.kind === 'law' ? words(p.lang).noTerm : words(p.lang).noValidity // a law gives nothing that would run out
}

/** Who evaluates, in a word; where routes differ by class, it is the class that decides. */
export function whoEvaluates(p: P, scheme: Pick<Scheme, 'levels' | 'routes'>): string {
  if (scheme.routes !== undefined) return words(p.lang).byClass
  const [only, other] = new Set(scheme.levels.map(({ assessor }) => assessor))
  return only === undefined || other !== undefined ? words(p.lang).both : words(p.lang).assessors[only]
}

/** All editions of rule books: what others run, and what is run here. */
export const schemeOf = (house: House, key: string): Scheme | undefined =>
  house.catalogue.schemes.find((scheme) => editionKey(scheme) === key)

/** Every scheme once, by the edition that counts on a day, and the editions that stand beside it. */
export const schemesOnce = (schemes: readonly Scheme[], day: string) =>
  [...Map.groupBy(schemes, ({ id }) => id)].map(([id, editions]) => {
    const scheme = editionOn(editions, id, day) ?? editions.find(({ edition }) => edition.key === undefined)!
    return { scheme: scheme ?? editions[0]!, others: editions.filter((edition) => edition !== scheme) }
  })

/** Parts of a line, with the pause of the language between them. */
export const inLine = (parts: readonly (string | undefined | false)[], lang: Language): string =>
  parts.filter(Boolean).join(lang === 'ja' ? '　' : ' · ')
