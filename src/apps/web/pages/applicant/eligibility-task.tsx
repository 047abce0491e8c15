import { perform } from '../../../../casework/perform.ts'
import { scopeAtLevel } from '../../../../core/selection/scope.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Choices, Form } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { type Application, applicationOf, at, editable, numberOf } from './case-page.ts'
import { en, ja } from './eligibility.texts.ts'
import { makerFrame } from './frame.ts'
import { taskAddress } from './order.ts'
import { carried, questionsOf, readAnswers, unknown } from './questions.ts'
import { isStale, request, Seen, seenSeq } from './saving.tsx'
import { showStale } from './stale.tsx'
import { Onward, onward, ownAction } from './task-page.tsx'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

const questionsIn = (p: P, { scheme, level }: Application) => questionsOf(scheme, level, p.house.facts)

/** The answers of the eligibility check, all on one page: they were given before and are changed here. */
export const eligibilityTask = defineDeskPage({
  path: '/desk/applications/:id/tasks/eligibility',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c, scheme, level } = application
    if (!editable(c)) return p.goTo(`${at(c, '/check')}#eligibility`)
    const facts = c.product.facts ?? {}
    const scope = scopeAtLevel(scheme, level, facts)
    const result = p.t.result[scope.verdict]
    return p.show(
      makerFrame(p, p.t.check, '/desk/applications', { back: { href: p.href(at(c)), text: wordsOf(p).backToTasks } }),
      <>
        <Title eyebrow={wordsOf(p).application(numberOf(c))} title={p.t.check} />
        <Notice title={result.title} {...(scope.verdict === 'in' ? {} : { tone: 'wait' as const })}>
          <p>{p.say(scope.reason)}</p>
        </Notice>
        <div class="gap">
          <Form
            action={p.href(ownAction(p, taskAddress(c, 'eligibility') ?? at(c)))}
            csrf={p.session.csrf}
            label={p.t.check}
          >
            <Seen seq={c.seq} />
            {questionsIn(p, application).map((q) => (
              <Choices
                kind="one"
                name={q.fact}
                label={p.say(q.question)}
                hint={q.help ? p.say(q.help) : p.t.feeOnly}
                options={[
                  ...q.answers.map((a) => ({ value: String(a.value), text: p.say(a.text) })),
                  { value: unknown, text: p.t.unknown },
                ]}
                chosen={[facts[q.fact] === undefined ? unknown : String(facts[q.fact])]}
                errorWord={p.frame.errorPrefix}
              />
            ))}
            <Onward p={p} />
          </Form>
        </div>
      </>,
    )
  },
  post: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const form = await p.form()
    const { case: c } = application
    const questions = questionsIn(p, application)
    const answers = readAnswers(questions, (name) => one(form, name))
    const facts = Object.fromEntries(questions.map((q) => [q.fact, answers.facts[q.fact] ?? null]))
    const done = await perform(
      p.house.ports,
      p.session.viewer,
      request(p, 'save-eligibility', seenSeq(form), { facts }),
    )
    if (done.ok) return onward(p, application, 'eligibility', form)
    if (!isStale(done.fault)) return p.refuse(done.fault)
    const path = ownAction(p, taskAddress(c, 'eligibility') ?? at(c))
    const saved = readAnswers(questions, (fact) => String(c.product.facts?.[fact] ?? unknown))
    return showStale(p, {
      fault: done.fault,
      mine: { ...form, ...carried(answers) },
      saved: carried(saved),
      labels: Object.fromEntries(questions.map((q) => [q.fact, p.say(q.question)])),
      write: (fact, value) => {
        const answer = questions.find((q) => q.fact === fact)?.answers.find((a) => String(a.value) === value)
        return answer ? p.say(answer.text) : p.t.unknown
      },
      action: path,
      page: path,
    })
  },
})
