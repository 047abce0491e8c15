import type { Child } from 'hono/jsx'
import { worklist } from '../../../../casework/queries.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { Entry } from '../../../../core/register/entry.ts'
import { hintsAt } from '../../../../core/surveillance/hints.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { writeDate, writeDay } from '../../parts/dates.ts'
import { Section, Title } from '../../parts/section.tsx'
import { Foreign } from '../../parts/text.tsx'
import { bodyFrame } from './body-frame.ts'
import { en, ja } from './surveillance.texts.ts'

type P = DeskContext<typeof ja>

const page = 200
const mostLabels = 5_000

/** The labels that are valid now; how many were looked at is told where there are more. */
async function validEntries(p: P): Promise<{ readonly entries: readonly Entry[]; readonly all: boolean }> {
  const entries: Entry[] = []
  for (let offset = 0; offset < mostLabels; offset += page) {
    const { hits, total } = await p.house.register.search({ asOf: p.now, standing: 'valid', offset, limit: page })
    entries.push(...hits.map((hit) => hit.entry))
    if (entries.length >= total || hits.length === 0) return { entries, all: true }
  }
  return { entries, all: false }
}

interface Watched {
  readonly href: string
  readonly name: Child
  readonly number: string
  readonly fact: Child
}

/** What the body keeps an eye on after a label was issued. */
export const surveillancePage = defineDeskPage({
  path: '/desk/surveillance',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const { t } = p
    const { entries, all } = await validEntries(p)
    const proposed = await worklist(p.house.ports, p.session.viewer, { states: ['issued'], openProposals: true })
    const watched = (entry: Entry, fact: Child): Watched => ({
      href: p.href(`/desk/register/${entry.label}`),
      name: <Foreign text={entry.product.name} lang={p.lang} />,
      number: writeLabelId(entry.label),
      fact,
    })
    const hinted = entries.flatMap((entry) => {
      const standing = standingAt(entry.validity, entry.events, p.now)
      const { supportUntil } = entry.product.updates
      return hintsAt({ validity: entry.validity, supportUntil }, standing, p.now).map((hint) => ({ entry, hint }))
    })
    const byDay = (a: (typeof hinted)[number], b: (typeof hinted)[number]) =>
      a.hint.lastDay.localeCompare(b.hint.lastDay)
    const sorted = hinted.toSorted(byDay)
    const expiring = sorted.flatMap(({ entry, hint }) =>
      hint.code === 'expires-soon'
        ? [watched(entry, t.until(writeDate(hint.lastDay, p.lang, { weekday: true }), hint.daysLeft))]
        : [],
    )
    const support = sorted.flatMap(({ entry, hint }) =>
      hint.code === 'support-ended' ? [watched(entry, t.ended(writeDate(hint.lastDay, p.lang)))] : [],
    )
    const noticed = entries.flatMap((entry) => {
      const last = entry.advisories.findLast((advisory) => advisory.open)
      return last
        ? [
            watched(
              entry,
              <>
                {writeDay(last.at, p.lang)}
                {'　'}
                <Foreign text={last.text} lang={p.lang} />
              </>,
            ),
          ]
        : []
    })
    const waiting = proposed.map(
      (line): Watched => ({
        href: p.href(`/desk/register/${line.label ?? ''}`),
        name: <span lang="ja">{line.productName}</span>,
        number: writeLabelId(line.label ?? ''),
        fact: t.waits(line.openProposals),
      }),
    )
    return p.show(
      { title: t.title, noIndex: true, desk: await bodyFrame(p) },
      <>
        <Title title={t.title} lead={t.lead} />
        {!all && <p class="note">{t.partial(entries.length)}</p>}
        <Board words={t.proposals} rows={waiting} />
        <Board words={t.expiring} rows={expiring} />
        <Board words={t.support} rows={support} />
        <Board words={t.advisories} rows={noticed} />
      </>,
    )
  },
})

const Board = ({
  words,
  rows,
}: {
  words: { readonly title: (n: number) => string; readonly note: string; readonly empty: string }
  rows: readonly Watched[]
}) => (
  <Section title={words.title(rows.length)} note={words.note}>
    {rows.length === 0 ? (
      <p class="mut">{words.empty}</p>
    ) : (
      <ul class="rows">
        {rows.map((row) => (
          <li>
            <a href={row.href}>
              <span>{row.name}</span>
            </a>
            <span class="mono sm">{row.number}</span>
            <span class="sm">{row.fact}</span>
          </li>
        ))}
      </ul>
    )}
  </Section>
)
