import type { Duty, Scheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Section } from '../../parts/section.tsx'
import { Nw } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { en, ja } from './scheme-sections.texts.ts'
import { words } from './scheme-words.tsx'

type P = PageContext<unknown>

/** What the law asks of makers, importers and distributors, each in one list. */
export const Duties = ({ p, scheme }: { p: P; scheme: Scheme }) => {
  const t = { ja, en }[p.lang].duties
  const groups = [...Map.groupBy(scheme.duties ?? [], (duty: Duty) => duty.of)]
  if (groups.length === 0) return null
  return (
    <Section title={t.title} note={t.note} id="duties">
      {groups.map(([of, duties]) => (
        <>
          <h3>{words(p.lang).duties[of]}</h3>
          <ul class="pairs">
            {duties.map((duty) => (
              <li>
                <span class="sm mut">
                  <Nw>{duty.clause}</Nw>
                </span>
                <span>
                  {p.say(duty.text)} <Known p={p} provenance={duty.provenance} />
                </span>
              </li>
            ))}
          </ul>
        </>
      ))}
    </Section>
  )
}
