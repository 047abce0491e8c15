import type { CaseSummary } from '../../../../casework/case.ts'
import { stateText, turn } from '../../../../casework/lifecycle.ts'
import { worklist } from '../../../../casework/queries.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeDay } from '../../parts/dates.ts'
import { Mark } from '../../parts/mark.tsx'
import { Tag } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, Foreign } from '../../parts/text.tsx'
import { en, ja } from './applications.texts.ts'
import { at } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { wordsOf } from './words.ts'

/** How an application's state looks: brown where its maker has to act, grey where nobody does. */
export const StateMark = ({ p, state }: { p: DeskContext<unknown>; state: CaseSummary['state'] }) =>
  turn[state] === 'applicant' ? (
    <Mark shape="diamond" tone="wait">
      {p.say(stateText[state])}
    </Mark>
  ) : (
    <span class="strong">{p.say(stateText[state])}</span>
  )

/** A table of applications, one line each. */
export const ApplicationTable = ({
  p,
  rows,
  caption,
}: {
  p: DeskContext<unknown>
  rows: readonly CaseSummary[]
  caption: string
}) => {
  const t = { ja, en }[p.lang]
  const words = wordsOf(p)
  const levelOf = (row: CaseSummary) => {
    const level = p.house.ports.schemes.find(row.scheme)?.levels.find((l) => l.code === row.level)
    return words.level(row.level, level?.symbol ?? row.level)
  }
  return (
    <Table
      caption={caption}
      rows={rows}
      columns={[
        {
          head: t.product,
          rowHead: true,
          cell: (row) => (
            <>
              <a href={p.href(at(row))}>
                {row.productName === '' ? words.unnamed : <Foreign text={{ ja: row.productName }} lang={p.lang} />}
              </a>
              {row.example && (
                <>
                  {' '}
                  <Tag>{t.sample}</Tag>
                </>
              )}
            </>
          ),
        },
        { head: t.number, label: t.number, cell: (row) => <Code>{row.number}</Code> },
        { head: t.state, label: t.state, oneLine: true, cell: (row) => <StateMark p={p} state={row.state} /> },
        { head: t.level, label: t.level, oneLine: true, cell: levelOf },
        {
          head: t.due,
          label: t.due,
          oneLine: true,
          cell: (row) => (row.dueOn === undefined ? '—' : writeDate(row.dueOn, p.lang)),
        },
        { head: t.updated, label: t.updated, oneLine: true, cell: (row) => writeDay(row.updatedAt, p.lang) },
      ]}
    />
  )
}

/** Applications, newest change first. */
export const byChange = (rows: readonly CaseSummary[]): readonly CaseSummary[] =>
  rows.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))

/** Every application of the organisation. */
export const applicationsPage = defineDeskPage({
  path: '/desk/applications',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const { t } = p
    const rows = byChange(await worklist(p.house.ports, p.session.viewer))
    const open = rows.filter((row) => turn[row.state] !== 'nobody')
    const over = rows.filter((row) => turn[row.state] === 'nobody')
    const begin = (
      <Acts>
        <ButtonLink href={p.href('/apply')}>{t.begin}</ButtonLink>
      </Acts>
    )
    return p.show(
      makerFrame(p, t.title, '/desk/applications'),
      rows.length === 0 ? (
        <>
          <Title title={t.title} lead={t.none}>
            <p>{t.noneNote}</p>
          </Title>
          {begin}
        </>
      ) : (
        <>
          <Title title={t.title} lead={t.lead} />
          {begin}
          {open.length > 0 && (
            <Section title={t.open}>
              <ApplicationTable p={p} rows={open} caption={t.open} />
            </Section>
          )}
          {over.length > 0 && (
            <Section title={t.over}>
              <ApplicationTable p={p} rows={over} caption={t.over} />
            </Section>
          )}
        </>
      ),
    )
  },
})
