import {
  type CaseImpact,
  type EditionImpact,
  editionImpact,
  outcomes,
  type Place,
} from '../../../../casework/edition-impact.ts'
import { earlierAndLater } from '../../../../core/scheme/edition.ts'
import { diffSchemes } from '../../../../core/scheme/edition-diff.ts'
import { diffSummary } from '../../../../core/scheme/edition-diff-text.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { foreign } from '../../parts/text.tsx'
import { bodyFrame } from './body-frame.ts'
import { en, ja } from './editions.texts.ts'

type P = DeskContext<typeof ja>

/** What a new edition would do to open cases and labels in force: looked at before it is adopted. */
export const editionsPage = defineDeskPage({
  path: '/desk/editions',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const { t } = p
    const from = placeIn(p.query('from'))
    const found = earlierAndLater(p.house.ports.schemes.all)
    const looked = await Promise.all(
      found.map(async ({ before, after }) => ({
        before,
        after,
        impact: await editionImpact(p.house.ports, p.session.viewer, { before, after }, from ? { from } : {}),
      })),
    )
    return p.show(
      { title: t.title, desk: await bodyFrame(p), current: '/desk/editions' },
      <>
        <Title title={t.title} lead={t.lead}>
          <p>{looked.length === 0 ? t.none : t.rule}</p>
        </Title>
        {looked.map(({ before, after, impact }) => (
          <Section
            title={p.say(after.edition.title)}
            note={t.pick(before.edition.documentNumber, after.edition.documentNumber)}
          >
            <p class="lead">{p.say(diffSummary(diffSchemes(before, after)))}</p>
            <p>
              <a href={p.href(`/criteria/diff?from=${editionKey(before)}&to=${editionKey(after)}`)}>{t.diff}</a>
            </p>
            <Impacts p={p} title={t.labels} rows={impact.labels} empty={t.noLabels} />
            <Impacts p={p} title={t.open} rows={impact.open} empty={t.empty} />
            <Stretch p={p} impact={impact} later={from !== undefined} />
          </Section>
        ))}
      </>,
    )
  },
})

/** A place in the list as the address carries it; what is no place begins at the beginning. */
function placeIn(text: string): Place | undefined {
  const [, updatedAt = '', id = ''] = /^([0-9TZ:.-]{20,24})~([\w-]{1,80})$/.exec(text) ?? []
  return id !== '' && !Number.isNaN(Date.parse(updatedAt)) ? { updatedAt, id } : undefined
}

const Stretch = ({ p, impact, later }: { p: P; impact: EditionImpact; later: boolean }) => {
  const { t } = p
  const { next, looked } = impact
  if (next === undefined && !later) return null
  const place = next && encodeURIComponent(`${next.updatedAt}~${next.id}`)
  return (
    <>
      <p class="mut">{t.looked(looked)}</p>
      <ul class="ways">
        {later && (
          <li>
            <a href={p.href('/desk/editions')}>{t.first}</a>
          </li>
        )}
        {place !== undefined && (
          <li>
            <a href={`${p.href('/desk/editions')}?from=${place}`}>{t.next}</a>
          </li>
        )}
      </ul>
    </>
  )
}

const addressOf = (impact: CaseImpact): string =>
  impact.label === undefined
    ? `/desk/cases/${encodeURIComponent(impact.case.id)}`
    : `/desk/register/${encodeURIComponent(impact.label)}`

const Impacts = ({ p, title, rows, empty }: { p: P; title: string; rows: readonly CaseImpact[]; empty: string }) => {
  const { t } = p
  const of = (outcome: CaseImpact['outcome']) => rows.filter((row) => row.outcome === outcome)
  const list = (ids: readonly string[]) => ids.join(p.lang === 'ja' ? '、' : ', ')
  const named = (row: CaseImpact) =>
    row.case.product.name ? foreign(row.case.product.name, p.lang) : row.case.id.slice(0, 8)
  return (
    <>
      <h3>
        {title} <span class="mut">{t.count(rows.length)}</span>
      </h3>
      {rows.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <>
          <p>{t.summary(of('stands').length, of('look-again').length, of('would-fail').length)}</p>
          <Table
            dense
            caption={title}
            rows={outcomes.toReversed().flatMap(of)}
            columns={[
              {
                head: t.product,
                rowHead: true,
                cell: (row) => <a href={p.href(addressOf(row))}>{named(row)}</a>,
              },
              { head: t.result, label: t.result, cell: (row) => t.outcome[row.outcome] },
              {
                head: t.because,
                label: t.because,
                cell: (row) =>
                  [
                    row.levelGone && t.levelGone,
                    row.covered !== 'in' && t.covered[row.covered],
                    row.refused.length > 0 && t.refused(list(row.refused)),
                    row.notShown.length > 0 && t.notShown(list(row.notShown)),
                    row.lookAgain.length > 0 && t.lookAgain(list(row.lookAgain)),
                  ]
                    .filter(Boolean)
                    .join(p.lang === 'ja' ? '／' : '; '),
              },
            ]}
          />
        </>
      )}
    </>
  )
}
