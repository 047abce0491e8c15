import type { CaseSummary } from '../../../../casework/case.ts'
import { turn } from '../../../../casework/lifecycle.ts'
import { worklist } from '../../../../casework/queries.ts'
import type { IsoDate } from '../../../../core/kernel/date.ts'
import type { DeskContext } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { TaskGroup } from '../../parts/task-list.tsx'
import { Foreign } from '../../parts/text.tsx'
import { ApplicationTable, byChange } from './applications.tsx'
import { at } from './case-page.ts'
import { makerFrame, writeDue } from './frame.ts'
import { en, ja } from './home.texts.ts'
import { LabelTable } from './labels.tsx'
import { needOf, ownLabels } from './own-labels.ts'
import { wordsOf } from './words.ts'

interface ToDo {
  readonly what: keyof typeof ja.what
  readonly name: { readonly ja: string; readonly en?: string }
  readonly href: string
  readonly by?: IsoDate
}

/** Deadlines first, then what waits without one, and drafts at the end. */
const weight = (todo: ToDo): string => (todo.by ? `1${todo.by}` : todo.what === 'draft' ? '3' : '2')

const ofCases = (p: DeskContext<unknown>, rows: readonly CaseSummary[]): readonly ToDo[] =>
  rows
    .filter((row) => turn[row.state] === 'applicant' && !row.example)
    .map((row) => {
      const { unnamed } = wordsOf(p)
      const name = row.productName === '' ? { ja: unnamed, en: unnamed } : { ja: row.productName }
      if (row.state === 'question')
        return {
          what: 'question' as const,
          name,
          href: at(row, '/messages'),
          ...(row.dueOn === undefined ? {} : { by: row.dueOn }),
        }
      if (row.state === 'payment-due') return { what: 'payment-due' as const, name, href: at(row, '/pay') }
      // A draft that has a number was declared before, so it came back.
      const back = row.number !== row.id.slice(0, 8)
      return { what: back ? ('sent-back' as const) : ('draft' as const), name, href: at(row) }
    })

/** A maker's home: what needs somebody today, applications in progress, labels. */
export async function makerHome(p: DeskContext<unknown>): Promise<Response> {
  const t = { ja, en }[p.lang]
  const rows = byChange(await worklist(p.house.ports, p.session.viewer))
  const labels = await ownLabels(p)
  const open = rows.filter((row) => turn[row.state] !== 'nobody')
  const todo: readonly ToDo[] = [
    ...ofCases(p, rows),
    ...labels.flatMap((hit) => {
      const found = needOf(p, hit)
      const { name } = hit.entry.product
      return found === undefined
        ? []
        : [{ what: found.need, name, href: `/desk/labels/${hit.entry.label}`, ...(found.by ? { by: found.by } : {}) }]
    }),
  ].toSorted((a, b) => weight(a).localeCompare(weight(b)))
  const begin = (
    <Acts>
      <ButtonLink look={rows.length === 0 ? 'first' : 'second'} href={p.href('/apply')}>
        {t.begin}
      </ButtonLink>
    </Acts>
  )
  if (rows.length === 0 && labels.length === 0)
    return p.show(
      makerFrame(p, t.title, '/desk'),
      <>
        <Title title={t.title} lead={t.nothing}>
          <p>{t.first.lead}</p>
        </Title>
        <Steps steps={t.first.steps} />
        <div class="gap">{begin}</div>
      </>,
    )
  return p.show(
    makerFrame(p, t.title, '/desk'),
    <>
      <Title title={t.title} lead={todo.length === 0 ? t.nothing : t.todo(todo.length)} />
      {todo.length > 0 && (
        <TaskGroup
          title={t.list}
          tasks={todo.map((item, i) => ({
            id: `todo-${i + 1}`,
            name: (
              <>
                {t.what[item.what]}
                <span class="sm mut block">
                  <Foreign text={item.name} lang={p.lang} />
                </span>
                {item.by !== undefined && <span class="sm block">{writeDue(p, item.by)}</span>}
              </>
            ),
            href: p.href(item.href),
            state: '',
          }))}
        />
      )}
      <div class="gap">
        <Section title={t.applications}>
          {open.length > 0 && <ApplicationTable p={p} rows={open.slice(0, 10)} caption={t.applications} />}
          {begin}
          <p>
            <a href={p.href('/desk/applications')}>{t.allApplications}</a>
          </p>
        </Section>
        <Section title={t.labels}>
          {labels.length === 0 ? (
            <p>{t.noLabels}</p>
          ) : (
            <>
              <LabelTable p={p} hits={labels.slice(0, 10)} />
              <p>
                <a href={p.href('/desk/labels')}>{t.allLabels}</a>
              </p>
            </>
          )}
          <p>
            <a href={p.href('/desk/plan')}>{t.abroad}</a>
          </p>
        </Section>
      </div>
    </>,
  )
}
