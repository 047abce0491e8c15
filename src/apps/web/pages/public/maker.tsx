import type { StandingCode } from '../../../../core/surveillance/standing.ts'
import { definePage } from '../../page.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Pagination } from '../../parts/pagination.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Foreign, foreign } from '../../parts/text.tsx'
import { Hit } from './hit.tsx'
import { en, ja } from './maker.texts.ts'

const perPage = 50
const past: readonly StandingCode[] = ['suspended', 'withdrawn', 'expired', 'ended']
const pastShown = 20 // of each state; the register has the rest

/** A maker and all its labels, those that no longer hold as well. */
export const makerPage = definePage({
  path: '/makers/:id',
  texts: { ja, en },
  handler: async (p) => {
    const { t } = p
    const asOf = p.asOf()
    if (!asOf.ok) return asOf.response
    const id = p.param('id')
    const page = Math.min(2_000, Math.max(1, Math.trunc(Number(p.query('page'))) || 1))
    const search = (standing: StandingCode, offset: number, limit: number) =>
      p.house.register.search({ maker: id, standing, asOf: asOf.at, offset, limit })
    const [valid, ...ended] = await Promise.all([
      search('valid', (page - 1) * perPage, perPage),
      ...past.map((standing) => search(standing, 0, pastShown)),
    ])
    const rest = ended.flatMap(({ hits }) => hits)
    const total = ended.reduce((sum, one) => sum + one.total, valid.total)
    const pages = Math.max(1, Math.ceil(valid.total / perPage))
    const maker =
      valid.hits[0]?.entry.maker ?? rest[0]?.entry.maker ?? (await search('valid', 0, 1)).hits[0]?.entry.maker
    if (!maker) return p.refuse({ code: 'maker-not-found', maker: id.slice(0, 40) })
    const address = (query: Readonly<Record<string, string>>) =>
      `?${new URLSearchParams({ ...(asOf.past ? { as_of: asOf.at } : {}), ...query })}`
    return p.show(
      {
        title: foreign(maker.name, p.lang),
        current: '/register',
        crumbs: [{ href: p.href('/register'), text: p.frame.nav.register }],
      },
      <>
        <Title eyebrow={t.eyebrow} title={<Foreign text={maker.name} lang={p.lang} />} lead={t.labels(total)} />
        <Section title={t.now}>
          {valid.hits.length === 0 ? (
            <p>{t.noneNow}</p>
          ) : (
            <ul class="hits">
              {valid.hits.map((hit) => (
                <Hit p={p} hit={hit} at={asOf.at} />
              ))}
            </ul>
          )}
          <Pagination page={page} pages={pages} href={(to) => address({ page: String(to) })} words={t.pages} />
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
        {total - valid.total > rest.length && (
          <p>
            <a href={p.href(`/register${address({ maker: id })}`)}>{t.more(total - valid.total - rest.length)}</a>
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
