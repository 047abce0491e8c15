import { stateText } from '../../../../casework/lifecycle.ts'
import { taskList } from '../../../../casework/queries.ts'
import { taskStatusText } from '../../../../casework/tasks.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { type Application, applicationOf, at, editable, numberOf } from './case-page.ts'
import { en, ja } from './check.texts.ts'
import { makerFrame } from './frame.ts'
import { taskAddress } from './order.ts'
import { Summary } from './summary.tsx'
import { wordsOf } from './words.ts'

/** The tasks before the declaration that are not complete. */
export const lackingTasks = ({ case: c, scheme }: Application) =>
  taskList(c, scheme)
    .filter((group) => group.group !== 'declaration' && group.group !== 'payment')
    .flatMap((group) => group.tasks)
    .filter((task) => task.status !== 'complete' && !task.mayDeclare)

/** What still has to be filled in, each with the way there. */
export const Lacking = ({
  p,
  application,
  title,
  note,
}: {
  p: DeskContext<unknown>
  application: Application
  title: string
  note: string
}) => {
  const tasks = lackingTasks(application)
  if (tasks.length === 0) return null
  return (
    <Notice tone="wait" title={title}>
      <p>{note}</p>
      <ul class="list">
        {tasks.map((task) => (
          <li>
            <a href={p.href(`${taskAddress(application.case, task.id)}?from=check`)}>{p.say(task.title)}</a>
            {wordsOf(p).open(p.say(taskStatusText[task.status]))}
            {task.reason && <span class="sm">{p.say(task.reason)}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Everything that was entered, each with the way to change it; read only once it is submitted. */
export const checkPage = defineDeskPage({
  path: '/desk/applications/:id/check',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c, scheme, level } = application
    const { t } = p
    const words = wordsOf(p)
    const open = editable(c)
    const lacking = open ? lackingTasks(application).length : 0
    return p.show(
      makerFrame(p, t.title, '/desk/applications', { back: { href: p.href(at(c)), text: words.backToTasks } }),
      <>
        <Title
          eyebrow={`${words.application(numberOf(c))}　${p.say(stateText[c.state])}`}
          title={t.title}
          lead={open ? t.lead : t.readOnly}
        />
        {!open && (
          <Notice title={words.locked.title}>
            <p>{words.locked.text(p.say(stateText[c.state]))}</p>
          </Notice>
        )}
        {open && <Lacking p={p} application={application} title={t.lacking(lacking)} note={t.lackingNote} />}
        <div class="gap">
          <Summary p={p} of={c} scheme={scheme} level={level} change={open} />
        </div>
        {open && lacking === 0 && !c.example && (
          <div class="gap">
            <Acts>
              <ButtonLink href={p.href(at(c, c.state === 'question' ? '/messages' : '/declare'))}>
                {c.state === 'question' ? t.continue : t.declare}
              </ButtonLink>
            </Acts>
          </div>
        )}
      </>,
    )
  },
})
