/** Why no connection came about. */
export const dialTroubles = ['refused', 'no-answer', 'unreachable', 'stopped', 'spent'] as const
export type DialTrouble = (typeof dialTroubles)[number] // spent: a cap is used up

/** How the door refuses: the one error an instrument has to expect. */
export class DialError extends Error {
  override readonly name = 'DialError'
  readonly trouble: DialTrouble
  constructor(trouble: DialTrouble) {
    super(trouble)
    this.trouble = trouble
  }
}

/** The trouble behind an error of a socket. */
export const troubleOf = ({ code }: NodeJS.ErrnoException): DialTrouble =>
  code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'refused' : code === 'ETIMEDOUT' ? 'no-answer' : 'unreachable'
