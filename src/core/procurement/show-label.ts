import type { Attested } from './attested.ts'
import type { JudgeContext } from './judge.ts'
import type { RowLabel } from './report.ts'

/** What a row shows of a label. */
export function showLabel(label: Attested, { ladder, days }: Pick<JudgeContext, 'ladder' | 'days'>): RowLabel {
  const standing = label.standingOn(days.asOf)?.code
  const assessor = label.assessor ?? ladder.levelOf(label)?.level.assessor
  return {
    number: label.number,
    scheme: label.scheme,
    level: label.level,
    levelName: ladder.nameOf(label),
    ...(assessor === undefined ? {} : { assessor }),
    maker: label.maker,
    ...(label.product === undefined ? {} : { product: label.product }),
    ...(standing === undefined ? {} : { standing }),
    firstDay: label.firstDay,
    ...(label.lastDay === undefined ? {} : { lastDay: label.lastDay }),
    ...(label.supportUntil === undefined ? {} : { supportUntil: label.supportUntil }),
    sample: label.sample,
    elsewhere: label.elsewhere,
  }
}
