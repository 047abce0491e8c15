import type { Child } from 'hono/jsx'
import { Mark } from './mark.tsx'

export interface Task {
  readonly id: string // unique on the page
  readonly name: Child
  readonly href?: string // absent: cannot be started yet
  readonly state: string // the word: 完了, 入力中, まだ, 問題があります, まだ始められません
  readonly problem?: boolean
}

/** One group of tasks: whole row one link, only the name underlined; done is plain text, only a problem is red. */
export const TaskGroup = ({ title, note, tasks }: { title: Child; note?: Child; tasks: readonly Task[] }) => (
  <section class="tasks">
    <h2 class="grp">
      {title}
      {note !== undefined && <span>{note}</span>}
    </h2>
    <ul class="task">
      {tasks.map((task) => (
        <li>
          {task.href === undefined ? (
            <div class="no">
              <span>{task.name}</span>
              <span>{task.state}</span>
            </div>
          ) : (
            <>
              <a href={task.href} aria-describedby={`${task.id}-state`}>
                {task.name}
              </a>
              <span id={`${task.id}-state`} class="task-state">
                {task.problem ? (
                  <Mark shape="cross" tone="stop">
                    {task.state}
                  </Mark>
                ) : (
                  task.state
                )}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  </section>
)
