import type { RegisterHit } from '../../../../casework/ports.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { lastDayOf } from '../../../../core/surveillance/hints.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate } from '../../parts/dates.ts'
import { StandingMark } from '../../parts/mark.tsx'
import { Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, Foreign } from '../../parts/text.tsx'
import { makerFrame } from './frame.ts'
import { en, ja } from './labels.texts.ts'
import { ownLabels } from './own-labels.ts'

/** Labels, one line each, with the way to look after them. */
export const LabelTable = ({ p, hits }: { p: DeskContext<unknown>; hits: readonly RegisterHit[] }) => {
  const t = { ja, en }[p.lang]
  return (
    <Table
      caption={t.caption}
      rows={hits}
      columns={[
        {
          head: t.product,
          rowHead: true,
          cell: ({ entry }) => (
            <a href={p.href(`/desk/labels/${entry.label}`)}>
              <Foreign text={entry.product.name} lang={p.lang} />
            </a>
          ),
        },
        { head: t.number, label: t.number, cell: ({ entry }) => <Code>{writeLabelId(entry.label)}</Code> },
        {
          head: t.standing,
          label: t.standing,
          oneLine: true,
          cell: ({ standing }) => <StandingMark code={standing} lang={p.lang} />,
        },
        {
          head: t.until,
          label: t.until,
          oneLine: true,
          cell: ({ entry }) => t.day(writeDate(lastDayOf(entry.validity), p.lang)),
        },
        { head: t.models, label: t.models, oneLine: true, cell: ({ entry }) => t.count(entry.product.models.length) },
      ]}
    />
  )
}

/** Every label of the organisation. */
export const labelsPage = defineDeskPage({
  path: '/desk/labels',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const { t } = p
    const hits = await ownLabels(p)
    return p.show(
      makerFrame(p, t.title, '/desk/labels'),
      hits.length === 0 ? (
        <>
          <Title title={t.title} lead={t.none}>
            <p>{t.noneNote}</p>
          </Title>
          <Acts>
            <ButtonLink href={p.href('/apply')}>{t.begin}</ButtonLink>
          </Acts>
        </>
      ) : (
        <>
          <Title title={t.title} lead={t.lead} />
          <LabelTable p={p} hits={hits} />
        </>
      ),
    )
  },
})
