import { standardPeriod } from '../../../../casework/clock.ts'
import { stateText, turn } from '../../../../casework/lifecycle.ts'
import { taskList } from '../../../../casework/queries.ts'
import { type Task as CaseTask, taskStatusText } from '../../../../casework/tasks.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Aside, Split, Title } from '../../parts/section.tsx'
import { TaskGroup } from '../../parts/task-list.tsx'
import { Foreign, Nw } from '../../parts/text.tsx'
import { type Application, applicationOf, at, editable, numberOf, productName } from './case-page.ts'
import { editionsFor } from './edition.tsx'
import { makerFrame, writeDue } from './frame.ts'
import { taskAddress } from './order.ts'
import { en, ja } from './task-list.texts.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>
type Groups = ReturnType<typeof taskList>

/** The address of a task, or none where it cannot be begun or is only to be read. */
function hrefOf(p: P, { case: c }: Application, task: CaseTask): string | undefined {
  if (task.status === 'cannot-start') return undefined
  if (!editable(c) && !['check', 'declare', 'payment', 'answer-questions'].includes(task.id))
    return p.href(`${at(c, '/check')}#${task.id.replace(':', '-')}`)
  if (task.id === 'declare' && c.state !== 'draft') return p.href(at(c, '/done'))
  const address = taskAddress(c, task.id)
  return address === undefined ? undefined : p.href(address)
}

/** What the state asks for first, before any single task: a reason it came back, questions, the outcome. */
const StateNotice = ({ p, application }: { p: P; application: Application }) => {
  const { t } = p
  const { case: c } = application
  const words = wordsOf(p)
  const open = c.questions.filter((q) => q.answer === undefined)
  const sentBack = c.state === 'draft' && c.declaration ? c.notes.at(-1) : undefined
  return (
    <>
      {editable(c) && (c.moved !== null || editionsFor(p, application).length > 0) && (
        <Notice tone="wait" title={c.moved === null ? t.edition.offered : t.edition.moved(c.edition)}>
          <p>
            <a href={p.href(at(c, '/edition'))}>{c.moved === null ? t.edition.look : t.edition.undo}</a>
          </p>
        </Notice>
      )}
      {c.example && (
        <Notice tone="wait" title={words.example.title}>
          <p>{words.example.text}</p>
        </Notice>
      )}
      {sentBack && (
        <Notice tone="wait" title={t.sentBack}>
          <p>{t.sentBackNote}</p>
          <p class="said" lang="ja">
            {sentBack.text}
          </p>
        </Notice>
      )}
      {c.state === 'question' && open[0] && (
        <Notice tone="wait" title={t.question}>
          <p>{t.questionNote(open.length, writeDue(p, open[0].due))}</p>
        </Notice>
      )}
      {c.decision && (
        <Notice title={t.decision[c.decision.outcome]}>
          <p class="said" lang={p.lang === 'en' && c.decision.reasons.en ? 'en' : 'ja'}>
            {p.lang === 'en' ? (c.decision.reasons.en ?? c.decision.reasons.ja) : c.decision.reasons.ja}
          </p>
          {c.decision.outcome === 'refuse' && (
            <p>
              {t.appeal} <a href={`mailto:${p.house.operator.helpMail}`}>{p.house.operator.helpMail}</a>
            </p>
          )}
        </Notice>
      )}
      {!editable(c) && (
        <Notice title={words.locked.title}>
          <p>{words.locked.text(p.say(stateText[c.state]))}</p>
        </Notice>
      )}
    </>
  )
}

