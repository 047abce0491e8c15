import { z } from 'zod'
import { type CostAnswer, laboratoryBands, makerSizes } from '../../../../casework/statistics.ts'
import { type FormData, one } from '../../form-fields.ts'

/** Digits as people type them: full width, with signs for thousands. */
const plainNumber = (text: string): string => text.normalize('NFKC').replaceAll(',', '').trim()

const hours = z.coerce.number().min(0).max(100_000)
const spend = z.coerce.number().int().min(0).max(10_000_000_000)

/** What was answered; an empty field is no answer. The second list names fields that cannot be read. */
export function readCostForm(form: FormData): {
  readonly answer: CostAnswer
  readonly wrong: readonly ('hours' | 'spend')[]
} {
  const typed = { hours: plainNumber(one(form, 'hours')), spend: plainNumber(one(form, 'spend')) }
  const read = { hours: hours.safeParse(typed.hours), spend: spend.safeParse(typed.spend) }
  const wrong = (['hours', 'spend'] as const).filter((name) => typed[name] !== '' && !read[name].success)
  const laboratory = laboratoryBands.find((band) => band === one(form, 'laboratory'))
  const size = makerSizes.find((known) => known === one(form, 'size'))
  return {
    wrong,
    answer: {
      ...(typed.hours !== '' && read.hours.success ? { hours: Math.round(read.hours.data * 10) / 10 } : {}),
      ...(typed.spend !== '' && read.spend.success ? { spend: read.spend.data } : {}),
      ...(laboratory === undefined ? {} : { laboratory }),
      ...(size === undefined ? {} : { size }),
    },
  }
}
