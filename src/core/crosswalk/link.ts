import { type Confidence, confidences } from '../scheme/crosswalk.ts'
import type { Mark } from '../scheme/provenance.ts'

/** How well one row is known. A chain of rows is as strong as the weakest of them. */
export interface Link {
  readonly confidence: Confidence
  readonly mark: Mark
}

const byStrength: readonly Mark[] = ['verified', 'secondary', 'own', 'derived', 'recalled']

/** Links in one line, the strongest first: by confidence, then by where it is known from. */
export const links: readonly Link[] = confidences.flatMap((confidence) =>
  byStrength.map((mark) => ({ confidence, mark })),
)

/** The place of a link in that line; a smaller number is a stronger link. */
export const gradeOf = ({ confidence, mark }: Link): number =>
  confidences.indexOf(confidence) * byStrength.length + byStrength.indexOf(mark)

/** The long list states no confidence of its own; its rows count for what their source allows. */
export const confidenceOf: Record<Mark, Confidence> = {
  verified: 'high',
  secondary: 'high',
  own: 'medium',
  derived: 'low',
  recalled: 'low',
}
