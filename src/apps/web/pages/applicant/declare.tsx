import { perform } from '../../../../casework/perform.ts'
import { declarationDocument, taskList } from '../../../../casework/queries.ts'
import { canonicalJson } from '../../../../core/kernel/digest.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Form } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { type Application, applicationOf, at, numberOf } from './case-page.ts'
import { Lacking, lackingTasks } from './check.tsx'
import { en, ja } from './declare.texts.ts'
import { Declared, DeclarerFields, declarationLabels, declaringData, declaringFields } from './declaring.tsx'
import { makerFrame } from './frame.ts'
import { problemsOf, Refusal, request, Seen, seenSeq } from './saving.tsx'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

function show(p: P, application: Application, values: FormData, fault?: Fault): Response {
  const { t } = p
  const { case: c, scheme } = application
  const words = wordsOf(p)
  const problems = problemsOf(p, fault, declaringFields)
  const lacking = lackingTasks(application).length
  const ready = lacking === 0 && !c.example
  const failing = taskList(c, scheme)
    .flatMap(({ tasks }) => tasks)
    .find(({ id, mayDeclare }) => id === 'runs' && mayDeclare)?.reason
  return p.show(
    makerFrame(p, `${fault ? p.frame.errorPrefix : ''}${t.title}`, '/desk/applications', {
      back: { href: p.href(at(c, '/check')), text: p.frame.back },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} labels={declarationLabels(p)} />
      <Title eyebrow={words.application(numberOf(c))} title={t.title} lead={ready ? t.lead : t.cannot} />
      {c.example && (
        <Notice tone="wait" title={words.example.title}>
          <p>{words.example.text}</p>
        </Notice>
      )}
      <Lacking p={p} application={application} title={t.lacking(lacking)} note={t.lackingNote} />
      {ready && failing !== undefined && (
        <Notice tone="wait" title={t.failing}>
          <p>{p.say(failing)}</p>
          <p>
            <a href={p.href(at(c, '/runs'))}>{t.toRuns}</a>
          </p>
        </Notice>
      )}
      {ready && (
        <>
          <div class="gap">
            <Declared p={p} application={application} />
          </div>
          <div class="gap">
            <Section title={t.who}>
              <Form action={p.href(at(c, '/declare'))} csrf={p.session.csrf} label={t.title}>
                <Seen seq={c.seq} />
                <DeclarerFields
                  p={p}
                  digest={declarationDocument(c, scheme).digest}
                  values={values}
                  problems={problems}
                />
                <Acts>
                  <Button>{t.button}</Button>
                </Acts>
              </Form>
            </Section>
          </div>
        </>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** The self-declaration: exactly what is declared, who declares it, and two boxes to tick. */
export const declarePage = defineDeskPage({
  path: '/desk/applications/:id/declare',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c } = application
    if (c.state === 'question') return p.goTo(at(c, '/messages'))
    if (c.state !== 'draft') return p.goTo(at(c, '/done'))
    return show(p, application, { name: p.session.viewer.name })
  },
  post: async (p) => {
    const form = await p.form()
    const done = await perform(
      p.house.ports,
      p.session.viewer,
      request(p, 'declare', seenSeq(form), declaringData(form)),
    )
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    if (done.ok) return p.goTo(at(application.case, '/done'))
    // Whoever pressed twice, or whose colleague was faster, finds it declared.
    if (application.case.state === 'submitted') return p.goTo(at(application.case, '/done'))
    return show(p, application, form, done.fault)
  },
})

/** The document that is declared, as bytes: what its digest is over. */
export const declarationFile = defineDeskPage({
  path: '/desk/applications/:id/declaration.json',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { document } = declarationDocument(application.case, application.scheme)
    p.c.header('content-type', 'application/json; charset=utf-8')
    p.c.header('content-disposition', `attachment; filename="declaration-${numberOf(application.case)}.json"`)
    return p.c.body(canonicalJson(document))
  },
})
