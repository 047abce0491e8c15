import type { CaseSummary } from '../../../../casework/case.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { worklist } from '../../../../casework/queries.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Mark } from '../../parts/mark.tsx'
import { Tag } from '../../parts/notice.tsx'
import { Table } from '../../parts/table.tsx'
import { Unseen } from '../../parts/text.tsx'
import { bodyFrame, needsBody, openCases } from './body-frame.ts'
import { stoppedBecause, timeLeft } from './business-days.ts'
import { namesOf } from './open-case.ts'
import { en, ja } from './queue.texts.ts'
import { waitingFor, waitingText } from './waiting-for.ts'

type P = DeskContext<typeof ja>

const filters = ['all', 'mine', 'intake', 'review', 'decision', 'proposals', 'finished'] as const
type Filter = (typeof filters)[number]

const mostFinished = 200

const fits: Record<Exclude<Filter, 'finished'>, (line: CaseSummary, person: string) => boolean> = {
  all: () => true,
  mine: (line, person) => line.reviewer === person && line.state !== 'issued',
  intake: (line) => ['submitted', 'intake', 'payment-due'].includes(line.state),
  review: (line) => ['in-review', 'question'].includes(line.state),
  decision: (line) => ['awaiting-decision', 'granted'].includes(line.state),
  proposals: (line) => line.openProposals > 0,
}

// What is late comes first; what waits for others has no date of ours and comes after what has one.
const byDue = (a: CaseSummary, b: CaseSummary): number =>
  (stopped(a) ? 1 : 0) - (stopped(b) ? 1 : 0) ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.updatedAt.localeCompare(b.updatedAt)
const stopped = (line: CaseSummary): boolean => stoppedBecause(line.state, 'ja') !== undefined

/** Where a line leads: a label about which something is proposed is looked at as a label. */
const addressOf = (line: CaseSummary): string =>
  line.state === 'issued' && line.label !== undefined ? `/desk/register/${line.label}` : `/desk/cases/${line.id}`

/** The worklist: what has to be done, by when, by whom. */
export const queuePage = defineDeskPage({
  path: '/desk/queue',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const { t, session } = p
    const q = p.query('q').slice(0, 200)
    const filter = filters.find((name) => name === p.query('filter')) ?? 'all'
    const open = await openCases(p)
    const found = q === '' ? open : await openCases(p, q)
    const finished = async () =>
      worklist(p.house.ports, session.viewer, {
        states: ['issued', 'refused', 'withdrawn'],
        limit: mostFinished,
        ...(q === '' ? {} : { text: q }),
      })
    const lines =
      filter === 'finished'
        ? await finished()
        : found.filter((line) => fits[filter](line, session.viewer.person)).toSorted(byDue)
    const nameOf = await namesOf(
      p,
      lines.flatMap((line) => line.reviewer ?? []),
    )
    const mine = lines.find((line) => waitingFor(line, session.viewer).who === 'me')
    const more = filter === 'finished' && lines.length === mostFinished
    const title = (more ? t.titleAtLeast : t.title)(t.heading[filter], lines.length)
    return p.show(
      { title, noIndex: true, desk: await bodyFrame(p, open) },
      <>
        <div class="headline">
          <div class="title">
            <h1>{title}</h1>
            <p class="mut sm">
              {t.now(writeMoment(p.now, p.lang))} {more && t.newest(mostFinished)}
            </p>
          </div>
          {mine && <ButtonLink href={p.href(addressOf(mine))}>{t.next}</ButtonLink>}
        </div>
        <nav class="tabs" aria-label={t.filters}>
          {filters.map((name) => (
            <a
              href={p.href(`/desk/queue?filter=${name}${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`)}
              aria-current={name === filter ? 'page' : undefined}
            >
              {t.filter[name]}
              {name !== 'finished' && (
                <span class="mut">{found.filter((line) => fits[name](line, session.viewer.person)).length}</span>
              )}
            </a>
          ))}
        </nav>
        <Find p={p} q={q} filter={filter} />
        {lines.length === 0 ? (
          <Empty p={p} open={open} filtered={q !== '' || open.some(needsBody)} />
        ) : (
          <List p={p} lines={lines} nameOf={nameOf} />
        )}
      </>,
    )
  },
})

