import { writeGtin } from '../../../../core/kernel/gtin.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { normalise } from '../../../../core/register/search.ts'
import { definePage } from '../../page.tsx'
import { writeNumber } from '../../parts/dates.ts'
import { Pagination } from '../../parts/pagination.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { foreign } from '../../parts/text.tsx'
import { findLabel } from './find-label.tsx'
import { en, ja } from './models.texts.ts'

const perPage = 100

/** More models than this are not listed on the label's own page, which has to open on a telephone in a shop. */
export const mostModelsShown = 200

/** All models of a label with their bar code numbers, a page at a time: a label may cover thousands. */
export const modelsPage = definePage({
  path: '/:l{[lL]}/:id/models',
  prefixed: false,
  texts: { ja, en },
  handler: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return found.response
    const { t } = p
    const { entry, past, at } = found.value
    const typed = p.query('q').trim().slice(0, 200)
    const wanted = normalise(typed)
    const numbers = Map.groupBy(entry.product.gtins ?? [], ({ model }) => model)
    const rows = entry.product.models
      .map((model) => ({ model, gtins: numbers.get(model) ?? [] }))
      .filter(
        ({ model, gtins }) =>
          wanted === '' || normalise(model).includes(wanted) || gtins.some(({ gtin }) => gtin.includes(wanted)),
      )
    const pages = Math.max(1, Math.ceil(rows.length / perPage))
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(p.query('page'))) || 1))
    const address = (query: Readonly<Record<string, string>>) =>
      `/l/${entry.label}/models?${new URLSearchParams({ lang: p.lang, ...(past ? { as_of: at } : {}), ...query })}`
    return p.show(
      {
        title: `${t.title} ${foreign(entry.product.name, p.lang)}`,
        canonical: `/L/${entry.label}/models`,
        noIndex: past || typed !== '' || page > 1,
        back: { href: `/l/${entry.label}?lang=${p.lang}`, text: t.back },
      },
      <>
        <Title
          eyebrow={`${foreign(entry.product.name, p.lang)}　${writeLabelId(entry.label)}`}
          title={t.title}
          lead={t.lead(writeNumber(entry.product.models.length))}
        />
        <Section title={typed === '' ? t.title : t.found(writeNumber(rows.length))}>
          <SearchBox action={`/l/${entry.label}/models`} label={t.find} button={t.button} value={typed}>
            <input type="hidden" name="lang" value={p.lang} />
            {past && <input type="hidden" name="as_of" value={at} />}
          </SearchBox>
          {rows.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <Table
              caption={t.title}
              fixed
              rows={rows.slice((page - 1) * perPage, page * perPage)}
              columns={[
                { head: t.model, rowHead: true, cell: ({ model }) => model },
                ...(numbers.size === 0
                  ? []
                  : [
                      {
                        head: t.gtin,
                        cell: ({ gtins }: (typeof rows)[number]) => (
                          <span class="mono">{gtins.map(({ gtin }) => writeGtin(gtin)).join(' ')}</span>
                        ),
                      },
                    ]),
              ]}
            />
          )}
          <Pagination
            page={page}
            pages={pages}
            href={(to) => address({ ...(typed === '' ? {} : { q: typed }), page: String(to) })}
            words={t.pages}
          />
          {typed !== '' && (
            <p>
              <a href={address({})}>{t.all}</a>
            </p>
          )}
        </Section>
      </>,
    )
  },
})
