import type { Figure, FigureId } from '../../../../core/statistics/figure.ts'
import { type FigureGroup, figureGroups } from '../../../../core/statistics/figures.ts'
import { definePage } from '../../page.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { FigureView, type StatisticsContext } from './figure-view.tsx'
import { en, ja } from './statistics.texts.ts'

const byId = (figures: readonly Figure[]): ReadonlyMap<FigureId, Figure> => new Map(figures.map((f) => [f.id, f]))

const Groups = ({
  p,
  groups,
  figures,
}: {
  p: StatisticsContext
  groups: readonly FigureGroup[]
  figures: readonly Figure[]
}) => {
  const found = byId(figures)
  return (
    <>
      {groups.map((group) => (
        <section class="sec stat-group" id={`group-${group.id}`}>
          <header>
            <h2>{p.say(group.name)}</h2>
          </header>
          <div class="stat-list">
            {group.figures.map((id) => {
              const figure = found.get(id)
              return figure && <FigureView p={p} figure={figure} />
            })}
          </div>
        </section>
      ))}
    </>
  )
}

/** Said on every page of figures where they are of invented products. */
export const Demonstration = ({ p }: { p: StatisticsContext }) =>
  p.house.operator.mode === 'demonstration' ? (
    <Notice>
      <p>{p.t.demonstration}</p>
    </Notice>
  ) : null

/** All figures for the public and the regulator, each as drawing, table and file. */
export const statisticsPage = definePage({
  path: '/statistics',
  texts: { ja, en },
  handler: async (p) => {
    const figures = await p.house.statistics.figures()
    const found = byId(figures)
    const groups = figureGroups.filter(({ page }) => page === '/statistics')
    return p.show(
      {
        title: p.t.title,
        description: p.t.description,
        current: '/data',
        crumbs: [{ href: p.href('/data'), text: p.t.crumb }],
      },
      <>
        <Title title={p.t.title} lead={p.t.lead} />
        <Demonstration p={p} />
        <nav class="sec stat-contents" aria-label={p.t.contents}>
          <header>
            <h2>{p.t.contents}</h2>
          </header>
          <div class="stat-contents-list">
            {groups.map((group) => (
              <section>
                <h3>{p.say(group.name)}</h3>
                <ul>
                  {group.figures.map((id) => {
                    const figure = found.get(id)
                    return (
                      figure && (
                        <li>
                          <a href={`#${id}`}>{p.say(figure.title)}</a>
                        </li>
                      )
                    )
                  })}
                </ul>
              </section>
            ))}
            <section>
              <h3>{p.t.service}</h3>
              <ul>
                <li>
                  <a href={p.href('/statistics/service')}>{p.t.serviceTitle}</a>
                </li>
                <li>
                  <a href="/api/v1/statistics">{p.t.api}</a>
                </li>
              </ul>
            </section>
          </div>
        </nav>
        <Groups p={p} groups={groups} figures={figures} />
      </>,
    )
  },
})

/** The four indicators of the service. */
export const servicePage = definePage({
  path: '/statistics/service',
  texts: { ja, en },
  handler: async (p) => {
    const figures = await p.house.statistics.figures()
    return p.show(
      {
        title: p.t.serviceTitle,
        description: p.t.serviceLead,
        current: '/data',
        crumbs: [{ href: p.href('/statistics'), text: p.t.title }],
      },
      <>
        <Title title={p.t.serviceTitle} lead={p.t.serviceLead} />
        <Demonstration p={p} />
        <Groups p={p} groups={figureGroups.filter(({ page }) => page === '/statistics/service')} figures={figures} />
      </>,
    )
  },
})
