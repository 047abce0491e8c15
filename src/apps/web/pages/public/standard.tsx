import type { Provision, Standard } from '../../../../core/scheme/standard.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code, Name } from '../../parts/text.tsx'
import { Known } from './provenance.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>

/** One edition of a standard or law: its provisions in our own words, and which criteria touch them. */
export const standardPage = definePage({
  path: '/standards/:id',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const id = p.param('id')
    const standard = p.house.standards.find((s) => s.id === id)
    if (!standard) return p.refuse({ code: 'standard-not-found', standard: id.slice(0, 40) })
    return p.show(
      {
        title: p.say(standard.name),
        current: '/schemes',
        crumbs: [{ href: p.href('/schemes'), text: t.crumb }],
      },
      <>
        <Title eyebrow={standard.edition.documentNumber} title={<Name text={p.say(standard.name)} />}>
          <p class="sm mut">
            {p.say(standard.publisher)}　<Known p={p} provenance={standard.provenance} />
          </p>
        </Title>
        <Notice title={t.unofficial}>
          <p class="sm">
            {t.standard.note} <a href={standard.officialUrl}>{t.official}</a>
          </p>
        </Notice>
        <div class="gap">
          {standard.themes.map((theme) => {
            const list = standard.provisions.filter((provision) => provision.theme === theme.id)
            return (
              list.length > 0 && (
                <Section title={p.say(theme.title)} note={t.list.provisions(list.length)}>
                  <div>
                    {list.map((provision) => (
                      <Clause p={p} standard={standard} provision={provision} />
                    ))}
                  </div>
                </Section>
              )
            )
          })}
        </div>
      </>,
    )
  },
})

const Clause = ({ p, standard, provision }: { p: Context; standard: Standard; provision: Provision }) => {
  const t = p.t.standard
  const conditions = standard.conditions.filter((condition) => provision.conditions.includes(condition.id))
  const touching = p.house.schemes.flatMap((scheme) =>
    scheme.criteria
      .filter((c) => c.related.some((r) => r.standard === standard.id && r.provision === provision.id))
      .map((criterion) => ({ scheme, criterion })),
  )
  return (
    <article class="clause" id={provision.id}>
      <p>
        <Code>{provision.id}</Code>　{p.say(provision.subject)}
      </p>
      <p class="sm mut">
        {t.status[provision.status]}　<Known p={p} provenance={provision.provenance} />
      </p>
      {conditions.length > 0 && (
        <p class="sm">
          <strong>{t.conditions}</strong>
          {'　'}
          {conditions.map((condition) => p.say(condition.text)).join(p.lang === 'ja' ? '、' : '; ')}
        </p>
      )}
      {touching.length > 0 && (
        <p class="sm">
          <strong>{t.usedBy}</strong>
          {'　'}
          {touching.map(({ scheme, criterion }, i) => (
            <>
              {i > 0 && (p.lang === 'ja' ? '、' : ', ')}
              <a href={p.href(`/schemes/${scheme.id}/criteria/${criterion.id}`)}>{criterion.id}</a>
            </>
          ))}
        </p>
      )}
    </article>
  )
}
