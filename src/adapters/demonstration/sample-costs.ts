import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Viewer } from '../../casework/roles.ts'
import { type CostAnswer, laboratoryBands, makerSizes } from '../../casework/statistics.ts'
import { dateInJapan, type IsoDate } from '../../core/kernel/date.ts'
import type { Story } from './step.ts'

/** What an invented maker answered about the cost of a case, on the day it declared. */
export interface SampleCost {
  readonly story: string
  readonly who: Viewer
  readonly on: IsoDate
  readonly answer: CostAnswer
}

const file = z.strictObject({
  costs: z.array(
    z.strictObject({
      key: z.string(),
      hours: z.number().optional(),
      spend: z.number().optional(),
      laboratory: z.enum(laboratoryBands).optional(),
      size: z.enum(makerSizes).optional(),
    }),
  ),
})

/** The answers of the demonstration; one about a story that is not told names its line. */
export function sampleCosts(folder: string, stories: readonly Story[]): readonly SampleCost[] {
  const { costs } = file.parse(parse(readFileSync(join(folder, 'costs.yaml'), 'utf8')))
  return costs.map(({ key, hours, spend, laboratory, size }) => {
    const declared = stories.find((story) => story.key === key)?.steps.find(({ act }) => act === 'declare')
    if (declared === undefined) throw new Error(`costs.yaml: no story declares ${key}`)
    const answer = {
      ...(hours === undefined ? {} : { hours }),
      ...(spend === undefined ? {} : { spend }),
      ...(laboratory === undefined ? {} : { laboratory }),
      ...(size === undefined ? {} : { size }),
    }
    return { story: key, who: declared.who, on: dateInJapan(declared.at), answer }
  })
}
