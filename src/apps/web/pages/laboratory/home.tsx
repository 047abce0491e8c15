import { stateText } from '../../../../casework/lifecycle.ts'
import { caseFor, worklist } from '../../../../casework/queries.ts'
import { openOrders } from '../../../../casework/runs.ts'
import type { DeskContext } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Foreign } from '../../parts/text.tsx'
import { at, editable, productName } from '../applicant/case-page.ts'
import { testFrame } from './frame.ts'
import { en, ja } from './home.texts.ts'
import { minutesLeft, orderSession } from './ordered-steps.ts'

const mostShown = 50

/** The home of somebody who is here to test devices: the orders that wait, newest first. */
export async function evaluatorHome(p: DeskContext<unknown>): Promise<Response> {
  const t = { ja, en }[p.lang]
  const { ports } = p.house
  const { viewer, organisations } = p.session
  const rows = (await worklist(ports, viewer)).toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  const cases = (await Promise.all(rows.slice(0, mostShown).map((row) => caseFor(ports, viewer, row.id)))).filter(
    (c) => c !== undefined,
  )
  const waiting = cases
    .filter(editable)
    .flatMap((c) => openOrders(c).map((order) => ({ c, order, session: orderSession(c, order).session })))
    .toSorted((a, b) => b.order.at.localeCompare(a.order.at))
  if (cases.length === 0)
    return p.show(
      testFrame(p, t.title),
      <Title title={t.none} lead={t.noneLead(organisations.find((o) => o.id === viewer.organisation)?.name ?? '')}>
        <p class="mut">{t.only}</p>
      </Title>,
    )
  return p.show(
    testFrame(p, t.title),
    <>
      <Title title={t.title} lead={t.lead(waiting.length)}>
        <p class="mut">{t.only}</p>
      </Title>
      {waiting.map(({ c, order, session }) => (
        <Section
          title={<Foreign text={c.product.name ?? { ja: productName(p, c) }} lang={p.lang} />}
          note={t.ordered(writeMoment(order.at, p.lang))}
        >
          <Facts
            items={[
              order.note !== undefined && { term: t.note, detail: order.note },
              {
                term: t.steps,
                detail:
                  session.remaining.length === 0
                    ? t.stepsDone
                    : t.stepsLeft(session.remaining.length, minutesLeft(session)),
              },
              {
                term: t.file,
                detail: (
                  <a href={p.href(at(c, `/runs/${order.id}.json`))} download={`${order.id}.json`}>
                    {order.id}.json
                  </a>
                ),
              },
            ]}
          />
          <Acts>
            <ButtonLink href={p.href(at(c, `/runs/${order.id}/steps`))}>{t.steps}</ButtonLink>
            <ButtonLink look="second" href={p.href(at(c, '/runs/plan'))}>
              {t.plan}
            </ButtonLink>
            <ButtonLink look="second" href={p.href(at(c, '/runs'))}>
              {t.attach}
            </ButtonLink>
          </Acts>
        </Section>
      ))}
      <Section title={t.others}>
        <Table
          caption={t.others}
          rows={cases}
          columns={[
            {
              head: t.product,
              rowHead: true,
              cell: (c) => (
                <a href={p.href(at(c, '/runs'))}>
                  <Foreign text={c.product.name ?? { ja: productName(p, c) }} lang={p.lang} />
                </a>
              ),
            },
            { head: t.state, label: t.state, oneLine: true, cell: (c) => p.say(stateText[c.state]) },
            { head: t.tests, label: t.tests, number: true, cell: (c) => String(c.runs.length) },
          ]}
        />
      </Section>
    </>,
  )
}
