import type { Network } from '../../src/core/market/implication.ts'

/**
 * The planner's question as an integer programme in CPLEX LP format, for a general solver. `x` shows a node, `z` uses a rule, `y` has a
 * node, `t` orders the nodes so that nothing follows from itself.
 */
export function programme(
  { names, heads, bodies, giving }: Network,
  goals: readonly number[],
  known: ReadonlySet<number>,
  cost: (name: string) => number | undefined,
): string {
  const most = names.length
  const costs = names.map((name, node) => (known.has(node) ? undefined : cost(name)))
  const lines: string[] = []
  const objective = costs.flatMap((hours, node) => (hours === undefined ? [] : [`${hours} x${node}`]))
  for (const [node, rules] of giving.entries()) {
    if (known.has(node)) continue
    const from = rules.map((rule) => ` - z${rule}`).join('')
    lines.push(`y${node}${costs[node] === undefined ? '' : ` - x${node}`}${from} <= 0`)
  }
  for (const [rule, body] of bodies.entries())
    for (const piece of body) {
      if (known.has(piece)) continue
      lines.push(`z${rule} - y${piece} <= 0`)
      lines.push(`t${piece} - t${heads[rule]} + ${most} z${rule} <= ${most - 1}`)
    }
  const unknown = names.keys().filter((node) => !known.has(node))
  const bounds = [...unknown].flatMap((node) => [`0 <= y${node} <= 1`, `0 <= t${node} <= ${most}`])
  const whole = [
    ...costs.flatMap((hours, node) => (hours === undefined ? [] : [`x${node}`])),
    ...heads.keys().map((r) => `z${r}`),
  ]
  const reached = goals.filter((goal) => !known.has(goal)).map((goal) => `y${goal} >= 1`)
  return [
    'Minimize',
    wrapped(objective.join(' + ')),
    'Subject To',
    ...[...lines, ...reached].map(wrapped),
    'Bounds',
    ...bounds,
    'Binary',
    ...whole,
    'End',
  ].join('\n')
}

// A line of the format holds 560 characters at most.
const wrapped = (line: string): string => line.replace(/(.{400}\S*) /g, '$1\n ')
