// ISO/IEC 17065 7.6.2: whoever decides took no part in evaluating this case.
// Compared by person, not by role: one person may lawfully hold several roles, only not in the same case.

/** What a person did in a case, as far as this room needs it (casework's `Participation` fits). */
export interface Participant {
  readonly person: string
  readonly act: string
}

/** The acts that make someone an evaluator or reviewer of a case. */
export const evaluatingActs: readonly string[] = [
  'answer',
  'add-evidence',
  'replace-evidence',
  'remove-evidence',
  'order-run',
  'attach-run',
  'note-steps',
  'replay-run',
  'declare',
  'reply',
  'begin-review',
  'review',
  'ask',
  'finish-review',
  'record-findings',
]

/** The first act by which this person took part in the evaluation, or undefined: they may decide. */
export const tookPart = (person: string, participants: readonly Participant[]): string | undefined =>
  participants.find((p) => p.person === person && evaluatingActs.includes(p.act))?.act
