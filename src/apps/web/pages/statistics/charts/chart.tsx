import type { Language } from '../../../../../core/kernel/text.ts'
import type { Figure } from '../../../../../core/statistics/figure.ts'
import { Bars } from './bars.tsx'
import { Columns } from './columns.tsx'
import { DotRange } from './dot-range.tsx'
import { type Drawn, drawnOf, wrap } from './drawn.ts'
import { Heat } from './heat.tsx'
import { Lines } from './lines.tsx'
import { PairedDots } from './paired-dots.tsx'
import { Svg, Words } from './svg.tsx'

/** Whether a figure is as wide as the page, with its table under it; others have it beside them. */
export const isWide = ({ chart, columns, empty }: Figure): boolean =>
  empty === undefined &&
  (['stacked-columns', 'columns', 'lines'].includes(chart.form) || columns.some(({ steps }) => steps !== undefined))

/** A figure's drawing in its form; where there is nothing to draw, an empty field that says so. */
export function Chart({ figure, lang }: { figure: Figure; lang: Language }) {
  const drawn = drawnOf(figure, lang)
  if (drawn.empty !== undefined) return <Empty drawn={drawn} words={drawn.empty} />
  switch (figure.chart.form) {
    case 'stacked-columns':
    case 'columns':
      return (
        <>
          <Columns drawn={drawn} size="wide" />
          <Columns drawn={drawn} size="narrow" />
        </>
      )
    case 'bars':
    case 'stacked-bars':
      return <Bars drawn={drawn} />
    case 'lines':
      return (
        <>
          <Lines drawn={drawn} size="wide" />
          <Lines drawn={drawn} size="narrow" />
        </>
      )
    case 'dot-range':
      return <DotRange drawn={drawn} />
    case 'paired-dots':
      return <PairedDots drawn={drawn} />
    case 'table':
      return <Heat drawn={drawn} figure={figure} lang={lang} />
  }
}

const Empty = ({ drawn, words }: { drawn: Drawn; words: string }) => {
  const lines = wrap(words, 376)
  const height = lines.length * 19 + 44
  return (
    <Svg drawn={drawn} width={416} height={height}>
      <rect x="0.5" y="0.5" width="415" height={height - 1} fill="#f7f7f7" stroke="#ccc" stroke-dasharray="4 4" />
      <Words x={20} y={35} lines={lines} />
    </Svg>
  )
}
