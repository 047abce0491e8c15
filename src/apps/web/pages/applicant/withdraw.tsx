import { perform } from '../../../../casework/perform.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Form, TextArea } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { type Application, applicationOf, at, numberOf, productName } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { problemsOf, Refusal, request, Seen, seenSeq } from './saving.tsx'
import { en, ja } from './withdraw.texts.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

function show(p: P, { case: c }: Application, reason: string, fault?: Fault): Response {
  const { t } = p
  const problems = problemsOf(p, fault, { reason: 'reason' })
  return p.show(
    makerFrame(p, `${fault ? p.frame.errorPrefix : ''}${t.title}`, '/desk/applications', {
      back: { href: p.href(at(c)), text: wordsOf(p).backToTasks },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title eyebrow={`${wordsOf(p).application(numberOf(c))}　${productName(p, c)}`} title={t.title} lead={t.lead}>
        <p>{t.keeps}</p>
        {c.fee?.paidAt !== undefined && <p>{t.fee}</p>}
      </Title>
      <Form action={p.href(at(c, '/withdraw'))} csrf={p.session.csrf} label={t.title}>
        <Seen seq={c.seq} />
        <TextArea
          name="reason"
          label={`${t.reason}${wordsOf(p).optional}`}
          hint={t.reasonHint}
          rows={3}
          value={reason}
          error={problems['reason']}
          errorWord={p.frame.errorPrefix}
        />
        <Acts>
          <Button look="danger">{t.button}</Button>
          <ButtonLink look="second" href={p.href(at(c))}>
            {t.keep}
          </ButtonLink>
        </Acts>
      </Form>
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** Takes an application back, after one look at what that means. */
export const withdrawPage = defineDeskPage({
  path: '/desk/applications/:id/withdraw',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    return application === undefined ? p.notFound() : show(p, application, '')
  },
  post: async (p) => {
    const form = await p.form()
    const data = { reason: one(form, 'reason') }
    const done = await perform(p.house.ports, p.session.viewer, request(p, 'withdraw-application', seenSeq(form), data))
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    return done.ok ? p.goTo(at(application.case)) : show(p, application, data.reason, done.fault)
  },
})
