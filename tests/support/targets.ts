import { afterAll, beforeAll, describe, test } from 'vitest'
import { whyNoTargets } from '../../bench/targets/available.ts'
import { startTargets, type Targets, type Wanted } from '../../bench/targets/start.ts'

/** Why tests with devices cannot run here, in words; undefined where they can. */
export const targetsAvailable = (ids: readonly string[] = [], tools: readonly string[] = []): string | undefined =>
  whyNoTargets(ids, tools)

/**
 * Tests that need devices of the bench, started before and stopped after them. Where they cannot run they are skipped, and the
 * console says which and why; where they must run (HOSHIRUSHI_TARGETS=required, as in CI) that is a failure.
 */
export function withTargets(
  name: string,
  devices: readonly (string | Wanted)[],
  tests: (targets: () => Targets) => void,
  tools: readonly string[] = [], // programs that the tests use besides
): void {
  const ids = devices.map((device) => (typeof device === 'string' ? device : device.id))
  const why = targetsAvailable(ids, tools)
  if (why !== undefined) {
    const said = `NOT RUN: ${name}: ${why}`
    if (process.env.HOSHIRUSHI_TARGETS === 'required') {
      test(name, () => {
        throw new Error(said)
      })
      return
    }
    console.warn(said)
  }
  describe.skipIf(why !== undefined)(name, () => {
    let targets: Targets | undefined
    beforeAll(async () => {
      targets = await startTargets(devices)
      console.log(`${name}: ${devices.length} devices started in ${(targets.startMs / 1000).toFixed(2)} s`)
    })
    afterAll(async () => {
      await targets?.stop()
    })
    tests(() => {
      if (targets === undefined) throw new Error('the devices have not been started')
      return targets
    })
  })
}
