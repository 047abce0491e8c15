import type { Case } from '../../../../casework/case.ts'
import { type Section, sections } from '../../../../casework/completeness.ts'
import type { Level } from '../../../../core/scheme/scheme.ts'
import { at } from './case-page.ts'

const first = Object.keys(sections) as Section[]

/** Where a task of the task list is worked on, without the language; undefined for a task nobody knows. */
export function taskAddress(c: Pick<Case, 'id'>, task: string): string | undefined {
  if (task.startsWith('criterion:')) return at(c, `/criteria/${encodeURIComponent(task.slice('criterion:'.length))}`)
  if (task === 'eligibility' || first.some((section) => section === task)) return at(c, `/tasks/${task}`)
  return {
    runs: at(c, '/runs'),
    check: at(c, '/check'),
    declare: at(c, '/declare'),
    payment: at(c, '/pay'),
    'answer-questions': at(c, '/messages'),
  }[task]
}

/** What comes after a task when one saves and goes on: the sections, the criteria in their order, then the check. */
export function nextAddress(c: Pick<Case, 'id'>, level: Level, task: string): string {
  const way = [...first, ...level.criteria.map((id) => `criterion:${id}`), 'check']
  const next = task === 'eligibility' ? first[0] : way[way.indexOf(task) + 1]
  return taskAddress(c, next ?? 'check') ?? at(c)
}