const Find = ({ p, q, filter }: { p: P; q: string; filter: Filter }) => (
  <search class="deskfind">
    <form action={p.href('/desk/queue')}>
      <input type="hidden" name="filter" value={filter} />
      <label for="q">{p.t.search}</label>
      <div class="find">
        <input id="q" type="search" name="q" value={q} maxlength={200} />
        <button class="btn second small" type="submit">
          {p.t.find}
        </button>
      </div>
    </form>
    {q !== '' && (
      <p class="sm">
        {p.t.searched(q)} <a href={p.href(`/desk/queue?filter=${filter}`)}>{p.t.clear}</a>
      </p>
    )}
  </search>
)

const Empty = ({ p, open, filtered }: { p: P; open: readonly CaseSummary[]; filtered: boolean }) => {
  const next = open.filter((line) => line.dueOn !== undefined).toSorted(byDue)[0]
  return (
    <div class="empty flow">
      <p class="strong">{filtered ? p.t.emptyFiltered : p.t.empty}</p>
      <p class="mut">
        {next?.dueOn === undefined
          ? p.t.noNext
          : p.t.nextDue(writeDate(next.dueOn, p.lang, { weekday: true }), next.productName || p.t.unnamed)}
      </p>
    </div>
  )
}

const List = ({ p, lines, nameOf }: { p: P; lines: readonly CaseSummary[]; nameOf: (person: string) => string }) => {
  const { t } = p
  return (
    <Table
      caption={t.caption}
      dense
      rows={lines}
      columns={[
        { head: t.due, label: t.due, oneLine: true, sort: 'ascending', cell: (line) => <Due p={p} line={line} /> },
        {
          head: t.stage,
          label: t.stage,
          oneLine: true,
          cell: (line) => (
            <>
              {p.say(stateText[line.state])}
              {line.openProposals > 0 && (
                <>
                  <br />
                  <Tag tone="wait">{t.proposals(line.openProposals)}</Tag>
                </>
              )}
            </>
          ),
        },
        {
          head: t.product,
          rowHead: true,
          cell: (line) => (
            <>
              <a href={p.href(addressOf(line))} lang="ja">
                {line.productName || t.unnamed}
              </a>
              <br />
              <span class="mut plain">
                <span lang="ja">{line.makerName}</span>　<span class="mono">{line.number}</span>
              </span>
            </>
          ),
        },
        { head: t.models, label: t.models, number: true, cell: (line) => line.models },
        {
          head: t.waiting,
          label: t.waiting,
          oneLine: true,
          cell: (line) => {
            const waiting = waitingFor(line, p.session.viewer)
            const text = p.say(waitingText(waiting))
            return waiting.who === 'me' ? <strong>{text}</strong> : text
          },
        },
        {
          head: t.assignee,
          label: t.assignee,
          oneLine: true,
          cell: (line) => (line.reviewer === undefined ? t.nobody : nameOf(line.reviewer)),
        },
      ]}
    />
  )
}

const Due = ({ p, line }: { p: P; line: CaseSummary }) => {
  const why = stoppedBecause(line.state, p.lang)
  if (why !== undefined)
    return (
      <span class="mut">
        {p.t.stopped}
        <br />
        {why}
        {line.dueOn !== undefined && <Unseen> {writeDate(line.dueOn, p.lang)}</Unseen>}
      </span>
    )
  if (line.dueOn === undefined) return <>{p.t.noDue}</>
  const left = timeLeft(line.dueOn, dateInJapan(p.now), p.lang)
  return (
    <>
      {writeDate(line.dueOn, p.lang, { weekday: true })}
      <br />
      {left.look ? <Mark {...left.look}>{left.text}</Mark> : <span class="mut">{left.text}</span>}
    </>
  )
}
