import { evaluatorRegister, registerEvaluator } from '../../casework/evaluator-desk.ts'
import type { Ports } from '../../casework/ports.ts'
import { addDays } from '../../core/kernel/date.ts'
import { momentOf, type Stage } from './step.ts'

const administrator = 'kanri-osamu'

/** Enters the evaluators of the demonstration on the day their qualification began; those that are there already stay. */
export async function registerEvaluators(stage: Stage, ports: Ports): Promise<void> {
  const viewer = stage.person(administrator)
  const known = new Set((await evaluatorRegister(ports, viewer)).map(({ key }) => key))
  for (const sample of stage.data.evaluators) {
    if (known.has(sample.key)) continue
    const { phrase: _, ago, in: ahead, ...rest } = sample
    const validFrom = addDays(stage.today, -ago)
    const then: Ports = { ...ports, clock: { now: () => momentOf(validFrom, 9 * 60) } }
    const done = await registerEvaluator(then, viewer, { ...rest, validFrom, validUntil: addDays(stage.today, ahead) })
    if (!done.ok) throw new Error(`evaluator ${sample.name}: ${JSON.stringify(done.fault)}`)
  }
}
