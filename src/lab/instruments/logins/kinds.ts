/** Every way to log in that a driver speaks. `recipe`: as the maker describes it in the IXIT. */
export const loginKinds = [
  'ssh',
  'telnet',
  'ftp',
  'http-basic',
  'http-digest',
  'http-form',
  'recipe',
  'rtsp-basic',
  'rtsp-digest',
  'mqtt',
  'snmp',
] as const
export type LoginKind = (typeof loginKinds)[number]

/** What came of one try. Everything after `rejected` means that the pair was not tested. */
export const loginAnswers = [
  'accepted',
  'rejected',
  'throttled', // asked to slow down: 429, 503, "connection rate exceeded"
  'locked', // the account or the sender is shut out for a while
  'refused-connection',
  'no-answer',
  'unclear',
] as const
export type LoginAnswer = (typeof loginAnswers)[number]
