import type { CaseSummary } from '../../../../casework/case.ts'
import { brokenLink, type CaseEvent } from '../../../../casework/events.ts'
import { fold } from '../../../../casework/fold.ts'
import { worklist } from '../../../../casework/queries.ts'
import { summaryOf } from '../../../../casework/summary.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Title } from '../../parts/section.tsx'
import { bodyFrame } from './body-frame.ts'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { namesOf, noCase, openCase } from './open-case.ts'
import { en, ja } from './record.texts.ts'
import { exported, filtered, linesOf, RecordFilter, RecordTable } from './record-lines.tsx'

const common = { texts: { ja, en }, kind: 'body' as const }

const Chain = ({ whole, text }: { whole: boolean; text: string }) => (
  <p class="chain">
    <Mark shape={whole ? 'disc' : 'cross'} tone={whole ? 'ok' : 'stop'}>
      {text}
    </Mark>
  </p>
)

/** Everything that was done in a case, oldest first, and whether the chain of the record holds. */
export const caseRecordPage = defineDeskPage({
  ...common,
  path: '/desk/cases/:id/record',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    if (opened === undefined) return noCase(p, p.param('id'))
    const { t } = p
    const { c, events, nameOf } = opened
    const lines = linesOf(events, summaryOf(c), nameOf)
    const shown = filtered(p, lines)
    const broken = brokenLink(events)
    const action = p.href(`/desk/cases/${c.id}/record`)
    return p.show(
      await caseFrame(p, opened, t.title),
      <>
        <CaseHead p={p} opened={opened} tab="/record" />
        <div class="recordhead">
          <div>
            <Chain
              whole={broken === undefined}
              text={broken === undefined ? t.whole(events.length) : t.broken(broken)}
            />
            <p class="sm mut">{t.note}</p>
          </div>
          <ButtonLink look="second" small href={p.href(`/desk/cases/${c.id}/record.json`)} download={`${c.id}.json`}>
            {t.export}
          </ButtonLink>
        </div>
        <RecordFilter p={p} lines={lines} action={action} />
        <RecordTable p={p} lines={shown} />
      </>,
    )
  },
})

/** The same as a file. */
export const caseRecordFile = defineDeskPage({
  ...common,
  path: '/desk/cases/:id/record.json',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    if (opened === undefined) return noCase(p, p.param('id'))
    p.c.header('content-disposition', `attachment; filename="${opened.c.id}.json"`)
    return p.c.json({ case: opened.c.id, exportedAt: p.now, ...exported(opened.events, opened.nameOf) })
  },
})

const mostCases = 60
const mostLines = 200

interface Audited {
  readonly summary: CaseSummary
  readonly events: readonly CaseEvent[]
}

// The cases that moved last hold the newest events, so the top of this list is complete even though it reads a few cases only.
async function audited(p: DeskContext<unknown>): Promise<readonly Audited[]> {
  const { ports } = p.house
  const { viewer } = p.session
  const q = p.query('q').slice(0, 200)
  const found = await worklist(ports, viewer, q === '' ? {} : { text: q })
  const newest = found.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, mostCases)
  return ports.store.transact(viewer, async (tx) => {
    const all: Audited[] = []
    for (const line of newest) {
      const events = await tx.readEvents(line.id)
      if (events.length > 0) all.push({ summary: summaryOf(fold(events)), events })
    }
    return all
  })
}

const peopleIn = (all: readonly Audited[]) => all.flatMap(({ events }) => events.map((event) => event.person))

/** What was done lately, in all cases: who did what, where, when. */
export const auditPage = defineDeskPage({
  ...common,
  path: '/desk/audit',
  handler: async (p) => {
    const { t } = p
    const all = await audited(p)
    const nameOf = await namesOf(p, peopleIn(all))
    const lines = all
      .flatMap(({ summary, events }) => linesOf(events, summary, nameOf))
      .toSorted((a, b) => b.event.at.localeCompare(a.event.at) || b.event.seq - a.event.seq)
    const found = filtered(p, lines)
    const broken = all.filter(({ events }) => brokenLink(events) !== undefined).map(({ summary }) => summary.number)
    return p.show(
      { title: t.auditTitle, noIndex: true, desk: await bodyFrame(p) },
      <>
        <div class="headline">
          <Title title={t.auditTitle} lead={t.auditLead(all.length)} />
          <ButtonLink look="second" small href={`${p.href('/desk/audit.json')}${p.url.search}`} download="audit.json">
            {t.export}
          </ButtonLink>
        </div>
        <Chain
          whole={broken.length === 0}
          text={broken.length === 0 ? t.wholeAll(all.length) : t.brokenIn(broken.join(', '))}
        />
        <RecordFilter p={p} lines={lines} action={p.href('/desk/audit')} search />
        <RecordTable p={p} lines={found.slice(0, mostLines)} withCase />
        {found.length > mostLines && <p class="sm mut">{t.more(mostLines)}</p>}
      </>,
    )
  },
})

export const auditFile = defineDeskPage({
  ...common,
  path: '/desk/audit.json',
  handler: async (p) => {
    const all = await audited(p)
    const nameOf = await namesOf(p, peopleIn(all))
    p.c.header('content-disposition', 'attachment; filename="audit.json"')
    return p.c.json({
      exportedAt: p.now,
      cases: all.map(({ summary, events }) => ({
        case: summary.id,
        number: summary.number,
        ...exported(events, nameOf),
      })),
    })
  },
})
