import { defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { Code } from '../../parts/text.tsx'
import { applicationOf, at, numberOf, productName } from './case-page.ts'
import { en, ja } from './done.texts.ts'
import { makerFrame } from './frame.ts'

/** The confirmation: the number, what happens next and by when. A page of its own, so that reloading submits nothing. */
export const donePage = defineDeskPage({
  path: '/desk/applications/:id/done',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c } = application
    const { t } = p
    if (c.declaration === undefined || c.state === 'draft') return p.goTo(at(c, '/declare'))
    return p.show(
      makerFrame(p, t.title, '/desk/applications'),
      <>
        <Title eyebrow={productName(p, c)} title={t.title} lead={t.lead} />
        <Section title={t.number}>
          <p class="number">
            <Code>{numberOf(c)}</Code>
          </p>
          <Facts
            items={[
              { term: t.at, detail: writeMoment(c.declaration.at, p.lang) },
              { term: t.by, detail: `${c.declaration.name}　${c.declaration.position}` },
            ]}
          />
        </Section>
        <Section title={t.next.title}>
          <Steps steps={[t.next.intake, t.next.pay, t.next.review]} />
          {c.clock.dueOn !== undefined && (
            <p>
              <strong>{t.next.due(writeDate(c.clock.dueOn, p.lang, { weekday: true }))}</strong> {t.next.dueNote}
            </p>
          )}
        </Section>
        <Section title={t.keep.title}>
          <ul class="ways">
            <li>
              <a href={p.href(`/desk/cases/${c.id}/declaration.pdf`)} download={`declaration-${numberOf(c)}.pdf`}>
                {t.keep.paper}
              </a>
            </li>
            <li>
              <a href={p.href(at(c, '/declaration.json'))} download={`declaration-${numberOf(c)}.json`}>
                {t.keep.file}
              </a>
            </li>
            <li>
              <a href={p.href(at(c, '/check'))}>{t.keep.page}</a>
            </li>
          </ul>
          <p class="sm mut">{t.keep.bookmark}</p>
        </Section>
        <Section title={t.feedback.title}>
          <p>{t.feedback.why}</p>
          <p>
            <a href={p.href(at(c, '/feedback'))}>{t.feedback.link}</a>
          </p>
        </Section>
        <Acts>
          <ButtonLink look="second" href={p.href(at(c))}>
            {t.status}
          </ButtonLink>
        </Acts>
      </>,
    )
  },
})
