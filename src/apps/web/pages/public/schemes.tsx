import { definePage } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { en, ja } from './schemes.texts.ts'

/** Which schemes and standards this house knows. */
export const schemesPage = definePage({
  path: '/schemes',
  texts: { ja, en },
  handler: (p) => {
    const t = p.t.list
    return p.show(
      { title: t.title, current: '/schemes' },
      <>
        <Title title={t.title} lead={t.lead} />
        <Section title={t.schemes}>
          <ul class="flow">
            {p.house.schemes.map((scheme) => (
              <li>
                <a class="strong" href={p.href(`/schemes/${scheme.id}`)}>
                  {p.say(scheme.name)}
                </a>
                <br />
                <span class="sm mut">
                  {p.say(scheme.operator)}　{t.levels(scheme.levels.length)}　{scheme.edition.documentNumber}
                </span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t.standards}>
          <ul class="flow">
            {p.house.standards.map((standard) => (
              <li>
                <a class="strong" href={p.href(`/standards/${standard.id}`)}>
                  {p.say(standard.name)}
                </a>
                <br />
                <span class="sm mut">
                  {p.say(standard.publisher)}　{standard.edition.documentNumber}
                  {'　'}
                  {t.provisions(standard.provisions.length)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      </>,
    )
  },
})
