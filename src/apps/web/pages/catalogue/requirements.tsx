import { longListToCsv } from '../../../../core/exchange/csv-long-list.ts'
import { longListJsonLd } from '../../../../core/exchange/untp-relations.ts'
import { regionsOf, sourcesWith } from '../../../../core/scheme/long-list.ts'
import type { Requirement } from '../../../../core/scheme/requirement.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { SetDiagram } from '../../parts/set-diagram.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, Nw } from '../../parts/text.tsx'
import { csvFile } from './csv-file.ts'
import { type Asked, foundingSources, type NamedSource, namedSources, requirementsFor } from './requirement-sets.ts'
import { en, ja } from './requirements.texts.ts'

type P = PageContext<typeof ja>

const mostColumns = 24

function askedOf(p: P, sources: readonly NamedSource[]): Asked | undefined {
  const { catalogue } = p.house
  const known = (id: string) => sources.some((source) => source.id === id)
  const [theme, within, exactly, without] = ['theme', 'in', 'exactly', 'without'].map((name) => p.query(name))
  const only = p.c.req.query('exactly') === undefined ? undefined : (exactly ?? '').split(',').filter(Boolean)
  if (theme && !catalogue.longList.themes.some(({ id }) => id === theme)) return undefined
  if (within && !known(within)) return undefined
  if (only?.some((id) => !known(id))) return undefined
  if (without && !catalogue.schemes.some((scheme) => editionKey(scheme) === without)) return undefined
  return {
    ...(theme ? { theme } : {}),
    within: within ? [within] : [],
    ...(only ? { exactly: only } : {}),
    ...(without ? { without } : {}),
  }
}

/** The long list: every demand there is, where it exists, and how the sources overlap. */
export const requirementsPage = definePage({
  path: '/requirements',
  texts: { ja, en },
  data: ({ house: { catalogue, operator } }) => ({
    json: catalogue.longList,
    jsonLd: longListJsonLd(catalogue.longList, operator.address, catalogue.schemes),
  }),
  handler: (p) => {
    const { t } = p
    const { catalogue } = p.house
    const sources = namedSources(catalogue)
    const asked = askedOf(p, sources)
    if (asked === undefined) return p.notFound()
    const rows = requirementsFor(catalogue, sources, asked)
    const all = catalogue.longList.requirements.length
    return p.show(
      { title: t.title, current: '/schemes', crumbs: [{ href: p.href('/schemes'), text: t.crumb }] },
      <>
        <Title title={t.title} lead={t.lead}>
          <p class="sm mut">{t.count(all, sources.length)}</p>
        </Title>
        <div class="gap">
          <Union p={p} sources={sources} />
          <Section title={t.list} note={t.shown(rows.length, all)} id="list">
            <Filters p={p} sources={sources} asked={asked} />
            {rows.length === 0 ? <p>{t.none}</p> : <Themes p={p} rows={rows} sources={sources} />}
            <p>
              <a href="/requirements/list.csv">{t.csv}</a>
            </p>
          </Section>
        </div>
      </>,
    )
  },
})

/** The long list as a table for a spreadsheet. */
export const requirementsFile = definePage({
  path: '/requirements/list.csv',
  prefixed: false,
  texts: { ja, en },
  handler: (p) => csvFile(p, 'requirements', longListToCsv(p.house.catalogue.longList).document),
})

