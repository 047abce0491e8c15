import type { Figure } from '../../../../core/statistics/figure.ts'
import { figureCsv } from '../../../../core/statistics/figure-csv.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Foreign } from '../../parts/text.tsx'
import { Chart, isWide } from './charts/chart.tsx'
import { FigureTable } from './figure-table.tsx'
import type { ja } from './statistics.texts.ts'

export type StatisticsContext = PageContext<typeof ja>

/** How large the file of a figure is, as people say it. */
export const csvSize = (figure: Figure): string => {
  const bytes = new TextEncoder().encode(figureCsv(figure)).length
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`
}

export const csvAddress = (figure: Figure): string => `/statistics/${figure.id}.csv`

/** When it was counted, and what exactly. */
export const Definition = ({ p, figure }: { p: StatisticsContext; figure: Figure }) => (
  <p class="stat-definition sm mut">
    {p.t.asOf(writeMoment(figure.asOf, p.lang))}
    {p.say(figure.definition)}
  </p>
)

export const ValueTable = ({ p, figure }: { p: StatisticsContext; figure: Figure }) =>
  figure.rows.length === 0 ? null : (
    <details open>
      <summary>{p.t.table}</summary>
      <FigureTable figure={figure} lang={p.lang} caption={p.t.caption} />
    </details>
  )

/** The newest of what a figure counts, one by one, and where all of it is listed. */
export const Items = ({ p, figure }: { p: StatisticsContext; figure: Figure }) => {
  const lists = p.t.lists[figure.id] ?? []
  const items = figure.items ?? []
  return items.length + lists.length === 0 ? null : (
    <section class="stat-items" aria-label={p.t.newest}>
      {items.length > 0 && (
        <>
          <h4>{p.t.newest}</h4>
          <ul>
            {items.map(({ label, name, what, on }) => (
              <li>
                <a href={`/l/${label}?lang=${p.lang}`}>
                  <Foreign text={name} lang={p.lang} />
                </a>
                <span>{p.say(what)}</span>
                <time datetime={on}>{writeDate(on, p.lang)}</time>
              </li>
            ))}
          </ul>
        </>
      )}
      {lists.map(([href, text]) => (
        <p class="sm stat-file">
          <a href={p.href(href)}>{text}</a>
        </p>
      ))}
    </section>
  )
}

/** A figure among others: its finding, the summary, the drawing, what was counted, the values, and the file. */
export const FigureView = ({ p, figure }: { p: StatisticsContext; figure: Figure }) => {
  const { id } = figure
  const title = p.say(figure.title)
  return (
    <figure class={isWide(figure) ? 'stat-figure' : 'stat-figure stat-beside'} id={id}>
      <h3>
        <a href={p.href(`/statistics/${id}`)}>{title}</a>
      </h3>
      <p class="stat-summary" id={`${id}-summary`}>
        {p.say(figure.summary)}
      </p>
      <div class="stat-drawn">
        <Chart figure={figure} lang={p.lang} />
        <Definition p={p} figure={figure} />
      </div>
      <div class="stat-values">
        <ValueTable p={p} figure={figure} />
        <p class="sm stat-file">
          <a href={csvAddress(figure)} download={`${id}.csv`} aria-label={p.t.csvOf(title)}>
            {p.t.csv(csvSize(figure))}
          </a>
        </p>
      </div>
      <Items p={p} figure={figure} />
    </figure>
  )
}
