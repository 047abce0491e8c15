import { type Observation, ofKind } from '../observation.ts'

/** Whether the device said anything at all, if only that a port is closed. Where it did not, a person has to look at its cable first. */
export const everAnswered = (observations: readonly Observation[]): boolean =>
  ofKind(observations, 'port-scan').some(({ seen }) => seen.open.length > 0 || seen.refused > 0) ||
  ofKind(observations, 'udp-probe').some(({ seen }) => seen.answer !== 'nothing') ||
  ofKind(observations, 'discovery').some(({ seen }) => seen.answer !== 'nothing') ||
  ofKind(observations, 'service').length > 0
