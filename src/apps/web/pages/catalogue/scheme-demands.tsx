import type { Demand } from '../../../../core/scheme/scheme.ts'
import type { Provision, Standard } from '../../../../core/scheme/standard.ts'
import type { PageContext } from '../../page.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { provisionPath } from './provision.tsx'
import { demanded } from './scheme-levels.tsx'
import { en, ja } from './scheme-sections.texts.ts'

type P = PageContext<unknown>

/** Provisions of one standard that a level demands as they stand, theme by theme, each leading to its own page. */
export const Demands = ({ p, demand }: { p: P; demand: Demand }) => {
  const t = { ja, en }[p.lang].level
  const found = demanded(p, demand)
  if (found === undefined) return null
  const { standard, provisions } = found
  const themes = standard.themes
    .map((theme) => ({ theme, list: provisions.filter((row) => row.theme === theme.id) }))
    .filter(({ list }) => list.length > 0)
  const all = standard.provisions.length
  return (
    <Section
      title={<a href={p.href(`/standards/${standard.id}`)}>{p.say(standard.shortName)}</a>}
      note={provisions.length === all ? t.demandNote(all) : t.subset(provisions.length, all)}
      id={`demand-${standard.id}`}
    >
      <p class="sm mut">
        {standard.edition.documentNumber}　<Known p={p} provenance={demand.provenance} />
      </p>
      {themes.map(({ theme, list }) => (
        <>
          {themes.length > 1 && <h3>{p.say(theme.title)}</h3>}
          <ul class="pairs">
            {list.map((provision) => (
              <Row p={p} standard={standard} provision={provision} />
            ))}
          </ul>
        </>
      ))}
    </Section>
  )
}

const Row = ({ p, standard, provision }: { p: P; standard: Standard; provision: Provision }) => (
  <li>
    <span>
      <a href={p.href(provisionPath(standard.id, provision.id))}>
        <Code>{provision.id}</Code>
      </a>
    </span>
    <span>
      {p.say(provision.subject)}
      {provision.status === 'recommended' && <span class="sm mut">　{{ ja, en }[p.lang].level.recommended}</span>}
    </span>
  </li>
)
