import type { Observation } from '../observation.ts'

/**
 * Whether something that the device told, or a way in for updates, was noted once and is missing now. Each look says how much was told
 * in it: without that, a lost remark would look like silence.
 */
export function toldAndLost(observations: readonly Observation[]): boolean {
  const once = [...new Map(observations.map((o) => [o.id, o])).values()]
  const places = Map.groupBy(once, ({ sample, address }) => `${sample} ${address}`)
  return [...places.values()].some((all) => {
    const told = all.reduce((sum, { seen }) => sum + ('told' in seen ? (seen.told ?? 0) : 0), 0)
    return told > all.filter(({ seen }) => seen.kind === 'disclosure' || seen.kind === 'update-interface').length
  })
}

/** Why nothing follows from what is left. */
export const lostReasons = {
  'told-and-lost': {
    ja: '機器が知らせた内容の記録が欠けています。試験をやり直してください',
    en: 'Part of what the device told is missing from the record; the test has to be repeated',
  },
} as const
