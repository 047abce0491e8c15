import type { Language } from '../../../../core/kernel/text.ts'
import type { Cell, Figure, FigureColumn } from '../../../../core/statistics/figure.ts'
import { cellText, stepText } from '../../../../core/statistics/figure-csv.ts'
import { written } from './charts/drawn.ts'

const say = (cell: Cell, lang: Language, column: FigureColumn | undefined): string =>
  cell === null
    ? cellText.none[lang]
    : typeof cell === 'number'
      ? (stepText(column ?? {}, cell)?.[lang] ?? written(cell))
      : cellText[cell][lang]

/** All values of a figure. A row in which nothing may be shown says so once, over all its columns. */
export const FigureTable = ({ figure, lang, caption }: { figure: Figure; lang: Language; caption: string }) => (
  <section class="scroll" tabindex={0} aria-label={`${figure.title[lang]} ${caption}`}>
    <table class="tbl dense stat-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{figure.head[lang]}</th>
          {figure.columns.map(({ name }) => (
            <th scope="col" class="num">
              {name[lang]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figure.rows.map(({ name, cells }) => (
          <tr>
            <th scope="row">{name[lang]}</th>
            {cells.length > 1 && cells.every((cell) => cell === 'suppressed') ? (
              <td class="stat-hidden" colspan={cells.length}>
                {cellText.suppressed[lang]}
              </td>
            ) : (
              cells.map((cell, i) => (
                <td class={typeof cell === 'number' ? 'num' : 'num stat-hidden'}>
                  {say(cell, lang, figure.columns[i])}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
