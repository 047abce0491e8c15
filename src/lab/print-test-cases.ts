import type { Check } from './check.ts'
import { checks } from './checks/all.ts'
import { manualChecks } from './checks/manual.ts'
import { steps } from './guided/steps.ts'

// The test cases in print: docs/standards/ts-103-701.md shows what these functions answer, and a test keeps both the same.

/** Who carries a case out. */
export const ways = ['automatic', 'automatic and guided', 'guided', 'document', 'by hand'] as const
export type Way = (typeof ways)[number]

/** Who carries out this case, as far as the bench has it. */
export function wayOf({ id, kind }: Check): Way {
  if (manualChecks.some((manual) => manual.id === id)) return 'by hand'
  if (kind !== 'automatic') return kind
  return steps.some((step) => step.serves.includes(id)) ? 'automatic and guided' : 'automatic'
}

const isOurs = ({ id }: Check): boolean => !/^\d/.test(id)
const letters = ({ units }: Check): string => units.map(({ id }) => (/^\d/.test(id) ? id.slice(-1) : id)).join(' ')
const inOrder = (a: Check, b: Check): number => a.id.localeCompare(b.id, 'en', { numeric: true })

/** Every case with its units and who carries it out; checks of our own at the end. */
export function testCaseTable(): string {
  const rows = [...checks.filter((c) => !isOurs(c)).toSorted(inOrder), ...checks.filter(isOurs).toSorted(inOrder)].map(
    (check) =>
      `| ${isOurs(check) ? `${check.id} (ours)` : check.id} | ${letters(check)} | ${check.title.en} | ${wayOf(check)} |`,
  )
  const counts = ways.map((way) => {
    const own = checks.filter((check) => !isOurs(check) && wayOf(check) === way)
    return `${own.length} ${way} (${own.reduce((sum, { units }) => sum + units.length, 0)} units)`
  })
  return [
    ...['| Case | Units | What it looks at | Way |', '| --- | --- | --- | --- |', ...rows],
    '',
    `Of the specification: ${counts.join(', ')}.`,
  ].join('\n')
}
