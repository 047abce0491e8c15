import { defineDeskPage } from '../../page.tsx'
import { writeDay } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { Code } from '../../parts/text.tsx'
import { feeToday, writeAmount } from './apply.tsx'
import { applicationOf, at, numberOf } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { en, ja } from './pay.texts.ts'
import { wordsOf } from './words.ts'

/** What to pay and how. The payment is confirmed by the body; nothing is taken here. */
export const payPage = defineDeskPage({
  path: '/desk/applications/:id/pay',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c, level } = application
    const { t } = p
    const words = wordsOf(p)
    const early = ['draft', 'submitted', 'intake'].includes(c.state)
    const kind = c.state === 'payment-due' ? 'due' : early ? 'notYet' : 'paid'
    const fee = c.fee ?? (early ? feeToday(p, level, c.product.facts ?? {}) : undefined)
    const named = fee && level.fees.find((f) => f.id === fee.id)
    const title = c.state === 'withdrawn' ? t.over : t[kind]
    const lead = { due: fee ? t.dueLead : t.noFee, notYet: t.notYetLead, paid: t.paidLead }[kind]
    return p.show(
      makerFrame(p, t.title, '/desk/applications', { back: { href: p.href(at(c)), text: words.backToTasks } }),
      <>
        <Title
          eyebrow={`${words.application(numberOf(c))}　${t.title}`}
          title={title}
          {...(c.state === 'withdrawn' ? {} : { lead })}
        />
        {fee && c.state !== 'withdrawn' && (
          <Section title={t.section}>
            <Facts
              items={[
                { term: t.facts.amount, detail: writeAmount(p, fee.amount, fee.currency), big: true },
                !!named && { term: t.facts.name, detail: p.say(named.name) },
                c.numbers.acceptance !== undefined && {
                  term: t.facts.reference,
                  detail: <Code>{c.numbers.acceptance}</Code>,
                },
                c.numbers.provisional !== undefined && {
                  term: t.facts.provisional,
                  detail: <Code>{c.numbers.provisional}</Code>,
                },
                !!c.fee?.paidAt && { term: t.facts.paidAt, detail: writeDay(c.fee.paidAt, p.lang) },
              ]}
            />
          </Section>
        )}
        {kind === 'due' && fee && (
          <Section title={t.how.title}>
            <Steps steps={t.how.items} />
            <p>
              {t.how.help} <a href={`mailto:${p.house.operator.helpMail}`}>{p.house.operator.helpMail}</a>
            </p>
          </Section>
        )}
      </>,
    )
  },
})
