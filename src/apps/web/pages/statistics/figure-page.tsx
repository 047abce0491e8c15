import { figureCsv } from '../../../../core/statistics/figure-csv.ts'
import { definePage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { Aside, Split, Title } from '../../parts/section.tsx'
import { Chart } from './charts/chart.tsx'
import { csvAddress, csvSize, Definition, Items, ValueTable } from './figure-view.tsx'
import { en, ja } from './statistics.texts.ts'
import { Demonstration } from './statistics.tsx'

/** One figure at an address of its own, to be cited. */
export const figurePage = definePage({
  path: '/statistics/:figure{[a-z-]+}',
  texts: { ja, en },
  handler: async (p) => {
    const figures = await p.house.statistics.figures()
    const figure = figures.find(({ id }) => id === p.param('figure'))
    if (figure === undefined) return p.notFound()
    const [first] = figure.rows
    return p.show(
      {
        title: p.say(figure.title),
        description: p.say(figure.summary),
        current: '/data',
        crumbs: [{ href: p.href('/statistics'), text: p.t.title }],
      },
      <>
        <Title title={p.say(figure.title)} lead={<span id={`${figure.id}-summary`}>{p.say(figure.summary)}</span>} />
        <Demonstration p={p} />
        <figure class="stat-figure stat-alone">
          <Chart figure={figure} lang={p.lang} />
          <Definition p={p} figure={figure} />
        </figure>
        <Split
          main={first === undefined ? null : <ValueTable p={p} figure={figure} />}
          side={
            <Aside title={p.t.use}>
              <p>{p.t.same}</p>
              <Acts>
                <ButtonLink look="second" href={csvAddress(figure)} download={`${figure.id}.csv`}>
                  {p.t.csv(csvSize(figure))}
                </ButtonLink>
              </Acts>
              <p class="sm">
                {p.t.licence} <a href="/api/v1/statistics">{p.t.api}</a>
              </p>
            </Aside>
          }
        />
        <Items p={p} figure={figure} />
      </>,
    )
  },
})

/** The values of one figure as a file; the same in every language. */
export const figureFile = definePage({
  path: '/statistics/:file{[a-z-]+\\.csv}',
  prefixed: false,
  texts: { ja, en },
  handler: async (p) => {
    const figures = await p.house.statistics.figures()
    const figure = figures.find(({ id }) => `${id}.csv` === p.param('file'))
    if (figure === undefined) return p.notFound()
    p.c.header('access-control-allow-origin', '*')
    return p.c.body(figureCsv(figure), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${figure.id}.csv"`,
    })
  },
})
