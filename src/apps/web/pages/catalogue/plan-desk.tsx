import type { Child } from 'hono/jsx'
import { turn } from '../../../../casework/lifecycle.ts'
import { caseFor, worklist } from '../../../../casework/queries.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Foreign } from '../../parts/text.tsx'
import { makerFrame } from '../applicant/frame.ts'
import { heldLabel } from '../applicant/own-label.ts'
import { ownLabels } from '../applicant/own-labels.ts'
import { en, ja } from './plan.texts.ts'
import { planOfCase } from './plan-own.ts'
import { planPath } from './plan-parts.tsx'
import { writePlan } from './plan-question.ts'

type P = DeskContext<typeof ja>

/** One's own products, each a way into the planner with everything filled in that is known already. */
export const planDeskPage = defineDeskPage({
  path: '/desk/plan',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const t = p.t.desk
    const labels = (await ownLabels(p)).filter(({ standing }) => standing === 'valid')
    const cases = await worklist(p.house.ports, p.session.viewer)
    const drafts = cases.filter((row) => turn[row.state] !== 'nobody' && row.productName !== '')
    return p.show(
      makerFrame(p, t.title, '/desk'),
      <>
        <Title title={t.title} lead={t.lead} />
        {labels.length + drafts.length === 0 && <p>{t.none}</p>}
        {labels.length > 0 && (
          <Section title={t.labels}>
            <Products
              rows={labels.map(({ entry }) => ({
                href: p.href(`/desk/plan/labels/${entry.label}`),
                name: <Foreign text={entry.product.name} lang={p.lang} />,
              }))}
            />
          </Section>
        )}
        {drafts.length > 0 && (
          <Section title={t.drafts}>
            <Products
              rows={drafts.map((row) => ({
                href: p.href(`/desk/plan/applications/${row.id}`),
                name: <Foreign text={{ ja: row.productName }} lang={p.lang} />,
              }))}
            />
          </Section>
        )}
        <p class="sm mut">{t.shared}</p>
      </>,
    )
  },
})

const Products = ({ rows }: { rows: readonly { readonly href: string; readonly name: Child }[] }) => (
  <ul class="ways">
    {rows.map(({ href, name }) => (
      <li>
        <a href={href}>{name}</a>
      </li>
    ))}
  </ul>
)

/** Leads from a label into the planner. */
export const planOfLabelPage = defineDeskPage({
  path: '/desk/plan/labels/:label',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p: P) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    const valid = held.standing?.code === 'valid'
    const question = planOfCase(p.house.catalogue, held.case, valid ? held.record.entry : undefined)
    return p.goTo(planPath('/plan', writePlan(question)))
  },
})

/** Leads from an application into the planner. */
export const planOfApplicationPage = defineDeskPage({
  path: '/desk/plan/applications/:id',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p: P) => {
    const own = await caseFor(p.house.ports, p.session.viewer, p.param('id'))
    if (own === undefined) return p.notFound()
    return p.goTo(planPath('/plan', writePlan(planOfCase(p.house.catalogue, own, undefined))))
  },
})
