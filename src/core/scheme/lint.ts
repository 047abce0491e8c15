import { fill } from '../kernel/text.ts'
import { conditionRules } from './lint-conditions.ts'
import { deviceTestRules } from './lint-device-tests.ts'
import { editionRules } from './lint-editions.ts'
import { idRules, visible } from './lint-ids.ts'
import { longListRules } from './lint-long-list.ts'
import { referenceRules } from './lint-references.ts'
import { relationRules } from './lint-relations.ts'
import { type LintFinding, type LintInput, type LintRule, lintText } from './lint-rule.ts'
import { schemeRules } from './lint-scheme.ts'
import { textRules } from './lint-texts.ts'

/** All rules, in the order in which findings are reported. */
export const lintRules: readonly LintRule[] = [
  ...referenceRules,
  ...idRules,
  ...schemeRules,
  ...editionRules,
  ...textRules,
  ...conditionRules,
  ...relationRules,
  ...longListRules,
  ...deviceTestRules,
]

/** Looks for mistakes that the shape of the files cannot show. An empty list means that none was found. */
export function lintCatalogue(input: LintInput): readonly LintFinding[] {
  return lintRules.flatMap(({ id, check }) =>
    [...check(input)].map(({ file, row, values = {} }) => ({
      code: id,
      file: visible(file),
      row: visible(row),
      message: fill(
        lintText[id],
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, visible(String(value))])),
      ),
    })),
  )
}
