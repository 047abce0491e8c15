import { type Finding, type ReasonText, reasonTexts, tell } from '../reason.ts'

/** Tells findings in words and keeps what it told: lists name the same label, and the same reason, many times over. */
export function openTelling(): (finding: Finding) => ReasonText {
  const told = new WeakMap<Finding, ReasonText>()
  return (finding) => {
    // Most have no facts, and then the words are those of the code.
    for (const _ in finding.facts) {
      let text = told.get(finding)
      if (text === undefined) {
        text = tell(finding)
        told.set(finding, text)
      }
      return text
    }
    return reasonTexts[finding.code]
  }
}
