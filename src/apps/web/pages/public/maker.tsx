import { definePage } from '../../page.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Foreign, foreign } from '../../parts/text.tsx'
import { Hit } from './hit.tsx'
import { en, ja } from './maker.texts.ts'

const most = 100

/** A maker and all its labels, those that no longer hold as well. */
export const makerPage = definePage({
  path: '/makers/:id',
  texts: { ja, en },
  handler: async (p) => {
    const { t } = p
    const asOf = p.asOf()
    if (!asOf.ok) return asOf.response
    const id = p.param('id')
    const found = await p.house.register.search({ maker: id, asOf: asOf.at, offset: 0, limit: most })
    const maker = found.hits[0]?.entry.maker
    if (!maker) return p.refuse({ code: 'maker-not-found', maker: id.slice(0, 40) })
    const valid = found.hits.filter((hit) => hit.standing === 'valid')
    const rest = found.hits.filter((hit) => hit.standing !== 'valid')
    return p.show(
      {
        title: foreign(maker.name, p.lang),
        current: '/register',
        crumbs: [{ href: p.href('/register'), text: p.frame.nav.register }],
      },
      <>
        <Title eyebrow={t.eyebrow} title={<Foreign text={maker.name} lang={p.lang} />} lead={t.labels(found.total)} />
        <Section title={t.now}>
          {valid.length === 0 ? (
            <p>{t.noneNow}</p>
          ) : (
            <ul class="hits">
              {valid.map((hit) => (
                <Hit p={p} hit={hit} at={asOf.at} />
              ))}
            </ul>
          )}
        </Section>
        {rest.length > 0 && (
          <Section title={t.past} note={t.pastNote}>
            <ul class="hits">
              {rest.map((hit) => (
                <Hit p={p} hit={hit} at={asOf.at} />
              ))}
            </ul>
          </Section>
        )}
        {found.total > most && (
          <p>
            <a href={p.href(`/register?maker=${encodeURIComponent(id)}`)}>{t.more(found.total - most)}</a>
          </p>
        )}
        <Section title={t.contact}>
          <Facts
            items={[
              { term: t.contact, detail: maker.contact },
              maker.corporateNumber !== undefined && { term: t.corporateNumber, detail: maker.corporateNumber },
            ]}
          />
        </Section>
      </>,
    )
  },
})
