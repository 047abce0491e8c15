import type { Scheme, ScopeRule } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Mark, type Shape } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { Nw } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { conditionText } from './scheme-conditions.ts'
import { en, ja } from './scheme-sections.texts.ts'
import { words } from './scheme-words.tsx'

type P = PageContext<unknown>

// In or out is no verdict on the product: shape and word, no colour.
const shapes: Record<ScopeRule['verdict'], Shape> = { in: 'disc', out: 'ring', unclear: 'diamond' }

const Verdict = ({ p, verdict }: { p: P; verdict: ScopeRule['verdict'] }) => (
  <Mark shape={shapes[verdict]} tone="off">
    {words(p.lang).verdicts[verdict]}
  </Mark>
)

/** What a scheme covers: in a sentence, then rule by rule, in the order in which they are tried. */
export const Scope = ({ p, scheme }: { p: P; scheme: Scheme }) => {
  const t = { ja, en }[p.lang].scope
  return (
    <Section title={t.title} note={scheme.scope.length > 0 ? t.note : undefined} id="scope">
      <p>{p.say(scheme.covers)}</p>
      {scheme.scope.length === 0 ? (
        <p class="mut">{t.none}</p>
      ) : (
        <ol class="rules" aria-label={t.rules}>
          {scheme.scope.map((rule) => (
            <li>
              <Verdict p={p} verdict={rule.verdict} />
              <div>
                <p>{p.say(rule.reason)}</p>
                <p class="sm mut">
                  <Nw>{rule.clause}</Nw>　<Known p={p} provenance={rule.provenance} />
                </p>
                <Disclosure summary={t.when}>
                  <p class="sm">{conditionText(rule.when, p.house.facts, p.lang)}</p>
                </Disclosure>
              </div>
            </li>
          ))}
          <li>
            <Verdict p={p} verdict="unclear" />
            <div>
              <p>
                <strong>{t.else}</strong>
              </p>
              <p>{t.elseText}</p>
            </div>
          </li>
        </ol>
      )}
    </Section>
  )
}
