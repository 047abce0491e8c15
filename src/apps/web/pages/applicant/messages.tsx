import type { Question } from '../../../../casework/case.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { declarationDocument } from '../../../../casework/queries.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Form, type Problems, TextArea } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { type Application, applicationOf, at, numberOf } from './case-page.ts'
import { Declared, DeclarerFields, declarationLabels, declaringData, declaringFields } from './declaring.tsx'
import { makerFrame, writeDue } from './frame.ts'
import { en, ja } from './messages.texts.ts'
import { taskAddress } from './order.ts'
import { problemsOf, Refusal, request, Seen, seenSeq } from './saving.tsx'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

const openIn = ({ case: c }: Application) =>
  c.state === 'question' ? c.questions.filter((q) => q.answer === undefined) : []

/** Whether what stands now is no longer what was declared. */
const outdated = ({ case: c, scheme }: Application) => c.declaration?.digest !== declarationDocument(c, scheme).digest

const About = ({ p, application, question }: { p: P; application: Application; question: Question }) => {
  const criterion = application.scheme.criteria.find((k) => k.id === question.criterion)
  return (
    <p class="strong">
      {criterion ? (
        <>
          <Code>{criterion.id}</Code> {p.say(criterion.title)}
        </>
      ) : (
        p.t.whole
      )}
    </p>
  )
}

const Open = ({
  p,
  application,
  values,
  problems,
}: {
  p: P
  application: Application
  values: FormData
  problems: Problems
}) => {
  const { t } = p
  const { case: c, scheme } = application
  const open = openIn(application)
  if (open[0] === undefined) return null
  return (
    <Section title={t.open} note={`${writeDue(p, open[0].due)}　${t.openNote}`}>
      <Form action={p.href(at(c, '/messages'))} csrf={p.session.csrf} label={t.open}>
        <Seen seq={c.seq} />
        {open.map((question, i) => (
          <div class="asked">
            <About p={p} application={application} question={question} />
            <p class="said" lang="ja">
              {question.text}
            </p>
            {question.criterion && (
              <p class="sm">
                <a href={p.href(taskAddress(c, `criterion:${question.criterion}`) ?? at(c))}>{t.toCriterion}</a>
              </p>
            )}
            <TextArea
              name={question.id}
              label={t.answerTo(i + 1)}
              value={one(values, question.id)}
              error={problems[question.id]}
              errorWord={p.frame.errorPrefix}
            />
          </div>
        ))}
        {outdated(application) && (
          <div class="gap">
            <h3>{t.again}</h3>
            <p>{t.againNote}</p>
            <Declared p={p} application={application} />
            <DeclarerFields p={p} digest={declarationDocument(c, scheme).digest} values={values} problems={problems} />
          </div>
        )}
        <Acts>
          <Button>{t.send}</Button>
        </Acts>
      </Form>
    </Section>
  )
}

function show(p: P, application: Application, values: FormData = {}, problems: Problems = {}, fault?: Fault): Response {
  const { t } = p
  const { case: c } = application
  const words = wordsOf(p)
  const failed = fault !== undefined || Object.keys(problems).length > 0
  const answered = c.questions.filter((q) => q.answer !== undefined)
  const open = openIn(application)
  const labels = Object.fromEntries(open.map((q, i) => [q.id, t.answerTo(i + 1)]))
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, '/desk/applications', {
      back: { href: p.href(at(c)), text: words.backToTasks },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} labels={{ ...labels, ...declarationLabels(p) }} />
      {!failed && p.query('done') === 'sent' && (
        <Notice tone="done">
          <p>{t.sent}</p>
        </Notice>
      )}
      <Title
        eyebrow={`${words.application(numberOf(c))}　${p.say(stateText[c.state])}`}
        title={t.title}
        lead={c.questions.length + c.notes.length === 0 ? t.none : t.lead}
      />
      <Open p={p} application={application} values={values} problems={problems} />
      {c.notes.length > 0 && (
        <Section title={t.notes}>
          {c.notes.toReversed().map((note) => (
            <div class="asked">
              <p class="sm mut">{writeMoment(note.at, p.lang)}</p>
              <p class="said" lang="ja">
                {note.text}
              </p>
            </div>
          ))}
        </Section>
      )}
      {answered.length > 0 && (
        <Section title={t.answered}>
          {answered.toReversed().map((question) => (
            <div class="asked">
              <p class="sm mut">
                {t.round(question.round)}　{writeMoment(question.askedAt, p.lang)}
              </p>
              <About p={p} application={application} question={question} />
              <p class="said" lang="ja">
                {question.text}
              </p>
              <p class="sm mut">
                {t.answer}　{question.answer && writeMoment(question.answer.at, p.lang)}
              </p>
              <p class="said" lang="ja">
                {question.answer?.text}
              </p>
            </div>
          ))}
        </Section>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

/** What the body asks and says, and one button that sends all answers. */
export const messagesPage = defineDeskPage({
  path: '/desk/applications/:id/messages',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    return application === undefined ? p.notFound() : show(p, application, { name: p.session.viewer.name })
  },
  post: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const form = await p.form()
    const open = openIn(application)
    const empty = open.filter((q) => one(form, q.id) === '')
    if (empty.length > 0) return show(p, application, form, Object.fromEntries(empty.map((q) => [q.id, p.t.missing])))
    const answers = open.map((q) => ({ id: q.id, text: one(form, q.id) }))
    const redeclare = one(form, 'digest') === '' ? {} : { redeclare: declaringData(form) }
    const done = await perform(
      p.house.ports,
      p.session.viewer,
      request(p, 'reply', seenSeq(form), { answers, ...redeclare }),
    )
    if (done.ok) return p.goTo(`${at(application.case, '/messages')}?done=sent`)
    const names = {
      ...Object.fromEntries(Object.entries(declaringFields).map(([path, field]) => [`redeclare.${path}`, field])),
      ...Object.fromEntries(open.map((q, i) => [`answers.${i}`, q.id])),
    }
    return show(p, application, form, problemsOf(p, done.fault, names), done.fault)
  },
})
