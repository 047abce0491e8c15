import { effortCsv, effortLedger, fewestRuns } from '../../../../casework/effort.ts'
import { defineDeskPage } from '../../page.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, Rich } from '../../parts/text.tsx'
import { bodyFrame } from './body-frame.ts'
import { en, ja } from './effort.texts.ts'

const common = { texts: { ja, en }, kind: 'body' } as const

/** How long tests on the device really take: means only, for planning. */
export const effortPage = defineDeskPage({
  ...common,
  path: '/desk/effort',
  handler: async (p) => {
    const { t } = p
    const { rows, leftOut } = await effortLedger(p.house.ports, p.session.viewer)
    return p.show(
      {
        title: t.title,
        noIndex: true,
        current: '/desk/evaluators',
        desk: await bodyFrame(p),
        back: { href: p.href('/desk/evaluators'), text: t.back },
      },
      <>
        <div class="headline">
          <Title title={t.title} lead={<Rich text={t.lead} />} />
          {rows.length > 0 && (
            <ButtonLink look="second" small href={p.href('/desk/effort.csv')} download="effort.csv">
              {t.download}
            </ButtonLink>
          )}
        </div>
        {rows.length === 0 ? (
          <Notice>
            <p class="strong">{t.empty}</p>
            <p>{t.emptyNext(fewestRuns)}</p>
          </Notice>
        ) : (
          <Table
            caption={t.caption}
            dense
            fixed
            rows={rows}
            columns={[
              { head: t.node, rowHead: true, cell: (row) => <Code>{row.node}</Code> },
              { head: t.hours, number: true, cell: (row) => row.hours.toFixed(2) },
              { head: t.runs, number: true, cell: (row) => row.runs },
            ]}
          />
        )}
        {leftOut > 0 && <p class="sm mut gap">{t.leftOut(leftOut, fewestRuns)}</p>}
      </>,
    )
  },
})

/** The same as the file that `gap --effort` reads. */
export const effortFile = defineDeskPage({
  ...common,
  path: '/desk/effort.csv',
  handler: async (p) => {
    const { rows } = await effortLedger(p.house.ports, p.session.viewer)
    p.c.header('content-type', 'text/csv; charset=utf-8')
    p.c.header('content-disposition', 'attachment; filename="effort.csv"')
    return p.c.body(effortCsv(rows))
  },
})