const Next = ({ p, application, groups }: { p: P; application: Application; groups: Groups }) => {
  const t = p.t.next
  const { case: c } = application
  const tasks = groups.flatMap((g) => g.tasks)
  const button = (path: string, text: string) => (
    <Acts>
      <ButtonLink href={p.href(path)}>{text}</ButtonLink>
    </Acts>
  )
  const body = () => {
    if (c.label !== undefined) return button(`/desk/labels/${c.label}`, t.label)
    if (c.state === 'question')
      return (
        <>
          <p>{t.questions}</p>
          {button(at(c, '/messages'), p.t.answer)}
        </>
      )
    if (c.state === 'payment-due')
      return (
        <>
          <p>{t.pay}</p>
          {button(at(c, '/pay'), t.continue)}
        </>
      )
    if (turn[c.state] === 'body') return <p>{t.wait}</p>
    if (turn[c.state] === 'nobody') return <p>{t.over}</p>
    const problem = tasks.find((task) => task.status === 'problem')
    const first = problem ?? tasks.find((task) => task.status === 'in-progress' || task.status === 'not-started')
    const address = first && taskAddress(c, first.id)
    if (first === undefined || address === undefined) return <p>{t.wait}</p>
    return (
      <>
        <p>{(problem ? t.fix : t.do)(p.say(first.title))}</p>
        {button(address, t.continue)}
      </>
    )
  }
  return <Aside title={t.title}>{body()}</Aside>
}

/** The home of an application: five groups of tasks, how far each is, and what comes next. */
export const taskListPage = defineDeskPage({
  path: '/desk/applications/:id',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c, scheme, level } = application
    const { t } = p
    const words = wordsOf(p)
    const groups = taskList(c, scheme, c.state === 'draft' ? dateInJapan(p.now) : undefined)
    const tasks = groups.flatMap((g) => g.tasks)
    const complete = (list: readonly CaseTask[]) => list.filter((task) => task.status === 'complete').length
    const due = c.state === 'question' ? c.questions.find((q) => q.answer === undefined)?.due : undefined
    const canWithdraw = turn[c.state] !== 'nobody' && c.state !== 'granted'
    return p.show(
      makerFrame(p, productName(p, c), '/desk/applications'),
      <>
        <Title
          eyebrow={`${words.application(numberOf(c))}　${p.say(stateText[c.state])}`}
          title={c.product.name ? <Foreign text={c.product.name} lang={p.lang} /> : words.unnamed}
        >
          <p class="mut">
            {t.declares(words.level(level.code, level.symbol))}　<Nw>{c.edition}</Nw>
          </p>
        </Title>
        <Split
          main={
            <>
              <div class="flow">
                <StateNotice p={p} application={application} />
                {editable(c) && (
                  <p class="lead">
                    <strong>{t.done(complete(tasks), tasks.length)}</strong> {t.order}
                  </p>
                )}
              </div>
              {groups.map((group) => (
                <TaskGroup
                  title={p.say(group.title)}
                  note={t.count(complete(group.tasks), group.tasks.length)}
                  tasks={group.tasks.map((task) => ({
                    id: task.id.replace(':', '-'),
                    name: p.say(task.title),
                    state: p.say(taskStatusText[task.status]),
                    problem: task.status === 'problem',
                    ...(hrefOf(p, application, task) === undefined
                      ? {}
                      : { href: hrefOf(p, application, task) as string }),
                  }))}
                />
              ))}
            </>
          }
          side={
            <>
              <Next p={p} application={application} groups={groups} />
              <Facts
                stacked
                items={[
                  { term: t.facts.saved, detail: writeMoment(c.updatedAt, p.lang) },
                  {
                    term: t.facts.turn,
                    detail: t.facts.turns[turn[c.state]],
                  },
                  due !== undefined && { term: t.facts.answerBy, detail: writeDue(p, due) },
                  c.clock.dueOn === undefined
                    ? { term: t.facts.period, detail: t.facts.days(standardPeriod) }
                    : { term: t.facts.due, detail: writeDate(c.clock.dueOn, p.lang, { weekday: true }) },
                ]}
              />
              <h2 class="f16 gap">{t.more}</h2>
              <ul class="ways">
                <li>
                  <a href={p.href(at(c, '/check'))}>{t.summary}</a>
                </li>
                <li>
                  <a href={p.href(at(c, '/messages'))}>{t.messages}</a>
                </li>
                {canWithdraw && (
                  <li>
                    <a href={p.href(at(c, '/withdraw'))}>{t.withdraw}</a>
                  </li>
                )}
              </ul>
            </>
          }
        />
      </>,
    )
  },
})