const Union = ({ p, sources }: { p: P; sources: readonly NamedSource[] }) => {
  const { t } = p
  const { requirements } = p.house.catalogue.longList
  const sets = foundingSources(sources)
  const regions = regionsOf(requirements, sets)
  const name = (id: string) => p.say(sets.find((set) => set.id === id)?.name ?? { ja: id, en: id })
  const names = (ids: readonly string[]) => ids.map(name).join(p.lang === 'ja' ? '＋' : ' + ')
  const href = (ids: readonly string[]) =>
    `${p.href('/requirements')}?exactly=${encodeURIComponent(ids.join(','))}#list`
  const drawn = regions.filter((region) => region.sources.length > 0).slice(0, mostColumns)
  return (
    <Section title={t.union} note={t.unionNote}>
      <SetDiagram
        title={t.picture(requirements.length)}
        sets={sets.map((set) => ({
          id: set.id,
          name: p.say(set.name),
          count: requirements.filter((row) => sourcesWith(row, [set]).length > 0).length,
        }))}
        columns={drawn.map((region) => ({
          members: region.sources,
          count: region.requirements.length,
          href: href(region.sources),
          label: `${names(region.sources)} ${region.requirements.length}`,
        }))}
      />
      {regions.length > drawn.length && <p class="sm mut">{t.more(drawn.length, regions.length)}</p>}
      <Disclosure summary={t.table}>
        <Table
          caption={t.table}
          dense
          rows={regions}
          columns={[
            {
              head: t.sets,
              rowHead: true,
              cell: (region) => (
                <a class="plain" href={href(region.sources)}>
                  {region.sources.length === 0 ? t.nowhere : names(region.sources)}
                </a>
              ),
            },
            { head: t.number, label: t.number, number: true, cell: (region) => region.requirements.length },
          ]}
        />
      </Disclosure>
    </Section>
  )
}

const Filters = ({ p, sources, asked }: { p: P; sources: readonly NamedSource[]; asked: Asked }) => {
  const { t } = p
  const { longList, schemes } = p.house.catalogue
  const names = (ids: readonly string[]) =>
    ids
      .map((id) => p.say(sources.find((s) => s.id === id)?.name ?? { ja: id, en: id }))
      .join(p.lang === 'ja' ? '＋' : ' + ')
  const active = asked.theme ?? asked.within[0] ?? asked.without ?? (asked.exactly ? 'exactly' : undefined)
  const pick = (
    name: string,
    label: string,
    options: readonly { readonly value: string; readonly text: string }[],
    chosen: string | undefined,
  ) => (
    <div class="pick">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{t.anySource}</option>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <form action={`${p.href('/requirements')}#list`} class="picks">
      {asked.exactly && (
        <>
          <input type="hidden" name="exactly" value={asked.exactly.join(',')} />
          <p>
            <strong>{asked.exactly.length === 0 ? t.nowhere : t.only(names(asked.exactly))}</strong>
          </p>
        </>
      )}
      {pick(
        'theme',
        t.theme,
        longList.themes.map(({ id, title }) => ({ value: id, text: p.say(title) })),
        asked.theme,
      )}
      {pick(
        'in',
        t.source,
        sources.map(({ id, name }) => ({ value: id, text: p.say(name) })),
        asked.within[0],
      )}
      {pick(
        'without',
        t.without,
        schemes
          .filter((scheme) => scheme.levels.some((level) => level.criteria.length + (level.demands?.length ?? 0) > 0))
          .map((scheme) => ({ value: editionKey(scheme), text: p.say(scheme.shortName) })),
        asked.without,
      )}
      <Button small>{t.apply}</Button>
      {active !== undefined && <a href={`${p.href('/requirements')}#list`}>{t.all}</a>}
    </form>
  )
}

interface RowsProps {
  readonly p: P
  readonly rows: readonly Requirement[]
  readonly sources: readonly NamedSource[]
}

const Themes = ({ p, rows, sources }: RowsProps) => {
  const { t } = p
  return (
    <>
      {p.house.catalogue.longList.themes.map((theme) => {
        const own = rows.filter((row) => row.theme === theme.id)
        return (
          own.length > 0 && (
            <Table
              caption={p.say(theme.title)}
              seen
              rows={own}
              columns={[
                {
                  head: t.requirement,
                  rowHead: true,
                  cell: (row) => (
                    <div class="named">
                      <a href={p.href(`/requirements/${encodeURIComponent(row.id)}`)}>
                        <Code>{row.id}</Code>
                      </a>{' '}
                      <span class="plain">{p.say(row.title)}</span>
                    </div>
                  ),
                },
                {
                  head: t.sources,
                  label: t.sources,
                  cell: (row) =>
                    sourcesWith(row, sources).map((id, i) => (
                      <>
                        {i > 0 && (p.lang === 'ja' ? '、' : ', ')}
                        <Nw>{p.say(sources.find((s) => s.id === id)?.name ?? { ja: id, en: id })}</Nw>
                      </>
                    )),
                },
              ]}
            />
          )
        )
      })}
    </>
  )
}
