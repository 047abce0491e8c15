import { dateInJapan, type Instant } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { readLabelId } from '../../../../core/kernel/label-id.ts'
import { ok, type Result } from '../../../../core/kernel/result.ts'
import { type CheckInput, check } from '../../../../core/procurement/check.ts'
import type { Chosen } from '../../../../core/procurement/choose-policy.ts'
import type { Line } from '../../../../core/procurement/line.ts'
import { isProfile } from '../../../../core/procurement/profile.ts'
import type { RegisterIndex } from '../../../../core/procurement/register-index.ts'
import type { Report } from '../../../../core/procurement/report.ts'
import { checkSystems, type SystemAnswer } from '../../../../core/procurement/system.ts'
import type { House } from '../../../house.ts'
import { chooseOrOwn } from './own-policy.ts'
import { dayOr, type Wish } from './wish.ts'

/** What was asked for, with the days filled in. */
export interface Asked extends Chosen {
  readonly asOf: string
  readonly delivery?: string | undefined
  readonly contractEnd?: string | undefined
}

/** An answer, with what it comes to for systems where a profile was chosen. */
export type Answered = Report & { readonly systems?: readonly SystemAnswer[] }

/** Finds the policy and the days that were meant; the days are days by now. */
export function readAsked(house: House, { policy, days }: Wish, now: Instant): Result<Asked, Fault> {
  const asOf = dayOr(days.as_of, dateInJapan(now))
  const chosen = chooseOrOwn(house, policy, asOf)
  if (!chosen.ok) return chosen
  return ok({
    ...chosen.value,
    asOf,
    ...(days.delivery === '' ? {} : { delivery: days.delivery }),
    ...(days.contract_end === '' ? {} : { contractEnd: days.contract_end }),
  })
}

/** Answers lines by what was asked for. */
export function answerLines(
  { catalogue }: House,
  register: RegisterIndex,
  { against, importance, asOf, delivery, contractEnd }: Asked,
  lines: readonly Line[],
): Result<Answered, Fault> {
  const input: Omit<CheckInput, 'against'> = {
    lines,
    importance,
    register,
    schemes: catalogue.schemes,
    recognition: catalogue.recognition,
    vocabulary: catalogue.facts,
    asOf,
    delivery,
    contractEnd,
  }
  return isProfile(against) ? checkSystems({ ...input, against }) : check({ ...input, against })
}

/** Puts the chosen candidates to their rows; what is no label number chooses nothing. */
export const withChosen = (lines: readonly Line[], chosen: ReadonlyMap<number, string>): readonly Line[] =>
  chosen.size === 0
    ? lines
    : lines.map((line) => {
        const read = readLabelId(chosen.get(line.row) ?? '')
        return read.ok ? { ...line, asked: { ...line.asked, chosen: read.value }, chosen: read.value } : line
      })
